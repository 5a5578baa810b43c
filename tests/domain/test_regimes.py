"""The data of both editions: every state is reached, every gate can be closed, every duty has a source and an owner."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.domain.case import Decision, Outcome
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.deadlines import Basis, Unit
from safermk_desktop.domain.home_office import QaLetter, QaOutcome, Submission
from safermk_desktop.domain.process import Regime, duties, next_state
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.regimes.editions import REGIMES, RULES, regime_for
from safermk_desktop.domain.states import State
from safermk_desktop.domain.steps import (
    Answer,
    Delay,
    Ground,
    HomeOfficeAnswer,
    NotPublished,
    Pause,
    PauseCause,
    Scan,
    StateEvent,
    StepKind,
)
from tests.domain.test_process import CASE, make_file
from tests.services.meeting import MEETS

ROOT = Path(__file__).parents[2]
DAY = date(2026, 3, 2)
STATES = "D0 D1 D2 D2n D3 D4 D5 D6 D6h D7 D8 D9 D10 D11 D12 D13 D13x D14 D15".split()
every_regime = pytest.mark.parametrize("regime", REGIMES.values(), ids=lambda regime: regime.id)


def at(state: str, regime: Regime, file: CaseFile | None = None) -> CaseFile:
    file = file or make_file()
    stages = [stage.id for stage in regime.stages if regime.state(state) in stage.states]
    stage = stages[0] if stages else file.case.stage
    return replace(file, case=replace(file.case, state=state, stage=stage, regime=regime.id))


def decided(file: CaseFile, outcome: Outcome) -> CaseFile:
    decision = Decision(
        id=RecordId("d"), case_id=CASE, outcome=outcome, decided_on=DAY, decided_by="c", reasons="r", source="s"
    )
    return replace(file, decision=decision)


def qa(outcome: QaOutcome, on: date = DAY) -> QaLetter:
    return QaLetter(id=RecordId("q"), case_id=CASE, received_on=on, panel_on=on, outcome=outcome, points=())


def submission(on: date = DAY, papers: tuple[str, ...] = ("report.docx: 00",)) -> Submission:
    return Submission(id=RecordId("s"), case_id=CASE, submitted_on=on, submitted_by="p", method="m", papers=papers)


@every_regime
def test_every_state_of_the_notes_is_there_and_the_rail_has_nine_stages(regime: Regime) -> None:
    assert [state.id for stage in regime.stages for state in stage.states] == STATES
    assert len(regime.stages) == 9
    assert [state.id for state in regime.ends] == ["CLOSED_NO_REVIEW", "WITHDRAWN", "TRANSFERRED"]


@every_regime
def test_every_state_is_reached_from_the_first_and_none_is_a_dead_end(regime: Regime) -> None:
    reached, waiting = set[str](), [regime.states[0].id]
    while waiting:
        state = regime.state(waiting.pop())
        if state.id not in reached:
            reached.add(state.id)
            waiting += [way.to for way in state.ways]
            waiting += [step.to for step in regime.side_steps if step.to and step.may_be_taken_from(state)]
    assert reached == {state.id for state in regime.states}
    for state in regime.states:
        assert state.is_final or state.gate, f"{state.id} is left without a gate"
        assert state.is_final or ends(regime, state), f"no case comes from {state.id} to an end"


def ends(regime: Regime, state: State, seen: frozenset[str] = frozenset()) -> bool:
    if state.id in seen:
        return False
    return state.is_final or any(ends(regime, regime.state(way.to), seen | {state.id}) for way in state.ways)


@every_regime
def test_every_condition_has_a_sentence_a_source_an_owner_and_an_act_that_exists(regime: Regime) -> None:
    facts = {fact.kind for fact in regime.facts}
    for state in regime.states:
        for condition in state.gate:
            assert condition.unmet.endswith("."), condition.test
            assert condition.source, condition.test
            assert condition.owner, condition.test
            assert condition.test in CONDITIONS
            kind, colon, fact = condition.test.partition(":")
            if colon and kind in {"fact", "round"}:
                assert fact in facts
            elif condition.test != "not_published_decided":
                assert condition.test in MEETS, f"no act meets {condition.test}"
        for way in state.ways:
            assert not way.when or way.when in CONDITIONS


@every_regime
def test_every_duty_has_a_source_an_owner_and_an_event_that_starts_it(regime: Regime) -> None:
    acts = {condition.test for state in regime.states for condition in state.gate}
    for rule in regime.rules:
        assert rule.source, rule.id
        assert rule.owner, rule.id
        assert rule.why, rule.id
        assert rule.done in CONDITIONS, rule.id
        assert rule.act or rule.done in acts, f"no act does the duty {rule.id}"
        assert (rule.count == 0) == (rule.unit is Unit.NONE)
    assert len({rule.id for rule in regime.rules}) == len(regime.rules)
    for step in regime.side_steps:
        assert step.owner
        assert step.needs
        assert all(need.source and need.unmet.endswith(".") for need in step.needs)
    assert all(rule.source and rule.owner for rules in RULES.values() for rule in rules)


@every_regime
def test_a_case_in_any_state_is_told_what_to_do_next(regime: Regime) -> None:
    working = bootstrap.working_calendar()
    for state in regime.states:
        file = at(state.id, regime)
        if state.is_final:
            continue
        owed = duties(regime, file, working, CONDITIONS)
        assert owed, state.id
        assert all(duty.source and duty.owner and duty.act for duty in owed)


@every_regime
@pytest.mark.parametrize(
    ("outcome", "to"),
    [
        (Outcome.REVIEW, "D3"),
        (Outcome.JOINT, "D3"),
        (Outcome.NO_REVIEW, "D2n"),
        (Outcome.OTHER_REVIEW_LEADS, "D2n"),
    ],
)
def test_the_decision_says_where_the_case_goes(regime: Regime, outcome: Outcome, to: str) -> None:
    after = next_state(regime, decided(at("D2", regime), outcome), CONDITIONS)
    assert after is not None
    assert after.id == to


@every_regime
def test_the_home_office_answers_a_decision_not_to_hold_a_review(regime: Regime) -> None:
    file = decided(at("D2n", regime), Outcome.NO_REVIEW)
    assert next_state(regime, file, CONDITIONS) is None
    for said, outcome, to in (
        (Answer.AGREES, Outcome.NO_REVIEW, "CLOSED_NO_REVIEW"),
        (Answer.RECONSIDER, Outcome.NO_REVIEW, None),
        (Answer.RECONSIDER, Outcome.REVIEW, "D3"),
        (Answer.DIRECTION, Outcome.REVIEW, "D3"),
    ):
        answer = HomeOfficeAnswer(id=RecordId("a"), case_id=CASE, answer=said, answered_on=DAY, note="n")
        answered = decided(replace(file, answers=(answer,)), outcome)
        after = next_state(regime, answered, CONDITIONS)
        assert (after.id if after else None) == to
        assert (CONDITIONS["home_office_answered"](answered) is None) == (to is not None)


@every_regime
def test_an_answer_to_an_earlier_decision_closes_nothing(regime: Regime) -> None:
    before = HomeOfficeAnswer(
        id=RecordId("a"), case_id=CASE, answer=Answer.AGREES, answered_on=DAY - timedelta(days=1), note="n"
    )
    file = replace(decided(at("D2n", regime), Outcome.NO_REVIEW), answers=(before,))
    assert next_state(regime, file, CONDITIONS) is None
    assert "earlier decision" in str(CONDITIONS["home_office_answered"](file))


def test_a_clock_of_local_practice_is_not_said_to_stand_in_the_guidance() -> None:
    for rule in REGIMES["dardr_2024"].rules:
        if rule.basis is Basis.LOCAL:
            assert "December 2016" not in rule.source


@every_regime
def test_a_resubmission_goes_back_to_the_draft_and_asks_for_everything_again(regime: Regime) -> None:
    sent = replace(at("D11", regime), submissions=(submission(),), qa_letters=(qa(QaOutcome.RESUBMIT),))
    after = next_state(regime, sent, CONDITIONS)
    assert after is not None
    assert after.id == "D7"
    assert CONDITIONS["submitted"](replace(sent, qa_letters=(qa(QaOutcome.RESUBMIT, DAY + timedelta(days=1)),)))
    again = replace(
        sent,
        submissions=(submission(), submission(DAY + timedelta(days=30))),
        qa_letters=(qa(QaOutcome.RESUBMIT), qa(QaOutcome.PUBLISH, DAY + timedelta(days=60))),
    )
    cleared = next_state(regime, again, CONDITIONS)
    assert cleared is not None
    assert cleared.id == "D12"
    other = replace(sent, qa_letters=(qa(QaOutcome.OTHER),))
    assert next_state(regime, other, CONDITIONS) is None


@every_regime
def test_a_case_does_not_leave_for_the_panel_without_a_scan_of_the_exact_files(regime: Regime) -> None:
    test = CONDITIONS["submission_scanned"]
    file = replace(at("D10", regime), submissions=(submission(papers=("a.docx: 11",)),), register_digest="r1")
    assert test(file) is not None
    for papers, register, is_met in (
        (("a.docx: 11",), "r1", True),
        (("a.docx: 12",), "r1", False),
        (("a.docx: 11",), "r2", False),
    ):
        scan = Scan(
            id=RecordId("x"), case_id=CASE, scanned_on=DAY, scanned_by="p", papers=papers, register_digest=register
        )
        assert (test(replace(file, scans=(scan,))) is None) == is_met


@every_regime
def test_a_pause_goes_back_to_where_it_began_and_moves_no_date(regime: Regime) -> None:
    working = bootstrap.working_calendar()
    before = decided(at("D8", regime), Outcome.REVIEW)
    step = StateEvent(
        id=RecordId("e"), case_id=CASE, kind=StepKind.PAUSED, was="D8", now="D6h", happened_on=DAY, recorded_by="p"
    )
    pause = Pause(
        id=RecordId("p"),
        case_id=CASE,
        cause=PauseCause.CRIMINAL,
        started_on=DAY,
        advice="a",
        advised_by="SIO",
        home_office_told_on=DAY,
        early_learning="l",
    )
    paused = replace(at("D6h", regime, before), steps=(step,), pauses=(pause,))
    back = next_state(regime, paused, CONDITIONS)
    assert back is not None
    assert back.id == "D8"
    due = {duty.sentence: duty.due for duty in duties(regime, before, working, CONDITIONS) if duty.due}
    after = {duty.sentence: duty.due for duty in duties(regime, paused, working, CONDITIONS) if duty.due}
    assert due.items() <= after.items()
    assert after["Look at whether the pause must go on"] == date(2026, 6, 2)


@every_regime
def test_a_delay_promises_the_next_word_and_moves_nothing(regime: Regime) -> None:
    working = bootstrap.working_calendar()
    file = decided(at("D6", regime), Outcome.REVIEW)
    delay = Delay(
        id=RecordId("y"),
        case_id=CASE,
        told_on=DAY,
        reasons=("inquest",),
        original_due=DAY,
        expected_on=date(2027, 1, 1),
        interim_learning="",
        next_update_on=date(2026, 5, 4),
        signatory="s",
    )
    late = replace(file, delays=(delay,))
    assert next_state(regime, late, CONDITIONS) == next_state(regime, file, CONDITIONS)
    owed = {duty.sentence: duty for duty in duties(regime, late, working, CONDITIONS)}
    promised = owed["Tell the Home Office how the delay stands"]
    assert (promised.due, promised.work_by) == (date(2026, 5, 4), date(2026, 5, 1))
    assert owed["Complete the overview report"].due == date(2026, 9, 2)


@every_regime
def test_what_is_not_published_is_looked_at_every_year(regime: Regime) -> None:
    kept = NotPublished(
        id=RecordId("n"),
        case_id=CASE,
        ground=Ground.CHILD_WELFARE,
        reason="r",
        legal_advice="l",
        decided_on=date(2024, 2, 29),
        decided_by="c",
        home_office_consulted_on=date(2024, 2, 1),
        partial="A briefing",
    )
    file = replace(at("D12", regime), unpublished=(kept,))
    after = next_state(regime, file, CONDITIONS)
    assert after is not None
    assert after.id == "D13x"
    owed = {d.sentence: d.due for d in duties(regime, file, bootstrap.working_calendar(), CONDITIONS)}
    assert owed["Look again at whether the review can be published"] == date(2025, 2, 28)


@every_regime
def test_side_steps_are_possible_from_d0_to_d13_and_only_new_information_opens_an_end(regime: Regime) -> None:
    for step in regime.side_steps:
        origins = {state.id for state in regime.states if step.may_be_taken_from(state)}
        open_ones = set(STATES) - {"D14", "D15"}
        expected = open_ones - ({"D6h"} if step.id == "pause" else set())
        if step.id == "reopen":
            expected |= {state.id for state in regime.ends}
        assert origins == expected, step.id
        assert len(step.unmet({})) == len(step.needs)
        assert step.unmet({need.field: "  " for need in step.needs})
        assert not step.unmet({need.field: "said" for need in step.needs})


def test_the_day_that_the_partnership_sets_decides_the_edition_of_a_new_case() -> None:
    switch = date(2027, 4, 1)
    assert regime_for(date(2027, 3, 31), switch) == "dhr_2016"
    assert regime_for(switch, switch) == "dardr_2024"
    assert regime_for(date(2030, 1, 1), None) == "dhr_2016"


def test_the_two_editions_differ_in_law_and_not_in_the_way() -> None:
    dhr, dardr = REGIMES["dhr_2016"], REGIMES["dardr_2024"]
    assert [(s.id, s.ways) for s in dhr.states] == [(s.id, s.ways) for s in dardr.states]
    text = repr(dardr)
    assert "s.9(" not in text
    assert "same household" in repr(dhr.criteria)
    assert "same household" not in repr(dardr.criteria)
    assert "personally connected" in repr(dardr.criteria)
    assert {item.id for item in dhr.criteria} == {item.id for item in dardr.criteria}
    assert dardr.recipients[0].name == "Secretary of State"
    assert "carried over" in dardr.note


@every_regime
def test_the_chair_is_asked_for_what_the_edition_says_each_with_its_source(regime: Regime) -> None:
    asked = regime.chair_criteria
    assert len({item.id for item in asked}) == len(asked) == 7
    assert all(item.question and "section 4" in item.source for item in asked)
    assert all(("carried over" in item.source) == (regime.id == "dardr_2024") for item in asked)


def test_the_page_of_the_process_is_the_one_of_the_data() -> None:
    spec = importlib.util.spec_from_file_location("process_page", ROOT / "packaging/process_page.py")
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    written = (ROOT / "docs/process.md").read_text(encoding="utf-8")
    assert written == generator.page(), "run: .venv/bin/python packaging/process_page.py"
