"""The process of a review as data, and the pure functions that read it: the gate, the next state, the next duty.

Nothing here branches on the name of a stage or a state. A gate is a list of sentences: what is not met, why it must
be, and the act that meets it. The same list drives the screen, the refusal and the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.course import Course, Finding, gate
from safermk_desktop.domain.deadlines import Basis, Deadline, DeadlineRule, WorkingCalendar, deadline
from safermk_desktop.domain.family_conditions import comment_sentence
from safermk_desktop.domain.roles import HEAD, PANEL_CHAIR
from safermk_desktop.domain.side_steps import SideStep
from safermk_desktop.domain.states import Criterion, LetterKind, Recipient, RequiredSeat, State

__all__ = ["Condition", "Duty", "Finding", "Regime", "duties", "gate", "next_state", "open_deadlines"]

Condition = Callable[[CaseFile], "str | None"]
"""A test of a case: ``None`` when it is met, otherwise what is missing in detail (an empty string says no more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Course):
    """One edition of the rules of a review: its course, its seats, its papers and its citations."""

    seats: tuple[RequiredSeat, ...]
    terms_headings: tuple[str, ...]
    side_steps: tuple[SideStep, ...]
    criteria: tuple[Criterion, ...]
    chair_criteria: tuple[Criterion, ...]
    recipients: tuple[Recipient, ...]
    letters: tuple[LetterKind, ...]
    overview_outline: tuple[str, ...]
    summary_outline: tuple[str, ...]
    note: str = ""


class Duty(NamedTuple):
    """Something to be done next. ``due`` is ``None`` where no rule and nobody sets a day.

    ``key`` tells it from the other dated duties of its case and stays while it is owed; those of the gate have none.
    ``clock`` is what a rule made of it. A tuple, since a caseload makes ten thousand: a dataclass takes twice as long.
    """

    sentence: str
    due: date | None
    work_by: date | None
    basis: Basis
    source: str
    why: str
    act: str
    owner: str
    own_on: date | None = None
    key: str = ""
    clock: Deadline | None = None

    def days_left(self, on: date) -> int | None:
        """Days from ``on`` to the due date; negative when it has passed."""
        return None if self.due is None else (self.due - on).days


def next_state(regime: Regime, file: CaseFile, conditions: Mapping[str, Condition]) -> State | None:
    """Where the case goes when its gate is passed; ``None`` where the process ends, or no way is open yet."""
    state = regime.state_of(file.case)
    came = file.steps[-1].was if file.steps and state.returns else ""
    if came:
        return regime.state(came)
    for way in state.ways:
        if not way.when or conditions[way.when](file) is None:
            return regime.state(way.to)
    return None


def is_past_decision(regime: Regime, state: State) -> bool:
    """Whether a state comes after the decision that a review is held, by the order of the states."""
    begins = {way.to for one in regime.states for way in one.ways if way.when == "review_held"}
    order = regime.states
    return order.index(state) >= min(number for number, one in enumerate(order) if one.id in begins)


def open_deadlines(
    regime: Regime, file: CaseFile, working: WorkingCalendar, conditions: Mapping[str, Condition]
) -> tuple[Deadline, ...]:
    """Every clock of the regime that runs now: its event has happened and its duty is not done. Dated ones first.

    In a closed case those that outlive it.
    """
    events, is_closed = file.events(), file.case.closed_on is not None
    running = (
        deadline(rule, events[rule.base], working)
        for rule in regime.rules
        if (rule.outlives or not is_closed)
        and rule.base in events
        and conditions[rule.done](file) is not None
        and _runs(rule, file, conditions)
    )
    return tuple(sorted(running, key=lambda d: (d.due is None, d.due or date.max, d.rule.id)))


def _runs(rule: DeadlineRule, file: CaseFile, conditions: Mapping[str, Condition]) -> bool:
    return not rule.needs or conditions[rule.needs](file) is None


def duties(
    regime: Regime, file: CaseFile, working: WorkingCalendar, conditions: Mapping[str, Condition]
) -> tuple[Duty, ...]:
    """Everything the case owes, earliest first: what has a clock or a day, then the undated gate."""
    dated = dated_duties(regime, file, working, conditions)
    return dated if file.case.closed_on is not None else (*dated, *_gate_duties(regime, file, conditions))


