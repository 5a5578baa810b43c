"""A restored vault: what is said of it, what accepting it leaves out of the check, and what it never leaves out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import RoleRefused
from safermk_desktop.services import backups, doctor, integrity
from safermk_desktop.services.integrity import IntegrityReport
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.models import copied
from tests.services.conftest import CHEAP, PASSPHRASE, notify
from tests.services.test_integrity import Chain

HEAD, OFFICER = "H. Head", "A. Officer"
REASON = "The backup of 2 March was put back on purpose."


@dataclass
class Place:
    """A vault with its backups, on a clock that the test turns, and the keychain of one computer."""

    folder: Path
    keychain: Chain
    clock: StoryClock

    @contextmanager
    def at_work(self, person: str = HEAD, folder: Path | None = None) -> Iterator[Session]:
        door = bootstrap.door(self.clock, CHEAP)
        with_it = door.open(folder or self.folder, person=person, passphrase=PASSPHRASE)
        try:
            yield replace(bootstrap.open_session(with_it, self.clock), keychain=self.keychain)
        finally:
            with_it.close()

    def check(self, session: Session) -> IntegrityReport:
        return integrity.check(session, backups.anchors(session, backups.default_folder(self.folder)))

    def back_up(self, session: Session) -> Path:
        proof = backups.backup_now(session, backups.default_folder(self.folder), BackupReason.ON_QUIT)
        self.clock.turn_to(self.clock.today() + timedelta(days=1))
        return proof.file.path

    def put_back(self, backup: Path) -> None:
        shutil.rmtree(self.folder)
        backups.restore(bootstrap.backup_door(), backup, self.folder)


def _make(folder: Path) -> None:
    door = bootstrap.door(StoryClock(date(2026, 3, 2)), CHEAP)
    door.create(folder, person=HEAD, role=Role.HEAD, passphrase=PASSPHRASE)
    with closing(door.open(folder, person=HEAD, passphrase=PASSPHRASE)) as vault:
        vault.slots.add(
            person=OFFICER, role=Role.SUPPORT_OFFICER, compartments=frozenset(Compartment), passphrase=PASSPHRASE
        )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    clock = StoryClock(date(2026, 3, 2))
    found = Place(tmp_path / "county.smkv", Chain(), clock)
    copied("restored", _make, found.folder)
    return found


@pytest.fixture
def first(place: Place) -> Path:
    """The backup that is put back; a second one and the keychain know of what was done after it."""
    with place.at_work() as session:
        notify(session)
        backup = place.back_up(session)
        notify(session, "DHR-2026-10")
        place.back_up(session)
        integrity.remember_heads(session)
    return backup


def act(session: Session, name: Compartment = Compartment.REVIEWS) -> None:
    with session.vault.writing(name, session.act("test", CaseId(""))):
        pass


def anchors_line(session: Session, report: IntegrityReport) -> str:
    lines = doctor.page(session, doctor.Surroundings(folder=session.vault.folder), report.databases)
    return next(line.why for line in lines if line.id == "anchors")


def test_a_restored_vault_says_so_and_fits_once_it_is_accepted(place: Place, first: Path) -> None:
    place.put_back(first)
    with place.at_work() as session:
        for name in session.vault.compartments:
            assert session.vault.trail(name)[-1].what == "restore_vault"
        told = integrity.restored(session)
        assert told is not None
        assert told.sentence == (
            "This vault was restored from the backup of 2 March 2026. What was entered after it is not in it."
        )
        assert integrity.remember_heads(session)
        before = place.check(session)
        assert before.wanting is not None
        assert told.sentence in before.sentence
        assert "Accept this state" in before.sentence
        assert told.sentence in anchors_line(session, before)
        integrity.accept_heads(session, reason=REASON)
        assert integrity.restored(session) is None
        assert integrity.remember_heads(session) == ()
        for _ in range(9):
            act(session)
        after = place.check(session)
        assert after.wanting is None, after.sentence
        assert "restored" not in anchors_line(session, after)
        assert after.sentence.endswith("Of the state before the restore is the backup of 3 March 2026.")
        assert "the backup of 2 March 2026" in after.sentence
        assert all(one.anchors for one in after.databases)


def test_a_computer_that_knew_the_state_before_goes_on_with_what_was_accepted(place: Place, first: Path) -> None:
    place.put_back(first)
    kept = dict(place.keychain.kept)
    with place.at_work() as session:
        integrity.accept_heads(session, reason=REASON)
    place.keychain.kept = kept  # of another computer, that has the same folder
    with place.at_work(OFFICER) as session:
        assert place.check(session).wanting is None
        assert integrity.remember_heads(session) == ()
        assert integrity.known_anchors(session)[0].accepted


def test_what_was_anchored_after_the_acceptance_counts_in_full(place: Place, first: Path) -> None:
    place.put_back(first)
    with place.at_work() as session:
        integrity.accept_heads(session, reason=REASON)
        act(session)
    accepted = Path(shutil.copytree(place.folder, place.folder.with_name("old.smkv")))
    place.clock.turn_to(date(2026, 3, 1))  # a clock that was turned back hides nothing
    with place.at_work() as session:
        act(session)
        place.back_up(session)
        assert place.check(session).wanting is None
        integrity.remember_heads(session)
    shutil.rmtree(place.folder)
    accepted.rename(place.folder)
    with place.at_work() as session:
        assert integrity.remember_heads(session)
        place.keychain.kept.clear()
        found = place.check(session)  # the backups alone tell it, too
        assert found.wanting is not None
        assert "The backup of 1 March 2026 holds entry" in found.sentence


def test_an_anchor_up_to_the_restore_counts_in_full(place: Place, first: Path) -> None:
    place.put_back(first)
    with place.at_work() as session:
        integrity.accept_heads(session, reason=REASON)
        for seq, is_of_the_backup in ((1, True), (2, False)):  # the backup holds one entry of reviews
            wrong = Anchor(compartment="reviews", seq=seq, hash="ab" * 32)
            assert (integrity.check(session, (wrong,)).wanting is not None) is is_of_the_backup


@pytest.mark.parametrize("is_accepted", [False, True])
def test_an_older_vault_put_back_by_hand_is_found(place: Place, *, is_accepted: bool) -> None:
    with place.at_work() as session:
        notify(session)
    old = Path(shutil.copytree(place.folder, place.folder.with_name("old.smkv")))
    with place.at_work() as session:
        notify(session, "DHR-2026-10")
        place.back_up(session)
        integrity.remember_heads(session)
    shutil.rmtree(place.folder)
    old.rename(place.folder)
    with place.at_work() as session:
        assert integrity.restored(session) is None
        assert integrity.remember_heads(session)
        if is_accepted:  # without a restore in the chain the backups go on telling it
            integrity.accept_heads(session, reason=REASON)
        assert place.check(session).wanting is not None


def test_a_restore_that_nobody_accepted_is_found(place: Place, first: Path) -> None:
    place.put_back(first)
    with place.at_work() as session:
        act(session)
        assert place.check(session).wanting is not None


def test_a_copy_restored_to_look_at_says_nothing_against_the_vault(place: Place, first: Path) -> None:
    look = place.folder.with_name("look.smkv")
    backups.restore(bootstrap.backup_door(), first, look)
    with place.at_work(folder=look) as session:
        assert integrity.remember_heads(session) == ()
        act(session)
        assert integrity.remember_heads(session) == ()
    with place.at_work() as session:
        assert integrity.remember_heads(session) == ()
        assert place.check(session).wanting is None


def test_the_head_alone_accepts(place: Place, first: Path) -> None:
    place.put_back(first)
    with place.at_work(OFFICER) as session:
        assert not integrity.may_accept(session)
        with pytest.raises(RoleRefused):
            integrity.accept_heads(session, reason=REASON)
        assert session.vault.trail(Compartment.COMMON)[-1].what == "restore_vault"


def test_a_copy_of_the_closed_files_that_is_put_back_says_so(place: Place) -> None:
    folder = backups.default_folder(place.folder)
    copy = backups.copy_closed(bootstrap.backup_door(), place.folder, folder, place.clock)
    place.put_back(copy.path)
    with place.at_work() as session:
        told = integrity.restored(session)
        assert told is not None
        assert "the backup of 2 March 2026" in told.sentence
        assert not list(place.folder.glob("*.restored.json"))
