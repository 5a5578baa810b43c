"""Waiting after wrong passphrases at this screen. It slows a person here; it protects no copy of the vault."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

FREE: Final = 4
"""Wrong passphrases without a wait: the fifth is the first that has one."""
LONGEST_S: Final = 30


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: 1, 2, 4, 8, 16, then 30. Nothing is ever wiped."""
    return 0 if failures <= FREE else min(LONGEST_S, 2 ** (failures - FREE - 1))


class TryDelay(QObject):
    """``ticked`` carries the seconds left, once a second, and 0 at the end."""

    ticked = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._failures = 0
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)

    @property
    def left(self) -> int:
        """Seconds to wait still."""
        return self._left

    def fail(self) -> int:
        """A wrong passphrase: the seconds to wait now."""
        self._failures += 1
        self._left = wait_after(self._failures)
        if self._left:
            self._timer.start()
            self.ticked.emit(self._left)
        return self._left

    def forget(self) -> None:
        """The right passphrase, or another vault."""
        self._failures = self._left = 0
        self._timer.stop()
        self.ticked.emit(0)

    def _tick(self) -> None:
        self._left = max(0, self._left - 1)
        if not self._left:
            self._timer.stop()
        self.ticked.emit(self._left)
