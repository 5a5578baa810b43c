"""Backups of a vault in which one person opens everything and another the reviews alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.keeping import Backup, BackupReason
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services import backups
from safermk_desktop.services.backups import BackupState
from safermk_desktop.services.cases import record_fact
from safermk_desktop.services.ports import Cancelled, Compartment, Role, VaultDoor
from safermk_desktop.services.session import Session
from tests.adapters.vault.making import a_document
from tests.models import copied
from tests.services.conftest import CHEAP, PASSPHRASE, notify
from tests.services.test_backups import EDITS, ON_QUIT, TurnedClock

HEAD, OFFICER = "H. Head", "A. Officer"
COMMON, REVIEWS, PREVENT = Compartment.COMMON, Compartment.REVIEWS, Compartment.PREVENT


class Office:
    """A vault, its backups and its two people, on a clock of the test."""

    def __init__(self, folder: Path) -> None:
        self.clock = TurnedClock()
        self.doors: VaultDoor = bootstrap.door(self.clock, CHEAP)
        self.vault = folder / "county.smkv"
        self.backups = backups.default_folder(self.vault)
        copied("office", self._make, self.vault)
        with self.open(HEAD) as session, session.vault.reading(REVIEWS) as work:
            self.case = work.every(Case)[0].case_id

    def _make(self, place: Path) -> None:
        self.doors.create(place, person=HEAD, role=Role.HEAD, passphrase=PASSPHRASE)
        with closing(self.doors.open(place, person=HEAD, passphrase=PASSPHRASE)) as vault:
            vault.slots.add(
                person=OFFICER,
                role=Role.SUPPORT_OFFICER,
                compartments=frozenset({COMMON, REVIEWS}),
                passphrase=PASSPHRASE,
            )
            notify(bootstrap.open_session(vault, self.clock))

    @contextmanager
    def open(self, person: str) -> Iterator[Session]:
        vault = self.doors.open(self.vault, person=person, passphrase=PASSPHRASE)
        try:
            yield bootstrap.open_session(vault, self.clock)
        finally:
            vault.close()

    def note(self, session: Session) -> None:
        record_fact(
            session, self.case, kind="file_note", happened_on=session.clock.today(), detail="A note of the review."
        )

    def look(self, session: Session) -> None:
        """An act in Prevent."""
        with session.vault.writing(PREVENT, session.act("look", CaseId(""))):
            pass

    def copy(self) -> Path:
        return backups.copy_closed(bootstrap.backup_door(), self.vault, self.backups, self.clock).path

    def names(self) -> set[str]:
        return {path.name for path in self.backups.iterdir()}

    def spoil(self) -> None:
        """A page of Prevent goes bad on the disk."""
        file = self.vault / "prevent.db"
        data = bytearray(file.read_bytes())
        data[4096 * 3 + 100] ^= 1
        file.write_bytes(data)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_what_the_one_proves_in_part_takes_the_place_of_nothing_that_was_proved_in_full(office: Office) -> None:
    with office.open(HEAD) as session:
        office.look(session)
        full = backups.backup_now(session, office.backups, ON_QUIT).file
    office.spoil()
    parts: list[Path] = []
    for _ in range(3):
        office.clock.turn(hours=1)
        with office.open(OFFICER) as session:
            office.note(session)
            proof = backups.backup_now(session, office.backups, EDITS)
            assert proof.unproved == (PREVENT,)
            parts.append(proof.file.path)
            assert backups.kept(session, office.backups)[0].state is BackupState.PROVED
    assert office.names() == {full.path.name, parts[0].name, parts[-1].name}
    with office.open(HEAD) as session:
        newest, *_, oldest = backups.kept(session, office.backups)
        assert (newest.state, newest.unproved) == (BackupState.NOT_YET_PROVED, {PREVENT})
        assert (oldest.state, oldest.unproved) == (BackupState.PROVED, frozenset())


@pytest.mark.parametrize("is_sealed_copy", [True, False])
def test_what_the_one_proved_in_part_is_proved_in_full_by_the_other(office: Office, is_sealed_copy: bool) -> None:
    with office.open(HEAD) as session:
        office.look(session)
    if is_sealed_copy:
        office.copy()
    with office.open(OFFICER) as session:
        if is_sealed_copy:
            assert len(backups.prove_waiting(session, office.backups).proved) == 1
        else:
            backups.backup_now(session, office.backups, ON_QUIT)
        assert backups.prove_waiting(session, office.backups).proved == ()
    with office.open(HEAD) as session:
        assert backups.has_unsaved(session, office.backups), "nobody proved the act in Prevent"
        (proof,) = backups.prove_waiting(session, office.backups).proved
        assert proof.unproved == ()
        assert not backups.has_unsaved(session, office.backups)
        assert backups.prove_waiting(session, office.backups).proved == ()
        assert {row.state for row in backups.kept(session, office.backups)} == {BackupState.PROVED}
    with office.open(OFFICER) as session, session.vault.reading(COMMON) as work:
        (record,) = work.every(Backup)
        assert {head.partition(":")[0] for head in record.heads} == {"common", "reviews", "prevent"}


def test_the_record_of_a_backup_tells_nothing_of_what_was_done_in_a_closed_compartment(office: Office) -> None:
    with office.open(HEAD) as session:
        for _ in range(7):
            office.look(session)
        backups.backup_now(session, office.backups, ON_QUIT)
        head = session.vault.last_entry(PREVENT)
        (known,) = (one for one in session.vault.heads() if one.compartment == PREVENT.value)
        with session.vault.reading(COMMON) as work:
            (record,) = work.every(Backup)
        told = {(one.compartment, one.seq, one.hash) for one in session.vault.backups.recorded_heads(record)}
        assert (known.compartment, known.seq, known.hash) in told
    assert head is not None
    with office.open(OFFICER) as session:
        assert {one.compartment for one in session.vault.backups.recorded_heads(record)} == {"common", "reviews"}
    (sealed,) = (one for one in record.heads if one.startswith("prevent:"))
    assert head.hash not in sealed
    assert len(sealed) == len("prevent:") + 2 * (12 + 128 + 16), "the same length whatever the number"


def test_a_clock_that_was_ahead_spoils_no_later_backup(office: Office) -> None:
    office.clock.turn(days=1400)
    with office.open(HEAD) as session:
        ahead = backups.backup_now(session, office.backups, ON_QUIT).file
    office.clock.turn(days=-1400)
    for _ in range(3):
        office.clock.turn(minutes=31)
        with office.open(HEAD) as session:
            office.note(session)
            office.clock.turn(minutes=31)
            assert backups.due(session, office.backups)
            made = backups.backup_now(session, office.backups, EDITS).file
            assert not backups.has_unsaved(session, office.backups)
            assert [row.id for row in backups.kept(session, office.backups)] == [made.id, ahead.id]
    with office.open(HEAD) as session:
        office.note(session)
    copy = office.copy()
    with office.open(HEAD) as session:
        assert backups.thin(session, office.backups) == 0
        assert copy.name in office.names()
        assert backups.kept(session, office.backups)[0].state is BackupState.NOT_YET_PROVED


def test_copies_after_locks_do_not_pile_up(office: Office) -> None:
    with office.open(HEAD) as session:
        first = backups.backup_now(session, office.backups, ON_QUIT).file.path.name
    copies: list[str] = []
    for _ in range(6):
        office.clock.turn(minutes=20)
        with office.open(HEAD) as session:
            backups.prove_waiting(session, office.backups)
            office.note(session)
        copies.append(office.copy().name)
    assert office.names() == {first, *copies[-2:]}


def test_copies_whose_proof_nobody_waits_for_do_not_pile_up(office: Office) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    made: list[str] = []
    for _ in range(6):
        office.clock.turn(minutes=20)
        with office.open(HEAD) as session:
            if made:
                with pytest.raises(Cancelled):
                    backups.prove_waiting(session, office.backups, stop)
            office.note(session)
        made.append(office.copy().name)
    assert len(office.names()) <= 4
    assert {made[0], made[-1]} <= office.names(), "what was first copied, and the last"


def test_of_two_in_the_same_moment_the_one_just_made_stays(office: Office) -> None:
    with office.open(HEAD) as session:
        for _ in range(6):
            office.note(session)
            made = backups.backup_now(session, office.backups, EDITS).file
            assert made.path.name in office.names()
            assert [row.id for row in backups.kept(session, office.backups)] == [made.id]


def test_a_backup_whose_papers_are_gone_is_not_called_proved(office: Office) -> None:
    with office.open(HEAD) as session:
        data = b"paper " * 100_000
        with session.vault.writing(REVIEWS, session.act("keep", office.case)) as work:
            paper = replace(a_document(data), case_id=office.case)
            work.put(paper)
            work.keep(paper.id, data)
        first = backups.backup_now(session, office.backups, BackupReason.ON_QUIT).file
        office.clock.turn(days=1)
        office.note(session)
        second = backups.backup_now(session, office.backups, BackupReason.ON_QUIT).file
        assert second.leans_on == (first.id,)
        first.path.rename(first.path.with_suffix(".elsewhere"))
        states = [row.state for row in backups.kept(session, office.backups)]
        assert states == [BackupState.PAPERS_MISSING, BackupState.ELSEWHERE]
        assert backups.has_unsaved(session, office.backups)
        third = backups.backup_now(session, office.backups, BackupReason.ON_QUIT).file
        assert not third.leans_on
        assert not backups.has_unsaved(session, office.backups)
        assert {second.path.name, third.path.name} <= office.names(), "it stays until somebody looks at it"
