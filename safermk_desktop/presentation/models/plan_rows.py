"""The rows of the action plan: recommendations with the counts of their actions, and the actions under them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import Action, ActionStatus, ActionUpdate, Rag, Recommendation, rag
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.models.cells import (
    Cell,
    CellKind,
    Column,
    group_cell,
    icon_cell,
    rag_cell,
    text_cell,
    two_line_cell,
    wrap_cell,
)
from safermk_desktop.presentation.painting import RAG_WORDS
from safermk_desktop.presentation.widgets.fields import short_day

STATUS_WORDS: Final = MappingProxyType(
    {
        ActionStatus.NOT_STARTED: "Not started",
        ActionStatus.IN_PROGRESS: "In progress",
        ActionStatus.AWAITING_EVIDENCE: "Awaiting evidence",
        ActionStatus.COMPLETE_UNVERIFIED: "Done, not verified",
        ActionStatus.COMPLETE_VERIFIED: "Complete, verified",
        ActionStatus.ABANDONED: "Abandoned",
        ActionStatus.TRANSFERRED: "Transferred",
    }
)
_TIMES: Final = ("", "revised once", "revised twice")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A recommendation (without an action) or one of its actions. ``number`` is printed as 2.1."""

    recommendation: Recommendation
    action: Action | None = None
    updates: tuple[ActionUpdate, ...] = ()
    rag: Rag = Rag.GREY
    today: date
    is_late: bool = False
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> RecordId:
        """The id of the record that the row shows."""
        return self.action.id if self.action else self.recommendation.id

    @property
    def number(self) -> str:
        """The number as the plan prints it."""
        return f"{self.recommendation.number}.{self.action.number}" if self.action else f"R{self.recommendation.number}"

    @property
    def rag_word(self) -> str:
        """The word beside the shape; an abandoned action is grey but did not fail to start."""
        if self.action is not None and self.action.status is ActionStatus.ABANDONED:
            return STATUS_WORDS[ActionStatus.ABANDONED]
        return RAG_WORDS[self.rag.value]


def plan_rows(file: CaseFile, today: date, *, with_finished: bool) -> tuple[PlanRow, ...]:
    """Each recommendation by its number, its actions below; finished ones only when asked for."""
    rows: list[PlanRow] = []
    for item in sorted(file.recommendations, key=lambda item: item.number):
        under = [_row(item, action, file, today) for action in file.actions if action.recommendation_id == item.id]
        tally = Counter(row.rag.value for row in under)
        counts = tuple((tone.value, tally[tone.value]) for tone in Rag if tally[tone.value])
        rows.append(PlanRow(recommendation=item, today=today, counts=counts))
        shown = [row for row in under if with_finished or (row.action and not row.action.is_finished)]
        rows += sorted(shown, key=lambda row: row.action.number if row.action else 0)
    return tuple(rows)


def _row(item: Recommendation, action: Action, file: CaseFile, today: date) -> PlanRow:
    updates = tuple(update for update in file.updates if update.action_id == action.id)
    return PlanRow(
        recommendation=item,
        action=action,
        updates=updates,
        rag=rag(action, updates, today),
        today=today,
        is_late=not action.is_finished and action.target_on < today,
    )


def revisions_text(action: Action) -> str:
    """``revised once``; empty for a date that stands as first set."""
    if not action.revisions:
        return ""
    return _TIMES[action.revisions] if action.revisions < len(_TIMES) else f"revised {action.revisions} times"


def _number(row: PlanRow) -> Cell:
    if row.action is None:
        cell = group_cell(row.recommendation.text, code=row.number, counts=row.counts)
        counted = ", ".join(f"{count} {RAG_WORDS[tone].lower()}" for tone, count in row.counts) or "no action yet"
        return replace(cell, spoken=f"Recommendation {row.recommendation.number}: {cell.text} {counted}")
    return text_cell(row.number, tone="text.secondary")


def _text(row: PlanRow) -> Cell:
    return wrap_cell(row.action.text if row.action else "")


def _lead(row: PlanRow) -> Cell:
    return two_line_cell(row.action.lead_agency, row.action.lead_role) if row.action else text_cell("")


def _target(row: PlanRow) -> Cell:
    if row.action is None:
        return text_cell("")
    late = f"{count_of((row.today - row.action.target_on).days, 'day')} late" if row.is_late else ""
    sub = ", ".join(part for part in (late, revisions_text(row.action)) if part).capitalize()
    return Cell(
        kind=CellKind.TWO_LINE if sub else CellKind.TEXT,
        text=short_day(row.action.target_on),
        sub=sub,
        tone="red.text" if row.is_late else "text.primary",
        role="bodyStrong" if row.is_late else "body",
    )


def _status(row: PlanRow) -> Cell:
    return text_cell(STATUS_WORDS[row.action.status] if row.action else "")


def _rag(row: PlanRow) -> Cell:
    return rag_cell(row.rag.value, row.rag_word)


def _evidence(row: PlanRow) -> Cell:
    if row.action is not None and row.action.evidence:
        return icon_cell("paperclip", "On file")
    return text_cell("None", tone="text.muted")


PLAN_COLUMNS: Final[tuple[Column[PlanRow], ...]] = (
    Column(header="No.", cell=_number, width=56),
    Column(header="Action", cell=_text),
    Column(header="Lead agency", cell=_lead, width=208),
    Column(header="Target date", cell=_target, width=176),
    Column(header="Status", cell=_status, width=148),
    Column(header="RAG", cell=_rag, width=120),
    Column(header="Evidence", cell=_evidence, width=100),
)
