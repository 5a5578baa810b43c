"""The rows of the caseload and of what falls due next, as cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import Rag
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.process import Duty
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import days_from_now, short_date
from safermk_desktop.presentation.models.cells import (
    Cell,
    Column,
    due_cell,
    rag_cell,
    tag_cell,
    text_cell,
    two_line_cell,
)
from safermk_desktop.services.queries import AMBER_DAYS, CaseRow

SOON_DAYS: Final = 14
"""What the banner counts as falling due soon."""
BASES: Final = MappingProxyType({Basis.STATUTE: "statute", Basis.GUIDANCE: "guidance", Basis.LOCAL: "local"})
"""What a date rests on, said after it."""
_RAGS: Final = MappingProxyType(
    {Rag.RED: "Red", Rag.AMBER: "Amber", Rag.GREEN: "Green", Rag.BLUE: "Closed", Rag.GREY: "Not started"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A duty of one of the cases, for the list of what falls due next."""

    case_id: CaseId
    label: str
    duty: Duty


def columns(today: date) -> tuple[Column[CaseRow], ...]:
    """The columns of the caseload, with ``today`` for the days left."""
    return (
        Column(header="Reference", cell=lambda row: text_cell(row.reference, tone="text.secondary"), width=140),
        Column(header="Type", cell=lambda row: tag_cell(row.stream, "accent"), width=72),
        Column(
            header="Working title",
            cell=lambda row: two_line_cell(row.label, row.subject or "No published form yet", role="bodyStrong"),
            width=148,
        ),
        Column(header="Stage", cell=lambda row: text_cell(row.stage), width=164),
        Column(header="Next duty", cell=lambda row: duty_cell(row.next_duty, today)),
        Column(header="Lead", cell=lambda row: text_cell(row.lead), width=96),
        Column(header="RAG", cell=lambda row: rag_cell(row.rag.value, _RAGS[row.rag]), width=92),
    )


def due_columns(today: date) -> tuple[Column[DueRow], ...]:
    """The columns of the list of what falls due next."""
    return (
        Column(header="Date", cell=lambda row: _day_cell(row.duty, today), width=104),
        Column(header="Duty", cell=lambda row: _due_cell(row, today)),
    )


def duty_cell(duty: Duty | None, today: date) -> Cell:
    """A duty with its date, the days left, and the word for what the date rests on."""
    if duty is None:
        return text_cell("Nothing more is owed", tone="text.secondary")
    left = days_from_now(duty.days_left(today))
    if duty.own_on is not None:
        left = f"{left}, own date {short_date(duty.own_on)}"
    day = f"{short_date(duty.due)} ({BASES[duty.basis]})" if duty.due else BASES[duty.basis].capitalize()
    return due_cell(duty.sentence, day, left, tone=tone_of(duty, today))


def tone_of(duty: Duty, today: date) -> str:
    """The colour of the days left: red when late, amber within 30 days or past a date replaced by an own one."""
    left = duty.days_left(today)
    if left is None:
        return "text.secondary"
    if left < 0 and (duty.own_on is None or duty.own_on < today):
        return "red.text"
    return "amber.text" if left <= AMBER_DAYS else "text.secondary"


def is_due_within(row: CaseRow, days: int, today: date) -> bool:
    """Whether the next duty of a case is late or falls due within so many days."""
    left = row.next_duty.days_left(today) if row.next_duty else None
    return left is not None and left <= days


def pressing_sentence(rows: Iterable[CaseRow], today: date) -> tuple[str, str, int]:
    """Tone, sentence and number of the cases that are late or fall due soon; an empty sentence for none."""
    left = [row.next_duty.days_left(today) for row in rows if row.next_duty]
    late = sum(days is not None and days < 0 for days in left)
    soon = sum(days is not None and 0 <= days <= SOON_DAYS for days in left)
    if late and soon:
        falls = "falls" if soon == 1 else "fall"
        return "red", f"{_cases(late)} past a date and {_number(soon)} {falls} due within 14 days.", late + soon
    if late:
        return "red", f"{_cases(late)} past a date.", late
    if soon:
        falls = "case falls" if soon == 1 else "cases fall"
        return "amber", f"{_number(soon).capitalize()} {falls} due within 14 days.", soon
    return "", "", 0


def _cases(count: int) -> str:
    return f"{_number(count).capitalize()} case is" if count == 1 else f"{_number(count).capitalize()} cases are"


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)


def show_words(count: int) -> str:
    """What the banner's button says: ``Show it``, ``Show these two``."""
    return "Show it" if count == 1 else f"Show these {_number(count)}"


def _day_cell(duty: Duty, today: date) -> Cell:
    """The day, with its year where it is not this one, over the word for what it rests on."""
    day = duty.due
    shown = "" if day is None else f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b} {day:%y}"
    return two_line_cell(shown, BASES[duty.basis].capitalize(), role="bodyStrong")


def _due_cell(row: DueRow, today: date) -> Cell:
    left = days_from_now(row.duty.days_left(today))
    return due_cell(row.duty.sentence, row.label, left, tone=tone_of(row.duty, today))
