"""The calendar of all open cases, why a date is what it is, and the file of it, which names nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.calendar_entries import CalendarEntry
from safermk_desktop.domain.case import Manner, Outcome
from safermk_desktop.domain.documents import CALENDAR, Export
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.requests import ReturnKind
from safermk_desktop.errors import EntryInvalid, EntryMissing, FileThere, RecordUnknown
from safermk_desktop.services import cases, ledger, requests
from safermk_desktop.services.duty_calendar import CalendarDay, duty_calendar, export_calendar, why
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.services.conftest import CHEAP, PASSPHRASE, notify


def decide(session: Session, case_id: CaseId, day: date) -> None:
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome.REVIEW,
        decided_on=day,
        decided_by="The chair",
        reasons="The criteria are met.",
        source="Guidance",
    )


def words(session: Session, duty: str) -> dict[str, str]:
    row = next(row for row in duty_calendar(session) if row.duty.key == duty)
    return {reason.about: reason.words for reason in why(session, row)}


def entries(path: Path) -> dict[str, tuple[str, date, int, str]]:
    """UID to summary, day, sequence and status."""
    return {
        str(event["uid"]): (
            str(event["summary"]),
            event["dtstart"].dt,
            int(event["sequence"]),
            str(event["status"]),
        )
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    }


def test_every_duty_of_every_open_case_stands_once_by_its_day(session: Session, case_id: CaseId) -> None:
    other = notify(session, "DHR-2026-10")
    decide(session, other, date(2026, 3, 2))
    rows = duty_calendar(session)
    assert [row.duty.due for row in rows if row.duty.due] == sorted(row.duty.due for row in rows if row.duty.due)
    assert len({row.key for row in rows}) == len(rows)
    assert {row.reference for row in rows} == {"DHR-2026-09", "DHR-2026-10"}
    assert {row.duty.key for row in rows if row.case_id == case_id} == {"acknowledge", "decision"}
    assert all(row.duty.source and row.duty.basis for row in rows)


def test_no_open_case_gives_an_empty_calendar(session: Session) -> None:
    assert duty_calendar(session) == ()


def test_a_closed_compartment_gives_no_date(tmp_path: Path, clock: StoryClock) -> None:
    door = bootstrap.door(clock, CHEAP)
    only = frozenset({Compartment.PREVENT})
    door.create(tmp_path / "p.smkv", person="P", role=Role.HEAD, passphrase=PASSPHRASE, compartments=only)
    vault = door.open(tmp_path / "p.smkv", person=None, passphrase=PASSPHRASE)
    assert duty_calendar(bootstrap.open_session(vault, clock)) == ()
    vault.close()


def test_why_a_month_and_working_days(session: Session, clock: StoryClock, case_id: CaseId) -> None:
    told = words(session, "decision")
    assert told["Rests on"].startswith("Guidance: Multi-agency statutory guidance")
    assert told["Rule"] == "One month from the notification, by corresponding date."
    assert told["Starts from"] == "The notification: Monday 2 March 2026."
    assert told["Counting"] == "2 March 2026 and 1 month: the same day of the month, Thursday 2 April 2026."
    assert "Work by" not in told
    clock.turn_to(date(2026, 4, 1))
    decide(session, case_id, date(2026, 4, 1))
    assert words(session, "tell_home_office")["Counting"] == (
        "5 working days after Wednesday 1 April 2026, which is not counted, without Saturdays and Sundays or Friday "
        "3 April 2026 and Monday 6 April 2026, bank holidays: Friday 10 April 2026."
    )


def test_why_a_short_month_and_a_day_of_rest(session: Session, clock: StoryClock, case_id: CaseId) -> None:
    clock.turn_to(date(2026, 8, 31))
    decide(session, case_id, date(2026, 8, 31))
    told = words(session, "report")
    assert told["Counting"] == (
        "31 August 2026 and 6 months: February 2027 has no day 31, so it is the last of its 28 days, "
        "Sunday 28 February 2027."
    )
    assert told["Work by"].startswith("28 February 2027 is a Sunday. The date stays; the last working day")
    assert told["Work by"].endswith("Friday 26 February 2027.")


def test_an_own_date_is_told_with_its_reason_and_authoriser(session: Session, case_id: CaseId) -> None:
    cases.set_own_date(
        session, case_id, rule="decision", own_on=date(2026, 6, 1), reason="The file is late.", authoriser="B. Chair"
    )
    told = words(session, "decision")["Own date"]
    assert told.startswith("The partnership set Monday 1 June 2026 beside it, because: The file is late.")
    assert "Authorised by B. Chair." in told
    row = next(row for row in duty_calendar(session) if row.duty.key == "decision")
    assert (row.duty.due, row.duty.own_on) == (date(2026, 4, 2), date(2026, 6, 1))


def test_why_of_a_duty_that_is_done_is_unknown(session: Session, case_id: CaseId) -> None:
    row = next(row for row in duty_calendar(session) if row.duty.key == "decision")
    decide(session, case_id, date(2026, 3, 2))
    with pytest.raises(RecordUnknown):
        why(session, row)


def test_the_file_says_the_reference_and_the_duty_alone(session: Session, tmp_path: Path) -> None:
    given = cases.NewCase(
        reference="DHR-2026-11",
        label="Case Wisteria",
        received_on=date(2026, 3, 2),
        death_on=date(2026, 2, 20),
        notifier_agency="Quillham Police",
        notifier_role="Inspector Larkspur",
        manner=Manner.HOMICIDE,
        circumstances="Found at Aldergate Close.",
        residence_area="Quillham",
        lead="T. Larkspur",
    )
    case_id = cases.record_notification(session, given)
    decide(session, case_id, date(2026, 3, 2))
    requests.ask_agency(
        session,
        case_id,
        organisation="Practice of Dr Ivy Thorne",
        kind=ReturnKind.IMR,
        asked_on=date(2026, 3, 2),
        due_on=date(2026, 4, 27),
    )
    out = tmp_path / "dates.ics"
    count = export_calendar(session, out)
    data = out.read_bytes().decode()
    for name in ("Wisteria", "Quillham", "Larkspur", "Aldergate", "Ivy", "Thorne", "Officer", case_id):
        assert name not in data
    told = entries(out)
    assert count == len(told) > 2
    dated = {row.duty.key: row.duty for row in duty_calendar(session) if row.duty.due}
    assert len(told) == len(dated)
    assert ("DHR-2026-11: Receive an agency's return", date(2026, 4, 27), 0, "CONFIRMED") in told.values()
    properties = {line.partition(":")[0].partition(";")[0] for line in data.splitlines() if not line.startswith(" ")}
    assert properties == set(
        "BEGIN END VERSION PRODID METHOD UID DTSTAMP DTSTART DTEND SUMMARY SEQUENCE STATUS TRANSP CLASS".split()
    )


def test_an_entry_keeps_its_uid_and_its_sequence_grows_with_a_change(
    session: Session, clock: StoryClock, case_id: CaseId, tmp_path: Path
) -> None:
    out = tmp_path / "dates.ics"
    export_calendar(session, out)
    first = entries(out)
    export_calendar(session, out, may_replace=True)
    assert entries(out) == first
    cases.record_fact(session, case_id, kind="acknowledged", happened_on=date(2026, 3, 2))
    export_calendar(session, out, may_replace=True)
    after = entries(out)
    assert after.keys() == first.keys()
    gone = {uid for uid in after if after[uid] != first[uid]}
    assert len(gone) == 1
    summary, day, sequence, status = first[uid := gone.pop()]
    assert after[uid] == (summary, day, sequence + 1, "CANCELLED")
    assert (sequence, status) == (0, "CONFIRMED")
    clock.turn_to(date(2027, 4, 1))
    export_calendar(session, out, may_replace=True)
    assert len(entries(out)) == len(first) - 1
    assert uid not in entries(out)


def test_a_date_that_moves_is_a_change_of_its_entry(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    decide(session, case_id, date(2026, 3, 2))
    out = tmp_path / "dates.ics"
    export_calendar(session, out)
    first = {told[0]: (uid, told[1], told[2]) for uid, told in entries(out).items()}
    export_calendar(session, out, on=CalendarDay.WORK_BY, may_replace=True)
    after = {told[0]: (uid, told[1], told[2]) for uid, told in entries(out).items()}
    duties = {row.duty.key: row.duty for row in duty_calendar(session)}
    report = next(words for words in after if words.endswith(duties["report"].sentence))
    assert duties["report"].due == date(2026, 9, 2) == after[report][1]
    assert after[report] == first[report]
    panel = next(words for words in after if words.endswith(duties["first_panel"].sentence))
    assert (first[panel][1], after[panel][1]) == (date(2026, 5, 2), date(2026, 5, 1))
    assert (first[panel][0], after[panel][2]) == (after[panel][0], 1)


def test_the_act_and_the_line_of_the_ledger_come_before_the_file(
    session: Session, case_id: CaseId, tmp_path: Path
) -> None:
    out = tmp_path / "dates.ics"
    out.write_bytes(b"another file")
    with pytest.raises(FileThere):
        export_calendar(session, out, purpose="For the laptop", recipient="A. Officer")
    assert out.read_bytes() == b"another file"
    last = session.vault.trail(Compartment.REVIEWS)[-1]
    assert (last.what, last.why, last.case_id) == ("export_calendar", "For the laptop", "")
    row = ledger.ledger(session)[0]
    assert (row.export.document_id, row.title, row.export.purpose) == (CALENDAR, "Calendar of dates", "For the laptop")
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert len(work.every(Export)) == 1
        assert {entry.case_id for entry in work.every(CalendarEntry)} == {case_id}


def test_refusals_leave_nothing(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    before = session.vault.trail(Compartment.REVIEWS)
    with pytest.raises(EntryMissing):
        export_calendar(session, tmp_path / "dates.ics", purpose=" ")
    with pytest.raises(EntryInvalid):
        export_calendar(session, session.vault.folder / "dates.ics")
    assert session.vault.trail(Compartment.REVIEWS) == before
    assert not (tmp_path / "dates.ics").exists()


def test_the_uid_is_another_in_another_vault(session: Session, case_id: CaseId) -> None:
    from safermk_desktop.services.duty_calendar import _entries

    rows = duty_calendar(session)
    here = {entry.id for entry in _entries(session, rows, CalendarDay.DUE)}
    there = {
        entry.id
        for entry in _entries(session, [row._replace(case_id=CaseId("another")) for row in rows], CalendarDay.DUE)
    }
    assert here.isdisjoint(there)
