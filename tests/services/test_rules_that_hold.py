"""What no act may go round: live proceedings, the order of days, a gate's override, and the editions of the law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Case, Outcome
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.deadlines import corresponding_date
from safermk_desktop.domain.family import ContactMethod, ContactOutcome, Matter, Relation
from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.domain.parallel import ProcessStatus, standing
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.requests import ReturnKind
from safermk_desktop.domain.steps import Answer, Ground
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, GateClosed
from safermk_desktop.services import (
    cases,
    criteria,
    family,
    home_office,
    panel,
    parallel,
    publishing,
    queries,
    requests,
)
from safermk_desktop.services.duty_calendar import duty_calendar
from safermk_desktop.services.panel import SeatState
from safermk_desktop.services.parallel import ProcessEntry
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.services import meeting
from tests.services.test_every_state import walk

Do = Callable[[Session, CaseId], object]


def holds(session: Session, case_id: CaseId, test: str) -> str | None:
    return CONDITIONS[test](queries.case_file(session, case_id))


def criminal(session: Session, case_id: CaseId, status: ProcessStatus = ProcessStatus.LIVE) -> RecordId:
    entry = ProcessEntry(
        kind="criminal",
        lead="The officer in charge",
        contact="Unit",
        status=status,
        can_share=False,
        restrictions="",
        joint_approach="",
        checked_on=session.clock.today(),
    )
    return parallel.add_process(session, case_id, entry)


@pytest.mark.parametrize("status", [ProcessStatus.LIVE, ProcessStatus.EXPECTED])
def test_a_live_criminal_process_holds_publication_whatever_the_facts_say(
    session: Session, clock: StoryClock, case_id: CaseId, status: ProcessStatus
) -> None:
    walk(session, clock, case_id, "D12")
    today = session.clock.today()
    for kind in ("criminal_proceedings_ended", "no_proceedings"):
        cases.record_fact(session, case_id, kind=kind, happened_on=today)
    assert holds(session, case_id, "no_live_proceedings") is None
    made = criminal(session, case_id, status)
    for hold in standing(queries.case_file(session, case_id).holds):
        parallel.lift_hold(session, case_id, hold.id, lifted_on=today, reason="By mistake.")
    assert "The officer in charge" in (holds(session, case_id, "no_live_proceedings") or "")
    for finding in queries.overview(session, case_id).unmet:
        if finding.condition.test != "no_live_proceedings":
            meeting.meet(session, case_id, finding.condition.test)
    with pytest.raises(GateClosed, match="have not ended"):
        cases.advance(session, case_id)
    with pytest.raises(GateClosed, match="have not ended"):
        publishing.record_publication(session, case_id, published_on=today, where="Website", link="https://x.example")
    row = next(row for row in queries.caseload(session) if row.case_id == case_id)
    assert any("have not ended" in duty.sentence for duty in row.duties)
    parallel.check_process(session, case_id, made, checked_on=today, status=ProcessStatus.ENDED)
    assert holds(session, case_id, "no_live_proceedings") is None


def test_another_live_process_holds_nothing_by_itself(session: Session, case_id: CaseId) -> None:
    cases.record_fact(session, case_id, kind="no_proceedings", happened_on=session.clock.today())
    made = criminal(session, case_id)
    with session.vault.writing(Compartment.REVIEWS, session.act("test", case_id)) as work:
        file = queries.case_file(session, case_id)
        work.put(replace(next(one for one in file.processes if one.id == made), kind="inquest"))
    assert holds(session, case_id, "no_live_proceedings") is None


def test_a_case_keeps_the_edition_that_it_was_opened_under(session: Session, case_id: CaseId) -> None:
    case = queries.case_file(session, case_id).case
    assert case.edition == REGIMES[case.regime].edition != ""
    cases.record_fact(session, case_id, kind="acknowledged", happened_on=session.clock.today())
    assert queries.case_file(session, case_id).case.edition == case.edition


def test_the_summary_is_drafted_before_the_panel_signs_off(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    walk(session, clock, case_id, "D7")
    for finding in queries.overview(session, case_id).unmet:
        if finding.condition.test != "summary_drafted":
            meeting.meet(session, case_id, finding.condition.test)
    assert [one.condition.test for one in queries.overview(session, case_id).unmet] == ["summary_drafted"]
    with pytest.raises(GateClosed, match="executive summary"):
        cases.advance(session, case_id)
    meeting.meet(session, case_id, "summary_drafted")
    assert cases.advance(session, case_id) == "Panel sign-off"


def test_the_home_office_is_not_told_of_a_decision_before_it_is_taken(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    kind = "home_office_told_decision"
    with pytest.raises(EntryInvalid, match="No decision"):
        cases.record_fact(session, case_id, kind=kind, happened_on=clock.today())
    before = clock.today()
    clock.turn_to(before + timedelta(days=3))
    meeting.decide(session, case_id)
    with pytest.raises(DateImpossible, match="lies before the decision"):
        cases.record_fact(session, case_id, kind=kind, happened_on=before)
    cases.record_fact(session, case_id, kind=kind, happened_on=clock.today())
    assert queries.case_file(session, case_id).fact(kind)


def test_no_gate_is_passed_by_a_bare_fact(session: Session, case_id: CaseId) -> None:
    with pytest.raises(EntryInvalid, match="by the act itself"):
        cases.record_fact(session, case_id, kind="gate_override", happened_on=session.clock.today(), detail="Passed")
    assert not queries.case_file(session, case_id).facts


def test_nobody_agrees_that_there_is_no_review_while_one_is_held(session: Session, case_id: CaseId) -> None:
    meeting.decide(session, case_id)
    with pytest.raises(EntryInvalid, match="A review is held"):
        meeting.answer(session, case_id, Answer.AGREES)
    meeting.answer(session, case_id, Answer.RECONSIDER)
    meeting.decide(session, case_id, Outcome.NO_REVIEW)
    meeting.answer(session, case_id, Answer.AGREES)


def test_what_is_not_published_is_looked_at_after_the_case_is_closed(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    walk(session, clock, case_id, "D12")
    decided = clock.today()
    criteria.record_not_published(
        session,
        case_id,
        ground=Ground.CHILD_WELFARE,
        reason="A child would be harmed.",
        legal_advice="Taken",
        decided_on=decided,
        decided_by="Head",
        home_office_consulted_on=decided,
        partial="A briefing",
    )
    walk(session, clock, case_id, "D15")
    view = queries.overview(session, case_id)
    assert view.file.case.closed_on
    assert [(duty.act, duty.due) for duty in view.duties] == [("look_at_unpublished", corresponding_date(decided, 12))]
    row = next(row for row in queries.caseload(session, with_closed=True) if row.case_id == case_id)
    assert row.duties == view.duties
    assert [one.duty for one in duty_calendar(session)] == list(view.duties)
    looked = corresponding_date(decided, 11)
    clock.turn_to(max(looked, clock.today()))
    criteria.look_at_unpublished(session, case_id, looked_on=clock.today(), note="The child is still at school.")
    assert [duty.due for duty in queries.overview(session, case_id).duties] == [corresponding_date(clock.today(), 12)]


def test_an_own_date_never_shortens_a_clock(session: Session, case_id: CaseId) -> None:
    due = {duty.key: duty.due for duty in queries.overview(session, case_id).duties}["decision"]
    assert due

    def own(day: date) -> None:
        cases.set_own_date(session, case_id, rule="decision", own_on=day, reason="Trial", authoriser="Chair")

    with pytest.raises(DateImpossible, match="an own date is that day or a later one"):
        own(due - timedelta(days=1))
    own(due)
    own(due + timedelta(days=30))


def test_a_panel_without_any_agency_is_none(session: Session, case_id: CaseId) -> None:
    seats = queries.case_file(session, case_id).seats
    for seat in seats:
        panel.settle_seat(session, case_id, seat.id, state=SeatState.WAIVED, reason="Not wanted")
    assert "No agency sits" in (holds(session, case_id, "seats_settled") or "")
    meeting.fill_seat(session, case_id, seats[0].agency_kind)
    assert holds(session, case_id, "seats_settled") is None


@pytest.mark.parametrize("approver", ["{person}", "  {person} ", "{upper}"])
def test_nobody_approves_their_own_override(session: Session, case_id: CaseId, approver: str) -> None:
    name = approver.format(person=session.person, upper=session.person.upper())
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        cases.advance(session, case_id, reason="Urgent", approver=name)
    assert queries.overview(session, case_id).state.id == "D0"
    cases.advance(session, case_id, reason="Urgent", approver="The chair")


def test_to_speak_of_publication_is_not_to_agree_the_day(session: Session, clock: StoryClock, case_id: CaseId) -> None:
    person = family.put_person(session, case_id, relation=Relation.PARENT, pseudonym="the mother")
    family.record_contact(
        session,
        case_id,
        person,
        matter=Matter.PUBLICATION,
        happened_on=clock.today(),
        by_whom="The chair",
        method=ContactMethod.IN_PERSON,
        outcome=ContactOutcome.REACHED,
        words="The report will be published in spring.",
    )
    assert "no day is agreed" in (holds(session, case_id, "family:publication") or "")
    family.agree_publication_day(session, case_id, person, day=date(2027, 5, 12), agreed_on=clock.today())
    assert holds(session, case_id, "family:publication") is None


def test_the_edition_is_said_where_the_application_has_another(session: Session, case_id: CaseId) -> None:
    from safermk_desktop.presentation.pages.overview_rows import edition_line

    shown = queries.overview(session, case_id)
    assert "opened under" not in edition_line(shown.regime, shown.file.case)
    older: Case = replace(shown.file.case, edition="2016.1")
    assert "opened under edition 2016.1" in edition_line(shown.regime, older)


def test_an_agency_is_not_asked_before_the_notification_nor_twice_for_the_same(
    session: Session, case_id: CaseId
) -> None:
    ask = partial(requests.ask_agency, session, case_id, kind=ReturnKind.IMR, due_on=date(2026, 5, 1))
    with pytest.raises(DateImpossible):
        ask(organisation="Probation Service", asked_on=date(2026, 3, 1))
    ask(organisation="Probation Service", asked_on=date(2026, 3, 2))
    with pytest.raises(EntryInvalid, match="already"):
        ask(organisation=" probation service ", asked_on=date(2026, 3, 2))


@pytest.mark.parametrize("points", [(), ("", "  ")])
def test_a_letter_that_asks_for_changes_names_them(
    session: Session, clock: StoryClock, case_id: CaseId, points: tuple[str, ...]
) -> None:
    """Without points nothing would hold the publication that the changes hold."""
    walk(session, clock, case_id, "D11")
    today = session.clock.today()
    record = partial(home_office.record_qa_letter, session, case_id, received_on=today, panel_on=today)
    with pytest.raises(EntryMissing, match="enter each"):
        record(outcome=QaOutcome.PUBLISH_AFTER_CHANGES, points=points)
    record(outcome=QaOutcome.PUBLISH_AFTER_CHANGES, points=(*points, "Say more."))
    file = queries.case_file(session, case_id)
    assert [point.text for point in file.qa_conditions] == ["Say more."]
    assert holds(session, case_id, "points_done")
