"""The window process as it really runs: a real vault, a real unlock, a real lock, a real crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.presentation.launch import EXIT_LOCKED, is_address
from safermk_desktop.services.ports import Role

PASSPHRASE = "marble otter lantern quiet"
COST = "KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)"
DRIVER = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from safermk_desktop import bootstrap
from safermk_desktop.bootstrap import KeyDerivationCost
from safermk_desktop.presentation import program
from safermk_desktop.presentation.launch import Launch

class Driven(program.MainWindow):
    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.unlock_page.passphrase_edit.setText("{PASSPHRASE}")
        QTimer.singleShot(0, self.unlock_page.unlock_button.click)
        self.unlock_page.unlocked.connect(lambda _session: QTimer.singleShot(0, self.then))
    def then(self):
        secret = "Joan Bloggs"
        if sys.argv[2] == "crash":
            raise ValueError(secret)
        self.lock(sys.argv[2])

program.MainWindow = Driven
launch = Launch(vault=Path(sys.argv[1]))
sys.exit(program.run_window(lambda: bootstrap.build(cost={COST}), launch))
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "CSP.smkv"
    cost = bootstrap.KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)
    bootstrap.build(cost=cost).door.create(folder, person="H. Marlow", role=Role.HEAD, passphrase=PASSPHRASE)
    return folder


def run(vault: Path, what: str) -> subprocess.CompletedProcess[str]:
    home = vault.parent / "home"
    folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    command = [sys.executable, "-c", DRIVER, str(vault), what]
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **folders, "HOME": str(home)},
    )


@pytest.mark.parametrize("reason", ["asked", "idle"])
def test_unlock_and_lock_end_with_the_code_and_the_place(vault: Path, reason: str) -> None:
    ended = run(vault, reason)
    assert ended.returncode == EXIT_LOCKED[reason], ended.stderr
    assert is_address(ended.stdout.strip())
    again = run(vault, reason)
    assert again.returncode == EXIT_LOCKED[reason], "the vault was not let go"


def test_a_crash_reports_kinds_and_lines_but_no_value(vault: Path) -> None:
    ended = run(vault, "crash")
    assert ended.returncode == 70
    assert "builtins.ValueError" in ended.stderr
    assert "Joan" not in ended.stderr + ended.stdout
    assert run(vault, "asked").returncode == EXIT_LOCKED["asked"], "what was saved is safe, and opens again"
