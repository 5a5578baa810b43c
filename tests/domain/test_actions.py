"""The rule for red, amber, green and blue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safermk_desktop.domain.actions import Action, ActionStatus, ActionUpdate, Rag, rag
from safermk_desktop.domain.record import CaseId, RecordId

TODAY = date(2026, 11, 17)
ACTION = Action(
    id=RecordId("a"),
    case_id=CaseId("c"),
    recommendation_id=RecordId("r"),
    number=1,
    text="Write the rule",
    lead_agency="Police",
    lead_role="Head",
    target_on=TODAY + timedelta(days=60),
    first_target_on=TODAY + timedelta(days=60),
    created_on=TODAY - timedelta(days=10),
)


@pytest.mark.parametrize(
    "change, expected",
    [
        ({}, Rag.GREEN),
        ({"target_on": TODAY + timedelta(days=31)}, Rag.GREEN),
        ({"target_on": TODAY + timedelta(days=30)}, Rag.AMBER),
        ({"target_on": TODAY}, Rag.AMBER),
        ({"target_on": TODAY - timedelta(days=1)}, Rag.RED),
        ({"revisions": 1}, Rag.AMBER),
        ({"revisions": 2}, Rag.RED),
        ({"created_on": TODAY - timedelta(days=100)}, Rag.GREEN),
        ({"created_on": TODAY - timedelta(days=101)}, Rag.RED),
        ({"status": ActionStatus.COMPLETE_VERIFIED, "target_on": TODAY - timedelta(days=90)}, Rag.BLUE),
        ({"status": ActionStatus.COMPLETE_UNVERIFIED, "target_on": TODAY - timedelta(days=1)}, Rag.RED),
        ({"status": ActionStatus.ABANDONED}, Rag.GREY),
    ],
)
def test_rag(change: dict[str, object], expected: Rag) -> None:
    assert rag(replace(ACTION, **change), (), TODAY) is expected


def test_nothing_new_to_report_breaks_the_silence_but_moves_no_date() -> None:
    old = replace(ACTION, created_on=TODAY - timedelta(days=200))
    update = ActionUpdate(
        id=RecordId("u"),
        case_id=CaseId("c"),
        action_id=old.id,
        updated_on=TODAY - timedelta(days=5),
        updated_by="p",
        text="Nothing new to report",
    )
    assert rag(old, (), TODAY) is Rag.RED
    assert rag(old, (update,), TODAY) is Rag.GREEN
    assert rag(replace(old, target_on=TODAY - timedelta(days=1)), (update,), TODAY) is Rag.RED
