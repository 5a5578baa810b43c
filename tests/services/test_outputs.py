"""Nothing that leaves a vault is written into one; an export of everything has its reason on the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.documents import Export
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.errors import DiskFull, EntryInvalid, EntryMissing
from safermk_desktop.services import backups
from safermk_desktop.services.exporting import PURPOSE, export_all
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.ports import Cancelled, Compartment, Role
from safermk_desktop.services.session import Session
from tests.services.conftest import CHEAP, PASSPHRASE, notify

BY_HAND = BackupReason.BY_HAND


def restored(session: Session, path: Path) -> None:
    kept = session.vault.folder.with_name("kept")
    made = backups.backup_now(session, kept, BY_HAND)
    backups.restore(bootstrap.backup_door(), made.file.path, path / "inner.smkv")


@pytest.mark.parametrize("inside", [".", "deep/er"])
@pytest.mark.parametrize(
    "leave",
    [
        lambda session, path: export_all(session, path / "plain"),
        lambda session, path: backups.write_to(session, path / "b.smkb", reason=BY_HAND),
        lambda session, path: backups.backup_now(session, path, BY_HAND),
        restored,
    ],
)
def test_nothing_is_written_into_a_vault(
    session: Session, leave: Callable[[Session, Path], object], inside: str
) -> None:
    notify(session)
    before = {path.name for path in session.vault.folder.iterdir()}
    with pytest.raises(EntryInvalid, match="outside a vault"):
        leave(session, session.vault.folder / inside)
    assert {path.name for path in session.vault.folder.iterdir()} == before
    assert "export_vault" not in {entry.what for entry in session.vault.trail(Compartment.REVIEWS)}


def test_a_vault_is_known_by_its_header_as_well_and_through_a_link(session: Session, tmp_path: Path) -> None:
    (tmp_path / "plainly").symlink_to(session.vault.folder, target_is_directory=True)
    other = tmp_path / "renamed"
    other.mkdir()
    (other / "header.json").touch()
    for folder in (tmp_path / "plainly", other / "deep"):
        with pytest.raises(EntryInvalid):
            assert_outside_vaults(folder)
    assert_outside_vaults(tmp_path / "beside")


def test_everything_leaves_with_a_reason_and_a_recipient(session: Session, tmp_path: Path) -> None:
    notify(session)
    with pytest.raises(EntryMissing):
        export_all(session, tmp_path / "out", reason=" ")
    export_all(session, tmp_path / "out", reason="The council changes its systems.", recipient="IT, by hand")
    export_all(session, tmp_path / "again")
    for name in session.vault.compartments:
        told = [entry.why for entry in session.vault.trail(name) if entry.what == "export_vault"]
        assert told == ["The council changes its systems.", PURPOSE]
    with session.vault.reading(Compartment.REVIEWS) as work:
        lines = work.every(Export)
    assert [(line.purpose, line.recipient) for line in lines] == [
        ("The council changes its systems.", "IT, by hand"),
        (PURPOSE, ""),
    ]


def test_an_export_that_fails_leaves_no_part_of_it_and_what_else_lies_there(session: Session, tmp_path: Path) -> None:
    notify(session)

    def stops(done: int, _total: int) -> None:
        if done == 1:
            (tmp_path / "new" / "mine.txt").touch(exist_ok=True)
            raise Cancelled

    (tmp_path / "empty").mkdir()
    with pytest.raises(Cancelled):
        export_all(session, tmp_path / "new", progress=stops)
    assert [path.name for path in (tmp_path / "new").rglob("*")] == ["mine.txt"]
    (tmp_path / "new" / "mine.txt").unlink()
    full = replace(session, files=FullDisk())
    for folder in ("new", "absent"):
        with pytest.raises(DiskFull):
            export_all(full, tmp_path / folder)
        assert not (tmp_path / folder).exists()
    assert export_all(session, tmp_path / "new")


class FullDisk(SystemFiles):
    """A disk with room for five files."""

    def __init__(self) -> None:
        self._room = 5

    def write_pieces(self, path: Path, pieces: Iterable[bytes], *, may_replace: bool = False) -> None:
        self._room -= 1
        if self._room < 0:
            raise DiskFull
        super().write_pieces(path, pieces, may_replace=may_replace)


def test_a_vault_of_prevent_alone_has_the_reason_in_its_chain(tmp_path: Path) -> None:
    clock = StoryClock(date(2026, 3, 2))
    door = bootstrap.door(clock, CHEAP)
    both = frozenset({Compartment.COMMON, Compartment.PREVENT})
    door.create(tmp_path / "p.smkv", person="H. Head", role=Role.HEAD, passphrase=PASSPHRASE, compartments=both)
    vault = door.open(tmp_path / "p.smkv", person=None, passphrase=PASSPHRASE)
    session = replace(bootstrap.open_session(vault, clock), keychain=None)
    export_all(session, tmp_path / "out", reason="Channel moves.")
    assert [entry.why for entry in vault.trail(Compartment.PREVENT) if entry.what == "export_vault"] == [
        "Channel moves."
    ]
    vault.close()
