"""A case that is under way comes in where it stands: its earlier dates are true, its earlier gates are taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.case import HELD, Case, Decision, Fact, Outcome
from safermk_desktop.domain.home_office import Submission
from safermk_desktop.domain.panel import PanelMember, PanelRole
from safermk_desktop.domain.process import Regime, is_past_decision
from safermk_desktop.domain.record import CaseId, Record
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.states import State
from safermk_desktop.domain.steps import StateEvent, StepKind
from safermk_desktop.domain.taking_over import TakenOver
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import EntryInvalid, EntryMissing
from safermk_desktop.services.casefiles import happened, need
from safermk_desktop.services.cases import NewCase, case_records
from safermk_desktop.services.ports import Compartment, Writing
from safermk_desktop.services.session import Session, new_id

UNKNOWN_STATE: Final = (
    "A case cannot come in there: choose a state on the way from the notification to the last action."
)

NOT_HELD: Final = "No review is held by that decision, and the case stands in one: choose the state of the decision."
AFTER_DECISION: Final = frozenset(
    {
        "home_office_told_decision",
        "notifier_told",
        "family_informed",
        "first_panel_meeting",
        "bmg_noted_terms",
        "panel_approved_report",
        "partnership_agreed_report",
    }
)
"""The facts that follow the decision whether to hold a review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierDecision:
    """The decision whether to hold a review, as it was taken before the case came in."""

    outcome: Outcome
    decided_on: date
    decided_by: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierChair:
    """The independent chair who was appointed before the case came in."""

    name: str
    appointed_on: date
    independence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """A case under way. ``state`` is where it stands; ``facts`` are the days of what happened, by kind of fact.

    ``reason`` says why its earlier gates are taken over, ``approver`` who agreed to that, ``source`` where what is
    known comes from.
    """

    new: NewCase
    state: str
    reason: str
    approver: str
    source: str
    decision: EarlierDecision | None = None
    chair: EarlierChair | None = None
    submitted_on: date | None = None
    facts: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))


def places_to_enter(regime: Regime) -> tuple[State, ...]:
    """The states in which a case under way can come in, in their order."""
    return tuple(
        state for stage in regime.stages for state in stage.states if not state.is_aside and not state.is_final
    )


def enter_case(session: Session, under_way: UnderWay) -> CaseId:
    """Take in a case where it stands, with what is known of its past marked as recorded afterwards, in one act.

    Raises ``EntryMissing``, ``EntryInvalid`` (reference in use, no such state or fact), ``DateImpossible``.
    """
    need(edition=under_way.new.regime, reason=under_way.reason, approver=under_way.approver, source=under_way.source)
    case_id = CaseId(new_id())
    act = session.act("enter_case", case_id, subject=under_way.state, why=f"Taken over: {under_way.reason}")
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        _enter(session, work, case_id, under_way)
    return case_id


def _enter(session: Session, work: Writing, case_id: CaseId, entered: UnderWay) -> None:
    records = case_records(session, work, case_id, entered.new)
    regime = REGIMES[entered.new.regime]
    before = _passed(regime, entered)
    here = next(state for state in places_to_enter(regime) if state.id == entered.state)
    stage = next(stage for stage in regime.stages if here in stage.states)
    for record in records:
        work.put(replace(record, state=here.id, stage=stage.id) if isinstance(record, Case) else record)
    for record in (*_taken(session, case_id, entered, before), *_past(session, case_id, entered, regime)):
        work.put(record)


def _passed(regime: Regime, entered: UnderWay) -> tuple[State, ...]:
    """The states that the case came through before. Raises ``EntryInvalid``, ``EntryMissing`` for no decision."""
    places = places_to_enter(regime)
    at = next((number for number, state in enumerate(places) if state.id == entered.state), None)
    if at is None:
        raise EntryInvalid(UNKNOWN_STATE)
    before = places[:at]
    passed = {one.test for state in before for one in state.gate}
    if entered.decision is None and "decision_made" in passed:
        raise EntryMissing("Missing: the decision, with its day. The clock of the report runs from it.")
    if entered.decision and entered.decision.outcome not in HELD and is_past_decision(regime, places[at]):
        raise EntryInvalid(NOT_HELD)
    if entered.submitted_on is None and "submitted" in passed and "published" not in passed:
        raise EntryMissing("Missing: the day of the submission. The letter of the Quality Assurance Panel answers it.")
    return before


