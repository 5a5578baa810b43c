"""Complete an action: what changed, the evidence, and who verified it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.actions import Action
from safermk_desktop.errors import DateImpossible, EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.record_dialog import Check, RecordDialog, day_fault, day_of, typed
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import actions


class CompleteActionDialog(RecordDialog):
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
        super().__init__(context, "complete_action_dialog", parent)
        self._action = action
        self.explain(action.text)
        self.day_edit.set_day(context.session.clock.today())
        self.outcome_edit.setFocus()

    def checks(self) -> Sequence[Check]:
        outcome = "" if typed(self.outcome_edit) else self.tr("Say what has changed because of the action.")
        evidence = "" if typed(self.evidence_edit) else self.tr("Say what shows it and where that is kept.")
        day = day_fault(
            self.day_edit,
            self.tr("Enter the date it was completed."),
            today=self.context.session.clock.today(),
            future=self.tr("This date lies in the future. Enter today or an earlier day."),
        )
        verifier = "" if self.verifier_edit.text().strip() else self.tr("Name the person who verified it.")
        return (
            Check(self.outcome_error, self.outcome_edit, outcome),
            Check(self.evidence_error, self.evidence_edit, evidence),
            Check(self.day_error, self.day_edit, day),
            Check(self.verifier_error, self.verifier_edit, verifier),
        )

    def field_of(self, error: SafermkError) -> QWidget:
        if isinstance(error, DateImpossible):
            return self.day_edit
        return self.verifier_edit if isinstance(error, EntryInvalid) else self.outcome_edit

    def record(self) -> bool:
        actions.complete_action(
            self.context.session,
            self._action.case_id,
            self._action.id,
            completed_on=day_of(self.day_edit),
            outcome=typed(self.outcome_edit),
            evidence=typed(self.evidence_edit),
            verified_by=self.verifier_edit.text().strip(),
        )
        return True
