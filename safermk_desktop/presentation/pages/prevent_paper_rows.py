"""The tables of the papers of Prevent and of what left it, as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from safermk_desktop.domain.channel.papers import ChannelPaper, Readers
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.wording import count_of, short_date
from safermk_desktop.presentation.models.cells import Cell, Column, rag_cell, tag_cell, text_cell, two_line_cell
from safermk_desktop.services.channel.showing import PreventExport

SOON: Final = 7
"""So many days before a file outside is to be deleted it stands in amber."""


def times_left(ledger: Iterable[PreventExport]) -> Mapping[str, int]:
    """How often each paper left, by its id."""
    return Counter(one.line.paper_id for one in ledger)


def paper_columns(left: Mapping[str, int]) -> tuple[Column[ChannelPaper], ...]:
    """What the paper is, since when it is kept, whom it may go to, and how often it left."""

    def readers(row: ChannelPaper) -> Cell:
        if row.readers is Readers.INTERNAL:
            return tag_cell("Stays here", "grey")
        people = f"{len(row.invited)} invited" if row.readers is Readers.INVITED_MEMBERS else "Names no case"
        return tag_cell(people, "accent")

    def times(row: ChannelPaper) -> Cell:
        number = left.get(row.id, 0)
        return text_cell(
            count_of(number, "time") if number else "Not yet", tone="text.primary" if number else "text.secondary"
        )

    return (
        Column(header="Paper", cell=lambda row: two_line_cell(row.title, row.file_name)),
        Column(header="Written", cell=lambda row: text_cell(short_date(row.added_on)), width=120),
        Column(header="For", cell=readers, width=128),
        Column(header="Given", cell=times, width=96),
    )


def ledger_columns(today: date, *, is_safe: bool) -> tuple[Column[PreventExport], ...]:
    """What left, to whom and why, and whether it is deleted outside."""

    def state(row: PreventExport) -> Cell:
        line = row.line
        if line.deleted_on is not None:
            return rag_cell("blue", f"Deleted {short_date(line.deleted_on)}")
        if line.delete_by is None:
            return text_cell("")
        left = (line.delete_by - today).days
        return rag_cell("red" if left < 0 else "amber" if left <= SOON else "grey", f"By {short_date(line.delete_by)}")

    def whom(row: PreventExport) -> Cell:
        return two_line_cell("A member or recipient" if is_safe else row.line.recipient, row.line.purpose)

    return (
        Column(header="Paper", cell=lambda row: two_line_cell(row.title, row.reference or "Not of a single case")),
        Column(header="Outside", cell=state, width=184),
        Column(header="Given to", cell=whom, width=232),
        Column(header="On", cell=lambda row: text_cell(short_date(row.line.exported_on)), width=112),
    )


def ledger_key(row: PreventExport) -> RecordId:
    """What a line is known by."""
    return row.line.id
