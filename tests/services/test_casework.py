"""The work on a case through the services, on a real vault: what is kept, what is refused, what is on the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.actions import ActionStatus, Rag
from safermk_desktop.domain.audit import first_fault
from safermk_desktop.domain.case import Outcome
from safermk_desktop.domain.copies import COPY_FACTS
from safermk_desktop.domain.family import STAGES, Matter
from safermk_desktop.domain.home_office import QaLetter, QaOutcome
from safermk_desktop.domain.panel import PanelRole, SeatState
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.requests import ReturnKind, ReturnState
from safermk_desktop.errors import (
    DateImpossible,
    EntryInvalid,
    EntryMissing,
    GateClosed,
    RecordUnknown,
    RegisterEmpty,
    SafermkError,
)
from safermk_desktop.services import (
    action_closing,
    actions,
    cases,
    criteria,
    family,
    home_office,
    identities,
    panel,
    publishing,
    queries,
    requests,
    terms,
)
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id

DAY = date(2026, 3, 2)


def decide(session: Session, case_id: CaseId, on: date = DAY) -> None:
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome.REVIEW,
        decided_on=on,
        decided_by="Chair of the partnership",
        reasons="The criteria are met.",
        source="Meeting of the partnership",
    )


def test_a_notification_opens_a_case_with_its_duty_and_its_required_seats(session: Session, case_id: CaseId) -> None:
    (row,) = queries.caseload(session)
    assert (row.reference, row.stage) == ("DHR-2026-09", "Notification")
    view = queries.overview(session, case_id)
    assert {seat.agency_kind for seat in view.file.seats} >= {"Police", "Probation", "Local authority"}
    decision = next(duty for duty in view.duties if duty.act == "record_decision")
    assert decision.due == date(2026, 4, 2)


def test_the_report_date_follows_from_the_decision(session: Session, clock: StoryClock, case_id: CaseId) -> None:
    clock.turn_to(date(2026, 8, 31))
    decide(session, case_id, date(2026, 8, 31))
    report = next(d for d in queries.overview(session, case_id).duties if "overview report" in d.sentence)
    assert (report.due, report.work_by) == (date(2027, 2, 28), date(2027, 2, 26))


def test_a_closed_gate_says_why_and_stops(session: Session, case_id: CaseId) -> None:
    with pytest.raises(GateClosed, match="acknowledged"):
        cases.advance(session, case_id)
    assert queries.case_file(session, case_id).case.stage == "notification"


def test_an_override_needs_reason_and_approver_and_is_on_the_record(session: Session, case_id: CaseId) -> None:
    with pytest.raises(GateClosed):
        cases.advance(session, case_id, reason="Urgent")
    assert cases.advance(session, case_id, reason="Urgent", approver="Chair") == "Scoping"
    file = queries.case_file(session, case_id)
    assert "Urgent" in (file.fact("gate_override") or pytest.fail("no override")).detail


def test_met_conditions_open_the_gate(session: Session, case_id: CaseId) -> None:
    for kind in ("acknowledged", "access_list_set", "conflicts_checked", "hold_note_sent"):
        cases.record_fact(session, case_id, kind=kind, happened_on=DAY)
    assert cases.advance(session, case_id) == "Scoping"
    assert queries.case_file(session, case_id).case.stage == "notification"
    for kind in ("scoping_letters_sent", "scoping_replies_in", "partners_consulted"):
        cases.record_fact(session, case_id, kind=kind, happened_on=DAY)
    answers = {item.id: "Yes" for item in REGIMES["dhr_2016"].criteria}
    criteria.check_criteria(session, case_id, checked_on=DAY, answers=answers)
    assert cases.advance(session, case_id) == "Decision"
    assert queries.case_file(session, case_id).case.stage == "decision"


def test_the_last_gate_knows_no_override(session: Session, case_id: CaseId) -> None:
    decide(session, case_id, DAY)
    for matter in STAGES:
        family.record_reason(session, case_id, matter=matter, reason="No relative could be traced.")
    for _ in range(10):
        cases.advance(session, case_id, reason="Test", approver="Chair")
    with session.vault.writing(Compartment.REVIEWS, session.act("test", case_id)) as work:
        cleared = QaOutcome.PUBLISH
        work.put(QaLetter(id=new_id(), case_id=case_id, panel_on=DAY, received_on=DAY, outcome=cleared, points=()))
    for _ in range(4):
        cases.advance(session, case_id, reason="Test", approver="Chair")
    assert queries.overview(session, case_id).state.id == "D14"
    with pytest.raises(GateClosed):
        cases.advance(session, case_id, reason="Test", approver="Chair")


def refusals(session: Session, case_id: CaseId) -> list[tuple[type[SafermkError], Callable[[], object]]]:
    late, early = date(2030, 1, 1), date(2020, 1, 1)
    return [
        (DateImpossible, lambda: decide(session, case_id, late)),
        (DateImpossible, lambda: decide(session, case_id, early)),
        (DateImpossible, lambda: cases.record_fact(session, case_id, kind="acknowledged", happened_on=late)),
        (EntryInvalid, lambda: cases.record_fact(session, case_id, kind="nothing", happened_on=DAY)),
        (EntryMissing, lambda: cases.record_fact(session, case_id, kind="file_note", happened_on=DAY)),
        (RecordUnknown, lambda: queries.overview(session, CaseId("nobody"))),
        (EntryMissing, lambda: terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Panel")),
        (
            EntryMissing,
            lambda: panel.appoint(
                session, case_id, role=PanelRole.CHAIR, name="Dr Q", post="Chair", organisation="", joined_on=DAY
            ),
        ),
        (
            DateImpossible,
            lambda: requests.ask_agency(
                session, case_id, organisation="Police", kind=ReturnKind.IMR, asked_on=DAY, due_on=DAY
            ),
        ),
        (EntryMissing, lambda: home_office.record_submission(session, case_id, submitted_on=DAY, method="Portal")),
        (
            EntryInvalid,
            lambda: home_office.record_qa_letter(
                session, case_id, received_on=DAY, panel_on=DAY, outcome=QaOutcome.PUBLISH
            ),
        ),
        (EntryInvalid, lambda: publishing.record_publication(session, case_id, published_on=DAY, where="w", link="l")),
        (RegisterEmpty, lambda: identities.export_register(session, case_id)),
        (
            EntryInvalid,
            lambda: identities.put_identity(
                session, case_id, kind="ghost", role="", names=("Ada Quill",), replacement="Adult K"
            ),
        ),
    ]


@pytest.mark.parametrize("number", range(14))
def test_bad_input_is_refused_in_its_own_words_and_changes_nothing(
    session: Session, case_id: CaseId, number: int
) -> None:
    expected, act = refusals(session, case_id)[number]
    before = session.vault.trail(Compartment.REVIEWS)
    with pytest.raises(expected) as caught:
        act()
    assert caught.value.what
    assert caught.value.do
    assert session.vault.trail(Compartment.REVIEWS) == before


def test_a_reference_is_used_once(session: Session, case_id: CaseId) -> None:
    from tests.services.conftest import notify

    assert case_id
    with pytest.raises(EntryInvalid):
        notify(session)


def test_terms_are_drafted_agreed_and_never_change_again(session: Session, case_id: CaseId) -> None:
    terms.start_draft(session, case_id)
    for section in queries.case_file(session, case_id).sections:
        terms.save_section(session, case_id, section.id, heading=section.heading, text="Agreed text.")
    terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Review panel")
    first = queries.case_file(session, case_id).sections[0]
    terms.save_section(session, case_id, first.id, heading=first.heading, text="Later draft.")
    (version,) = queries.case_file(session, case_id).versions
    assert set(version.texts) == {"Agreed text."}
    with pytest.raises(EntryInvalid):
        terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Review panel")


def test_a_seat_added_for_one_case_blocks_until_it_is_filled(session: Session, case_id: CaseId) -> None:
    panel.require_seat(
        session, case_id, agency_kind="Voluntary sector", reason="Knowledge of the community", source="Resolution 7"
    )
    panel.appoint(
        session,
        case_id,
        role=PanelRole.MEMBER,
        name="P. Member",
        post="Director",
        organisation="A charity",
        agency_kind="Voluntary sector",
        joined_on=DAY,
    )
    seat = next(s for s in queries.case_file(session, case_id).seats if s.agency_kind == "Voluntary sector")
    assert (seat.state, seat.origin) == (SeatState.FILLED, "case")
    member = queries.case_file(session, case_id).members[0]
    panel.end_membership(session, case_id, member.id, left_on=DAY)
    seat = next(s for s in queries.case_file(session, case_id).seats if s.agency_kind == "Voluntary sector")
    assert seat.state is SeatState.OPEN


def test_what_agencies_send_back_settles_the_request(session: Session, case_id: CaseId) -> None:
    request = requests.ask_agency(
        session, case_id, organisation="Police", kind=ReturnKind.IMR, asked_on=DAY, due_on=date(2026, 4, 30)
    )
    assert any(d.act == "record_return" for d in queries.overview(session, case_id).duties)
    requests.record_return(session, case_id, request, state=ReturnState.QUERIES, returned_on=DAY)
    assert not queries.case_file(session, case_id).requests[0].is_settled
    requests.record_return(session, case_id, request, state=ReturnState.ACCEPTED, returned_on=DAY)
    assert queries.case_file(session, case_id).requests[0].is_settled


def make_action(session: Session, case_id: CaseId) -> RecordId:
    number = actions.add_recommendation(
        session, case_id, number=1, text="That it is done", level="partnership", scope="local"
    )
    return actions.add_action(
        session, case_id, number, text="Do it", lead_agency="Police", lead_role="Head", target_on=date(2026, 9, 1)
    )


def test_an_action_is_finished_only_when_another_person_verified_it(session: Session, case_id: CaseId) -> None:
    action = make_action(session, case_id)
    with pytest.raises(EntryInvalid):
        action_closing.complete_action(
            session, case_id, action, completed_on=DAY, outcome="o", evidence="e", verified_by="a. officer"
        )
    with pytest.raises(EntryInvalid):
        actions.update_action(session, case_id, action, text="t", updated_on=DAY, status=ActionStatus.COMPLETE_VERIFIED)
    action_closing.complete_action(
        session, case_id, action, completed_on=DAY, outcome="o", evidence="e", verified_by="B. Other"
    )
    assert queries.case_file(session, case_id).actions[0].is_finished


def test_a_late_case_is_red_and_one_with_an_own_date_is_amber(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    for kind in ("acknowledged", "conflicts_checked", "hold_note_sent", "scoping_replies_in"):
        cases.record_fact(session, case_id, kind=kind, happened_on=DAY)
    decide(session, case_id)
    cases.record_fact(session, case_id, kind="home_office_told_decision", happened_on=DAY)
    family.record_reason(session, case_id, matter=Matter.DECISION, reason="No relative could be traced.")
    clock.turn_to(date(2026, 10, 1))
    assert queries.caseload(session)[0].rag is Rag.RED
    for rule in ("first_panel", "report"):
        cases.set_own_date(session, case_id, rule=rule, own_on=date(2027, 1, 29), reason="Trial", authoriser="Chair")
    (row,) = queries.caseload(session)
    assert row.rag is Rag.AMBER
    assert row.next_duty is not None
    assert [duty.due for duty in row.duties[:2]] == [date(2026, 5, 2), date(2026, 9, 2)]


def test_every_act_leaves_one_entry_and_the_chain_holds(session: Session, case_id: CaseId) -> None:
    before = len(session.vault.trail(Compartment.REVIEWS))
    decide(session, case_id)
    entry_id = identities.put_identity(
        session, case_id, kind="person", role="subject", names=("Ada Quillmarsh",), replacement="Adult K"
    )
    identities.look_at_identity(session, case_id, entry_id)
    trail = session.vault.trail(Compartment.REVIEWS)
    assert [entry.what for entry in trail[before:]] == ["record_decision", "put_identity", "look_at_identity"]
    assert first_fault(trail) is None
    assert "Quillmarsh" not in repr(trail)


@pytest.mark.parametrize("kind", sorted(COPY_FACTS))
def test_a_copy_is_no_bare_date(session: Session, case_id: CaseId, kind: str) -> None:
    with pytest.raises(EntryInvalid, match="log of copies"):
        cases.record_fact(session, case_id, kind=kind, happened_on=DAY, detail="By post.")
    assert queries.case_file(session, case_id).fact(kind) is None
