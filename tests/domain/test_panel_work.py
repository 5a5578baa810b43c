"""Quorum, the chair's checklist and the declarations of members."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelMember, PanelRole
from safermk_desktop.domain.panel_conditions import chair_checked, members_declared
from safermk_desktop.domain.panel_work import (
    Attendance,
    ChairCheck,
    Declaration,
    PanelWork,
    PastEmployment,
    Presence,
    Quorum,
    QuorumRule,
    is_quorate,
    quorum_words,
    since_then,
)
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.regimes.dhr_2016_papers import CHAIR_CRITERIA
from safermk_desktop.domain.regimes.editions import REGIMES
from tests.domain.test_process import CASE, make_file

DAY = date(2026, 3, 2)


def member(name: str, role: PanelRole = PanelRole.MEMBER, organisation: str = "") -> PanelMember:
    return PanelMember(
        id=RecordId(name),
        case_id=CASE,
        role=role,
        name=name,
        post="Post",
        organisation=organisation or name,
        agency_kind="Police",
        independence="Stated.",
        joined_on=DAY,
    )


CHAIR = member("Chair", PanelRole.CHAIR)


def quorum(rule: QuorumRule, number: int = 0) -> Quorum:
    return Quorum(id=RecordId("q"), case_id=CASE, rule=rule, number=number, reason="r", set_by="p", set_on=DAY)


def came(who: PanelMember, presence: Presence) -> Attendance:
    return Attendance(
        id=RecordId(who.id), case_id=CASE, meeting_id=RecordId("m"), member_id=who.id, presence=presence, person=""
    )


def check(**evidence: str) -> ChairCheck:
    answers = tuple(f"{item.id}: {evidence.get(item.id, 'Evidence.')}" for item in CHAIR_CRITERIA)
    return ChairCheck(
        id=RecordId("c"), case_id=CASE, member_id=CHAIR.id, checked_on=DAY, checked_by="p", answers=answers
    )


def with_panel(*members: PanelMember, work: PanelWork) -> CaseFile:
    return replace(make_file(), members=(CHAIR, *members), panel=work)


def test_no_quorum_is_assumed() -> None:
    assert is_quorate(None, [CHAIR], [came(CHAIR, Presence.PRESENT)]) is None
    assert is_quorate(quorum(QuorumRule.NOT_SET), [CHAIR], []) is None
    assert "not set" in quorum_words(None)


@given(st.lists(st.sampled_from(Presence), min_size=1, max_size=9), st.sampled_from(Presence))
def test_half_of_the_agencies_and_the_chair_make_the_local_quorum(there: list[Presence], chair: Presence) -> None:
    members = [member(f"m{number}", organisation=f"a{number}") for number in range(len(there))]
    attendance = [came(CHAIR, chair), *(came(one, how) for one, how in zip(members, there, strict=True))]
    sat = {Presence.PRESENT, Presence.SUBSTITUTE}
    wanted = chair in sat and 2 * sum(how in sat for how in there) >= len(there)
    assert is_quorate(quorum(QuorumRule.HALF_OF_AGENCIES), [CHAIR, *members], attendance) is wanted
    number = sum(how in sat for how in there) + 1
    assert is_quorate(quorum(QuorumRule.NUMBER, number), [CHAIR, *members], attendance) is (chair in sat)
    assert is_quorate(quorum(QuorumRule.NUMBER, number + 1), [CHAIR, *members], attendance) is False


def test_two_members_of_one_agency_count_once() -> None:
    members = [member("a", organisation="x"), member("b", organisation="x"), member("c"), member("d")]
    attendance = [came(CHAIR, Presence.PRESENT), *(came(one, Presence.PRESENT) for one in members[:2])]
    assert is_quorate(quorum(QuorumRule.HALF_OF_AGENCIES), [CHAIR, *members], attendance) is False


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize("criterion", [item.id for item in CHAIR_CRITERIA])
def test_each_of_the_seven_criteria_of_the_edition_needs_evidence(criterion: str, regime: str) -> None:
    def asked(answers: ChairCheck) -> str | None:
        file = with_panel(work=PanelWork(checks=(answers,)))
        return chair_checked(replace(file, case=replace(file.case, regime=regime)))

    missing = asked(check(**{criterion: ""}))
    assert missing is not None
    assert next(item.question for item in REGIMES[regime].chair_criteria if item.id == criterion) in missing
    assert asked(check()) is None


def test_a_chair_who_works_for_an_agency_of_the_review_is_told() -> None:
    job = PastEmployment(
        id=RecordId("e"),
        case_id=CASE,
        member_id=CHAIR.id,
        organisation="Ouse Police",
        post="Analyst",
        since=date(2010, 1, 1),
        until=None,
    )
    police = member("Officer", organisation="Ouse Police")
    work = PanelWork(checks=(check(),), employments=(job,))
    assert "Ouse Police" in (chair_checked(with_panel(police, work=work)) or "")
    ended = replace(work, employments=(replace(job, until=date(2020, 1, 1)),))
    assert chair_checked(with_panel(police, work=ended)) is None


def test_every_member_declares_and_a_link_is_named() -> None:
    one = member("Ferrant")
    said = Declaration(
        id=RecordId("d"),
        case_id=CASE,
        member_id=one.id,
        declared_on=DAY,
        is_independent=True,
        manages_no_one=True,
        words="",
    )
    assert "Ferrant" in (members_declared(with_panel(one, work=PanelWork())) or "")
    assert members_declared(with_panel(one, work=PanelWork(declarations=(said,)))) is None
    linked = replace(said, manages_no_one=False)
    assert "not independent" in (members_declared(with_panel(one, work=PanelWork(declarations=(said, linked)))) or "")
    left = replace(one, left_on=DAY)
    assert members_declared(with_panel(left, work=PanelWork())) is None


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (None, "still employed there"),
        (date(2026, 2, 20), "ended less than a month before"),
        (date(2025, 1, 2), "ended 1 year and 2 months before"),
        (date(2025, 3, 3), "ended 11 months before"),
        (date(2016, 3, 2), "ended 10 years before"),
    ],
)
def test_how_long_ago_an_employment_ended_is_said(until: date | None, words: str) -> None:
    assert since_then(until, DAY) == words
