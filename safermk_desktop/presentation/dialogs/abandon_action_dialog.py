"""Close an action that will not be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.actions import Action
from safermk_desktop.errors import DateImpossible, SafermkError
from safermk_desktop.presentation.dialogs.record_dialog import Check, RecordDialog, day_fault, day_of, typed
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import actions


class AbandonActionDialog(RecordDialog):
    """It stays in the plan, with the reason and who approved it."""

    reason_error: FieldError
    reason_edit: QPlainTextEdit
    day_error: FieldError
    day_edit: DateEdit
    approver_error: FieldError
    approver_edit: QLineEdit

    def __init__(self, context: PageContext, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(context, "abandon_action_dialog", parent)
        self._action = action
        self.explain(self.tr("{text}\nAn abandoned action stays in the plan.").format(text=action.text))
        self.day_edit.set_day(context.session.clock.today())
        self.reason_edit.setFocus()

    def checks(self) -> Sequence[Check]:
        reason = "" if typed(self.reason_edit) else self.tr("Say why the action will not be done.")
        day = day_fault(
            self.day_edit,
            self.tr("Enter the date it was abandoned."),
            today=self.context.session.clock.today(),
            future=self.tr("This date lies in the future. Enter today or an earlier day."),
        )
        approver = "" if self.approver_edit.text().strip() else self.tr("Name the person who approved it.")
        return (
            Check(self.reason_error, self.reason_edit, reason),
            Check(self.day_error, self.day_edit, day),
            Check(self.approver_error, self.approver_edit, approver),
        )

    def field_of(self, error: SafermkError) -> QWidget:
        return self.day_edit if isinstance(error, DateImpossible) else self.reason_edit

    def record(self) -> bool:
        actions.abandon_action(
            self.context.session,
            self._action.case_id,
            self._action.id,
            on=day_of(self.day_edit),
            reason=typed(self.reason_edit),
            approver=self.approver_edit.text().strip(),
        )
        return True
