"""Why a duty falls due on its day, in plain sentences: the rule, its event, the counting, and what explains or moves.

Nothing here computes a date; the sentences say what ``deadlines`` did.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.deadlines import Basis, Deadline, Unit, WorkingCalendar
from safermk_desktop.domain.process import Duty
from safermk_desktop.domain.steps import PauseCause
from safermk_desktop.domain.wording import count_of, long_date

EVENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "notified": "the notification",
        "scoping_asked": "the letters to the agencies",
        "decided": "the decision",
        "panel_met": "the first panel meeting",
        "returns_asked": "the request to the agency",
        "completed": "the partnership's agreement to the report",
        "paused": "the pause, or the last look at it",
        "submitted": "the submission",
        "not_published": "the decision not to publish, or the last look at it",
        "processes_checked": "the last look at a parallel process",
        "plan_reviewed": "the last report of the action plan",
        "referred": "the referral",
        "section36": "the decision under section 36",
        "consented": "the consent",
        "adopted": "the adoption by the panel",
        "exited": "the exit",
    }
)
"""The words for the events from which clocks run."""
UNITS: Final[Mapping[Unit, str]] = MappingProxyType(
    {Unit.MONTHS: "month", Unit.WORKING_DAYS: "working day", Unit.DAYS: "day"}
)
BASES: Final[Mapping[Basis, str]] = MappingProxyType(
    {Basis.STATUTE: "Statute", Basis.GUIDANCE: "Guidance", Basis.LOCAL: "Local practice"}
)
CAUSES: Final[Mapping[PauseCause, str]] = MappingProxyType(
    {
        PauseCause.CRIMINAL: "criminal proceedings",
        PauseCause.INQUEST: "an inquest",
        PauseCause.OTHER: "another reason that is on file",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of the explanation: a word for what it is about, and its sentences."""

    about: str
    words: str


def why_this_date(duty: Duty, file: CaseFile, working: WorkingCalendar) -> tuple[Reason, ...]:
    """The whole explanation of a duty, in the order in which it is worked out."""
    return (*_rule(duty), *_counting(duty, working), *_work_by(duty, working), *_pauses(duty, file), *_own(duty, file))


def _rule(duty: Duty) -> Iterator[Reason]:
    basis = BASES[duty.basis]
    source = duty.source if duty.source.startswith(basis) else f"{basis}: {duty.source}"
    yield Reason(about="Rests on", words=f"{source}.")
    clock = duty.clock
    if clock is None:
        yield Reason(about="Rule", words=duty.why)
        return
    rule, event = clock.rule, EVENTS[clock.rule.base]
    if rule.unit is Unit.NONE:
        yield Reason(about="Rule", words=f"Owed from {event} on; the law names no day. {rule.why}")
    else:
        yield Reason(about="Rule", words=rule.why)
    yield Reason(about="Starts from", words=f"{event[0].upper()}{event[1:]}: {_weekday(clock.base_on)}.")


def _counting(duty: Duty, working: WorkingCalendar) -> Iterator[Reason]:
    clock = duty.clock
    if clock is None or clock.due is None:
        if duty.due is not None:
            yield Reason(about="Day", words=f"{_weekday(duty.due)}, as it was set. No rule counts to it.")
        return
    how = {Unit.MONTHS: _months, Unit.WORKING_DAYS: _working_days, Unit.DAYS: _days}[clock.rule.unit]
    yield Reason(about="Counting", words=how(clock, clock.due, working))


def _months(clock: Deadline, due: date, _working: WorkingCalendar) -> str:
    start, count = clock.base_on, count_of(clock.rule.count, "month")
    if start.day == due.day:
        return f"{long_date(start)} and {count}: the same day of the month, {_weekday(due)}."
    last = calendar.monthrange(due.year, due.month)[1]
    return (
        f"{long_date(start)} and {count}: {due:%B %Y} has no day {start.day}, so it is the last of its {last} days, "
        f"{_weekday(due)}."
    )


def _days(clock: Deadline, due: date, _working: WorkingCalendar) -> str:
    count = count_of(clock.rule.count, "day")
    return f"{long_date(clock.base_on)} and {count}, the first day not counted: {_weekday(due)}."


def _working_days(clock: Deadline, due: date, working: WorkingCalendar) -> str:
    first = clock.base_on + timedelta(days=1)
    passed = [first + timedelta(days=step) for step in range((due - first).days + 1)]
    holidays = [day for day in passed if day in working.holidays and day.weekday() < 5]
    without = f" or {_and([_weekday(day) for day in holidays])}" if holidays else ""
    kind = "a bank holiday" if len(holidays) == 1 else "bank holidays"
    told = f", {kind}" if holidays else ""
    count = count_of(clock.rule.count, "working day")
    return (
        f"{count} after {_weekday(clock.base_on)}, which is not counted, without Saturdays and Sundays{without}{told}: "
        f"{_weekday(due)}."
    )


def _work_by(duty: Duty, working: WorkingCalendar) -> Iterator[Reason]:
    if duty.due is None or duty.work_by is None or duty.work_by == duty.due:
        return
    kind = "a bank holiday" if duty.due in working.holidays else f"a {duty.due:%A}"
    yield Reason(
        about="Work by",
        words=f"{long_date(duty.due)} is {kind}. The date stays; the last working day before it is "
        f"{_weekday(duty.work_by)}.",
    )


def _pauses(duty: Duty, file: CaseFile) -> Iterator[Reason]:
    """The pauses that a clock ran through. They explain and move nothing."""
    if duty.clock is None:
        return
    for pause in file.pauses:
        if pause.lifted_on is not None and pause.lifted_on < duty.clock.base_on:
            continue
        until = f"to {long_date(pause.lifted_on)}" if pause.lifted_on else "on, and not lifted yet"
        yield Reason(
            about="Pause",
            words=f"The review was paused for {CAUSES[pause.cause]} from {long_date(pause.started_on)} {until}. "
            "A pause explains a late date; it moves none.",
        )


def _own(duty: Duty, file: CaseFile) -> Iterator[Reason]:
    for own in file.own_dates:
        if duty.clock is None or own.rule != duty.clock.rule.id:
            continue
        told = own.home_office_told_on
        office = f"The Home Office was told on {long_date(told)}." if told else "Not told to the Home Office on file."
        reason = own.reason.replace(".; ", ". ").rstrip(".")
        yield Reason(
            about="Own date",
            words=f"The partnership set {_weekday(own.own_on)} beside it, because: {reason}. "
            f"Authorised by {own.authoriser}. {office}",
        )


def _weekday(day: date) -> str:
    return f"{day:%A} {long_date(day)}"


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