def dated_duties(
    regime: Regime, file: CaseFile, working: WorkingCalendar, conditions: Mapping[str, Condition]
) -> tuple[Duty, ...]:
    """What the case owes by a clock or a day, earliest first: clocks, delays, family, agencies' returns, actions.

    A closed case owes what outlives it alone.
    """
    if file.case.closed_on is not None:
        return tuple(_clock_duties(regime, file, working, conditions))
    dated = [
        *_clock_duties(regime, file, working, conditions),
        *_delay_duties(file, working),
        *_family_duties(file, working),
        *_request_duties(file, working),
        *_action_duties(file, working),
    ]
    dated.sort(key=lambda duty: (duty.due is None, duty.due or date.max))
    return tuple(dated)


def _clock_duties(
    regime: Regime, file: CaseFile, working: WorkingCalendar, conditions: Mapping[str, Condition]
) -> Iterator[Duty]:
    own = {item.rule: item.own_on for item in file.own_dates}
    for item in open_deadlines(regime, file, working, conditions):
        rule = item.rule
        yield Duty(
            sentence=rule.duty,
            due=item.due,
            work_by=item.work_by,
            basis=rule.basis,
            source=rule.source,
            why=rule.why,
            act=regime.act_of(rule),
            owner=rule.owner,
            own_on=own.get(rule.id),
            key=rule.id,
            clock=item,
        )


def _delay_duties(file: CaseFile, working: WorkingCalendar) -> Iterator[Duty]:
    """What was promised to the Home Office when it was told of a delay, until the report is agreed."""
    if file.delays and not file.fact("partnership_agreed_report"):
        due = file.delays[-1].next_update_on
        yield Duty(
            sentence="Tell the Home Office how the delay stands",
            due=due,
            work_by=working.on_or_before(due),
            basis=Basis.LOCAL,
            source="Date promised to the Home Office in the last delay letter",
            why="The last letter about the delay names this day for the next word on it.",
            act="letter:delay_letter",
            owner=HEAD,
            key="delay",
        )


def _family_duties(file: CaseFile, working: WorkingCalendar) -> Iterator[Duty]:
    """The comments of the family that wait for an answer, by the day promised for it."""
    for comment in file.family.unanswered:
        yield Duty(
            sentence=comment_sentence(comment),
            due=comment.answer_by,
            work_by=working.on_or_before(comment.answer_by) if comment.answer_by else None,
            basis=Basis.LOCAL,
            source="Day promised to the family" if comment.answer_by else "Multi-agency statutory guidance: the family",
            why="The family is told how each comment was answered, also one that comes after the draft.",
            act="family_answered",
            owner=PANEL_CHAIR,
            key=f"comment:{comment.id}",
        )


def _request_duties(file: CaseFile, working: WorkingCalendar) -> Iterator[Duty]:
    for request in file.requests:
        if not request.is_settled:
            yield Duty(
                sentence=f"Receive the return of {request.organisation}",
                due=request.due_on,
                work_by=working.on_or_before(request.due_on),
                basis=Basis.LOCAL,
                source="Date set in the request to the agency",
                why="The agency was asked for its return by this day.",
                act="record_return",
                owner=request.organisation,
                key=f"request:{request.id}",
            )


def _action_duties(file: CaseFile, working: WorkingCalendar) -> Iterator[Duty]:
    numbers = {item.id: item.number for item in file.recommendations}
    for action in file.actions:
        if not action.is_finished:
            number = f"{numbers.get(action.recommendation_id, 0)}.{action.number}"
            yield Duty(
                sentence=f"Complete action {number}, {action.lead_agency}",
                due=action.target_on,
                work_by=working.on_or_before(action.target_on),
                basis=Basis.LOCAL,
                source="Action plan agreed by the partnership",
                why="The lead agency accepted this target date.",
                act="update_action",
                owner=action.lead_agency,
                key=f"action:{action.id}",
            )


def _gate_duties(regime: Regime, file: CaseFile, conditions: Mapping[str, Condition]) -> Iterator[Duty]:
    state = regime.state_of(file.case)
    for finding in gate(state, file, conditions):
        if not finding.is_met:
            condition = finding.condition
            yield Duty(
                sentence=finding.sentence,
                due=None,
                work_by=None,
                basis=condition.basis,
                source=condition.source,
                why=f"The gate out of {state.name} is closed until this is done.",
                act=condition.act,
                owner=condition.owner,
            )
