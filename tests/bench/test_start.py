"""How soon the programs answer."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT
from tests.bench.conftest import Measure


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
