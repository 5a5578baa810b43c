"""What Windows tells a window of its session: the screen was locked, the computer goes to sleep.

Written for Windows and not run there; the messages are unit-tested through the port and as bytes in memory.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

_GENERIC_MESSAGE: Final = b"windows_generic_MSG"
_DISPATCHER_MESSAGE: Final = b"windows_dispatcher_MSG"
_SESSION_CHANGE: Final = 0x02B1
"""WM_WTSSESSION_CHANGE."""
_POWER: Final = 0x0218
"""WM_POWERBROADCAST."""
_AWAY: Final = frozenset({0x2, 0x4, 0x6, 0x7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""
_SUSPEND: Final = 0x4
"""PBT_APMSUSPEND."""
_THIS_SESSION: Final = 0


class SessionPort(Protocol):
    """The two calls of wtsapi32."""

    def register(self, window: int, /) -> bool:
        """Ask for the messages of this session; says whether they will come."""
        ...

    def unregister(self, window: int, /) -> None:
        """Ask for them no more."""
        ...


class _Message(ctypes.Structure):
    """MSG of winuser.h."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint32),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    )


def reason_of(message: int, detail: int) -> str:
    """The reason to lock that a message is, empty for any other. ``detail`` is its wParam."""
    if message == _SESSION_CHANGE and detail in _AWAY:
        return "screen"
    return "suspended" if message == _POWER and detail == _SUSPEND else ""


class WindowsSession(QAbstractNativeEventFilter):
    """Reads the messages of the window and says why to lock; it lets every message pass."""

    def __init__(self, port: SessionPort, window: int, tell: Callable[[str], object]) -> None:
        super().__init__()
        self._port = port
        self._window = window
        self._tell = tell
        self.is_registered = port.register(window)

    def end(self) -> None:
        """Ask for the messages no more."""
        if self.is_registered:
            self._port.unregister(self._window)
            self.is_registered = False

    def nativeEventFilter(
        self, event_type: QByteArray | bytes | bytearray | memoryview, message: int, /
    ) -> tuple[bool, int]:
        if QByteArray(event_type).data() in {_GENERIC_MESSAGE, _DISPATCHER_MESSAGE}:
            told = _Message.from_address(int(message))
            reason = reason_of(int(told.message), int(told.wparam))
            if reason:
                self._tell(reason)
        return False, 0


if sys.platform == "win32":

    class _SystemPort:
        def register(self, window: int, /) -> bool:
            return bool(ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), _THIS_SESSION))

        def unregister(self, window: int, /) -> None:
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(ctypes.c_void_p(window))

    def system_port() -> SessionPort | None:
        """The calls of this system."""
        return _SystemPort()

else:

    def system_port() -> SessionPort | None:
        """The calls of this system; ``None`` where it is not Windows."""
        return None
