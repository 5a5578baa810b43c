"""Hears that the screen was locked or that the computer goes to sleep.

Linux tells it on D-Bus, Windows in messages to a window; each stands in one part here, and where neither speaks the
lock by idleness and by a jump of the clock still holds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import SLOT, QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from safermk_desktop.presentation.windows_session import SessionPort, WindowsSession, system_port

_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)
_LOGIN: Final = "org.freedesktop.login1"


class ScreenWatch(QObject):
    """``gone`` carries why nobody is at the screen: ``screen`` or ``suspended``."""

    gone = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: WindowsSession | None = None

    def watch(self, window: QWidget, port: SessionPort | None = None) -> bool:
        """Begin to listen; says whether anything here speaks. ``port`` is for Windows."""
        if (port := port or system_port()) is not None:
            self._session = WindowsSession(port, int(window.winId()), self.gone.emit)
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self._session)
            return self._session.is_registered
        return sys.platform == "linux" and self._watch_buses()

    def stop(self) -> None:
        """Listen no more."""
        application = QCoreApplication.instance()
        if self._session is not None and application is not None:
            application.removeNativeEventFilter(self._session)
            self._session.end()
            self._session = None

    @Slot(bool)
    def saver_changed(self, is_active: bool) -> None:
        """A screen saver says that it covers the screen, or no longer does."""
        if is_active:
            self.gone.emit("screen")

    @Slot(bool)
    def sleep_prepared(self, is_coming: bool) -> None:
        """The computer is about to sleep, or has woken up."""
        if is_coming:
            self.gone.emit("suspended")

    @Slot()
    def session_locked(self) -> None:
        """A session of this computer is to be locked. Whose it is is not asked: locking once too often is safe."""
        self.gone.emit("screen")

    def _watch_buses(self) -> bool:
        from PySide6.QtDBus import QDBusConnection

        heard: list[bool] = []
        if _has_session_bus():
            bus = QDBusConnection.sessionBus()
            heard += [
                bus.connect("", "", name, "ActiveChanged", self, _slot("saver_changed(bool)")) for name in _SAVERS
            ]
        bus = QDBusConnection.systemBus()
        heard.append(bus.connect("", "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _slot("sleep_prepared(bool)")))
        heard.append(bus.connect("", "", f"{_LOGIN}.Session", "Lock", self, _slot("session_locked()")))
        return any(heard)


def _slot(name: str) -> bytes:
    # A text at run time, and bytes to the type stubs of PySide.
    return cast("bytes", SLOT(name))


def _has_session_bus() -> bool:
    # Asked for where there is none, the library would start a bus of its own.
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(folder and (Path(folder) / "bus").exists())
