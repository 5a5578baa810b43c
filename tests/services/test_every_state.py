"""Cases that are carried by acts through every state, on a real vault, under both editions: none is stuck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Case, CaseStatus, Outcome
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.family import Relation
from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.steps import Answer, Ground, PauseCause, StepKind
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, GateClosed
from safermk_desktop.services import cases, criteria, family, home_office, publishing, queries, side_steps
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.services import meeting
from tests.services.conftest import notify

every_regime = pytest.mark.parametrize("regime", sorted(REGIMES))


def opened(session: Session, regime: str) -> CaseId:
    case_id = notify(session)
    with session.vault.writing(Compartment.REVIEWS, session.act("test", case_id)) as work:
        work.put(replace(work.get(Case, RecordId(case_id)), regime=regime))
    return case_id


def placed(session: Session, case_id: CaseId, state: str) -> None:
    """Put a case into a state without the acts that lead there."""
    regime = REGIMES["dhr_2016"]
    with session.vault.writing(Compartment.REVIEWS, session.act("test", case_id)) as work:
        case = work.get(Case, RecordId(case_id))
        work.put(replace(case, state=state, stage=regime.stage_of(state).id))


def walk(session: Session, clock: StoryClock, case_id: CaseId, to: str) -> list[str]:
    """Meet every condition by its act and move on, until the case stands in ``to``. Gives the states passed."""
    passed: list[str] = []
    for _ in range(40):
        view = queries.overview(session, case_id)
        if view.state.id == to:
            return passed
        clock.turn_to(session.clock.today() + timedelta(days=1))
        for finding in view.unmet:
            meeting.meet(session, case_id, finding.condition.test)
        assert queries.overview(session, case_id).unmet == (), view.state.id
        passed.append(view.state.id)
        cases.advance(session, case_id)
    raise AssertionError(f"stuck after {passed}")


@every_regime
def test_a_review_is_carried_from_the_notification_to_the_end(session: Session, clock: StoryClock, regime: str) -> None:
    case_id = opened(session, regime)
    passed = walk(session, clock, case_id, "D15")
    assert passed == [s.id for s in REGIMES[regime].states if not s.is_aside and not s.is_final]
    file = queries.case_file(session, case_id)
    assert (file.case.status, file.case.regime) == (CaseStatus.CLOSED, regime)
    assert [step.now for step in file.steps] == [*passed[1:], "D15"]
    assert {step.kind for step in file.steps} == {StepKind.MOVED}
    assert {step.state for step in queries.overview(session, case_id).rail} == {"done"}


@every_regime
def test_no_review_is_answered_by_the_home_office_and_can_be_opened_again(
    session: Session, clock: StoryClock, regime: str
) -> None:
    case_id = opened(session, regime)
    walk(session, clock, case_id, "D2")
    meeting.decide(session, case_id, Outcome.NO_REVIEW)
    cases.advance(session, case_id)
    meeting.answer(session, case_id, Answer.RECONSIDER)
    view = queries.overview(session, case_id)
    assert "is to be taken again" in " ".join(finding.sentence for finding in view.unmet)
    with pytest.raises(GateClosed):
        cases.advance(session, case_id, reason="r", approver="a")
    meeting.answer(session, case_id)
    assert walk(session, clock, case_id, "CLOSED_NO_REVIEW") == ["D2n"]
    view = queries.overview(session, case_id)
    assert (view.file.case.status, view.file.case.stage) == (CaseStatus.CLOSED, "decision")
    assert (
        side_steps.reopen(session, case_id, to="D2", reason="A witness came forward.", approver="Chair") == "Decision"
    )
    meeting.answer(session, case_id, Answer.DIRECTION)
    meeting.decide(session, case_id, Outcome.REVIEW)
    assert walk(session, clock, case_id, "D4") == ["D2", "D3"]
    assert queries.case_file(session, case_id).case.closed_on is None


@every_regime
def test_a_review_is_not_published_and_is_looked_at_every_year(
    session: Session, clock: StoryClock, regime: str
) -> None:
    case_id = opened(session, regime)
    today = session.clock.today()

    def keep_back() -> None:
        criteria.record_not_published(
            session,
            case_id,
            ground=Ground.CHILD_WELFARE,
            reason="The children would be known.",
            legal_advice="Counsel's opinion of March 2026.",
            decided_on=today,
            decided_by="Chair",
            home_office_consulted_on=today,
            partial="A learning briefing is published.",
        )

    with pytest.raises(EntryInvalid):
        keep_back()
    placed(session, case_id, "D12")
    keep_back()
    view = queries.overview(session, case_id)
    assert (view.state.id, view.file.case.stage) == ("D13x", "publication")
    look = next(duty for duty in view.duties if "published" in duty.sentence and duty.due)
    assert look.due == date(2027, 3, 2)
    clock.turn_to(date(2027, 3, 1))
    criteria.look_at_unpublished(session, case_id, looked_on=date(2027, 3, 1), note="The reason holds.")
    assert date(2028, 3, 1) in {duty.due for duty in queries.overview(session, case_id).duties}
    assert walk(session, clock, case_id, "D14") == ["D13x"]


def pause(
    session: Session, case_id: CaseId, *, advice: str = "No witness is to be spoken to.", is_told: bool = True
) -> None:
    today = session.clock.today()
    side_steps.pause_review(
        session,
        case_id,
        cause=PauseCause.CRIMINAL,
        started_on=today,
        advice=advice,
        advised_by="Senior investigating officer",
        home_office_told_on=today if is_told else None,
        early_learning="A note to all agencies.",
    )


@pytest.mark.parametrize("state", ["D0", "D5", "D6", "D7", "D12"])
def test_a_pause_asks_for_the_advice_and_goes_back_where_it_began(
    session: Session, clock: StoryClock, case_id: CaseId, state: str
) -> None:
    placed(session, case_id, state)
    with pytest.raises(GateClosed, match="Home Office is not told"):
        pause(session, case_id, is_told=False)
    with pytest.raises(GateClosed, match="advised is not recorded"):
        pause(session, case_id, advice=" ")
    pause(session, case_id)
    with pytest.raises(EntryInvalid):
        pause(session, case_id)
    with pytest.raises(GateClosed):
        cases.advance(session, case_id, reason="r", approver="a")
    due = {duty.sentence: duty.due for duty in queries.overview(session, case_id).duties}
    assert due["Look at whether the pause must go on"] == date(2026, 6, 2)
    clock.turn_to(date(2026, 6, 1))
    side_steps.review_pause(session, case_id, reviewed_on=date(2026, 6, 1), note="The trial is in July.")
    due = {duty.sentence: duty.due for duty in queries.overview(session, case_id).duties}
    assert due["Look at whether the pause must go on"] == date(2026, 9, 1)
    meeting.lift(session, case_id)
    view = queries.overview(session, case_id)
    assert (view.state.id, view.file.pause) == (state, None)
    with pytest.raises(EntryInvalid):
        meeting.lift(session, case_id)


def test_a_review_is_withdrawn_or_transferred_with_the_home_office_told(session: Session, clock: StoryClock) -> None:
    today = session.clock.today()
    first, second = notify(session, "DHR-2026-10"), notify(session, "DHR-2026-11")
    placed(session, first, "D6")
    with pytest.raises(GateClosed, match="approved it"):
        side_steps.withdraw(session, first, reason="Not her death", approver="", home_office_told_on=today)
    with pytest.raises(DateImpossible):
        side_steps.withdraw(session, first, reason="r", approver="a", home_office_told_on=today + timedelta(days=1))
    side_steps.withdraw(session, first, reason="Natural causes.", approver="Chair", home_office_told_on=today)
    view = queries.overview(session, first)
    assert (view.state.id, view.file.case.stage, view.file.case.status) == (
        "WITHDRAWN",
        "information",
        CaseStatus.CLOSED,
    )
    assert queries.caseload(session, with_closed=True)[-1].is_closed
    with pytest.raises(GateClosed, match="which partnership"):
        side_steps.transfer(session, second, receiver="", reason="r", approver="a", home_office_told_on=today)
    side_steps.transfer(
        session,
        second,
        receiver="Northmere CSP",
        reason="She lived there.",
        approver="Chair",
        home_office_told_on=today,
    )
    step = queries.case_file(session, second).steps[-1]
    assert (step.kind, step.receiver, step.home_office_told_on) == (StepKind.TRANSFERRED, "Northmere CSP", today)
    with pytest.raises(EntryInvalid):
        side_steps.reopen(session, first, to="D13", reason="New", approver="Chair")
    assert side_steps.reopen(session, first, to="D1", reason="New", approver="Chair") == "Scoping"


def test_new_information_takes_a_case_back_but_not_forward(session: Session, case_id: CaseId) -> None:
    placed(session, case_id, "D9")
    with pytest.raises(EntryInvalid):
        side_steps.reopen(session, case_id, to="D10", reason="New", approver="Chair")
    with pytest.raises(GateClosed):
        side_steps.reopen(session, case_id, to="D6", reason="", approver="Chair")
    side_steps.reopen(session, case_id, to="D6", reason="A diary was found.", approver="Chair")
    assert queries.overview(session, case_id).state.id == "D6"
    placed(session, case_id, "D14")
    with pytest.raises(EntryInvalid):
        side_steps.reopen(session, case_id, to="D6", reason="New", approver="Chair")


def test_the_checklist_asks_every_question(session: Session, case_id: CaseId) -> None:
    with pytest.raises(EntryMissing, match="aged 16"):
        criteria.check_criteria(session, case_id, checked_on=session.clock.today(), answers={})


def test_a_panel_set_up_before_the_home_office_answers_goes_through(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    meeting.chair(session, case_id)
    assert queries.case_file(session, case_id).is_panel_anticipatory
    walk(session, clock, case_id, "D5")
    assert not queries.case_file(session, case_id).is_panel_anticipatory


def test_a_second_round_asks_for_everything_again(session: Session, clock: StoryClock, case_id: CaseId) -> None:
    walk(session, clock, case_id, "D11")
    clock.turn_to(session.clock.today() + timedelta(days=90))
    meeting.qa_letter(session, case_id, QaOutcome.RESUBMIT)
    cases.advance(session, case_id)
    view = queries.overview(session, case_id)
    assert view.state.id == "D7"
    assert "to be submitted again" in " ".join(finding.sentence for finding in view.unmet)
    assert walk(session, clock, case_id, "D12") == ["D7", "D8", "D9", "D10", "D11"]
    assert len(queries.case_file(session, case_id).submissions) == 2


@pytest.mark.parametrize("step", ["withdraw", "transfer"])
def test_a_review_that_ended_in_a_pause_can_be_opened_again(
    session: Session, clock: StoryClock, case_id: CaseId, step: str
) -> None:
    placed(session, case_id, "D6")
    pause(session, case_id)
    told = clock.today()
    if step == "withdraw":
        side_steps.withdraw(session, case_id, reason="No charge.", approver="Head", home_office_told_on=told)
    else:
        side_steps.transfer(
            session, case_id, receiver="Another", reason="Lived there.", approver="Head", home_office_told_on=told
        )
    ended = queries.case_file(session, case_id).pauses[-1]
    assert (ended.lifted_on, ended.lifted_reason) == (told, "No charge." if step == "withdraw" else "Lived there.")
    side_steps.reopen(session, case_id, to="D6", reason="A witness came.", approver="Head")
    file = queries.case_file(session, case_id)
    assert (file.case.state, file.case.status, file.pause) == ("D6", CaseStatus.OPEN, None)


def test_a_review_under_way_is_not_undecided(session: Session, case_id: CaseId) -> None:
    def decide(outcome: Outcome) -> None:
        cases.record_decision(
            session,
            case_id,
            outcome=outcome,
            decided_on=date(2026, 3, 2),
            decided_by="Chair",
            reasons="Weighed.",
            source="Minutes",
        )

    decide(Outcome.REVIEW)
    for state in ("D3", "D6", "D6h", "D13x"):
        placed(session, case_id, state)
        for outcome in (Outcome.NO_REVIEW, Outcome.OTHER_REVIEW_LEADS):
            with pytest.raises(EntryInvalid, match="under way"):
                decide(outcome)
    decide(Outcome.JOINT)
    side_steps.reopen(session, case_id, to="D2", reason="The cause of death is another.", approver="Head")
    decide(Outcome.NO_REVIEW)
    assert not queries.case_file(session, case_id).is_review


def test_a_letter_without_an_outcome_leaves_something_to_do(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    walk(session, clock, case_id, "D11")
    submitted = clock.today()
    clock.turn_to(submitted + timedelta(days=30))
    home_office.record_qa_letter(
        session, case_id, received_on=clock.today(), panel_on=clock.today(), outcome=QaOutcome.OTHER
    )
    view = queries.overview(session, case_id)
    assert [one.condition.test for one in view.unmet] == ["quality_assured"]
    assert "further letter" in view.unmet[0].sentence
    assert "Ask the Home Office for the Quality Assurance outcome" in {duty.sentence for duty in view.duties}
    home_office.record_qa_letter(
        session, case_id, received_on=clock.today(), panel_on=clock.today(), outcome=QaOutcome.PUBLISH
    )
    assert cases.advance(session, case_id) == "Preparing publication"


def test_that_nothing_is_live_says_nothing_of_a_later_pause_for_a_trial(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    live = CONDITIONS["no_live_proceedings"]
    cases.record_fact(session, case_id, kind="no_proceedings", happened_on=clock.today())
    assert live(queries.case_file(session, case_id)) is None
    clock.turn_to(date(2026, 4, 1))
    pause(session, case_id)
    assert live(queries.case_file(session, case_id)) is not None
    clock.turn_to(date(2026, 9, 1))
    side_steps.lift_pause(session, case_id, lifted_on=clock.today(), reason="The trial ended.")
    cases.record_fact(session, case_id, kind="criminal_proceedings_ended", happened_on=clock.today())
    assert live(queries.case_file(session, case_id)) is None


def test_nothing_is_published_before_the_day_agreed_with_the_family(
    session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    walk(session, clock, case_id, "D13")
    today = clock.today()
    person = family.put_person(session, case_id, relation=Relation.PARENT, pseudonym="the mother")
    later = today + timedelta(days=10)
    family.agree_publication_day(session, case_id, person, day=later, agreed_on=today)

    def publish() -> None:
        publishing.record_publication(
            session, case_id, published_on=clock.today(), where="Website", link="https://reviews.example/dhr"
        )

    with pytest.raises(DateImpossible, match="agreed with the family"):
        publish()
    clock.turn_to(later)
    publish()
    assert queries.case_file(session, case_id).publications[-1].published_on == later
