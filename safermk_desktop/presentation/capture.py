"""Keeps the windows out of pictures and shared screens where the system can: Windows 10 of 2004 and later.

Microsoft calls it no guarantee. Written for Windows and not run there; unit-tested through the port.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

EXCLUDED: Final = 0x11
"""WDA_EXCLUDEFROMCAPTURE."""
SHOWN: Final = 0x0
"""WDA_NONE."""
_NEW_WINDOW: Final = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})


class AffinityPort(Protocol):
    """SetWindowDisplayAffinity of user32."""

    def set(self, window: int, affinity: int, /) -> bool:
        """Set it for a top-level window of this process; says whether the system did."""
        ...


class CaptureGuard(QObject):
    """Hides every window of the application, each dialog and menu too, as often as the system makes it anew.

    ``allowed`` says whether the windows may be seen just now, at each change.
    """

    allowed = Signal(bool)

    def __init__(self, port: AffinityPort | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._is_wanted = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may take 5 % more than was allowed
        self._pause.timeout.connect(self._resume)

    @property
    def is_available(self) -> bool:
        """Whether this system can do it."""
        return self._port is not None

    @property
    def is_hiding(self) -> bool:
        """Whether the windows are kept out of pictures just now."""
        return self.is_available and self._is_wanted and not self._pause.isActive()

    def want(self, is_wanted: bool) -> None:
        """Hide from now on, or no longer."""
        self._is_wanted = is_wanted
        self._pause.stop()
        application = QCoreApplication.instance()
        if application is not None and self.is_available:
            application.removeEventFilter(self)
            if is_wanted:
                application.installEventFilter(self)
        self._apply()

    def allow_for(self, minutes: int) -> None:
        """Let the windows be seen for some minutes."""
        if self._is_wanted and self.is_available:
            self._pause.start(minutes * 60_000)
            self._apply()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _NEW_WINDOW and isinstance(watched, QWidget) and watched.isWindow():
            self._set(watched)
        return False

    def _resume(self) -> None:
        self._apply()

    def _apply(self) -> None:
        if not self.is_available:
            return
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._set(window)
        self.allowed.emit(not self.is_hiding)

    def _set(self, window: QWidget) -> None:
        if self._port is not None:
            self._port.set(int(window.winId()), EXCLUDED if self.is_hiding else SHOWN)


if sys.platform == "win32":

    class _User32:
        def set(self, window: int, affinity: int, /) -> bool:
            return bool(ctypes.windll.user32.SetWindowDisplayAffinity(ctypes.c_void_p(window), affinity))

    def system_affinity() -> AffinityPort | None:
        """The call of this system."""
        return _User32()

else:

    def system_affinity() -> AffinityPort | None:
        """The call of this system; ``None`` where there is none."""
        return None
