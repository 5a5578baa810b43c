"""The window process as it really runs: a real vault, a real unlock, a real lock, a real crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.presentation.launch import EXIT_LOCKED, is_address
from safermk_desktop.services import drafts, notes, queries
from safermk_desktop.services.ports import Role

PASSPHRASE = "marble otter lantern quiet"
CHEAP = bootstrap.KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)
COST = "KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)"
DRIVER = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from safermk_desktop import bootstrap, errors
from safermk_desktop.bootstrap import KeyDerivationCost
from safermk_desktop.presentation import program
from safermk_desktop.presentation.dialogs.notification_dialog import NotificationDialog
from safermk_desktop.presentation.launch import Launch
from safermk_desktop.services.ports import Compartment

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
        if sys.argv[2] == "crash_typed":
            from tests.services.conftest import notify
            self.go("case/" + notify(self._session) + "/overview")
            self._shell.page.activity_panel.note_edit.setText(secret)
            raise ValueError(secret)
        reason, _, how = sys.argv[2].partition("_")
        if how:
            self._shell.page.acts()["new_notification"]()
            self.findChild(NotificationDialog).label_edit.setText(secret)
        if how == "full":
            from safermk_desktop.adapters.vault import database
            def no_room(*_given):
                raise errors.DiskFull
            database.assert_room = no_room
        if how == "hung":
            import threading, time
            def hang(_progress):
                with self._session.vault.reading(Compartment.REVIEWS):
                    time.sleep(60)
            self.jobs.run(self, hang, label="Hanging", done=print)
            time.sleep(0.2)
        if how:
            self.lock(reason)
            return
        self.lock(sys.argv[2])

program.MainWindow = Driven
launch = Launch(vault=Path(sys.argv[1]))
sys.exit(program.run_window(lambda: bootstrap.build(cost={COST}), launch))
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "CSP.smkv"
    bootstrap.build(cost=CHEAP).door.create(folder, person="H. Marlow", role=Role.HEAD, passphrase=PASSPHRASE)
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


def test_a_crash_saves_what_was_typed_on_the_page(vault: Path) -> None:
    ended = run(vault, "crash_typed")
    assert ended.returncode == 70
    assert "builtins.ValueError" in ended.stderr
    assert "Joan" not in ended.stderr + ended.stdout
    application = bootstrap.build(cost=CHEAP)
    opened = application.door.open(vault, person=None, passphrase=PASSPHRASE)
    session = bootstrap.open_session(opened, application.clock)
    (row,) = queries.caseload(session)
    assert [line.note.text for line in notes.note_lines(session, row.case_id)] == ["Joan Bloggs"]
    session.vault.close()


def drafts_in(vault: Path) -> list[drafts.KeptDraft]:
    application = bootstrap.build(cost=CHEAP)
    opened = application.door.open(vault, person=None, passphrase=PASSPHRASE)
    session = bootstrap.open_session(opened, application.clock)
    kept = list(drafts.listed(session))
    session.vault.close()
    return kept


@pytest.mark.parametrize("reason", ["idle", "suspended"])
def test_a_lock_over_an_unsaved_dialog_keeps_it_in_the_vault(vault: Path, reason: str) -> None:
    ended = run(vault, f"{reason}_typed")
    assert ended.returncode == EXIT_LOCKED[reason], ended.stderr
    assert "Joan" not in ended.stderr + ended.stdout
    (draft,) = drafts_in(vault)
    assert (draft.what.form, draft.what.entries["label_edit"]) == ("notification_dialog", "Joan Bloggs")


def test_a_lock_on_a_full_disk_says_by_its_code_that_something_is_lost(vault: Path) -> None:
    ended = run(vault, "idle_full")
    assert ended.returncode == EXIT_LOCKED["idle_lost"], ended.stderr
    assert "Joan" not in ended.stderr + ended.stdout
    assert not drafts_in(vault)


def test_a_thread_that_hangs_in_the_vault_holds_up_no_lock(vault: Path) -> None:
    ended = run(vault, "idle_hung")
    assert ended.returncode == EXIT_LOCKED["idle_lost"], ended.stderr
    assert is_address(ended.stdout.strip())
    assert not drafts_in(vault), "the vault was let go"
