"""The rows of the ledger, and the words for one of them."""

from __future__ import annotations

from datetime import date
from typing import Final

from safermk_desktop.domain.documents import Export
from safermk_desktop.presentation.models.cells import Cell, Column, rag_cell, text_cell, two_line_cell
from safermk_desktop.presentation.widgets.fields import day_text, short_day
from safermk_desktop.services.ledger import LedgerRow


def export_words(line: Export) -> str:
    """Who let it out, when, to whom and what for, and what is to become of it."""
    who = f" to {line.recipient}" if line.recipient else ""
    out = f"{day_text(line.exported_on)} by {line.exported_by}{who}: {line.purpose}"
    if line.deleted_on is not None:
        return f"{out}. Deleted outside on {day_text(line.deleted_on)}"
    return f"{out}. To be deleted outside by {day_text(line.delete_by)}" if line.delete_by else out


def _state(row: LedgerRow) -> Cell:
    if row.export.deleted_on is not None:
        return rag_cell("green", "Deleted")
    if row.is_overdue:
        return rag_cell("red", "Overdue")
    return rag_cell("amber", "Outside") if row.is_open else rag_cell("grey", "May stay")


def _by(day: date | None) -> Cell:
    return text_cell(short_day(day)) if day else text_cell("Not needed", tone="text.secondary")


LEDGER_COLUMNS: Final[tuple[Column[LedgerRow], ...]] = (
    Column(header="What left", cell=lambda row: two_line_cell(row.title, row.file_name, role="bodyStrong")),
    Column(header="Case", cell=lambda row: text_cell(row.reference or "All"), width=128),
    Column(
        header="When and by whom",
        cell=lambda row: two_line_cell(short_day(row.export.exported_on), row.export.exported_by),
        width=152,
    ),
    Column(
        header="To whom and what for",
        cell=lambda row: two_line_cell(row.export.recipient or "Not said", row.export.purpose),
    ),
    Column(header="Delete by", cell=lambda row: _by(row.export.delete_by), width=116),
    Column(header="State", cell=_state, width=116),
)
