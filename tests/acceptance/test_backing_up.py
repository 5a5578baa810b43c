"""Backups as they come about by themselves: at the end, after 30 minutes, after a lock; and one that fails."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.dialogs.quit_backup_dialog import QuitBackupDialog
from safermk_desktop.presentation.launch import EXIT_LOCKED
from safermk_desktop.presentation.widgets.status_bar import StatusBar
from safermk_desktop.services.backup_places import folder_of
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.ports import Role
from tests.acceptance.driving import PATIENCE_MS, Person, person_at_home

PASSPHRASE = "slate heron velvet orchard"
CTRL = Qt.KeyboardModifier.ControlModifier
NOTICE = {
    "Working title": "Case Heather",
    "Date of death": "20/2/2026",
    "Notifying agency": "Northmere Police",
    "Area of residence": "Northmere",
}


@dataclass
class Office:
    """Someone at an open vault, and the folder that its backups go to."""

    person: Person
    vault: Path
    folder: Path

    def backups(self) -> tuple[BackupFile, ...]:
        return self.person.application.backups.listed(self.folder)

    def work(self) -> None:
        """Something new in the vault."""
        self.person.key(Qt.Key.Key_N, CTRL)
        self.person.answer("New notification", NOTICE, "Open the case")
        self.person.sees("The gate to Scoping is closed")

    def standing(self, words: str) -> None:
        """Wait until the status bar says how the newest backup stands."""
        bar = self.person.one(StatusBar)
        self.person.bot.waitUntil(lambda: words in bar._backup.text().lower(), timeout=PATIENCE_MS)

    def again(self, reason: str = "asked") -> None:
        """Lock; the next window, as the parent starts it."""
        self.person.lock(reason)
        self.person.start(self.vault, reason=reason, address=self.person.address)

    def quits(self) -> None:
        """Ctrl+Q, until the window is gone."""
        self.person.key(Qt.Key.Key_Q, CTRL)
        self.ended()

    def ended(self) -> None:
        self.person.bot.waitUntil(lambda: self.person.ended == [0], timeout=PATIENCE_MS)
        self.person.drop()


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    person = person_at_home(qtbot, tmp_path, day=date(2026, 3, 2), patch=monkeypatch)
    vault = tmp_path / "Northmere CSP.smkv"
    person.application.door.create(vault, person="P. Ashdown", role=Role.HEAD, passphrase=PASSPHRASE)
    person.start(vault)
    person.unlock(PASSPHRASE)
    made = Office(person, vault, tmp_path / "Northmere CSP.backups")
    yield made
    if person._window is not None and not person.ended:
        person.window.lock()
        person.drop()


def test_quitting_makes_a_proved_backup_when_something_is_in_none(office: Office) -> None:
    office.standing("no backup yet")
    office.work()
    office.quits()
    (first,) = office.backups()
    assert not first.is_sealed_copy
    office.person.start(office.vault)
    office.person.unlock(PASSPHRASE)
    office.standing(", proved")
    office.quits()
    assert office.backups() == (first,), "nothing was done since"


def test_a_backup_that_fails_holds_up_quitting_with_three_choices(office: Office, tmp_path: Path) -> None:
    person = office.person
    office.work()
    office.folder.write_text("a file where the folder should be")
    person.key(Qt.Key.Key_Q, CTRL)
    dialog = person.dialog("Backup before quitting")
    person.sees("every earlier backup is as it was", "FILE-NOT-WRITABLE")
    shown = {button.text().replace("&", "") for button in dialog.findChildren(QPushButton) if button.isVisible()}
    assert shown == {"Try again", "Choose another folder", "Quit without a backup", "Keep working"}
    person.press("Try again")
    person.sees("FILE-NOT-WRITABLE")
    person.press("Keep working")
    person.sees("The gate to Scoping is closed")
    assert person.ended == []
    person.key(Qt.Key.Key_Q, CTRL)
    person.sees("FILE-NOT-WRITABLE")
    person.answers.path = tmp_path / "another"
    person.answers.path.mkdir()
    person.press("Choose another folder")
    office.ended()
    assert len(person.application.backups.listed(tmp_path / "another")) == 1
    assert folder_of(person.application, office.vault) == tmp_path / "another"


def test_quitting_without_a_backup_is_a_choice_of_the_person(office: Office) -> None:
    office.work()
    office.folder.write_text("a file where the folder should be")
    office.person.key(Qt.Key.Key_Q, CTRL)
    office.person.sees("FILE-NOT-WRITABLE")
    office.person.press("Quit without a backup")
    office.ended()
    assert office.backups() == ()


def test_after_a_lock_the_closed_files_are_copied_and_proved_at_the_next_unlock(office: Office) -> None:
    person = office.person
    office.work()
    office.again("idle")
    person.bot.waitUntil(lambda: len(office.backups()) == 1, timeout=PATIENCE_MS)
    (copy,) = office.backups()
    assert copy.is_sealed_copy
    person.idle()
    person.unlock(PASSPHRASE)
    office.standing("proved")
    office.standing(", proved")
    office.again("idle")
    person.bot.wait(900)
    person.idle()
    assert office.backups() == (copy,), "nothing was done since, so nothing is copied"


def test_a_copy_that_fails_is_said_in_a_quiet_line(office: Office) -> None:
    office.work()
    office.folder.write_text("a file where the folder should be")
    office.again("idle")
    office.person.sees("Backup not made: the folder or file cannot be written to. (FILE-NOT-WRITABLE)")
    office.person.unlock(PASSPHRASE)
    office.person.sees("The gate to Scoping is closed")


def test_a_copy_gives_way_to_the_unlock(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    person = office.person
    office.work()
    begun: list[bool] = []

    def slow(_vault: Path, _path: Path, *, made_at: str, progress: object) -> BackupFile:
        del made_at
        assert callable(progress)
        begun.append(True)
        while True:
            time.sleep(0.02)
            progress(1, 10_000)

    monkeypatch.setattr(person.application.backups, "copy_closed", slow)
    office.again("idle")
    person.bot.waitUntil(lambda: bool(begun), timeout=PATIENCE_MS)
    before = time.monotonic()
    person.unlock(PASSPHRASE)
    assert time.monotonic() - before < 5
    person.sees("The gate to Scoping is closed")
    assert office.backups() == ()


def test_thirty_minutes_of_edits_make_a_backup(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    person = office.person
    office.work()
    keeper = person.window._keeper
    assert keeper is not None
    person.idle()
    keeper.tick()
    person.idle()
    assert office.backups() == ()
    now = person.clock.now()
    monkeypatch.setattr(person.clock, "now", lambda: now + timedelta(minutes=31))
    keeper.tick()
    office.standing(", proved")
    assert len(office.backups()) == 1


def test_a_backup_that_fails_while_someone_works_is_seen_and_stops_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = office.person
    office.standing("no backup yet")
    office.work()
    office.folder.write_text("a file where the folder should be")
    keeper = person.window._keeper
    assert keeper is not None
    now = person.clock.now()
    monkeypatch.setattr(person.clock, "now", lambda: now + timedelta(minutes=31))
    person.bot.waitUntil(keeper._timer.isActive)  # it begins a moment after the unlock
    person.idle()
    keeper.tick()
    office.standing("backup failed: no permission to write there")
    assert not person.answers.told


def test_a_lock_over_the_backup_at_the_end_waits_for_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    person = office.person
    office.work()
    person.key(Qt.Key.Key_Q, CTRL)
    begun = time.monotonic()
    person.window.lock("idle")
    assert time.monotonic() - begun < 2
    assert person.ended == [EXIT_LOCKED["idle"]]
    assert person.window.findChild(QuitBackupDialog) is not None
    person.drop()
