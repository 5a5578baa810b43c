"""Move the target date of an action, with the reason and who approved it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.actions import Action
from safermk_desktop.presentation.dialogs.record_dialog import Check, RecordDialog, day_fault, day_of, typed
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError, day_text
from safermk_desktop.services import actions


class ReviseTargetDialog(RecordDialog):
    """A revised date stays visible: one makes the action amber, two make it red."""

    target_error: FieldError
    target_edit: DateEdit
    reason_error: FieldError
    reason_edit: QPlainTextEdit
    approver_error: FieldError
    approver_edit: QLineEdit

    def __init__(self, context: PageContext, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(context, "revise_target_dialog", parent)
        self._action = action
        self.explain(
            self.tr(
                "{text}\nThe target date is {day}. One revised date makes the action amber, a second makes it red."
            ).format(text=action.text, day=day_text(action.target_on))
        )
        self.target_edit.setFocus()

    def checks(self) -> Sequence[Check]:
        fault = day_fault(self.target_edit, self.tr("Enter the new target date."))
        if not fault and day_of(self.target_edit) == self._action.target_on:
            fault = self.tr("This is the target date already. Enter another day.")
        reason = "" if typed(self.reason_edit) else self.tr("Say why the date moves.")
        approver = "" if self.approver_edit.text().strip() else self.tr("Name the person who approved the new date.")
        return (
            Check(self.target_error, self.target_edit, fault),
            Check(self.reason_error, self.reason_edit, reason),
            Check(self.approver_error, self.approver_edit, approver),
        )

    def record(self) -> bool:
        actions.revise_target(
            self.context.session,
            self._action.case_id,
            self._action.id,
            target_on=day_of(self.target_edit),
            reason=typed(self.reason_edit),
            approver=self.approver_edit.text().strip(),
        )
        return True
