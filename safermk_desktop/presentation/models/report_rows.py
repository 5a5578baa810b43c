"""The rows of the page of reports: workstreams, what to mend, agencies, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.period_report import Workstream
from safermk_desktop.domain.report_lint import Rule, Warned
from safermk_desktop.domain.returns import Comparison, said
from safermk_desktop.presentation.models.cells import Column, text_cell, wrap_cell

RULE_WORDS: Final[Mapping[Rule, str]] = MappingProxyType(
    {
        Rule.STALE: "Past date told as future",
        Rule.VERBAL: "Verbal update without a note",
        Rule.NO_LEAD: "Nobody leads",
        Rule.UNCHANGED: "Status unchanged",
        Rule.NO_YEAR: "Date without a year",
        Rule.IDENTIFIES: "May identify",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRow:
    """A workstream with its place in the report."""

    at: int
    stream: Workstream


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """An agency and how many open actions it leads."""

    agency: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackRow:
    """One field that came back otherwise than it is."""

    key: str
    reference: str
    field: str
    now: str
    back: str
    source: str


STREAM_COLUMNS: Final = (
    Column[StreamRow](header="Workstream", cell=lambda row: wrap_cell(row.stream.name)),
    Column[StreamRow](header="Lead organisation", cell=lambda row: wrap_cell(row.stream.lead or "Nobody leads")),
    Column[StreamRow](header="Action plan", cell=lambda row: wrap_cell(row.stream.status_words)),
    Column[StreamRow](header="What is new", cell=lambda row: wrap_cell(row.stream.headline)),
)
FAULT_COLUMNS: Final = (
    Column[Warned](header="What", cell=lambda row: wrap_cell(RULE_WORDS[row.rule]), width=140),
    Column[Warned](header="Where", cell=lambda row: wrap_cell(row.place), width=110),
    Column[Warned](header="Words", cell=lambda row: wrap_cell(row.words)),
    Column[Warned](header="Mend it", cell=lambda row: wrap_cell(row.sentence)),
)
AGENCY_COLUMNS: Final = (
    Column[AgencyRow](header="Agency", cell=lambda row: wrap_cell(row.agency)),
    Column[AgencyRow](header="Open actions", cell=lambda row: text_cell(f"{row.count:,}"), width=130, is_right=True),
)
BACK_COLUMNS: Final = (
    Column[BackRow](header="Action", cell=lambda row: text_cell(row.reference), width=168),
    Column[BackRow](header="Field", cell=lambda row: wrap_cell(row.field), width=130),
    Column[BackRow](header="Here", cell=lambda row: wrap_cell(row.now)),
    Column[BackRow](header="Came back", cell=lambda row: wrap_cell(row.back)),
    Column[BackRow](header="From", cell=lambda row: wrap_cell(row.source), width=130),
)


def back_rows(comparison: Comparison) -> list[BackRow]:
    """What would change, a row for each field."""
    return [
        BackRow(
            key=f"{change.reference}/{at}",
            reference=change.reference,
            field=one.words,
            now=said(one.field, one.now),
            back=said(one.field, one.back),
            source=", ".join(change.sources),
        )
        for change in comparison.changes
        for at, one in enumerate(change.differences)
    ]
