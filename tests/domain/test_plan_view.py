"""What a plan shows: filters, order, and what is waited for from each agency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safermk_desktop.domain.actions import Action, ActionStatus, Rag, Recommendation, rating
from safermk_desktop.domain.plan_view import (
    ActionLine,
    Due,
    PlanFilter,
    agencies_of,
    kept,
    line_of,
    most_pressing,
    tally,
    themes_of,
    unsent,
    waiting_for,
)
from safermk_desktop.domain.record import CaseId, RecordId

TODAY = date(2026, 11, 17)
ITEM = Recommendation(
    id=RecordId("r"), case_id=CaseId("c"), number=2, text="Callers are asked", level="single_agency", scope="local"
)
ACTION = Action(
    id=RecordId("a"),
    case_id=CaseId("c"),
    recommendation_id=ITEM.id,
    number=1,
    text="Rewrite the guidance",
    lead_agency="Police",
    lead_role="Head",
    target_on=TODAY + timedelta(days=60),
    first_target_on=TODAY + timedelta(days=60),
    created_on=TODAY - timedelta(days=10),
    reference="MK-2024-A-R2-A1",
)


def line(item: Recommendation = ITEM, *, heard: int = 5, **changes: object) -> ActionLine:
    action = replace(ACTION, **changes)
    heard_on = TODAY - timedelta(days=heard)
    rated = rating(action, heard_on, TODAY)
    return line_of(action, item, rated, label="Case A (2024)", heard_on=heard_on, evidence=0, on=TODAY)


GREEN = line()
LATE = line(id=RecordId("b"), target_on=TODAY - timedelta(days=3), lead_agency="Council", themes=("training",))
SOON = line(id=RecordId("d"), target_on=TODAY + timedelta(days=9), contributors=("Council",), themes=("policy",))
NATIONAL = line(
    replace(ITEM, id=RecordId("n"), scope="national"), id=RecordId("e"), target_on=TODAY + timedelta(days=400)
)
DONE = line(id=RecordId("f"), status=ActionStatus.COMPLETE_VERIFIED, completed_on=TODAY, accepted_on=TODAY)
LINES = (GREEN, LATE, SOON, NATIONAL, DONE)


@pytest.mark.parametrize(
    "asked, expected",
    [
        (PlanFilter(), LINES),
        (PlanFilter(with_finished=False), LINES[:4]),
        (PlanFilter(agency="Council"), (LATE, SOON)),
        (PlanFilter(theme="policy"), (SOON,)),
        (PlanFilter(scope="national"), (NATIONAL,)),
        (PlanFilter(rags=frozenset({Rag.RED, Rag.BLUE})), (LATE, DONE)),
        (PlanFilter(statuses=frozenset({ActionStatus.COMPLETE_VERIFIED})), (DONE,)),
        (PlanFilter(due=Due.LATE), (LATE,)),
        (PlanFilter(due=Due.SOON), (SOON,)),
        (PlanFilter(due=Due.QUARTER), (GREEN, SOON)),
        (PlanFilter(due=Due.LATER), (NATIONAL,)),
        (PlanFilter(words="REWRITE case a"), LINES),
        (PlanFilter(words="mk-2024-a-r2"), LINES),
        (PlanFilter(words="nowhere"), ()),
        (PlanFilter(words="training", agency="Council", due=Due.LATE), (LATE,)),
    ],
)
def test_a_filter_keeps_what_is_asked_for(asked: PlanFilter, expected: tuple[ActionLine, ...]) -> None:
    assert kept(LINES, asked) == expected


def test_the_most_pressing_come_first_and_finished_ones_last() -> None:
    assert most_pressing(LINES) == (LATE, SOON, GREEN, NATIONAL, DONE)


def test_what_is_waited_for_is_counted_by_lead_agency() -> None:
    silent = line(
        id=RecordId("g"), heard=150, status=ActionStatus.AWAITING_EVIDENCE, accepted_on=TODAY, lead_agency="Council"
    )
    council, police = waiting_for((*LINES, silent))
    assert (council.agency, council.open, council.late, council.unaccepted) == ("Council", 2, 1, 1)
    assert (council.silent, council.evidence, council.next_on) == (1, 1, LATE.action.target_on)
    assert council.sentence == "1 to accept, 1 without news for 100 days, 1 to send evidence of"
    assert (police.agency, police.open, police.late) == ("Police", 3, 0)
    assert waiting_for((DONE,)) == ()


def test_counts_names_and_what_was_sent_to_nobody() -> None:
    assert dict(tally(LINES)) == {Rag.RED: 1, Rag.AMBER: 1, Rag.GREEN: 2, Rag.BLUE: 1, Rag.GREY: 0}
    assert agencies_of(LINES) == ("Council", "Police")
    assert themes_of(LINES) == ("policy", "training")
    items = (ITEM, NATIONAL.recommendation)
    assert unsent(items, ()) == (NATIONAL.recommendation,)
    assert unsent(items, (RecordId("n"),)) == ()
