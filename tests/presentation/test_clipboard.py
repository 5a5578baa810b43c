from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.clipboard import UNREMEMBERED, ClipboardGuard, unremembered
from tests.conftest import RealDisplay

WINDOW = """
import sys
from PySide6.QtCore import QTimer, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from safermk_desktop.presentation.clipboard import ClipboardGuard
application, board = QApplication(sys.argv), QGuiApplication.clipboard()
guard, field = ClipboardGuard(board, after_ms=300), QLineEdit("Joanna Fenwick")
field.show()
def copy():
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    print(QGuiApplication.platformName(), board.text(), board.text(board.Mode.Selection))
QTimer.singleShot(0, copy)
QTimer.singleShot(1000, lambda: (print(repr(board.text() + board.text(board.Mode.Selection))), application.quit()))
application.exec()
"""


def here(_mode: QClipboard.Mode) -> bool:
    """The platform that draws into memory does not know whose content it holds."""
    return True


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clipboard(qapp: QApplication) -> QClipboard:
    board = QGuiApplication.clipboard()
    board.clear()
    return board


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_copy_from_any_field_goes_after_a_while(
    qtbot: QtBot, clipboard: QClipboard, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    guard = ClipboardGuard(clipboard, after_ms=200, owns=here)
    field = kind("Joanna Fenwick")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(field, Qt.Key.Key_C, CTRL)
    assert clipboard.text() == "Joanna Fenwick"
    qtbot.waitUntil(lambda: clipboard.text() == "", timeout=3000)
    guard.deleteLater()


def test_at_a_lock_it_goes_at_once(clipboard: QClipboard) -> None:
    guard = ClipboardGuard(clipboard, owns=here)
    clipboard.setText("Joanna Fenwick")
    guard.clear()
    assert clipboard.text() == ""


def test_what_another_put_there_since_stays(clipboard: QClipboard) -> None:
    guard = ClipboardGuard(clipboard, owns=here)
    clipboard.setText("ours")
    blocked = clipboard.blockSignals(True)
    clipboard.setText("theirs")
    clipboard.blockSignals(blocked)
    guard.clear()
    assert clipboard.text() == "theirs"
    stranger = ClipboardGuard(clipboard, owns=lambda _mode: False)
    clipboard.setText("ours")
    stranger.clear()
    assert clipboard.text() == "ours"


def test_windows_is_asked_to_keep_a_copy_out_of_its_history(clipboard: QClipboard) -> None:
    guard = ClipboardGuard(clipboard, asks_windows=True, owns=here)
    clipboard.setText("Joanna Fenwick")
    data = clipboard.mimeData()
    assert data.text() == "Joanna Fenwick"
    for name in (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    ):
        assert data.data(f'application/x-qt-windows-mime;value="{name}"').data() == b"\0\0\0\0"
    guard.clear()
    assert clipboard.text() == ""


def test_everything_else_of_a_copy_stays() -> None:
    data = QMimeData()
    data.setHtml("<b>Adult K</b>")
    data.setText("Adult K")
    made = unremembered(data)
    assert (made.html(), made.text()) == ("<b>Adult K</b>", "Adult K")
    assert set(made.formats()) >= set(UNREMEMBERED)


def test_in_a_real_window_both_clipboards_are_cleared(real_display: RealDisplay, tmp_path: Path) -> None:
    environment = {**real_display.environment(tmp_path), "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    ended = subprocess.run(
        [sys.executable, "-c", WINDOW], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert ended.stdout.splitlines() == ["xcb Joanna Fenwick Joanna Fenwick", "''"]
