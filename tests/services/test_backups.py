"""Backups as a person meets them, on a real vault and real files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.domain.keeping import Backup, BackupReason, Drill, DrillKey
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.summer_time import english_day
from safermk_desktop.errors import BackupUnproved, EntryInvalid, RoleRefused, WrongPassphrase
from safermk_desktop.services import backups, integrity
from safermk_desktop.services.backups import BackupState
from safermk_desktop.services.cases import record_fact
from safermk_desktop.services.ports import Compartment, Role, VaultDoor
from safermk_desktop.services.session import Session
from safermk_desktop.services.settings import allow_sharing
from tests.models import copied
from tests.services.conftest import CHEAP, PASSPHRASE, notify

ON_QUIT, EDITS, BY_HAND = BackupReason.ON_QUIT, BackupReason.EDITS, BackupReason.BY_HAND
OFFICER, DEPUTY = "A. Officer", "D. Deputy"


@dataclass
class TurnedClock:
    """A clock that the test turns by minutes."""

    moment: datetime = datetime(2026, 3, 2, 10, 42, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self):
        return english_day(self.moment)

    def turn(self, **by: int) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def turned() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def doors(turned: TurnedClock) -> VaultDoor:
    return bootstrap.door(turned, CHEAP)


@pytest.fixture
def work(tmp_path: Path, turned: TurnedClock, doors: VaultDoor) -> Iterator[Session]:
    def make(place: Path) -> None:
        doors.create(place, person=OFFICER, role=Role.HEAD, passphrase=PASSPHRASE)

    session = unlocked(doors, copied("backups", make, tmp_path / "county.smkv"), turned)
    yield session
    session.vault.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return backups.default_folder(tmp_path / "county.smkv")


def unlocked(doors: VaultDoor, folder: Path, clock: TurnedClock) -> Session:
    return bootstrap.open_session(doors.open(folder, person=OFFICER, passphrase=PASSPHRASE), clock)


def note(session: Session, case_id: CaseId) -> None:
    record_fact(session, case_id, kind="file_note", happened_on=session.clock.today(), detail="A note.")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_recorded_and_listed(work: Session, folder: Path) -> None:
    notify(work)
    proof = backups.backup_now(work, folder, BY_HAND)
    assert names(folder) == ["county-20260302-104200.smkb"]
    (row,) = backups.kept(work, folder)
    assert (row.id, row.state, row.file) == (proof.file.id, BackupState.PROVED, proof.file)
    assert row.record is not None
    assert (row.record.sha256, row.record.made_by, row.record.size) == (proof.sha256, OFFICER, proof.file.size)
    assert work.vault.trail(Compartment.COMMON)[-1].what == "record_backup"
    proof.file.path.rename(folder / "county-elsewhere.gone")
    assert [row.state for row in backups.kept(work, folder)] == [BackupState.ELSEWHERE]


def test_two_in_one_second_have_two_names(work: Session, folder: Path) -> None:
    first, second = (backups.backup_now(work, folder, EDITS).file.path.name for _ in range(2))
    assert (first, second) == ("county-20260302-104200.smkb", "county-20260302-104200-2.smkb")
    assert len(backups.kept(work, folder)) == len(names(folder)) == 1  # of one day the newest stays


def test_it_is_due_after_half_an_hour_of_edits(work: Session, folder: Path, turned: TurnedClock) -> None:
    case_id = notify(work)
    assert backups.has_unsaved(work, folder)
    assert not backups.due(work, folder)
    turned.turn(minutes=31)
    assert backups.due(work, folder)
    backups.backup_now(work, folder, EDITS)
    assert not backups.has_unsaved(work, folder)
    turned.turn(minutes=300)
    assert not backups.due(work, folder)
    note(work, case_id)
    turned.turn(minutes=29)
    assert backups.has_unsaved(work, folder)
    assert not backups.due(work, folder)
    turned.turn(minutes=1)
    assert backups.due(work, folder)


def test_a_folder_is_thinned_with_its_records(work: Session, folder: Path, turned: TurnedClock) -> None:
    case_id = notify(work)
    for _ in range(6):
        note(work, case_id)
        backups.backup_now(work, folder, EDITS)
        turned.turn(hours=9)
    kept = backups.kept(work, folder)
    assert [row.made_at[:13] for row in kept] == ["2026-03-04T07", "2026-03-03T22", "2026-03-02T19"]
    assert [row.state for row in kept] == [BackupState.PROVED] * 3
    assert len(names(folder)) == 3
    for row in kept:
        assert row.file is not None
        work.vault.backups.prove(row.file, beside=work.vault.backups.door.listed(folder), progress=lambda *_: None)


def test_a_copy_after_a_lock_is_proved_at_the_next_unlock(
    work: Session, folder: Path, turned: TurnedClock, doors: VaultDoor
) -> None:
    notify(work)
    first = backups.backup_now(work, folder, EDITS)
    case_id = notify(work, "DHR-2026-10")
    work.vault.close()
    turned.turn(minutes=5)
    copy = backups.copy_closed(bootstrap.backup_door(), work.vault.folder, folder, turned)
    session = unlocked(doors, work.vault.folder, turned)
    try:
        rows = backups.kept(session, folder)
        assert [(row.id, row.state) for row in rows] == [
            (copy.id, BackupState.NOT_YET_PROVED),
            (first.file.id, BackupState.PROVED),
        ]
        found = backups.prove_waiting(session, folder)
        assert ([proof.file.id for proof in found.proved], found.refused) == ([copy.id], ())
        assert {row.state for row in backups.kept(session, folder)} == {BackupState.PROVED}
        assert not backups.has_unsaved(session, folder)
        assert backups.prove_waiting(session, folder).proved == ()
        turned.turn(minutes=5)
        note(session, case_id)
        last = backups.backup_now(session, folder, EDITS)
        assert [row.id for row in backups.kept(session, folder)] == [last.file.id]
    finally:
        session.vault.close()


def test_a_copy_that_cannot_be_proved_is_said_and_kept_apart(
    work: Session, folder: Path, turned: TurnedClock, doors: VaultDoor
) -> None:
    work.vault.close()
    copy = backups.copy_closed(bootstrap.backup_door(), work.vault.folder, folder, turned)
    data = bytearray(copy.path.read_bytes())
    data[len(data) // 2] ^= 1
    copy.path.write_bytes(data)
    session = unlocked(doors, work.vault.folder, turned)
    try:
        ((name, error),) = backups.prove_waiting(session, folder).refused
        assert (name, error.code) == (f"{copy.path.name}.unproved", "BACKUP-DAMAGED")
        assert names(folder) == [name]
        assert backups.kept(session, folder) == ()
    finally:
        session.vault.close()


def test_a_failing_backup_leaves_all_as_it_was(
    work: Session, folder: Path, monkeypatch: pytest.MonkeyPatch, turned: TurnedClock
) -> None:
    backups.backup_now(work, folder, EDITS)
    before, trail = names(folder), work.vault.trail(Compartment.COMMON)
    turned.turn(hours=1)

    def unproved(*_: object, **__: object) -> None:
        raise BackupUnproved

    with monkeypatch.context() as patched:
        patched.setattr("safermk_desktop.adapters.vault.backup_proving.prove", unproved)
        with pytest.raises(BackupUnproved):
            backups.backup_now(work, folder, EDITS)
    assert names(folder) == before
    assert work.vault.trail(Compartment.COMMON) == trail


def test_a_backup_is_put_back_by_its_path(work: Session, folder: Path, doors: VaultDoor, turned: TurnedClock) -> None:
    case_id = notify(work)
    backups.backup_now(work, folder, EDITS)
    turned.turn(days=1)
    note(work, case_id)
    proof = backups.backup_now(work, folder, EDITS)
    target = folder.with_name("again.smkv")
    backups.restore(bootstrap.backup_door(), proof.file.path, target)
    session = unlocked(doors, target, turned)
    assert session.vault.vault_id == work.vault.vault_id
    assert session.vault.trail(Compartment.REVIEWS)[:-1] == work.vault.trail(Compartment.REVIEWS)
    assert backups.anchors(work, folder)
    assert all(one.anchors for one in work.vault.health(backups.anchors(work, folder)))
    session.vault.close()


def test_a_drill_with_another_persons_slot(work: Session, folder: Path, doors: VaultDoor) -> None:
    passphrase = "meridian teapot flotsam eleven"
    work.vault.slots.add(person=DEPUTY, role=Role.HEAD, compartments=frozenset(Compartment), passphrase=passphrase)
    file = backups.backup_now(work, folder, BY_HAND).file
    with pytest.raises(EntryInvalid):
        backups.drill_with_slot(work, doors, file, person=OFFICER, passphrase=PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        backups.drill_with_slot(work, doors, file, person=DEPUTY, passphrase="not this one at all")
    before = [(path.name, path.read_bytes()) for path in folder.iterdir()]
    held = backups.drill_with_slot(work, doors, file, person=DEPUTY, passphrase=passphrase)
    assert (held.opened_with, held.backup, held.outcome) == (DrillKey.OTHER_SLOT, file.id, backups.FITS)
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == before
    with work.vault.reading(Compartment.COMMON) as reading:
        assert reading.every(Drill) == (held,)


def test_a_drill_with_two_shares(work: Session, folder: Path, doors: VaultDoor) -> None:
    shares = work.vault.slots.make_recovery()
    slots = work.vault.slots.listed()
    file = backups.backup_now(work, folder, BY_HAND).file
    held = backups.drill_with_shares(work, doors, file, shares[1:])
    assert (held.opened_with, held.outcome) == (DrillKey.SHARES, backups.FITS)
    assert work.vault.slots.listed() == slots
    assert len(names(folder)) == 1


def test_a_reader_may_make_a_backup_which_is_recorded(
    work: Session, folder: Path, doors: VaultDoor, turned: TurnedClock
) -> None:
    passphrase = "meridian teapot flotsam eleven"
    work.vault.slots.add(person=DEPUTY, role=Role.READER, compartments=frozenset(Compartment), passphrase=passphrase)
    work.vault.close()
    session = bootstrap.open_session(doors.open(work.vault.folder, person=DEPUTY, passphrase=passphrase), turned)
    proof = backups.backup_now(session, folder, BY_HAND)
    assert [row.state for row in backups.kept(session, folder)] == [BackupState.PROVED]
    with session.vault.reading(Compartment.COMMON) as reading:
        assert reading.get(Backup, RecordId(proof.file.id)).proved_at
    last = session.vault.trail(Compartment.COMMON)[-1]
    assert (last.who, last.what) == (DEPUTY, "record_backup")
    with pytest.raises(RoleRefused):
        integrity.accept_heads(session, reason="to look")
    with pytest.raises(RoleRefused):
        allow_sharing(session)
    assert session.vault.trail(Compartment.COMMON)[-1] == last
    session.vault.close()


def test_what_was_looked_at_in_a_session_is_not_looked_at_again(
    work: Session, folder: Path, doors: VaultDoor, turned: TurnedClock
) -> None:
    passphrase = "meridian teapot flotsam eleven"
    work.vault.slots.add(person=DEPUTY, role=Role.READER, compartments=frozenset(Compartment), passphrase=passphrase)
    work.vault.close()
    copy = backups.copy_closed(bootstrap.backup_door(), work.vault.folder, folder, turned)
    session = bootstrap.open_session(doors.open(work.vault.folder, person=DEPUTY, passphrase=passphrase), turned)
    found = backups.prove_waiting(session, folder)
    assert found.looked_at == {copy.id}
    again = backups.prove_waiting(session, folder, tried=found.looked_at)
    assert (again.proved, again.looked_at) == ((), frozenset())
    session.vault.close()


def test_names_of_files() -> None:
    moment = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
    assert backups.file_name(Path("/x/county.smkv"), moment) == "county-20260701-003000.smkb"
    assert re.fullmatch(r"county\.backups", backups.default_folder(Path("/x/county.smkv")).name)
