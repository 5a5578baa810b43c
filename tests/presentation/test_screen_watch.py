"""Signals of a real message bus of the test's own; the messages of Windows as bytes in memory."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.screen_watch import ScreenWatch
from safermk_desktop.presentation.windows_session import WindowsSession, reason_of

LISTENER = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from safermk_desktop.presentation.screen_watch import ScreenWatch
path, interface, name, argument = sys.argv[1:5]
application, window, watch = QApplication(sys.argv[:1]), QWidget(), ScreenWatch()
watch.gone.connect(lambda reason: (print(reason, flush=True), application.quit()))
assert watch.watch(window), "nothing to listen to"
def tell():
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments([argument == "true"] if argument else [])
    assert QDBusConnection.sessionBus().send(message)
QTimer.singleShot(0, tell)
QTimer.singleShot(int(sys.argv[5]), application.quit)
application.exec()
"""
LOGIN = "/org/freedesktop/login1"


def heard(told: tuple[str, str, str, str], *, patience_ms: int = 10_000) -> str:
    """What a listener says to a signal on a bus that is started for it alone, session bus and system bus in one."""
    program = shutil.which("dbus-run-session")
    if program is None:
        pytest.skip("dbus-run-session is missing: apt-get install -y --no-install-recommends dbus-daemon")
    script = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$@"'
    listener = [sys.executable, "-c", LISTENER, *told, str(patience_ms)]
    ended = subprocess.run(
        [program, "--", "sh", "-c", script, "sh", *listener],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="message buses are for Linux")
@pytest.mark.parametrize(
    "told,reason",
    [
        (("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "true"), "screen"),
        (("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "true"), "screen"),
        ((f"{LOGIN}/session/_32", "org.freedesktop.login1.Session", "Lock", ""), "screen"),
        ((LOGIN, "org.freedesktop.login1.Manager", "PrepareForSleep", "true"), "suspended"),
    ],
)
def test_a_locked_screen_and_a_coming_sleep_are_heard(told: tuple[str, str, str, str], reason: str) -> None:
    assert heard(told) == reason


@pytest.mark.skipif(sys.platform != "linux", reason="message buses are for Linux")
def test_a_screen_that_is_there_again_locks_nothing() -> None:
    told = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "false")
    assert heard(told, patience_ms=700) == ""


@pytest.mark.parametrize(
    "message,detail,reason",
    [
        (0x02B1, 0x7, "screen"),
        (0x02B1, 0x4, "screen"),
        (0x02B1, 0x8, ""),
        (0x0218, 0x4, "suspended"),
        (0x0218, 0x7, ""),
        (0x0100, 0x7, ""),
    ],
)
def test_the_messages_of_windows(message: int, detail: int, reason: str) -> None:
    assert reason_of(message, detail) == reason


@dataclass
class Session:
    """wtsapi32, as asked."""

    windows: list[int] = field(default_factory=list[int])

    def register(self, window: int, /) -> bool:
        self.windows.append(window)
        return True

    def unregister(self, window: int, /) -> None:
        self.windows.remove(window)


def test_a_message_of_windows_is_read_from_memory_and_passed_on() -> None:
    told: list[str] = []
    port = Session()
    session = WindowsSession(port, 77, told.append)
    # MSG of winuser.h, 64 bit: hwnd, message, wParam, lParam, time, pt.
    raw = ctypes.create_string_buffer(struct.pack("@PIQqIii", 77, 0x02B1, 0x7, 1, 0, 5, 6))
    assert session.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(raw)) == (False, 0)
    assert session.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(raw)) == (False, 0)
    assert told == ["screen"]
    session.end()
    session.end()
    assert port.windows == []


def test_it_registers_the_window_and_lets_go_of_it(qtbot: QtBot, qapp: QCoreApplication) -> None:
    window, port, watch = QWidget(), Session(), ScreenWatch()
    qtbot.addWidget(window)
    assert watch.watch(window, port)
    assert port.windows == [int(window.winId())]
    watch.stop()
    watch.stop()
    assert port.windows == []
