"""Deadline arithmetic: corresponding dates and the working days of England and Wales (domain 2.4)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from safermk_desktop.errors import DateImpossible

SATURDAY = 5
SHORTEST_MONTH = 28
ONE_DAY = timedelta(days=1)
WARNING_MONTHS = 6
"""How long before its end the table of bank holidays asks to be gone on with."""


class Basis(StrEnum):
    """What a date rests on. The three are never shown as one."""

    STATUTE = "statute"
    GUIDANCE = "guidance"
    LOCAL = "local"


class Unit(StrEnum):
    """What a rule counts in."""

    MONTHS = "months"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """A duty with a clock: ``count`` of ``unit`` after the event ``base``; ``Unit.NONE`` has no day of its own.

    ``done`` names the condition (see ``conditions``) that is met once the duty is done; ``needs`` one without which
    the clock does not run at all. ``act`` names what meets it, where no gate does; ``owner`` is the role
    that owes it (domain 2.2). One that ``outlives`` the case runs on after it is closed.
    """

    id: str
    duty: str
    base: str
    unit: Unit
    count: int
    basis: Basis
    source: str
    why: str
    done: str
    owner: str
    needs: str = ""
    act: str = ""
    outlives: bool = False


class Deadline(NamedTuple):
    """A date that follows from a rule. ``due`` is never moved; ``work_by`` is the last working day on or before it."""

    rule: DeadlineRule
    base_on: date
    due: date | None
    work_by: date | None


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working days are Monday to Friday outside ``holidays`` (Banking and Financial Dealings Act 1971)."""

    holidays: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def on_or_before(self, day: date) -> date:
        """The last working day on or before ``day``."""
        holidays = self.holidays  # a caseload asks for ten thousand days: no call for each
        while day.weekday() >= SATURDAY or day in holidays:
            day -= ONE_DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; ``day`` itself is not counted."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_working(day)
        return day


def corresponding_date(day: date, months: int) -> date:
    """The same day ``months`` calendar months later, or the last day of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def table_ends_soon(end: date, today: date) -> bool:
    """Whether the table of bank holidays, whose last year ends on ``end``, ends within six months (domain 2.4).

    Deadlines beyond its end would take bank holidays for working days.
    """
    return end <= corresponding_date(today, WARNING_MONTHS)


def due_date(rule: DeadlineRule, base_on: date, working: WorkingCalendar) -> date | None:
    """The day ``rule`` falls due when its event happened on ``base_on``; ``None`` where the rule names no day."""
    match rule.unit:
        case Unit.MONTHS:
            return corresponding_date(base_on, rule.count)
        case Unit.WORKING_DAYS:
            return working.after(base_on, rule.count)
        case Unit.DAYS:
            return base_on + timedelta(days=rule.count)
        case Unit.NONE:
            return None


def deadline(rule: DeadlineRule, base_on: date, working: WorkingCalendar) -> Deadline:
    """The deadline that follows from ``rule`` and the day of its event. Raises ``DateImpossible`` beyond year 9999."""
    try:
        due = due_date(rule, base_on, working)
        work_by = None if due is None else working.on_or_before(due)
    except (OverflowError, ValueError):
        raise DateImpossible("A deadline that follows from it is beyond the calendar.") from None
    return Deadline(rule=rule, base_on=base_on, due=due, work_by=work_by)


def deadlines(
    rules: tuple[DeadlineRule, ...], events: dict[str, date], working: WorkingCalendar
) -> tuple[Deadline, ...]:
    """Every deadline that follows from ``events`` (event name to day), by date; those without a day stand last."""
    found = [deadline(rule, events[rule.base], working) for rule in rules if rule.base in events]
    return tuple(sorted(found, key=lambda d: (d.due is None, d.due or date.max, d.rule.id)))
