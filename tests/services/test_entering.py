from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_type_hints

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Manner, Outcome
from safermk_desktop.domain.family import Matter
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.steps import StepKind
from safermk_desktop.domain.taking_over import DAY_OF
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing
from safermk_desktop.services import cases, family, papers, queries
from safermk_desktop.services.afterwards import all_marks
from safermk_desktop.services.entering import EarlierChair, EarlierDecision, UnderWay, enter_case, places_to_enter
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

NEW = cases.NewCase(
    reference="DHR-2024-02",
    label="Case A (2024)",
    received_on=date(2025, 1, 10),
    death_on=date(2024, 12, 20),
    notifier_agency="Thames Valley Police",
    notifier_role="Detective Inspector",
    manner=Manner.HOMICIDE,
    circumstances="Restricted.",
    residence_area="Milton Keynes",
    lead="A. Officer",
    regime="dhr_2016",
)
UNDER_WAY = UnderWay(
    new=NEW,
    state="D6",
    reason="It was begun on paper.",
    approver="H. Head",
    source="the paper file",
    decision=EarlierDecision(
        outcome=Outcome.REVIEW, decided_on=date(2025, 2, 3), decided_by="The chair", reasons="The criteria are met."
    ),
    chair=EarlierChair(name="J. Chair", appointed_on=date(2025, 3, 1), independence="No connection."),
    facts={"home_office_told_decision": date(2025, 2, 5)},
)


def test_a_case_comes_in_where_it_stands_and_its_clocks_run_from_the_true_days(session: Session) -> None:
    case_id = enter_case(session, UNDER_WAY)
    shown = queries.overview(session, case_id)
    assert (shown.file.case.state, shown.file.case.opened_on) == ("D6", date(2025, 1, 10))
    assert shown.file.chair is not None
    report = next(duty for duty in shown.duties if duty.sentence == "Complete the overview report")
    assert report.due == date(2025, 8, 3)
    assert [step.state for step in shown.rail][:3] == ["done", "done", "done"]
    (step,) = shown.file.steps
    assert (step.kind, step.approver, step.reason) == (StepKind.TAKEN_OVER, "H. Head", "It was begun on paper.")
    assert step.unmet[0] == "Notified: taken over."
    assert shown.taken_over is not None
    told = shown.file.fact("home_office_told_decision")
    assert told is not None
    assert told.detail == "Recorded afterwards on 2 March 2026, the paper file."
    assert [entry.what for entry in session.vault.trail(Compartment.REVIEWS, case_id)] == ["enter_case"]


def test_what_is_recorded_later_of_the_time_before_is_marked(session: Session) -> None:
    case_id = enter_case(session, UNDER_WAY)
    taken = queries.overview(session, case_id).taken_over
    assert taken is not None
    marked = taken.afterwards(date(2025, 5, 1), date(2026, 3, 4))
    assert marked == "Recorded afterwards on 4 March 2026."
    assert not taken.afterwards(date(2026, 3, 2), date(2026, 3, 4))


def test_papers_and_decisions_added_later_are_marked_by_rule_and_what_happened_since_is_not(
    session: Session, clock: StoryClock
) -> None:
    case_id = enter_case(session, replace(UNDER_WAY, decision=None, chair=None, facts={}, state="D1"))
    clock.turn_to(date(2026, 3, 4))
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome.REVIEW,
        decided_on=date(2025, 2, 3),
        decided_by="The chair",
        reasons="The criteria are met.",
        source="The paper file",
    )
    for day in (date(2025, 2, 5), clock.today()):
        papers.send_decision_letter(session, case_id, recipient="Home Office", sent_on=day, signatory="A. Officer")
    file = queries.case_file(session, case_id)
    first, second = file.letters
    assert file.decision is not None
    mark = "Recorded afterwards on 4 March 2026."
    assert file.afterwards == {file.decision.id: mark, first.id: mark, first.document_id: mark}
    assert second.id not in file.afterwards
    assert all_marks(session) == file.afterwards == queries.overview(session, case_id).file.afterwards


def test_a_case_that_was_opened_here_has_no_mark_whatever_its_days(session: Session) -> None:
    case_id = cases.record_notification(session, NEW)
    cases.record_fact(session, case_id, kind="scoping_letters_sent", happened_on=date(2025, 1, 12))
    assert not queries.case_file(session, case_id).afterwards


def test_every_kind_that_tells_of_a_day_has_that_day() -> None:
    for kind, name in DAY_OF.items():
        assert get_type_hints(kind)[name] is date


