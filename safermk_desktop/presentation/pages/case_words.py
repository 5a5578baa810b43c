"""The plain words for what the services record: acts, outcomes, returns, bases, people by their part in the case."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import Rag
from safermk_desktop.domain.case import Case, Manner, Outcome
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.documents import PaperKind

ACTS: Final = MappingProxyType(
    {
        "abandon_action": ("ban", "An action was closed without being done"),
        "accept_action": ("list-checks", "The lead agency accepted an action"),
        "add_evidence": ("paperclip", "Evidence of an action was recorded"),
        "change_action": ("pencil", "An action was edited"),
        "change_recommendation": ("pencil", "A recommendation was edited"),
        "record_outcome": ("circle-check", "What changed by an action was recorded"),
        "record_recommendation_answer": ("message-square", "An answer to a recommendation was recorded"),
        "report_done": ("circle-check", "An action was reported done"),
        "send_recommendation": ("send", "A recommendation was recorded as sent"),
        "transfer_action": ("chevron-right", "An action was passed on to another owner"),
        "verify_action": ("shield-check", "An action was verified by another person"),
        "add_action": ("list-checks", "An action was added"),
        "add_note": ("message-square", "A file note was added"),
        "add_recommendation": ("list-checks", "A recommendation was added"),
        "agree_publication_day": ("calendar", "The day of publication was agreed with the family"),
        "answer_family_comment": ("message-square", "A comment of the family was answered"),
        "check_chair": ("list-checks", "The independence of the chair was checked"),
        "declare": ("users", "A panel member declared their independence"),
        "declare_employment": ("users", "Employment of the chair was declared"),
        "name_substitute": ("users", "A substitute was named for a panel member"),
        "put_family_person": ("users", "Somebody of the family was entered or changed"),
        "record_family_comment": ("message-square", "A comment of the family was recorded"),
        "record_family_contact": ("phone", "A contact with the family was recorded"),
        "record_family_reason": ("file-text", "Why the review goes on without the family was recorded"),
        "record_meeting": ("users", "A meeting of the panel was recorded"),
        "require_expertise": ("users", "Expertise was required on the panel"),
        "set_quorum": ("scale", "The quorum of the panel was set"),
        "advance": ("chevron-right", "The case moved to its next stage"),
        "add_process": ("plus", "A process beside the review was recorded"),
        "answer_point": ("pencil", "A point of the Quality Assurance letter was answered"),
        "add_clauses": ("pencil", "Clauses were added to the terms of reference"),
        "agree_terms": ("file-check", "The terms of reference were agreed"),
        "appoint": ("users", "A panel appointment was recorded"),
        "approve_terms": ("file-check", "An approval of the terms of reference was recorded"),
        "approve_copy": ("shield-check", "A redacted copy was approved by a second person"),
        "approve_paper": ("shield-check", "A public paper was approved by a second person"),
        "ask_agency": ("send", "An agency was asked for a return"),
        "ask_terms_agencies": ("send", "The agencies in the terms of reference were asked for their returns"),
        "begin_plan": ("plus", "The action plan of a board was begun"),
        "close_plan": ("check", "The action plan of a board was closed"),
        "change_clause": ("pencil", "A clause of the terms of reference was changed"),
        "check_process": ("eye", "It was asked how a process beside the review stands"),
        "check_report": ("list-checks", "The report was checked before its submission"),
        "check_criteria": ("list-checks", "The criteria were checked"),
        "comment_on_terms": ("message-square", "A comment on the terms of reference was recorded"),
        "complete_action": ("circle-check", "An action was completed and verified"),
        "draft_terms": ("pencil", "The draft terms of reference were replaced"),
        "enter_case": ("plus", "The case came in under way"),
        "end_membership": ("users", "A panel membership ended"),
        "export_paper": ("file-output", "A paper was exported"),
        "export_failed": ("file-output", "That export did not reach the disk"),
        "export_register": ("file-output", "The identity register was exported"),
        "import_paper": ("file-text", "A paper was taken into the vault"),
        "import_register": ("key-round", "The identity register was imported"),
        "give_disclosure": ("send", "An item of the disclosure log was given"),
        "lift_hold": ("rotate-ccw", "A hold on publication was lifted"),
        "log_disclosure": ("file-text", "An item was entered in the disclosure log"),
        "place_hold": ("ban", "Publication was held"),
        "record_copy": ("send", "A copy was recorded as sent"),
        "send_qa_response": ("send", "The answer to the Quality Assurance Panel was written and logged as sent"),
        "lift_pause": ("rotate-ccw", "The pause was lifted"),
        "look_at_unpublished": ("eye", "It was looked at again whether the review can be published"),
        "look_at_identity": ("eye", "A real identity was looked at"),
        "mark_deleted": ("check", "An exported file was marked as deleted"),
        "move_clause": ("pencil", "A clause of the terms of reference was moved"),
        "put_terms_agency": ("pencil", "An agency was entered or changed in the terms of reference"),
        "correct_note": ("message-square", "A file note was corrected"),
        "decide_redaction": ("list-checks", "An item of the redacted copy was decided on"),
        "decide_finding": ("list-checks", "A finding was replaced or kept"),
        "undo": ("rotate-ccw", "An act was undone"),
        "undo_finding": ("rotate-ccw", "A decision on a finding was taken back"),
        "note_findings": ("list-checks", "What was found in a paper was noted"),
        "look_for_identities": ("eye", "A paper was looked through for what the register does not know"),
        "make_redacted_copy": ("shield-check", "A redacted copy was made and proved"),
        "pause_review": ("ban", "The review was paused"),
        "put_identity": ("key-round", "An identity was entered or changed"),
        "record_answer": ("file-text", "The Home Office's answer was recorded"),
        "record_not_published": ("ban", "It was recorded that the review is not published"),
        "record_decision": ("scale", "The decision was recorded"),
        "record_fact": ("file-text", "A dated fact was recorded"),
        "record_notification": ("plus", "The case was opened from its notification"),
        "record_publication": ("badge-check", "The publication was recorded"),
        "record_qa_letter": ("file-text", "The Quality Assurance letter was recorded"),
        "record_return": ("file-check", "An agency's return was recorded"),
        "record_submission": ("send", "The submission to the Home Office was recorded"),
        "remove_clause": ("pencil", "A clause was removed from the terms of reference"),
        "remove_identity": ("key-round", "An identity was removed from the register"),
        "remove_terms_agency": ("pencil", "An agency was taken out of the terms of reference"),
        "rename_section": ("pencil", "A section of the terms of reference was renamed"),
        "reopen": ("rotate-ccw", "The case was reopened for new information"),
        "require_seat": ("users", "A panel seat was added"),
        "resolve_terms_comment": ("message-square", "A comment on the terms of reference was settled"),
        "restore_clause": ("rotate-ccw", "A clause of the terms of reference was put back"),
        "review_pause": ("eye", "It was looked at whether the pause must go on"),
        "revise_target": ("calendar", "The target date of an action was revised"),
        "save_section": ("pencil", "A section of the terms of reference was saved"),
        "scan_submission": ("shield-check", "What was submitted was scanned again and is clean"),
        "see_paper": ("eye", "A paper was read inside the app"),
        "transfer": ("send", "The review was transferred to another partnership"),
        "unmark_deleted": ("rotate-ccw", "The mark on an exported file was taken back"),
        "see_original": ("eye", "An original paper was opened for redaction"),
        "send_decision_letter": ("send", "The decision letter was written and logged as sent"),
        "send_delay_letter": ("send", "A delay letter was written and logged as sent"),
        "send_submission_letter": ("send", "The submission letter was written and logged as sent"),
        "set_own_date": ("calendar", "The partnership set its own date"),
        "set_terms_characteristics": ("pencil", "The characteristics in the terms of reference were changed"),
        "set_terms_facts": ("pencil", "The facts in the terms of reference were changed"),
        "set_terms_family": ("pencil", "The family's part in the terms of reference was changed"),
        "set_terms_people": ("pencil", "The people in the terms of reference were changed"),
        "set_terms_proceedings": ("pencil", "The proceedings in the terms of reference were changed"),
        "set_terms_scope": ("pencil", "The scope of the terms of reference was changed"),
        "set_register_rule": ("key-round", "The rule for dates in the register was set"),
        "settle_seat": ("users", "A panel seat was settled without a member"),
        "start_draft": ("pencil", "A draft of the terms of reference was started"),
        "update_action": ("list-checks", "An action was updated"),
        "bring_in_return": ("download", "What an agency sent back on an action was brought in"),
        "withdraw": ("ban", "The review was withdrawn"),
        "answer_data_sheet": ("file-text", "A part of the data sheet was filled in"),
        "write_data_sheet": ("file-text", "The data sheet was made"),
        "write_action_plan": ("file-text", "The action plan was written"),
        "write_executive_summary": ("file-text", "The executive summary was written"),
        "write_notification_record": ("file-text", "The notification record was written"),
        "write_terms": ("file-text", "The terms of reference were written as a Word document"),
    }
)
"""Icon and words for every act on a case that a service records. A test compares the keys with the services."""

BASES: Final = MappingProxyType({Basis.STATUTE: "Statute", Basis.GUIDANCE: "Guidance", Basis.LOCAL: "Local practice"})
OUTCOMES: Final = MappingProxyType(
    {
        Outcome.REVIEW: "Hold a review",
        Outcome.NO_REVIEW: "No review",
        Outcome.OTHER_REVIEW_LEADS: "Another review leads",
        Outcome.JOINT: "Hold a joint review",
    }
)
MANNERS: Final = MappingProxyType(
    {
        Manner.HOMICIDE: "Homicide",
        Manner.SUICIDE: "Suicide",
        Manner.UNEXPECTED: "Unexpected death",
        Manner.UNCLEAR: "Not clear yet",
    }
)
LETTERS: Final = MappingProxyType(
    {
        PaperKind.DECISION_LETTER: "Decision letter",
        PaperKind.DELAY_LETTER: "Delay letter",
        PaperKind.SUBMISSION_LETTER: "Submission letter",
        PaperKind.QA_RESPONSE: "Answer to the Quality Assurance Panel",
    }
)
PEOPLE: Final = MappingProxyType(
    {"subject": "Subject", "perpetrator": "Person causing harm", "child": "Children", "family": "Family"}
)
"""The parts in a case that the overview names, by published form; professionals and others are on the register."""
RAGS: Final = MappingProxyType(
    {Rag.RED: "Red", Rag.AMBER: "Amber", Rag.GREEN: "Green", Rag.BLUE: "Closed", Rag.GREY: "Not started"}
)


def closed_words(case: Case) -> str:
    """Why nothing can be changed in a case that is closed; empty for one that is open."""
    return case.closed_words


def act_words(what: str) -> tuple[str, str]:
    """The icon and the words for an act. An act of a newer version is shown by its own id."""
    return ACTS.get(what, ("circle-dot", what.replace("_", " ").capitalize()))
