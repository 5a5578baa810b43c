"""From the acts that gates and duties name to the dialog, or the tab, where each is done."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.family import STAGES
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.page import PageContext

TABS: Final = MappingProxyType(
    {
        "draft_terms": "terms",
        "agree_terms": "terms",
        "appoint": "panel",
        "import_report": "documents",
        "make_redacted_copy": "redaction",
        "approve_copy": "redaction",
        "write_summary": "publication",
        "record_submission": "publication",
        "record_qa_letter": "publication",
        "record_publication": "publication",
        "answer_points": "publication",
        "lift_hold": "publication",
        "check_process": "publication",
        "add_recommendation": "actions",
        "update_action": "actions",
        "declare": "panel",
        "family_answered": "family",
        **{f"family:{matter}": "family" for matter in STAGES},
    }
)
"""Acts that are done on another tab of the case."""

STEP_WORDS: Final = MappingProxyType(
    {
        "check_criteria": "Check criteria",
        "record_answer": "Record answer",
        "pause": "Pause the review",
        "review_pause": "Record look",
        "lift_pause": "Lift the pause",
        "withdraw": "Withdraw",
        "transfer": "Transfer",
        "reopen": "Reopen",
        "scan_submission": "Scan files",
        "record_not_published": "Record reason",
        "look_at_unpublished": "Record look",
        "lift_hold": "Lift the hold",
        "record_copy": "Record a copy",
        "check_process": "Record how it stands",
        "answer_point": "Answer the point",
        "check_report": "Check the report",
        "qa_response": "Write the answer letter",
        "add_process": "Add a process",
        "place_hold": "Hold publication",
        "log_disclosure": "Log a disclosure",
        "give_disclosure": "Record as given",
        "add_note": "Add a file note",
        "correct_note": "Correct the note",
        "check_chair": "Check independence",
        "declare_employment": "Declare employment",
        "declaration": "Record declaration",
        "substitute": "Name a substitute",
        "meeting": "Record a meeting",
        "quorum": "Set the quorum",
        "expertise": "Require expertise",
        "family_person": "Enter a person",
        "family_contact": "Record a contact",
        "family_reason": "Record a reason",
        "family_comment": "Record a comment",
        "family_answer": "Answer the comment",
        "publication_day": "Agree the day",
        "data_sheet": "Fill in",
        "write_data_sheet": "Make the data sheet",
    }
)
"""Acts whose forms are made of data."""

_BUTTONS: Final = MappingProxyType(
    {
        **STEP_WORDS,
        "record_decision": "Record decision",
        "letter:decision_letter": "Write letter",
        "letter:delay_letter": "Write letter",
        "ask_agency": "Ask an agency",
        "record_return": "Record return",
        "draft_terms": "Open terms",
        "agree_terms": "Open terms",
        "appoint": "Open panel",
        "import_report": "Open documents",
        "make_redacted_copy": "Open redaction",
        "approve_copy": "Open redaction",
        "write_summary": "Open publication",
        "record_submission": "Open publication",
        "record_qa_letter": "Open publication",
        "record_publication": "Open publication",
        "answer_points": "Open publication",
        "add_recommendation": "Open action plan",
        "update_action": "Open action plan",
        "declare": "Open panel",
        "family_answered": "Open family",
        **{f"family:{matter}": "Open family" for matter in STAGES},
        "fact:acknowledged": "Record receipt",
        "fact:conflicts_checked": "Record check",
        "fact:hold_note_sent": "Record note",
        "fact:scoping_replies_in": "Record replies",
        "fact:access_list_set": "Record list",
        "fact:scoping_letters_sent": "Record letters",
        "fact:first_panel_set": "Record day",
        "fact:first_panel_meeting": "Record meeting",
        "fact:chronology_combined": "Record chronology",
        "fact:panel_approved_report": "Record approval",
        "fact:partnership_agreed_report": "Record agreement",
    }
)


def button_words(act: str) -> str:
    """The words on the button that leads to an act; a fact without words of its own is simply recorded."""
    return _BUTTONS.get(act, "Record it" if act.startswith("fact:") else "")


def open_dialog(dialog: EntryDialog, accepted: Callable[[], None]) -> EntryDialog:
    """Show a dialog over the window; ``accepted`` is called once its act is done."""
    dialog.accepted.connect(accepted)
    dialog.open()
    return dialog


def open_notification(context: PageContext, parent: QWidget) -> EntryDialog:
    """Ask for a new notification; the case is opened afterwards."""
    from safermk_desktop.presentation.dialogs.notification_dialog import NotificationDialog

    dialog = NotificationDialog(context, parent)

    def opened() -> None:
        context.changes.tell()
        context.navigate(f"case/{dialog.result_of_act}/overview")

    return open_dialog(dialog, opened)


def do(context: PageContext, case_id: CaseId, act: str, parent: QWidget) -> EntryDialog | None:
    """Do an act: open its dialog, or go to the tab where it is done and return ``None``."""
    if act in TABS:
        context.navigate(f"case/{case_id}/{TABS[act]}")
        return None
    dialog = _dialog(context, case_id, act, parent)
    return open_dialog(dialog, lambda: context.changes.tell(case_id))


def _dialog(context: PageContext, case_id: CaseId, act: str, parent: QWidget) -> EntryDialog:
    from safermk_desktop.presentation.dialogs.ask_agency_dialog import AskAgencyDialog
    from safermk_desktop.presentation.dialogs.decision_dialog import DecisionDialog
    from safermk_desktop.presentation.dialogs.delay_letter_dialog import DelayLetterDialog
    from safermk_desktop.presentation.dialogs.fact_dialog import FactDialog
    from safermk_desktop.presentation.dialogs.letter_dialog import LetterDialog
    from safermk_desktop.presentation.dialogs.override_dialog import OverrideDialog
    from safermk_desktop.presentation.dialogs.own_date_dialog import OwnDateDialog
    from safermk_desktop.presentation.dialogs.record_return_dialog import RecordReturnDialog
    from safermk_desktop.presentation.dialogs.step_dialog import StepDialog

    name, _, detail = act.partition(":")
    if name in STEP_WORDS:
        return StepDialog(context, case_id, act, parent)
    makers: dict[str, Callable[[], EntryDialog]] = {
        "record_decision": lambda: DecisionDialog(context, case_id, parent),
        "letter": lambda: (DelayLetterDialog if detail == "delay_letter" else LetterDialog)(context, case_id, parent),
        "fact": lambda: FactDialog(context, case_id, detail, parent),
        "ask_agency": lambda: AskAgencyDialog(context, case_id, parent),
        "record_return": lambda: RecordReturnDialog(context, case_id, detail, parent),
        "override": lambda: OverrideDialog(context, case_id, parent),
        "own_date": lambda: OwnDateDialog(context, case_id, detail, parent),
    }
    return makers[name]()
