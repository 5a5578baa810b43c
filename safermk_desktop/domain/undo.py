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
        "abandon_action": "the end of an action without completion",
        "accept_action": "the acceptance of an action",
        "add_action": "the action that was added",
        "add_clauses": "the clauses that were added",
        "add_evidence": "the evidence of an action",
        "add_note": "the file note",
        "add_process": "the process beside the review",
        "add_recommendation": "the recommendation",
        "agree_publication_day": "the day agreed with the family",
        "answer_data_sheet": "the answers of the data sheet",
        "answer_family_comment": "the answer to the family",
        "answer_point": "the answer to a point of the Quality Assurance letter",
        "appoint": "the appointment",
        "ask_agency": "the request to an agency that was recorded",
        "ask_terms_agencies": "the requests to the agencies that were recorded",
        "bring_in_return": "what an agency sent back on an action",
        "change_action": "the edit of an action",
        "change_clause": "the edit of a clause",
        "change_recommendation": "the edit of a recommendation",
        "check_chair": "the check of the chair's independence",
        "check_criteria": "the check of the criteria",
        "check_process": "the check of a process beside the review",
        "check_report": "the check of the report before its submission",
        "comment_on_terms": "the comment on the terms of reference",
        "complete_action": "the completion of an action",
        "correct_note": "the correction of a file note",
        "declare": "the declaration of a panel member",
        "declare_employment": "the employment that was declared",
        "draft_terms": "the draft that was replaced",
        "end_membership": "the end of a membership",
        "lift_hold": "the lifting of a hold",
        "log_disclosure": "the item of the disclosure log",
        "look_at_unpublished": "the look at a review that is not published",
        "move_clause": "the move of a clause",
        "name_substitute": "the substitute who was named",
        "place_hold": "the hold on publication",
        "put_family_person": "the entry of somebody of the family",
        "put_terms_agency": "the agency in the terms of reference",
        "record_decision": "the decision",
        "record_fact": "the dated fact",
        "record_family_comment": "the comment of the family",
        "record_family_contact": "the contact with the family",
        "record_family_reason": "the reason to go on without the family",
        "record_meeting": "the meeting of the panel",
        "record_outcome": "the outcome of an action",
        "record_recommendation_answer": "the answer to a recommendation",
        "record_return": "the agency's return",
        "remove_clause": "the clause that was taken out",
        "remove_terms_agency": "the agency that was taken out",
        "rename_section": "the heading of a section",
        "report_done": "the report that an action is done",
        "require_expertise": "the expertise that was required",
        "require_seat": "the panel seat that was added",
        "resolve_terms_comment": "the answer to a comment on the terms of reference",
        "restore_clause": "the clause that was put back",
        "review_pause": "the look at the pause",
        "revise_target": "the revised target date",
        "save_section": "the edit of a section",
        "send_decision_letter": "the decision letter that was recorded",
        "send_delay_letter": "the delay letter that was recorded",
        "send_qa_response": "the answer to the Quality Assurance Panel that was recorded",
        "send_recommendation": "the recommendation that was recorded as sent",
        "send_submission_letter": "the submission letter that was recorded",
        "set_own_date": "the partnership's own date",
        "set_quorum": "the quorum that was set",
        "set_terms_characteristics": "the characteristics in the terms of reference",
        "set_terms_facts": "the facts in the terms of reference",
        "set_terms_family": "the family's part in the terms of reference",
        "set_terms_people": "the people in the terms of reference",
        "set_terms_proceedings": "the proceedings in the terms of reference",
        "set_terms_scope": "the scope of the terms of reference",
        "settle_seat": "the seat that was settled",
        "start_draft": "the draft that was started",
        "transfer_action": "the transfer of an action",
        "update_action": "the update of an action",
        "verify_action": "the verification of an action",
    }
)
"""The acts that can be taken back, with the words that follow "Undo". What left the vault is in none of them."""

INSTEAD: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "advance": ("A move to the next state", "Record what is wrong as a file note; the review may be reopened."),
        "agree_terms": ("Terms of reference that were agreed", "Agree a further version; the earlier one stays."),
        "approve_copy": ("A second person's approval", "Make the redacted copy again: the approval is of one file."),
        "approve_paper": ("A second person's approval", "Write the paper anew: the approval is of one file."),
        "approve_terms": ("An approval of the terms of reference", "Agree a further version and have it approved."),
        "begin_plan": ("A board's plan that was begun", "Close it, with the reason, once its actions are finished."),
        "close_plan": ("A board's plan that was closed", "Begin a further plan."),
        "decide_finding": ("A decision on a finding", "Take it back among the findings, with its own undo."),
        "decide_redaction": ("A decision on an item of a copy", "Decide on the item again."),
        "enter_case": ("A case that came in under way", "Withdraw it, with the reason, and enter it again."),
        "give_disclosure": ("Something that was disclosed", "Record what is wrong as a file note."),
        "import_paper": ("A paper that was taken in", "Add the right one: the latest of its kind counts."),
        "import_register": ("A register that was imported", "Correct its entries, or import the right one."),
        "lift_pause": ("The end of a pause", "Pause the review again."),
        "make_redacted_copy": ("A redacted copy", "Make it again: the latest counts."),
        "pause_review": ("A pause", "Lift it, with the reason."),
        "put_identity": ("An entry of the identity register", "Correct the entry."),
        "record_answer": ("An answer of the Home Office", "Record the answer again: the latest counts."),
        "record_copy": ("A copy that was sent", "Record a further copy, or a file note."),
        "record_not_published": ("The decision not to publish", "Record the publication once it is decided on."),
        "record_notification": ("A case that was opened", "Withdraw it, with the reason."),
        "record_publication": ("A publication", "Record a further one, with what was put right."),
        "record_qa_letter": ("A Quality Assurance letter", "Record it again: the latest counts."),
        "record_submission": ("A submission", "Record the further submission, with a file note on the first."),
        "remove_identity": ("An identity that was removed", "Enter it again."),
        "reopen": ("A review that was reopened", "Close it again once its conditions are met."),
        "scan_submission": ("A scan of what was submitted", "Scan it again: the latest counts."),
        "set_register_rule": ("The rule for dates in the register", "Set it again."),
        "transfer": ("A transfer", "Enter the review again once it comes back."),
        "undo_finding": ("A decision on a finding that was taken back", "Decide on the finding again."),
        "withdraw": ("A withdrawal", "Reopen the review, with the reason."),
        "write_data_sheet": ("A data sheet that was made", "Make it anew: the latest counts."),
        "write_action_plan": ("An action plan that was written", "Write it anew: the latest counts."),
        "write_executive_summary": ("An executive summary that was written", "Write it anew: the latest counts."),
        "write_notification_record": ("A notification record that was written", "Write it anew: the latest counts."),
        "write_terms": ("Terms of reference as a Word document", "Write them anew: the latest counts."),
    }
)
"""The acts on a case that cannot be taken back: what they are, and what to do where one was a mistake."""

LOOKS: Final = frozenset(
    {
        "draft kept",
        "draft removed",
        "export_failed",
        "export_paper",
        "export_register",
        "look_at_identity",
        "look_for_identities",
        "mark_deleted",
        "note_findings",
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
