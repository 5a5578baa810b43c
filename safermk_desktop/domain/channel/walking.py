"""Where a Channel case goes next, its clocks, and the alarms against drift and repeat referral (domain 5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.conditions import (
    CHANNEL_CONDITIONS,
    consent_live,
    consent_passes_on,
    history_seen,
)
from safermk_desktop.domain.channel.course import ChannelCourse
from safermk_desktop.domain.channel.exits import disposal_refused
from safermk_desktop.domain.channel.panel import CaseActionStatus
from safermk_desktop.domain.channel.referral import ReturnState
from safermk_desktop.domain.course import Finding, gate
from safermk_desktop.domain.deadlines import Deadline, DeadlineRule, Unit, WorkingCalendar, corresponding_date, deadline
from safermk_desktop.domain.states import State
from safermk_desktop.domain.wording import count_of, long_date

UNITS: Final[Mapping[Unit, str]] = MappingProxyType(
    {Unit.MONTHS: "month", Unit.WORKING_DAYS: "working day", Unit.DAYS: "day"}
)
HISTORY: Final = history_seen.__name__
REVIEW_NOTICE = timedelta(days=30)
"""So long before it is due a review after exit is told of."""
AGE_NOTICE = timedelta(days=28)
"""So long before the 18th birthday it is told that consent passes to the person."""


def channel_gate(course: ChannelCourse, file: ChannelFile) -> tuple[Finding, ...]:
    """How the gate out of the state stands in which the case is.

    A case found later to be of a person referred before passes no further gate until the chair has seen the history.
    """
    found = gate(course.state_of(file.case), file, CHANNEL_CONDITIONS)
    return (*_unseen_history(course, file), *found)


def _unseen_history(course: ChannelCourse, file: ChannelFile) -> Iterator[Finding]:
    if file.case.state == course.not_progressed or (missing := history_seen(file)) is None:
        return
    asked = {state.id: condition for state in course.states for condition in state.gate if condition.test == HISTORY}
    if not asked.keys() & {step.was for step in file.steps}:
        return  # it has not come so far, or stands where its own gate asks for it
    yield Finding(condition=next(iter(asked.values())), is_met=False, detail=missing)


def next_channel_state(course: ChannelCourse, file: ChannelFile) -> State | None:
    """Where the case goes when its gate is passed; ``None`` where the process ends."""
    for way in course.state_of(file.case).ways:
        if not way.when or CHANNEL_CONDITIONS[way.when](file) is None:
            return course.state(way.to)
    return None


def channel_clocks(
    course: ChannelCourse, file: ChannelFile, working: WorkingCalendar, settings: Mapping[str, int]
) -> tuple[Deadline, ...]:
    """Every clock that runs now, the earliest first; those after an exit run on when the case is closed.

    A clock that recurs counts from when its duty was last done, and one that a panel sets counts by its setting.
    """
    events = file.events()
    running: list[Deadline] = []
    for rule in course.rules:
        if rule.base not in events or CHANNEL_CONDITIONS[rule.done](file) is None:
            continue
        if rule.needs and CHANNEL_CONDITIONS[rule.needs](file) is not None:
            continue
        if file.case.closed_on and rule.base != "exited":
            continue
        base = events.get(course.recurs.get(rule.id, rule.base), events[rule.base])
        running.append(deadline(_as_set(rule, course.set_by.get(rule.id), settings), base, working))
    return tuple(sorted(running, key=lambda one: (one.due or date.max, one.rule.id)))


def _as_set(rule: DeadlineRule, setting: str | None, settings: Mapping[str, int]) -> DeadlineRule:
    """The rule as the panel counts by it: what it says of its day is the number that holds, and whose it is."""
    count = rule.count if setting is None else settings[setting]
    if count == rule.count:
        return rule
    why = f"{count_of(count, UNITS[rule.unit])}, as the panel set it; {rule.count} where it sets nothing."
    return replace(rule, count=count, why=why)


class AlarmKind(StrEnum):
    """What an alarm is about."""

    REPEAT = "repeat"
    DRIFT = "drift"
    NO_CONSENT = "no_consent"
    REASSESS = "reassess"
    REVIEW_DUE = "review_due"
    RETURN_LATE = "return_late"
    ACTION_LATE = "action_late"
    DISPOSAL = "disposal"
    OF_AGE = "of_age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that must not go unseen, as a sentence without a name. ``act`` is what meets it."""

    kind: AlarmKind
    sentence: str
    act: str
    is_red: bool = True
    due: date | None = None


def alarms(file: ChannelFile, settings: Mapping[str, int]) -> tuple[Alarm, ...]:
    """The alarms of one case, those that are red first."""
    found = [*_repeat(file), *_after(file)]
    if file.case.closed_on is None:
        found += [*_support(file, settings), *_late(file)]
    else:
        found += _disposal(file)
    return tuple(sorted(found, key=lambda one: not one.is_red))


