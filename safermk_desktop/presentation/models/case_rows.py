"""The agencies' returns and the dates of one case, as cells."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.process import Duty
from safermk_desktop.domain.requests import InformationRequest, ReturnKind, ReturnState
from safermk_desktop.domain.wording import days_from_now, short_date
from safermk_desktop.presentation.models.caseload_model import BASES, tone_of
from safermk_desktop.presentation.models.cells import Cell, Column, due_cell, rag_cell, text_cell, two_line_cell

RETURN_KINDS: Final = MappingProxyType(
    {
        ReturnKind.IMR: "Individual management review",
        ReturnKind.SHORT_REPORT: "Short report",
        ReturnKind.CHRONOLOGY_ONLY: "Chronology only",
        ReturnKind.NO_CONTACT_CONFIRMATION: "Confirmation of no contact",
    }
)
RETURN_STATES: Final = MappingProxyType(
    {
        ReturnState.ASKED: "Asked",
        ReturnState.QUERIES: "Has queries",
        ReturnState.ACCEPTED: "Accepted",
        ReturnState.NO_INVOLVEMENT: "No involvement",
        ReturnState.WAIVED: "Waived",
    }
)
_TONES: Final = MappingProxyType(
    {
        ReturnState.ASKED: "grey",
        ReturnState.QUERIES: "amber",
        ReturnState.ACCEPTED: "blue",
        ReturnState.NO_INVOLVEMENT: "blue",
        ReturnState.WAIVED: "blue",
    }
)


def return_columns(today: date) -> tuple[Column[InformationRequest], ...]:
    """The columns of the agencies' returns."""
    return (
        Column(header="Agency", cell=lambda row: two_line_cell(row.organisation, RETURN_KINDS[row.kind])),
        Column(header="Due", cell=lambda row: text_cell(short_date(row.due_on), tone="text.secondary"), width=108),
        Column(header="State", cell=lambda row: return_cell(row, today), width=150),
    )


def return_cell(request: InformationRequest, today: date) -> Cell:
    """How a return stands; one that is out past its day is late."""
    if request.state is ReturnState.ASKED and request.due_on < today:
        return rag_cell("red", days_from_now((request.due_on - today).days))
    return rag_cell(_TONES[request.state], RETURN_STATES[request.state])


def duty_columns(today: date) -> tuple[Column[Duty], ...]:
    """The columns of the other dates of a case."""
    return (
        Column(
            header="Duty",
            cell=lambda duty: due_cell(
                duty.sentence,
                f"{short_date(duty.due)} ({BASES[duty.basis]})",
                days_from_now(duty.days_left(today)),
                tone=tone_of(duty, today),
            ),
        ),
    )
