"""The system's libraries are complete: Qt opens a window on a real display, not only in memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import RealDisplay

WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("A window")
label.resize(300, 100)
label.show()
QTimer.singleShot(20000, application.quit)
def look():
    if label.windowHandle().isExposed():
        picture = application.primaryScreen().grabWindow(0)
        print(application.platformName(), picture.width(), picture.height())
        application.quit()
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
application.exec()
"""


@pytest.mark.window
def test_qt_opens_a_window_on_a_real_display(real_display: RealDisplay, tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", WINDOW],
        env=real_display.environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (child.returncode, child.stdout.strip()) == (0, "xcb 1280 800"), child.stderr
