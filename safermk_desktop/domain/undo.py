"""What an act wrote over, kept so that it can be taken back as an act of its own; the last acts of a case alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, cast

from safermk_desktop.domain.record import Record

KEPT: Final = 20
"""Acts of a case that can be taken back; what an earlier one wrote over is forgotten."""

UNDOABLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "abandon_action": "the closing of an action",
        "accept_action": "the acceptance of an action",
        "add_action": "the action that was added",
        "add_clauses": "the clauses that were added",
        "add_evidence": "the evidence of an action",
        "add_note": "the file note",
        "add_recommendation": "the recommendation",
        "change_action": "the edit of an action",
        "change_clause": "the edit of a clause",
        "change_recommendation": "the edit of a recommendation",
        "check_criteria": "the check of the criteria",
        "complete_action": "the completion of an action",
        "correct_note": "the correction of a file note",
        "move_clause": "the move of a clause",
        "record_decision": "the decision",
        "record_fact": "the dated fact",
        "record_outcome": "the outcome of an action",
        "record_recommendation_answer": "the answer to a recommendation",
        "record_return": "the agency's return",
        "remove_clause": "the clause that was taken out",
        "rename_section": "the heading of a section",
        "report_done": "the report that an action is done",
        "require_seat": "the panel seat that was added",
        "revise_target": "the revised target date",
        "restore_clause": "the clause that was put back",
        "save_section": "the edit of a section",
        "send_decision_letter": "the decision letter that was recorded",
        "send_delay_letter": "the delay letter that was recorded",
        "send_recommendation": "the recommendation that was recorded as sent",
        "send_submission_letter": "the submission letter that was recorded",
        "set_own_date": "the partnership's own date",
        "settle_seat": "the seat that was settled",
        "transfer_action": "the transfer of an action",
        "update_action": "the update of an action",
        "verify_action": "the verification of an action",
    }
)
"""The acts that can be taken back, with the words that follow "Undo". What left the vault is in none of them."""

LOOKS: Final = frozenset(
    {
        "draft kept",
        "draft removed",
        "export_failed",
        "export_paper",
        "export_register",
        "look_at_identity",
        "mark_deleted",
        "see_original",
        "see_paper",
        "undo",
        "unmark_deleted",
    }
)
"""Acts after which an earlier one can still be taken back, since they changed nothing of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoStep(Record):
    """What one act wrote over. ``seq`` is the number of its entry in the audit chain, ``at`` ISO 8601 UTC.

    ``rows`` is a JSON list of ``[table, id, digest after the act, row before it or null]``.
    """

    seq: int
    what: str
    who: str
    at: str
    rows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overwritten:
    """One row of an act: where it stands, its digest after the act, and its values before, ``None`` for a new row."""

    table: str
    row_id: str
    after: str
    before: Mapping[str, str | int | None] | None


def packed(rows: Iterable[Overwritten]) -> str:
    """The rows as the JSON of a step."""
    listed = [[row.table, row.row_id, row.after, row.before and dict(row.before)] for row in rows]
    return json.dumps(listed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def unpacked(text: str) -> tuple[Overwritten, ...]:
    """The rows of a step. Raises ``ValueError`` for what is no such JSON."""
    rows = cast("list[tuple[str, str, str, dict[str, str | int | None] | None]]", json.loads(text))
    return tuple(Overwritten(table=table, row_id=row, after=after, before=before) for table, row, after, before in rows)
