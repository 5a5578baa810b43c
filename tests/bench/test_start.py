"""How soon the programs answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.services.ports import Role
from tests.architecture.sources import ROOT
from tests.bench.conftest import Measure
from tests.conftest import RealDisplay


def python(code: str) -> None:
    """A fresh interpreter, as a person starts one."""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.bench
def test_help_of_the_headless_program(measure: Measure) -> None:
    code = "import sys; sys.argv = ['safermk', '--help']\nfrom safermk_desktop.cli import main\nmain()"
    measure("safermk --help, from nothing", 0.6, lambda: python(code))


@pytest.mark.bench
def test_qt_alone(measure: Measure) -> None:
    code = "from PySide6.QtWidgets import QApplication\nQApplication([])"
    measure("Qt's own start, offscreen (what ours comes on top of)", 0.6, lambda: python(code))


WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from safermk_desktop import bootstrap
from safermk_desktop.presentation.launch import Launch
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.presentation.theme import Theme
qt = QApplication(sys.argv[:1])
application = bootstrap.build()
Theme(qt, application.cache_folder / "icons")
window = MainWindow(application, Launch(vault=Path(sys.argv[1])))
window.show()
window.activateWindow()
timer = QTimer()
timer.timeout.connect(lambda: QApplication.focusWidget() is window.unlock_page.passphrase_edit and qt.exit(0))
timer.start(5)
sys.exit(qt.exec())
"""


@pytest.mark.bench
def test_from_the_start_to_a_focused_passphrase_field(
    measure: Measure, real_display: RealDisplay, tmp_path: Path
) -> None:
    vault = tmp_path / "bench.smkv"
    cost = bootstrap.KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)
    bootstrap.build(cost=cost).door.create(
        vault, person="A. Officer", role=Role.HEAD, passphrase="a passphrase for benches"
    )
    environment = real_display.environment(tmp_path)

    def start() -> None:
        subprocess.run([sys.executable, "-c", WINDOW, str(vault)], cwd=ROOT, env=environment, check=True, timeout=60)

    measure("start to a focused passphrase field, Xvfb, warm", 1.5, start)
