"""Locks the vault when nobody is there: after minutes without input, and when the computer has slept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

IDLE: Final = timedelta(minutes=5)
JUMP: Final = timedelta(seconds=60)
"""A tick that comes this late means that the computer slept, or that its clock was moved."""
_TICK_MS: Final = 1000
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class AutoLock(QObject):
    """``lock_due`` carries the reason (``idle``, ``slept``, ``asked``), once; ``counted`` the time left, each second.

    ``asked`` is Ctrl+L over a dialog, where the keys of the window do not reach.
    """

    lock_due = Signal(str)
    counted = Signal(int)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None, *, idle: timedelta = IDLE) -> None:
        super().__init__(parent)
        self._now = now
        self._idle = idle
        self._last_input = self._last_tick = now()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to count."""
        self._last_input = self._last_tick = self._now()
        self._timer.start()
        self.tick()
        if (application := QCoreApplication.instance()) is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        if (application := QCoreApplication.instance()) is not None:
            application.removeEventFilter(self)

    def wait_for(self, idle: timedelta) -> None:
        """Lock after another time without input; it counts from the last input on."""
        self._idle = idle

    def tick(self) -> None:
        """Look at the clock once."""
        now = self._now()
        gone, self._last_tick = now - self._last_tick, now
        left = self._idle - (now - self._last_input)
        if gone > JUMP or gone < -JUMP:
            self._lock("slept")
        elif left <= timedelta(0):
            self._lock("idle")
        else:
            self.counted.emit(int(left.total_seconds()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last_input = self._now()
            if isinstance(event, QKeyEvent) and _is_lock_over_dialog(event):
                self._lock("asked")
                return True
        return False

    def _lock(self, reason: str) -> None:
        self.stop()
        self.lock_due.emit(reason)


def _is_lock_over_dialog(event: QKeyEvent) -> bool:
    is_lock = event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_lock and QApplication.activeModalWidget() is not None
