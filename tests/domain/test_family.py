"""Anniversaries, and what counts as having heard the family."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.family import (
    STAGES,
    ContactMethod,
    ContactOutcome,
    FamilyComment,
    FamilyContact,
    FamilyFile,
    FamilyPerson,
    FamilyReason,
    Matter,
    Relation,
    falls_on,
    is_anniversary,
)
from safermk_desktop.domain.family_conditions import FACTS, FAMILY_CONDITIONS, is_late
from safermk_desktop.domain.home_office import QaLetter, QaOutcome
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.steps import StateEvent, StepKind
from tests.domain.test_process import CASE, fact, make_file

DAYS = st.dates(date(1920, 1, 1), date(2080, 12, 31))


def contact(outcome: ContactOutcome, matter: Matter = Matter.DECISION, on: date = date(2026, 3, 1)) -> FamilyContact:
    return FamilyContact(
        id=RecordId("k"),
        case_id=CASE,
        person_id=RecordId("p"),
        matter=matter,
        happened_on=on,
        by_whom="Chair",
        method=ContactMethod.LETTER,
        outcome=outcome,
        place="",
        words="",
    )


def comment(on: date = date(2026, 5, 1), *, disagrees: bool = False) -> FamilyComment:
    return FamilyComment(
        id=RecordId("m"),
        case_id=CASE,
        person_id=RecordId("p"),
        about=Matter.DRAFT,
        received_on=on,
        text="No.",
        is_disagreement=disagrees,
        answer_by=None,
        answer="",
        answered_on=None,
        answered_by="",
        reflected="",
    )


@given(DAYS, DAYS)
def test_every_day_has_one_anniversary_a_year_and_a_leap_day_two_in_a_common_year(of: date, other: date) -> None:
    year = other.year
    found = [
        date(year, month, day)
        for month in range(1, 13)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if is_anniversary(date(year, month, day), of)
    ]
    is_leap_day = (of.month, of.day) == (2, 29)
    assert len(found) == (2 if is_leap_day and not calendar.isleap(year) else 1)
    assert all(abs((day - date(year, 2, 28)).days) <= 1 for day in found) or not is_leap_day


@given(st.integers(1920, 2080))
def test_the_leap_day_is_remembered_on_either_side_in_common_years(year: int) -> None:
    born = date(2000, 2, 29)
    if calendar.isleap(year):
        assert is_anniversary(date(year, 2, 29), born)
        assert not is_anniversary(date(year, 2, 28), born)
    else:
        assert falls_on(date(year, 2, 28), [born])
        assert falls_on(date(year, 3, 1), [born])


@pytest.mark.parametrize("outcome", ContactOutcome)
@pytest.mark.parametrize("matter", STAGES)
def test_a_matter_is_met_by_who_was_heard_and_not_by_an_attempt(matter: Matter, outcome: ContactOutcome) -> None:
    file = replace(make_file(), family=FamilyFile(contacts=(contact(outcome, matter),)))
    missing = FAMILY_CONDITIONS[f"family:{matter}"](file)
    is_heard = outcome not in {ContactOutcome.NO_ANSWER, ContactOutcome.LATER}
    assert (missing is None) == (is_heard and matter is not Matter.PUBLICATION)
    if matter is Matter.PUBLICATION:
        assert ("no day is agreed" in (missing or "")) == is_heard
    others = {name: test(file) for name, test in FAMILY_CONDITIONS.items() if name.startswith("family:")}
    assert sum(one is None for one in others.values()) == (missing is None)


@pytest.mark.parametrize("matter", STAGES)
def test_a_recorded_reason_meets_its_own_matter_alone(matter: Matter) -> None:
    reason = FamilyReason(
        id=RecordId("r"),
        case_id=CASE,
        matter=matter,
        recorded_on=date(2026, 3, 1),
        reason="None known",
        recorded_by="p",
    )
    file = replace(make_file(), family=FamilyFile(reasons=(reason,)))
    met = {name for name, test in FAMILY_CONDITIONS.items() if test(file) is None}
    assert met == {f"family:{matter}", "family_answered"}


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize("matter", FACTS)
def test_a_bare_date_meets_nothing_but_of_the_time_before_a_case_under_way_came_in(matter: Matter, regime: str) -> None:
    test = FAMILY_CONDITIONS[f"family:{matter}"]
    day = date(2026, 3, 1)
    file = replace(make_file(), facts=(fact(FACTS[matter], day),))
    file = replace(file, case=replace(file.case, regime=regime))
    assert test(file) == ""
    step = StateEvent(
        id=RecordId("t"),
        case_id=CASE,
        kind=StepKind.TAKEN_OVER,
        was="D0",
        now="D4",
        happened_on=date(2026, 3, 2),
        recorded_by="p",
    )
    assert test(replace(file, steps=(step,))) is None
    assert test(replace(file, steps=(replace(step, happened_on=day),))) == "", "what happened since is a contact"
    assert test(replace(file, steps=(replace(step, kind=StepKind.MOVED),))) == ""


def test_wishes_on_the_pseudonym_stand_with_the_person() -> None:
    person = FamilyPerson(
        id=RecordId("p"),
        case_id=CASE,
        entry_id="",
        pseudonym="the sister",
        relation=Relation.SIBLING,
        preferred_contact="",
        advocate="",
        interpreter="",
        pseudonym_wishes=" ",
        approach="",
    )
    file = replace(make_file(), family=FamilyFile(people=(person,)))
    assert FAMILY_CONDITIONS["family:pseudonym"](file) == ""
    wished = replace(person, pseudonym_wishes="Wishes to choose it.")
    assert FAMILY_CONDITIONS["family:pseudonym"](replace(file, family=FamilyFile(people=(wished,)))) is None


@pytest.mark.parametrize("regime", REGIMES.values(), ids=lambda one: one.id)
def test_every_matter_is_asked_for_by_a_gate_that_no_override_passes(regime: Regime) -> None:
    asked = {one.test: one for state in regime.states for one in state.gate}
    assert {f"family:{matter}" for matter in STAGES} <= asked.keys()
    assert all(one.is_owed_always for test, one in asked.items() if test.startswith("family"))
    assert not {f"fact:{kind}" for kind in FACTS.values()} & asked.keys()


def test_the_draft_is_owed_again_in_another_round() -> None:
    asked = QaLetter(
        id=RecordId("q"),
        case_id=CASE,
        panel_on=date(2026, 6, 1),
        received_on=date(2026, 6, 20),
        outcome=QaOutcome.RESUBMIT,
        points=(),
    )
    read = contact(ContactOutcome.REACHED, Matter.DRAFT, date(2026, 6, 1))
    file = replace(make_file(), qa_letters=(asked,), family=FamilyFile(contacts=(read,)))
    assert FAMILY_CONDITIONS["family:draft"](file) == ""
    again = contact(ContactOutcome.REACHED, Matter.DRAFT, date(2026, 6, 20))
    assert FAMILY_CONDITIONS["family:draft"](replace(file, family=FamilyFile(contacts=(read, again)))) is None


def test_a_comment_is_owed_an_answer_and_a_disagreement_its_place_in_the_report() -> None:
    file = replace(make_file(), family=FamilyFile(comments=(comment(disagrees=True),)))
    assert "1 comment" in (FAMILY_CONDITIONS["family_answered"](file) or "")
    answered = replace(comment(disagrees=True), answer="We looked again.", answered_on=date(2026, 5, 9))
    file = replace(file, family=FamilyFile(comments=(answered,)))
    assert "1 disagreement" in (FAMILY_CONDITIONS["family_answered"](file) or "")
    file = replace(file, family=FamilyFile(comments=(replace(answered, reflected="Section 6"),)))
    assert FAMILY_CONDITIONS["family_answered"](file) is None


def test_a_comment_after_the_panel_approved_the_draft_is_late() -> None:
    file = make_file()
    assert not is_late(file, comment())
    file = replace(file, facts=(fact("panel_approved_report", date(2026, 5, 1)),))
    assert not is_late(file, comment(date(2026, 5, 1)))
    assert is_late(file, comment(date(2026, 5, 2)))
