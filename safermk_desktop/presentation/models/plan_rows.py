"""The rows of the action plan: recommendations with the counts of their actions, and the actions under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from safermk_desktop.domain.actions import (
    RAG_WORDS,
    SCOPES,
    SOURCE_WORDS,
    STATUS_WORDS,
    Action,
    ActionSource,
    ActionStatus,
    Rag,
    Recommendation,
)
from safermk_desktop.domain.plan_view import ActionLine
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
from safermk_desktop.presentation.widgets.fields import short_day

_TIMES: Final = ("", "revised once", "revised twice")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A recommendation (without a line) or one of its actions. ``number`` is printed as 2.1."""

    recommendation: Recommendation
    line: ActionLine | None = None
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def action(self) -> Action | None:
        """The action; ``None`` for the row of a recommendation."""
        return self.line.action if self.line else None

    @property
    def key(self) -> RecordId:
        """The id of the record that the row shows."""
        return self.line.action.id if self.line else self.recommendation.id

    @property
    def number(self) -> str:
        """The number as the plan prints it."""
        return self.line.number if self.line else f"R{self.recommendation.number}"

    @property
    def rag(self) -> Rag:
        """The rating; grey for a recommendation."""
        return self.line.rating.rag if self.line else Rag.GREY

    @property
    def is_late(self) -> bool:
        """Whether it is an action past its target date."""
        return self.line is not None and self.line.is_late


def plan_rows(
    items: Sequence[Recommendation], lines: Sequence[ActionLine], shown: Sequence[ActionLine]
) -> tuple[PlanRow, ...]:
    """Each recommendation by its number with the counts of all its ``lines``, and below it those that are ``shown``.

    Where a filter leaves out lines, a recommendation with none of its own left is left out too.
    """
    rows: list[PlanRow] = []
    for item in sorted(items, key=lambda item: item.number):
        under = [line for line in lines if line.recommendation.id == item.id]
        seen = [line for line in shown if line.recommendation.id == item.id]
        if under and not seen and len(shown) < sum(not line.action.is_finished for line in lines):
            continue
        tally = Counter(line.rating.rag.value for line in under)
        counts = tuple((rag.value, tally[rag.value]) for rag in Rag if tally[rag.value])
        rows.append(PlanRow(recommendation=item, counts=counts))
        rows += [PlanRow(recommendation=item, line=line) for line in seen]
    return tuple(rows)


def revisions_text(action: Action) -> str:
    """``revised once``; empty for a date that stands as first set."""
    if not action.revisions:
        return ""
    return _TIMES[action.revisions] if action.revisions < len(_TIMES) else f"revised {action.revisions} times"


def origin(line: ActionLine) -> str:
    """The plan that the action is of, and what its recommendation came from where that is not the review itself."""
    source = line.recommendation.source
    words = SOURCE_WORDS[source]
    is_said = source is ActionSource.REVIEW or words.casefold() in line.label.casefold()
    return line.label if is_said else f"{line.label}, {words}"


def rag_word(line: ActionLine) -> str:
    """The word beside the shape; grey is said as what ended the action."""
    return STATUS_WORDS[line.action.status] if line.rating.rag is Rag.GREY else RAG_WORDS[line.rating.rag]


def target_cell(line: ActionLine) -> Cell:
    """The target date, how late it is and how often it was revised."""
    late = f"{count_of((line.on - line.action.target_on).days, 'day')} late" if line.is_late else ""
    sub = ", ".join(part for part in (late, revisions_text(line.action)) if part).capitalize()
    return Cell(
        kind=CellKind.TWO_LINE if sub else CellKind.TEXT,
        text=short_day(line.action.target_on),
        sub=sub,
        tone="red.text" if line.is_late else "text.primary",
        role="bodyStrong" if line.is_late else "body",
    )


def status_words(action: Action) -> str:
    """The status as a table says it."""
    return "Done, not verified" if action.status is ActionStatus.COMPLETE_UNVERIFIED else STATUS_WORDS[action.status]


def evidence_cell(line: ActionLine) -> Cell:
    """How many pieces of evidence there are."""
    if line.evidence or line.action.evidence:
        return icon_cell("paperclip", str(line.evidence or 1))
    return text_cell("None", tone="text.muted")


def _number(row: PlanRow) -> Cell:
    if row.line is None:
        scope = "" if row.recommendation.scope == SCOPES[0] else f" ({row.recommendation.scope})"
        cell = group_cell(f"{row.recommendation.text}{scope}", code=row.number, counts=row.counts)
        counted = ", ".join(f"{count} {RAG_WORDS[Rag(tone)].lower()}" for tone, count in row.counts) or "no action yet"
        return replace(cell, spoken=f"Recommendation {row.recommendation.number}: {cell.text} {counted}")
    return text_cell(row.number, tone="text.secondary")


def _text(row: PlanRow) -> Cell:
    return wrap_cell(row.action.text if row.action else "")


def _lead(row: PlanRow) -> Cell:
    return wrap_cell(row.action.lead_agency, row.action.lead_role) if row.action else text_cell("")


def _target(row: PlanRow) -> Cell:
    return target_cell(row.line) if row.line else text_cell("")


def _status(row: PlanRow) -> Cell:
    return text_cell(status_words(row.action) if row.action else "")


def _rag(row: PlanRow) -> Cell:
    return rag_cell(row.rag.value, rag_word(row.line)) if row.line else text_cell("")


def _evidence(row: PlanRow) -> Cell:
    return evidence_cell(row.line) if row.line else text_cell("")


def _told(text: str, more: str) -> Cell:
    """Two lines of it in every row; what a screen reader says holds the rest."""
    return replace(wrap_cell(text, lines=2), spoken=f"{text} {more}".strip())


PLAN_COLUMNS: Final[tuple[Column[PlanRow], ...]] = (
    Column(header="No.", cell=_number, width=56),
    Column(header="Action", cell=_text),
    Column(header="Lead agency", cell=_lead, width=208),
    Column(header="Target date", cell=_target, width=176),
    Column(header="Status", cell=_status, width=148),
    Column(header="RAG", cell=_rag, width=120),
    Column(header="Evidence", cell=_evidence, width=100),
)
EVERY_COLUMNS: Final[tuple[Column[ActionLine], ...]] = (
    Column(
        header="Reference",
        cell=lambda line: two_line_cell(line.action.reference or line.number, origin(line)),
        width=184,
    ),
    Column(header="Action", cell=lambda line: _told(line.action.text, line.recommendation.text)),
    Column(header="Lead agency", cell=lambda line: _told(line.action.lead_agency, line.action.lead_role), width=168),
    Column(header="Target date", cell=target_cell, width=136),
    Column(header="Status", cell=lambda line: text_cell(status_words(line.action)), width=148),
    Column(header="RAG", cell=lambda line: rag_cell(line.rating.rag.value, rag_word(line)), width=116),
)
