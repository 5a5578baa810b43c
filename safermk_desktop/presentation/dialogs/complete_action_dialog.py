"""Complete an action: what changed, the evidence, and who verified it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.actions import Action
from safermk_desktop.errors import DateImpossible, EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import action_closing


class CompleteActionDialog(EntryDialog):
    """Done and verified are two things: another person than the one at work verifies."""

    outcome_error: FieldError
    outcome_edit: QPlainTextEdit
    evidence_error: FieldError
    evidence_edit: QPlainTextEdit
    day_error: FieldError
    day_edit: DateEdit
    verifier_error: FieldError
    verifier_edit: QLineEdit

    def __init__(self, context: PageContext, action: Action, parent: QWidget | None = None) -> None:
        super().__init__("complete_action_dialog", context, parent)
        self.about = action.id
        self._action = action
        self.explain(action.text)
        self.day_edit.set_day(self.today)
        self.begin(self.outcome_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        outcome = faults.text(
            self.outcome_error, self.outcome_edit, self.tr("Say what has changed because of the action.")
        )
        evidence = faults.text(
            self.evidence_error, self.evidence_edit, self.tr("Say what shows it and where that is kept.")
        )
        completed_on = faults.day(
            self.day_error, self.day_edit, self.tr("Enter the date it was completed."), latest=self.today
        )
        verifier = faults.text(self.verifier_error, self.verifier_edit, self.tr("Name the person who verified it."))
        return lambda: action_closing.complete_action(
            self.context.session,
            self._action.case_id,
            self._action.id,
            completed_on=completed_on,
            outcome=outcome,
            evidence=evidence,
            verified_by=verifier,
        )

    def field_of(self, error: SafermkError) -> QWidget:
        if isinstance(error, DateImpossible):
            return self.day_edit
        return self.verifier_edit if isinstance(error, EntryInvalid) else self.outcome_edit
