"""What the doctor says of backups and drills, on a real vault and real files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from safermk_desktop.domain.doctor import DoctorLine, State
from safermk_desktop.domain.keeping import Drill
from safermk_desktop.services import backups
from safermk_desktop.services.doctor import Surroundings, page
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.adapters.vault.making import a_document
from tests.services.conftest import PASSPHRASE
from tests.services.test_backups import ON_QUIT
from tests.services.test_backups_of_two import HEAD, OFFICER, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def line(office: Office, session: Session, subject: str) -> DoctorLine:
    (found,) = (one for one in page(session, Surroundings(folder=office.backups), ()) if one.id == subject)
    return found


def test_a_drill_that_failed_is_red_until_one_succeeds_and_tells_no_more_than_which_database(office: Office) -> None:
    with office.open(HEAD) as session:
        office.look(session)
        good = backups.backup_now(session, office.backups, ON_QUIT).file
    office.spoil()
    office.clock.turn(minutes=5)
    office.copy()
    with office.open(OFFICER) as session:
        bad = next(file for file in session.vault.backups.door.listed(office.backups) if file.is_sealed_copy)
        held = backups.drill_with_slot(session, office.doors, bad, person=HEAD, passphrase=PASSPHRASE)
        assert held.outcome == "Opened, and this does not fit: prevent."
        assert line(office, session, "drill").state is State.RED
        assert held.outcome in line(office, session, "drill").why
        backups.drill_with_slot(session, office.doors, good, person=HEAD, passphrase=PASSPHRASE)
        assert line(office, session, "drill").state is State.GREEN, "the later one of the same day counts"
        with session.vault.reading(Compartment.COMMON) as work:
            assert len(work.every(Drill)) == 2


def test_a_backup_of_a_day_that_is_still_to_come_is_red(office: Office) -> None:
    office.clock.turn(days=1400)
    with office.open(HEAD) as session:
        backups.backup_now(session, office.backups, ON_QUIT)
    office.clock.turn(days=-1400)
    with office.open(HEAD) as session:
        assert line(office, session, "backups").state is State.RED
        assert "still to come" in line(office, session, "backups").why
        backups.backup_now(session, office.backups, ON_QUIT)
        assert "2 March 2026" in line(office, session, "backups").why
        assert line(office, session, "clock").state is State.RED, "the earlier one is still there"


def test_a_backup_without_its_papers_is_not_the_newest_proved_one(office: Office) -> None:
    with office.open(HEAD) as session:
        data = b"paper " * 100_000
        with session.vault.writing(Compartment.REVIEWS, session.act("keep", office.case)) as work:
            paper = replace(a_document(data), case_id=office.case)
            work.put(paper)
            work.keep(paper.id, data)
        first = backups.backup_now(session, office.backups, ON_QUIT).file
        office.clock.turn(days=1)
        office.note(session)
        assert backups.backup_now(session, office.backups, ON_QUIT).file.leans_on
        assert "3 March 2026" in line(office, session, "backups").why
        first.path.rename(first.path.with_suffix(".elsewhere"))
        assert "No proved backup lies in the folder" in line(office, session, "backups").why
