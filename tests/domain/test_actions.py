"""The rule for red, amber, green and blue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safermk_desktop.domain.actions import (
    RAG_MEANINGS,
    RAG_SHAPES,
    RAG_WORDS,
    STATUS_WORDS,
    Action,
    ActionStatus,
    ActionUpdate,
    Rag,
    last_heard,
    plan_mark,
    rag,
    rating,
    reference,
)
from safermk_desktop.domain.milestones import Milestone, milestone
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import long_date

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


RULES = [
    ({}, Rag.GREEN, "on track"),
    ({"target_on": TODAY + timedelta(days=31)}, Rag.GREEN, "on track"),
    ({"target_on": TODAY + timedelta(days=30)}, Rag.AMBER, "due within 30 days"),
    ({"target_on": TODAY}, Rag.AMBER, "due within 30 days"),
    ({"target_on": TODAY - timedelta(days=1)}, Rag.RED, "past its target date"),
    ({"is_at_risk": True}, Rag.AMBER, "reported at risk"),
    ({"is_at_risk": True, "target_on": TODAY - timedelta(days=1)}, Rag.RED, "past its target date"),
    ({"revisions": 1}, Rag.AMBER, "its target date was revised"),
    ({"revisions": 2}, Rag.RED, "its target date was revised twice or more"),
    ({"created_on": TODAY - timedelta(days=100)}, Rag.GREEN, "on track"),
    ({"created_on": TODAY - timedelta(days=101)}, Rag.RED, "no update for more than 100 days"),
    (
        {"status": ActionStatus.COMPLETE_VERIFIED, "target_on": TODAY - timedelta(days=90)},
        Rag.BLUE,
        "done and verified",
    ),
    (
        {"status": ActionStatus.COMPLETE_UNVERIFIED, "target_on": TODAY - timedelta(days=1)},
        Rag.RED,
        "past its target date",
    ),
    ({"status": ActionStatus.COMPLETE_UNVERIFIED}, Rag.GREEN, "on track"),
    ({"status": ActionStatus.ABANDONED, "revisions": 3}, Rag.GREY, "abandoned, with a reason and an approver"),
    ({"status": ActionStatus.TRANSFERRED, "revisions": 3}, Rag.GREY, "transferred to another owner"),
]


@pytest.mark.parametrize("change, expected, why", RULES)
def test_the_rules_of_red_amber_green_and_blue(change: dict[str, object], expected: Rag, why: str) -> None:
    action = replace(ACTION, **change)
    assert rag(action, (), TODAY) is expected
    found = rating(action, last_heard(action, ()), TODAY)
    assert (found.rag, found.why) == (expected, why)
    assert found.words == f"{RAG_WORDS[expected]}: {why}"


def test_each_rating_has_a_word_a_shape_and_a_meaning_of_its_own() -> None:
    assert {rating for _, rating, _ in RULES} == set(Rag)
    for words in (RAG_WORDS, RAG_SHAPES, RAG_MEANINGS):
        assert set(words) == set(Rag)
        assert len(set(words.values())) == len(Rag)
    assert set(STATUS_WORDS) == set(ActionStatus)
    assert len(set(STATUS_WORDS.values())) == len(ActionStatus)


@pytest.mark.parametrize(
    "line, read",
    [
        ("Draft", Milestone(text="Draft")),
        ("Draft [due 2026-10-31]", Milestone(text="Draft", due_on=date(2026, 10, 31))),
        (
            "Draft [due 2026-10-31] [done 2026-11-02]",
            Milestone(text="Draft", due_on=date(2026, 10, 31), done_on=date(2026, 11, 2)),
        ),
        ("Draft [due 2026-02-30]", Milestone(text="Draft [due 2026-02-30]")),
        ("Draft [some] [due soon]", Milestone(text="Draft [some] [due soon]")),
    ],
)
def test_a_milestone_is_one_line(line: str, read: Milestone) -> None:
    assert milestone(line) == read
    assert read.line == line


def test_a_milestone_is_told_in_words() -> None:
    said = milestone("Draft [due 2026-10-31] [done 2026-11-02]").told(long_date)
    assert said == "Draft (due 31 October 2026, done 2 November 2026)"


@pytest.mark.parametrize(
    "label, year, mark",
    [
        ("Case A (2024)", 2024, "A"),
        ("case 09", 2021, "09"),
        ("Case B1 (Spring 2023)", 2023, "B1"),
        ("", 2021, "X"),
        ("Prevent board 2026", 2026, "Preventboard2026"),
    ],
)
def test_the_reference_names_year_and_case(label: str, year: int, mark: str) -> None:
    assert plan_mark(label, date(2021, 5, 1)) == (year, mark)
    assert reference("MK", year, mark, recommendation=2, number=3) == f"MK-{year}-{mark}-R2-A3"


def test_invariant_9_nothing_new_to_report_breaks_the_silence_but_moves_no_date() -> None:
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
