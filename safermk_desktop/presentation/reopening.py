"""From the name of a form to the form: how a draft is opened again, on the same case and about the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Final, TypeVar

from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.board_plan import PlanFile
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelRole
from safermk_desktop.domain.record import CaseId, Record, RecordId
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.abandon_action_dialog import AbandonActionDialog
from safermk_desktop.presentation.dialogs.action_dialog import ActionDialog
from safermk_desktop.presentation.dialogs.action_update_dialog import ActionUpdateDialog
from safermk_desktop.presentation.dialogs.agree_terms_dialog import AgreeTermsDialog
from safermk_desktop.presentation.dialogs.appoint_dialog import AppointDialog
from safermk_desktop.presentation.dialogs.approve_copy_dialog import ApproveCopyDialog
from safermk_desktop.presentation.dialogs.ask_agency_dialog import AskAgencyDialog
from safermk_desktop.presentation.dialogs.clause_library_dialog import ClauseLibraryDialog
from safermk_desktop.presentation.dialogs.complete_action_dialog import CompleteActionDialog
from safermk_desktop.presentation.dialogs.decision_dialog import DecisionDialog
from safermk_desktop.presentation.dialogs.delay_letter_dialog import DelayLetterDialog
from safermk_desktop.presentation.dialogs.end_membership_dialog import EndMembershipDialog
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.executive_summary_dialog import ExecutiveSummaryDialog
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.dialogs.fact_dialog import FactDialog
from safermk_desktop.presentation.dialogs.identity_dialog import IdentityDialog
from safermk_desktop.presentation.dialogs.import_paper_dialog import ImportPaperDialog
from safermk_desktop.presentation.dialogs.letter_dialog import LetterDialog
from safermk_desktop.presentation.dialogs.notification_dialog import NotificationDialog
from safermk_desktop.presentation.dialogs.override_dialog import OverrideDialog
from safermk_desktop.presentation.dialogs.own_date_dialog import OwnDateDialog
from safermk_desktop.presentation.dialogs.prevent_entry import PreventEntry
from safermk_desktop.presentation.dialogs.publication_dialog import PublicationDialog
from safermk_desktop.presentation.dialogs.qa_letter_dialog import QaLetterDialog
from safermk_desktop.presentation.dialogs.recommendation_dialog import RecommendationDialog
from safermk_desktop.presentation.dialogs.record_return_dialog import RecordReturnDialog
from safermk_desktop.presentation.dialogs.revise_target_dialog import ReviseTargetDialog
from safermk_desktop.presentation.dialogs.seat_dialog import SeatDialog
from safermk_desktop.presentation.dialogs.settle_seat_dialog import SettleSeatDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.dialogs.submission_dialog import SubmissionDialog
from safermk_desktop.presentation.dialogs.submission_letter_dialog import SubmissionLetterDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.agency_asking import returns_again
from safermk_desktop.presentation.pages.case_entry import tracker_again
from safermk_desktop.services import queries
from safermk_desktop.services.channel.prevent_drafts import PreventUnfinished
from safermk_desktop.services.drafts import Unfinished
from safermk_desktop.services.plans import plan_file

R = TypeVar("R", bound=Record)
_OfCase = Callable[[PageContext, CaseId, QWidget], EntryDialog]
_OfFile = Callable[[PageContext, CaseFile, QWidget], EntryDialog]
_About = Callable[[PageContext, CaseFile, str, QWidget], EntryDialog]

_OF_CASE: Final[MappingProxyType[str, _OfCase]] = MappingProxyType(
    {
        "ask_agency_dialog": AskAgencyDialog,
        "decision_dialog": DecisionDialog,
        "delay_letter_dialog": DelayLetterDialog,
        "fact_dialog": lambda context, case_id, parent: FactDialog(context, case_id, "", parent),
        "import_paper_dialog": ImportPaperDialog,
        "letter_dialog": LetterDialog,
        "override_dialog": OverrideDialog,
        "own_date_dialog": lambda context, case_id, parent: OwnDateDialog(context, case_id, "", parent),
        "record_return_dialog": lambda context, case_id, parent: RecordReturnDialog(context, case_id, "", parent),
        "seat_dialog": SeatDialog,
    }
)
_OF_FILE: Final[MappingProxyType[str, _OfFile]] = MappingProxyType(
    {
        "agree_terms_dialog": AgreeTermsDialog,
        "executive_summary_dialog": ExecutiveSummaryDialog,
        "publication_dialog": PublicationDialog,
        "qa_letter_dialog": QaLetterDialog,
        "submission_dialog": SubmissionDialog,
        "submission_letter_dialog": SubmissionLetterDialog,
    }
)


def _appoint(context: PageContext, file: CaseFile, about: str, parent: QWidget) -> EntryDialog:
    role, _, kind = about.partition(":")
    return AppointDialog(context, file, PanelRole(role), agency_kind=kind, parent=parent)


def _approve(context: PageContext, file: CaseFile, about: str, parent: QWidget) -> EntryDialog:
    return ApproveCopyDialog(context, file.case.case_id, _of_id(file.copies, about), parent)


def _export(context: PageContext, file: CaseFile, about: str, parent: QWidget) -> EntryDialog:
    return ExportPaperDialog(context, file.case.case_id, _of_id(file.documents, about), parent)


def _identity(context: PageContext, file: CaseFile, about: str, parent: QWidget) -> EntryDialog:
    known = queries.register_view(context.session, file.case.case_id).entries if about else ()
    return IdentityDialog(context, file.case.case_id, _of_id(known, about) if about else None, parent)


_OF_PLAN: Final[MappingProxyType[str, Callable[[PageContext, PlanFile, str, QWidget], EntryDialog]]] = MappingProxyType(
    {
        "recommendation_dialog": lambda context, file, _about, parent: RecommendationDialog(context, file, parent),
        "action_dialog": lambda context, file, _about, parent: ActionDialog(context, file, None, parent),
        "abandon_action_dialog": lambda context, file, about, parent: AbandonActionDialog(
            context, _of_id(file.actions, about), parent
        ),
        "action_update_dialog": lambda context, file, about, parent: ActionUpdateDialog(
            context, _of_id(file.actions, about), parent
        ),
        "complete_action_dialog": lambda context, file, about, parent: CompleteActionDialog(
            context, _of_id(file.actions, about), parent
        ),
        "revise_target_dialog": lambda context, file, about, parent: ReviseTargetDialog(
            context, _of_id(file.actions, about), parent
        ),
    }
)
_ABOUT: Final[MappingProxyType[str, _About]] = MappingProxyType(
    {
        "appoint_dialog": _appoint,
        "approve_copy_dialog": _approve,
        "clause_library_dialog": lambda context, file, about, parent: ClauseLibraryDialog(
            context, file.case.case_id, RecordId(about), parent
        ),
        "end_membership_dialog": lambda context, file, about, parent: EndMembershipDialog(
            context, _of_id(file.members, about), parent
        ),
        "export_paper_dialog": _export,
        "identity_dialog": _identity,
        "settle_seat_dialog": lambda context, file, about, parent: SettleSeatDialog(
            context, _of_id(file.seats, about), parent
        ),
    }
)
_OF_NO_CASE: Final[MappingProxyType[str, Callable[[PageContext, QWidget], EntryDialog]]] = MappingProxyType(
    {
        "notification_dialog": NotificationDialog,
        "import_tracker_dialog": tracker_again,
        "returns_dialog": returns_again,
    }
)
FORMS: Final = frozenset({*_OF_CASE, *_OF_FILE, *_OF_PLAN, *_ABOUT, *_OF_NO_CASE, "step_dialog"})
"""The forms that a draft can be of."""


def reopened(context: PageContext, what: Unfinished, parent: QWidget) -> EntryDialog:
    """The form of a draft with its entries in it. Raises ``RecordUnknown`` when what it is about is there no more."""
    dialog = _made(context, what, parent)
    dialog.take_back(what.entries)
    return dialog


def reopened_prevent(context: PageContext, what: PreventUnfinished, parent: QWidget) -> EntryDialog:
    """The same for a form of Prevent. Raises as ``prevent_form``."""
    dialog = PreventEntry(context, what.case_id, what.about, parent)
    dialog.take_back(what.entries)
    return dialog


def _made(context: PageContext, what: Unfinished, parent: QWidget) -> EntryDialog:
    if what.form in _OF_NO_CASE:
        return _OF_NO_CASE[what.form](context, parent)
    if what.form == "step_dialog":
        return StepDialog(context, what.case_id, what.about, parent)
    if what.form in _OF_CASE:
        return _OF_CASE[what.form](context, what.case_id, parent)
    if what.form not in FORMS:
        raise RecordUnknown
    if what.form in _OF_PLAN:
        return _OF_PLAN[what.form](context, plan_file(context.session, what.case_id), what.about, parent)
    file = queries.case_file(context.session, what.case_id)
    if what.form in _OF_FILE:
        return _OF_FILE[what.form](context, file, parent)
    return _ABOUT[what.form](context, file, what.about, parent)


def _of_id(records: Iterable[R], record_id: str) -> R:
    for record in records:
        if record.id == RecordId(record_id):
            return record
    raise RecordUnknown