@pytest.mark.parametrize("regime", REGIMES)
def test_what_the_family_was_told_before_stands_as_a_date_and_what_follows_does_not(
    session: Session, regime: str
) -> None:
    new = replace(NEW, regime=regime)
    told = {"family_informed": date(2025, 2, 6)}
    case_id = enter_case(session, replace(UNDER_WAY, new=new, state="D3", facts=told))

    def owed() -> set[str]:
        return {one.condition.test for one in queries.overview(session, case_id).unmet}

    assert "family:decision" not in owed()
    assert "family:leaflet" in owed()
    with pytest.raises(EntryMissing, match="where it is known from"):
        cases.record_fact(session, case_id, kind="advocacy_offered", happened_on=date(2025, 2, 10))
    with pytest.raises(EntryInvalid, match="recorded with the family"):
        cases.record_fact(
            session, case_id, kind="advocacy_offered", happened_on=session.clock.today(), detail="By letter"
        )
    known = "The paper file, letter of 10 February 2025"
    cases.record_fact(session, case_id, kind="advocacy_offered", happened_on=date(2025, 2, 10), detail=known)
    family.record_reason(session, case_id, matter=Matter.LEAFLET, reason="It is not in the paper file.")
    cases.advance(session, case_id, reason="Begun on paper", approver="H. Head")
    assert queries.overview(session, case_id).state.id == "D4"
    assert "family:advocacy" not in owed()


@pytest.mark.parametrize("regime", REGIMES)
def test_a_case_can_come_in_at_every_state_of_the_way(session: Session, regime: str) -> None:
    for number, state in enumerate(places_to_enter(REGIMES[regime])):
        new = replace(NEW, reference=f"{regime[:3].upper()}-{number:03}", label=f"Case {number} (2024)", regime=regime)
        submitted = date(2025, 9, 1) if state.id in {"D11", "D12", "D13"} else None
        case_id = enter_case(session, replace(UNDER_WAY, new=new, state=state.id, submitted_on=submitted))
        assert queries.overview(session, case_id).state.id == state.id


@pytest.mark.parametrize(
    ("error", "change"),
    [
        (EntryMissing, {"reason": " "}),
        (EntryMissing, {"approver": ""}),
        (EntryMissing, {"decision": None}),
        (EntryMissing, {"new": replace(NEW, regime="")}),
        (EntryInvalid, {"state": "D6h"}),
        (EntryInvalid, {"state": "nowhere"}),
        (EntryInvalid, {"facts": {"no_such_fact": date(2025, 2, 5)}}),
        (DateImpossible, {"facts": {"home_office_told_decision": date(2025, 1, 5)}}),
        (DateImpossible, {"submitted_on": date(2026, 3, 3)}),
        (EntryInvalid, {"new": replace(NEW, reference="A Name")}),
    ],
)
def test_what_cannot_be_is_refused_whole(session: Session, error: type[Exception], change: dict[str, Any]) -> None:
    with pytest.raises(error):
        enter_case(session, replace(UNDER_WAY, **change))
    assert queries.caseload(session) == ()


def test_a_reference_in_use_is_refused(session: Session) -> None:
    enter_case(session, UNDER_WAY)
    with pytest.raises(EntryInvalid, match="in use"):
        enter_case(session, UNDER_WAY)


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": "D11", "submitted_on": date(2025, 1, 15)},
        {"facts": {"home_office_told_decision": date(2025, 1, 15)}},
        {"facts": {"partnership_agreed_report": date(2025, 9, 1)}, "state": "D11", "submitted_on": date(2025, 8, 1)},
    ],
    ids=["submitted before the decision", "told before the decision", "submitted before it was agreed"],
)
def test_a_case_does_not_come_in_with_days_in_an_impossible_order(session: Session, impossible: dict[str, Any]) -> None:
    with pytest.raises(DateImpossible, match="which it follows"):
        enter_case(session, replace(UNDER_WAY, **impossible))
    assert queries.caseload(session) == ()


def test_a_case_stands_in_no_review_that_is_not_held(session: Session) -> None:
    assert UNDER_WAY.decision is not None
    no_review = replace(UNDER_WAY, decision=replace(UNDER_WAY.decision, outcome=Outcome.NO_REVIEW))
    with pytest.raises(EntryInvalid, match="No review is held"):
        enter_case(session, no_review)
    enter_case(session, replace(no_review, state="D2"))


@pytest.mark.parametrize("state", ["D11", "D12", "D13"])
def test_a_case_with_the_home_office_says_when_it_was_submitted(session: Session, state: str) -> None:
    with pytest.raises(EntryMissing, match="submission"):
        enter_case(session, replace(UNDER_WAY, state=state))
    case_id = enter_case(session, replace(UNDER_WAY, state=state, submitted_on=date(2025, 9, 1)))
    assert queries.case_file(session, case_id).events()["submitted"] == date(2025, 9, 1)
