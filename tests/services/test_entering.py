from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from safermk_desktop.domain.case import Manner, Outcome
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.steps import StepKind
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing
from safermk_desktop.services import cases, queries
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


@pytest.mark.parametrize("regime", REGIMES)
def test_a_case_can_come_in_at_every_state_of_the_way(session: Session, regime: str) -> None:
    for number, state in enumerate(places_to_enter(REGIMES[regime])):
        new = replace(NEW, reference=f"{regime[:3].upper()}-{number:03}", regime=regime)
        case_id = enter_case(session, replace(UNDER_WAY, new=new, state=state.id))
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
