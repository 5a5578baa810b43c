"""Close an action that will not be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.actions import Action
from safermk_desktop.errors import DateImpossible, EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import action_closing


class AbandonActionDialog(EntryDialog):
    """It stays in the plan, with the reason and who approved it."""

    reason_error: FieldError
    reason_edit: QPlainTextEdit
    day_error: FieldError
    day_edit: DateEdit
    approver_error: FieldError
    approver_edit: QLineEdit

    def __init__(self, context: PageContext, action: Action, parent: QWidget | None = None) -> None:
        super().__init__("abandon_action_dialog", context, parent)
        self.about = action.id
        self._action = action
        self.explain(self.tr("{text}\nAn abandoned action stays in the plan.").format(text=action.text))
        self.day_edit.set_day(self.today)
        self.begin(self.reason_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        reason = faults.text(self.reason_error, self.reason_edit, self.tr("Say why the action will not be done."))
        on = faults.day(self.day_error, self.day_edit, self.tr("Enter the date it was abandoned."), latest=self.today)
        approver = faults.text(self.approver_error, self.approver_edit, self.tr("Name the person who approved it."))
        return lambda: action_closing.abandon_action(
            self.context.session, self._action.case_id, self._action.id, on=on, reason=reason, approver=approver
        )

    def field_of(self, error: SafermkError) -> QWidget:
        if isinstance(error, EntryInvalid):
            return self.approver_edit
        return self.day_edit if isinstance(error, DateImpossible) else self.reason_edit
