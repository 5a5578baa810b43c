"""The window process from its first line to its exit code."""

from __future__ import annotations

import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

import shiboken6
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from safermk_desktop import __version__
from safermk_desktop.presentation.launch import Launch, is_address
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services.application import Application

_CRASH_CODE: Final = 70
_PATIENCE_S: Final = 3.0
"""How long saving what is typed may take after a crash."""
_LOCKS_WITHIN_S: Final = 1.5
"""How long keeping what is typed and closing the vault may take when it locks; two seconds are promised."""
_PACKAGE: Final = str(Path(__file__).resolve().parents[1])


class _Parent(QObject):
    """``gone`` is emitted, on the GUI thread, when the process that started this one has ended."""

    gone = Signal()

    def watch(self) -> None:
        """On a thread of its own: wait for the end of standard input."""
        # Not through sys.stdin: a thread that waits in it would hold its lock when the interpreter ends.
        while os.read(0, 1):
            pass
        if shiboken6.isValid(self):
            self.gone.emit()


def run_window(build: Callable[[], Application], launch: Launch) -> int:
    """Show the window until it ends; the place to return to goes to standard output as its only line."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    qt = QApplication(sys.argv[:1])
    qt.setApplicationDisplayName("SaferMK Desktop")
    qt.setQuitOnLastWindowClosed(False)
    sys.excepthook = partial(_net, lambda: None)
    application = build()
    Theme(qt, application.cache_folder / "icons")
    window = MainWindow(application, launch)
    sys.excepthook = partial(_net, window.keep_typed)

    def leave(code: int) -> None:
        _leave(window, code)

    window.ending.connect(lambda: _bound(window))
    window.ended.connect(leave)
    if launch.is_supervised:
        parent = _Parent(window)
        parent.gone.connect(window.lock)
        threading.Thread(target=parent.watch, daemon=True).start()
    window.show()
    window.activateWindow()
    return qt.exec()


def _bound(window: MainWindow) -> None:
    """Whatever holds up the lock, the process ends in time, and the keys with it."""

    def leave_now() -> None:
        _tell_address(address)
        os._exit(window.exit_code)

    address = window.address
    late = threading.Timer(_LOCKS_WITHIN_S, leave_now)
    late.daemon = True
    late.start()
    window.ended.connect(late.cancel)


def _tell_address(address: str) -> None:
    if is_address(address):
        sys.stdout.write(address + "\n")
    sys.stdout.flush()


def _leave(window: MainWindow, code: int) -> None:
    _tell_address(window.address)
    if code or window.jobs.is_stuck:
        # The vault is closed, and the keys go with the process now: taking the windows down first would take a second,
        # and a thread that does not end would keep them for good.
        os._exit(code)
    QApplication.exit(code)


def _net(
    keep_typed: Callable[[], object],
    kind: type[BaseException],
    _error: BaseException,
    trace: TracebackType | None,
) -> None:
    """The crash net: a report without a single value (kinds, our own lines, versions), then the end.

    What is typed on the page is saved first where that still can be done, within a few seconds.
    """
    lines = [f"SaferMK Desktop {__version__}, PySide {pyside_version}, Python {platform.python_version()}"]
    lines.append(f"{kind.__module__}.{kind.__qualname__}")
    for frame in traceback.extract_tb(trace):
        if frame.filename.startswith(_PACKAGE):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}")
    sys.stderr.write("\n".join(lines) + "\n")
    sys.stderr.flush()
    sys.excepthook = _give_up
    late = threading.Timer(_PATIENCE_S, os._exit, [_CRASH_CODE])
    late.daemon = True
    late.start()
    try:
        keep_typed()
    finally:
        # The keys go with the process; SQLCipher undoes what was not finished when the vault is opened next.
        os._exit(_CRASH_CODE)


def _give_up(_kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
    os._exit(_CRASH_CODE)