def _repeat(file: ChannelFile) -> Iterator[Alarm]:
    number = len(file.earlier) + 1
    unseen = history_seen(file) is not None
    if number > 1 and (unseen or file.case.closed_on is None):
        ordinal = {2: "second", 3: "third"}.get(number, f"{number}th")
        words = "the chair has not looked at the whole history" if unseen else "the chair has looked at the history"
        sentence = f"This is the {ordinal} referral of the same person: {words}."
        yield Alarm(kind=AlarmKind.REPEAT, sentence=sentence, act="look_at_history", is_red=unseen)


def _support(file: ChannelFile, settings: Mapping[str, int]) -> Iterator[Alarm]:
    adopted = file.adopted_on
    if adopted is None or file.exit is not None:
        return
    yield from _consent(file)
    yield from _of_age(file)
    yield from _drift(file, adopted, settings["drift_days"])
    yield from _reassess(file, settings["reassess_months"])


def _consent(file: ChannelFile) -> Iterator[Alarm]:
    missing = consent_live(file)
    begun = any(one.starts_on <= file.today for one in file.objectives) or file.last_contact_on
    if missing is not None:
        words = missing or "There is no consent to the support."
        has_begun = "Support is said to begin or to run already. " if begun else ""
        yield Alarm(kind=AlarmKind.NO_CONSENT, sentence=f"{has_begun}{words}", act="record_consent", is_red=bool(begun))


def _of_age(file: ChannelFile) -> Iterator[Alarm]:
    due = consent_passes_on(file)
    if due is not None and file.today >= due - AGE_NOTICE:
        has_passed = file.today >= due
        sentence = f"The person turns 18 on {long_date(due)}: from that day they consent for themselves."
        if has_passed:
            sentence = f"The person turned 18 on {long_date(due)}, and a parent or guardian consented: ask the person."
        yield Alarm(kind=AlarmKind.OF_AGE, sentence=sentence, act="record_consent", is_red=has_passed, due=due)


def _drift(file: ChannelFile, adopted: date, days: int) -> Iterator[Alarm]:
    since = max(file.last_contact_on or adopted, adopted)
    silent = (file.today - since).days
    if silent >= days:
        what = "contact" if file.last_contact_on else "adoption"
        sentence = (
            f"No contact of support delivered for {count_of(silent, 'day')}, since the {what} on {long_date(since)}."
        )
        yield Alarm(kind=AlarmKind.DRIFT, sentence=sentence, act="record_contact")


def _reassess(file: ChannelFile, months: int) -> Iterator[Alarm]:
    since = file.events()["assessed"]
    due = corresponding_date(since, months)
    if file.today >= corresponding_date(since, months - 1):
        sentence = f"The month has begun in which the person must be assessed again, by {long_date(due)}."
        if file.today > due:
            sentence = f"The person was to be assessed again by {long_date(due)}."
        yield Alarm(kind=AlarmKind.REASSESS, sentence=sentence, act="assess", is_red=file.today > due, due=due)


def _after(file: ChannelFile) -> Iterator[Alarm]:
    for review in file.after:
        if review.done_on is None and file.today >= review.due_on - REVIEW_NOTICE:
            late = file.today > review.due_on
            verb = "was" if late else "is"
            sentence = f"The review {review.months} months after exit {verb} due on {long_date(review.due_on)}."
            yield Alarm(
                kind=AlarmKind.REVIEW_DUE, sentence=sentence, act="review_after_exit", is_red=late, due=review.due_on
            )


def _late(file: ChannelFile) -> Iterator[Alarm]:
    for one in file.requests:
        if one.state is ReturnState.ASKED and one.due_on < file.today:
            sentence = f"The return of {one.organisation} was due on {long_date(one.due_on)}."
            yield Alarm(
                kind=AlarmKind.RETURN_LATE, sentence=sentence, act="settle_return", is_red=False, due=one.due_on
            )
    for one in file.actions:
        if one.status is CaseActionStatus.OPEN and one.due_on < file.today:
            sentence = f"An action of {one.agency} was due on {long_date(one.due_on)}."
            yield Alarm(kind=AlarmKind.ACTION_LATE, sentence=sentence, act="end_action", is_red=False, due=one.due_on)


def _disposal(file: ChannelFile) -> Iterator[Alarm]:
    kept = file.retention[-1] if file.retention else None
    if kept and not disposal_refused(kept, file.holds, file.after, file.today):
        sentence = f"The case was to be kept until {long_date(kept.keep_until)} and can be disposed of."
        yield Alarm(kind=AlarmKind.DISPOSAL, sentence=sentence, act="dispose", is_red=False, due=kept.keep_until)
