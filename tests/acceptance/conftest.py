"""One run of ``safermk demo`` that all acceptance tests read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import filelock
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
    """The demo as the command line makes it, with a home and a temporary folder of its own; once for all workers."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    printed = place / "printed.txt"
    with filelock.FileLock(place.with_suffix(".lock")):
        if not printed.exists():
            shutil.rmtree(place, ignore_errors=True)
            printed.write_text(_printed(place), encoding="utf-8")
    return DemoRun(
        out=place / "out", printed=printed.read_text(encoding="utf-8"), home=place / "home", temporary=place / "tmp"
    )


def _printed(place: Path) -> str:
    for name in ("home", "tmp"):
        (place / name).mkdir(parents=True)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_", "WAYLAND"))}
    kept.pop("DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "-m", "safermk_desktop.cli", "demo", "--out", str(place / "out")],
        cwd=ROOT,
        env={**kept, "HOME": str(place / "home"), "TMPDIR": str(place / "tmp")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout
