"""The rows of the calendar: months, and under each the duties that fall due in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.wording import count_of, days_from_now, month_of, short_date
from safermk_desktop.presentation.models.caseload_model import BASES, tone_of
from safermk_desktop.presentation.models.cells import (
    Cell,
    Column,
    due_cell,
    group_cell,
    tag_cell,
    text_cell,
    two_line_cell,
)
from safermk_desktop.services.duty_calendar import CalendarRow

ALL, LATE, SOON, QUARTER, UNDATED = "all", "late", "30", "90", "undated"
WHEN: Final = MappingProxyType(
    {
        ALL: "All dates",
        LATE: "Late",
        SOON: "Late or within 30 days",
        QUARTER: "Late or within 90 days",
        UNDATED: "Without a day",
    }
)
"""What may be shown, by time."""
_TAGS: Final = MappingProxyType({Basis.STATUTE: "accent", Basis.GUIDANCE: "blue", Basis.LOCAL: "grey"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """The head of a group of duties."""

    title: str
    count: int

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the other rows."""
        return ("", self.title)


AgendaRow = MonthRow | CalendarRow


def agenda(rows: Iterable[CalendarRow], today: date) -> tuple[AgendaRow, ...]:
    """The rows in their order, each group under its head: what is late, then month by month, then without a day."""
    found: list[AgendaRow] = []
    for title, group in groupby(rows, key=lambda row: _group(row.duty.due, today)):
        duties = tuple(group)
        found += (MonthRow(title=title, count=len(duties)), *duties)
    return tuple(found)


def filtered(rows: Sequence[CalendarRow], *, when: str, basis: str, words: str, today: date) -> tuple[CalendarRow, ...]:
    """The rows of that time, on that basis, that have every one of the words in reference, title, duty or source."""
    wanted = words.casefold().split()
    return tuple(
        row
        for row in rows
        if basis in {"", row.duty.basis.value}
        and _is_within(row, when, today)
        and all(w in _words(row) for w in wanted)
    )


def columns(today: date) -> tuple[Column[AgendaRow], ...]:
    """The columns, with ``today`` for the days left."""
    return (
        Column(header="Due", cell=lambda row: _due(row, today), width=148),
        Column(header="Case", cell=_case, width=132),
        Column(header="Duty and source", cell=_duty),
        Column(header="Work by", cell=_work_by, width=148),
        Column(header="Rests on", cell=_basis, width=100),
    )


def _group(due: date | None, today: date) -> str:
    if due is None:
        return "Without a day"
    return "Late" if due < today else month_of(due)


def _is_within(row: CalendarRow, when: str, today: date) -> bool:
    left = row.duty.days_left(today)
    if when == ALL or left is None:
        return when in {ALL, UNDATED}
    return when != UNDATED and left < {LATE: 0, SOON: 31, QUARTER: 91}[when]


def _words(row: CalendarRow) -> str:
    return f"{row.reference} {row.label} {row.duty.sentence} {row.duty.source}".casefold()


def _due(row: AgendaRow, today: date) -> Cell:
    if isinstance(row, MonthRow):
        return group_cell(f"{row.title} · {count_of(row.count, 'date')}" if row.title != "Without a day" else row.title)
    day = row.duty.due
    words = f"{day:%a} {short_date(day)}" if day else "No day set"
    return due_cell(words, "", days_from_now(row.duty.days_left(today)) if day else "", tone=tone_of(row.duty, today))


def _case(row: AgendaRow) -> Cell:
    return text_cell("") if isinstance(row, MonthRow) else two_line_cell(row.reference, row.label)


def _duty(row: AgendaRow) -> Cell:
    if isinstance(row, MonthRow):
        return text_cell("")
    return two_line_cell(row.duty.sentence, row.duty.source, role="bodyStrong")


def _work_by(row: AgendaRow) -> Cell:
    if isinstance(row, MonthRow):
        return text_cell("")
    day, own = row.duty.work_by, row.duty.own_on
    words = f"{day:%a} {short_date(day)}" if day else ""
    return two_line_cell(words, f"Own: {short_date(own)}") if own else text_cell(words)


def _basis(row: AgendaRow) -> Cell:
    if isinstance(row, MonthRow):
        return text_cell("")
    return tag_cell(BASES[row.duty.basis].capitalize(), _TAGS[row.duty.basis])
