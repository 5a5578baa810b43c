"""The copy of the closed files after a lock, on real vaults: which vaults are copied, and against which backups."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from safermk_desktop import bootstrap
from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.preferences import Preferences
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.closed_copy import ClosedCopy
from safermk_desktop.services import backups
from safermk_desktop.services.application import Application
from safermk_desktop.services.ports import Compartment, Role
from tests.presentation.conftest import InlineJobs
from tests.services.conftest import CHEAP, PASSPHRASE


@dataclass
class Shelf:
    """Two vaults whose names begin alike, with one folder for the backups of both."""

    application: Application
    jobs: InlineJobs
    kept: Path

    def new(self, folder: Path) -> Path:
        self.application.door.create(folder, person="A. Officer", role=Role.HEAD, passphrase=PASSPHRASE)
        self.application.recent.remember(folder)
        self.application.backup_folders.choose(folder, self.application.backups.vault_id(folder), self.kept)
        return folder

    def change(self, folder: Path) -> None:
        with closing(self.application.door.open(folder, person=None, passphrase=PASSPHRASE)) as vault:
            session = self.application.open_session(vault)
            with vault.writing(Compartment.REVIEWS, session.act("test", CaseId(""))):
                pass

    def dated(self, folder: Path, seconds: int) -> None:
        """Give all files of a folder one time, in seconds since 1970."""
        for path in folder.iterdir():
            os.utime(path, (seconds, seconds))

    def copies(self, folder: Path) -> int:
        vault_id = self.application.backups.vault_id(folder)
        return sum(file.vault_id == vault_id for file in self.application.backups.listed(self.kept))

    def copy(self) -> None:
        owner = QObject()
        ClosedCopy(self.application, self.jobs, owner).begin()


@pytest.fixture
def shelf(tmp_path: Path, inline_jobs: InlineJobs) -> Shelf:
    built = bootstrap.build(StoryClock(date(2026, 3, 2)), CHEAP)
    preferences = Preferences(SystemFiles(), tmp_path / "settings")
    application = replace(built, recent=preferences, backup_folders=preferences)
    return Shelf(application, inline_jobs, tmp_path / "kept")


def test_a_backup_of_a_vault_whose_name_begins_alike_does_not_count(shelf: Shelf, tmp_path: Path) -> None:
    first, other = (shelf.new(tmp_path / f"{name}.smkv") for name in ("a", "a-b"))
    shelf.copy()
    assert (shelf.copies(first), shelf.copies(other)) == (1, 1)
    shelf.change(first)
    shelf.dated(shelf.kept, 1_000)
    shelf.dated(other, 500)
    for path in shelf.kept.glob("a-b-*"):
        path.touch()
    shelf.application.recent.remember(first)
    shelf.copy()
    assert (shelf.copies(first), shelf.copies(other)) == (2, 1)


def test_a_vault_that_another_window_opened_later_hides_none(shelf: Shelf, tmp_path: Path) -> None:
    locked, busy = (shelf.new(tmp_path / f"{name}.smkv") for name in ("one", "two"))
    with closing(shelf.application.door.open(busy, person=None, passphrase=PASSPHRASE)):
        shelf.copy()
        assert (shelf.copies(locked), shelf.copies(busy)) == (1, 0)
    shelf.copy()
    assert (shelf.copies(locked), shelf.copies(busy)) == (1, 1)


def test_a_restored_vault_has_copies_of_its_own(shelf: Shelf, tmp_path: Path) -> None:
    first = shelf.new(tmp_path / "a.smkv")
    shelf.copy()
    (copy,) = shelf.application.backups.listed(shelf.kept)
    again = tmp_path / "again.smkv"
    backups.restore(shelf.application.backups, copy.path, again)
    shelf.dated(again, 500)
    shelf.application.backup_folders.choose(again, copy.vault_id, shelf.kept)
    shelf.application.recent.remember(again)
    shelf.copy()
    names = sorted(path.name for path in shelf.kept.iterdir())
    assert names == ["a-20260302-104200.smkb", "again-20260302-104200.smkb"]
    assert first.is_dir()


def test_a_copy_made_while_the_clock_was_ahead_hides_no_change(shelf: Shelf, tmp_path: Path) -> None:
    vault = shelf.new(tmp_path / "one.smkv")
    ahead = replace(shelf, application=replace(shelf.application, clock=StoryClock(date(2030, 1, 1))))
    ahead.copy()
    shelf.dated(shelf.kept, 4_000_000_000)
    shelf.change(vault)
    shelf.copy()
    assert shelf.copies(vault) == 2
