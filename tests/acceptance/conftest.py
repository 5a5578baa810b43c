"""One run of ``safermk demo`` that all acceptance tests read."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class DemoRun:
    """A finished demo: its folder, what it printed, and everything else it left on the disk."""

    out: Path
    printed: str
    home: Path
    temporary: Path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    """The demo as the command line makes it, with a home and a temporary folder of its own."""
    place = tmp_path_factory.mktemp("demo")
    home, temporary = place / "home", place / "tmp"
    home.mkdir()
    temporary.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_", "WAYLAND"))}
    kept.pop("DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "-m", "safermk_desktop.cli", "demo", "--out", str(place / "out")],
        cwd=ROOT,
        env={**kept, "HOME": str(home), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return DemoRun(out=place / "out", printed=done.stdout, home=home, temporary=temporary)
