from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.capture import EXCLUDED, SHOWN, CaptureGuard


@dataclass
class Screen:
    """What the system was asked for, by window."""

    affinity: dict[int, int] = field(default_factory=dict[int, int])

    def set(self, window: int, affinity: int, /) -> bool:
        self.affinity[window] = affinity
        return True


def test_every_window_is_hidden_each_dialog_too_until_sharing_is_allowed_for_a_while(qtbot: QtBot) -> None:
    screen, told = Screen(), []
    guard = CaptureGuard(screen)
    guard.allowed.connect(told.append)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    guard.want(True)
    dialog = QDialog(window)
    dialog.open()
    for shown in (window, dialog):
        assert screen.affinity[int(shown.winId())] == EXCLUDED
    guard.allow_for(10)
    assert 599_000 < guard._pause.remainingTime() <= 600_000
    assert set(screen.affinity.values()) == {SHOWN}
    late = QDialog(window)
    late.open()
    assert screen.affinity[int(late.winId())] == SHOWN
    guard._pause.setInterval(1)
    qtbot.waitUntil(lambda: set(screen.affinity.values()) == {EXCLUDED})
    assert told == [False, True, False]
    guard.want(False)
    assert set(screen.affinity.values()) == {SHOWN}
    assert not guard.is_hiding


def test_where_the_system_cannot_it_says_so_and_does_nothing(qtbot: QtBot) -> None:
    guard = CaptureGuard(None)
    guard.want(True)
    guard.allow_for(10)
    assert not guard.is_available
    assert not guard.is_hiding