def _taken(session: Session, case_id: CaseId, entered: UnderWay, before: tuple[State, ...]) -> Iterator[Record]:
    today = session.clock.today()
    yield TakenOver(
        id=new_id(),
        case_id=case_id,
        entered_on=today,
        entered_by=session.person,
        state=entered.state,
        reason=entered.reason,
        approver=entered.approver,
        source=entered.source,
    )
    yield StateEvent(
        id=new_id(),
        case_id=case_id,
        kind=StepKind.TAKEN_OVER,
        was=before[0].id if before else entered.state,
        now=entered.state,
        happened_on=today,
        recorded_by=session.person,
        reason=entered.reason,
        approver=entered.approver,
        unmet=tuple(f"{state.name}: taken over." for state in before),
    )


def _past(session: Session, case_id: CaseId, entered: UnderWay, regime: Regime) -> Iterator[Record]:
    """What happened before, each with its true day. Raises ``DateImpossible``, ``EntryInvalid``, ``EntryMissing``."""
    today, person = session.clock.today(), session.person
    mark = f"Recorded afterwards on {long_date(today)}, {entered.source}."
    _refuse_days(entered, today)
    if not {fact.kind for fact in regime.facts}.issuperset(entered.facts):
        raise EntryInvalid("That kind of fact is not in the rules of this case.")
    for kind, on in entered.facts.items():
        yield Fact(id=new_id(), case_id=case_id, kind=kind, happened_on=on, detail=mark, recorded_by=person)
    if entered.decision:
        yield _decision(case_id, entered.decision, mark)
    if entered.chair:
        yield _chair(case_id, entered.chair, mark)
    if entered.submitted_on:
        on = entered.submitted_on
        yield Submission(id=new_id(), case_id=case_id, submitted_on=on, submitted_by=person, papers=(), method=mark)


def refuse_impossible(entered: UnderWay, today: date) -> None:
    """Refuse a case that cannot have come to where it stands, by its decision or by the order of its days.

    Raises ``EntryInvalid``, ``EntryMissing``, ``DateImpossible``.
    """
    _passed(REGIMES[entered.new.regime], entered)
    _refuse_days(entered, today)


def _refuse_days(entered: UnderWay, today: date) -> None:
    """Refuse days that lie ahead, or before what they follow. Raises ``DateImpossible``."""
    days = [*entered.facts.values(), entered.submitted_on]
    days += [entered.decision and entered.decision.decided_on, entered.chair and entered.chair.appointed_on]
    for day in filter(None, days):
        happened(day, today=today, not_before=entered.new.received_on)
    decided = entered.decision.decided_on if entered.decision else entered.new.received_on
    for kind in AFTER_DECISION & entered.facts.keys():
        happened(entered.facts[kind], today=today, not_before=decided)
    if entered.submitted_on:
        agreed = entered.facts.get("partnership_agreed_report", decided)
        happened(entered.submitted_on, today=today, not_before=max(agreed, decided))


def _decision(case_id: CaseId, told: EarlierDecision, mark: str) -> Decision:
    need(decided_by=told.decided_by, reasons=told.reasons)
    return Decision(
        id=new_id(),
        case_id=case_id,
        outcome=told.outcome,
        decided_on=told.decided_on,
        decided_by=told.decided_by,
        reasons=told.reasons,
        source=mark,
    )


def _chair(case_id: CaseId, told: EarlierChair, mark: str) -> PanelMember:
    need(name_of_the_chair=told.name, statement_of_independence=told.independence)
    return PanelMember(
        id=new_id(),
        case_id=case_id,
        role=PanelRole.CHAIR,
        name=told.name,
        post="Independent chair",
        organisation="",
        agency_kind="",
        independence=f"{told.independence} {mark}",
        joined_on=told.appointed_on,
    )
