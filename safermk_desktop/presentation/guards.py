"""What watches over an open vault: idleness, the screen, sleep, the clipboard, pictures of the window."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from safermk_desktop.presentation.autolock import AutoLock
from safermk_desktop.presentation.capture import CaptureGuard, system_affinity
from safermk_desktop.presentation.clipboard import ClipboardGuard
from safermk_desktop.presentation.screen_watch import ScreenWatch
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services.ports import Clock
from safermk_desktop.services.session import Session
from safermk_desktop.services.settings import SHARING_MINUTES, Settings, allow_sharing, settings


class Guards(QObject):
    """``lock_due`` carries the reason to lock, ``counted`` the seconds left, each second."""

    lock_due = Signal(str)
    counted = Signal(int)

    def __init__(self, clock: Clock, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._autolock = AutoLock(clock.now, self)
        self._autolock.lock_due.connect(self.lock_due)
        self._autolock.counted.connect(self.counted)
        self._screen = ScreenWatch(self)
        self._screen.gone.connect(self.lock_due)
        self.clipboard = ClipboardGuard(QGuiApplication.clipboard(), self)
        self.capture = CaptureGuard(system_affinity(), self)
        self.capture.want(True)
        self._settings = Settings()

    def begin(self, session: Session) -> None:
        """A vault is open: count and listen from now on. Raises as ``settings``."""
        self._apply(settings(session))
        self._autolock.start()
        self._screen.watch(self._window)

    def renew(self, session: Session) -> None:
        """The settings may have changed: do as they say. Raises as ``settings``."""
        found = settings(session)
        if found != self._settings:
            self._apply(found)

    def allow_sharing(self, session: Session) -> None:
        """Let the window be seen in a shared screen for ten minutes, and record it. Raises as ``allow_sharing``."""
        allow_sharing(session)
        self.capture.allow_for(SHARING_MINUTES)

    def end(self) -> None:
        """The vault closes: nothing that was copied stays, and nothing is listened to."""
        self._autolock.stop()
        self._screen.stop()
        self.clipboard.clear()

    def _apply(self, wanted: Settings) -> None:
        self._settings = wanted
        self._autolock.wait_for(timedelta(minutes=wanted.lock_minutes))
        self.capture.want(wanted.hide_from_capture)
        theme, scale = Theme.current(), wanted.text_percent / 100
        if (theme.mode, theme.scale) != (wanted.colours, scale):
            theme.change(mode=wanted.colours, scale=scale)
