from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.autolock import AutoLock


class Hands:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


def test_five_minutes_without_input_lock_once_and_input_begins_anew(qtbot: QtBot) -> None:
    hands, reasons, left = Hands(), [], []
    lock = AutoLock(hands.now)
    lock.lock_due.connect(reasons.append)
    lock.counted.connect(left.append)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    lock.start()
    for _ in range(5):
        hands.turn(seconds=50)
        lock.tick()
    assert left[-1] == 50
    qtbot.keyClick(field, Qt.Key.Key_A)
    lock.tick()
    assert left[-1] == 300
    for _ in range(6):
        hands.turn(seconds=50)
        lock.tick()
    assert reasons == ["idle"]


def test_a_jump_of_the_clock_means_that_the_computer_slept(qtbot: QtBot) -> None:
    for jump in (90, -90):
        hands, reasons = Hands(), []
        lock = AutoLock(hands.now)
        lock.lock_due.connect(reasons.append)
        lock.start()
        hands.turn(seconds=jump)
        lock.tick()
        assert reasons == ["slept"]


def test_it_ticks_by_itself(qtbot: QtBot) -> None:
    lock = AutoLock(Hands().now)
    lock.start()
    with qtbot.waitSignal(lock.counted, timeout=3000):
        pass
    lock.stop()
