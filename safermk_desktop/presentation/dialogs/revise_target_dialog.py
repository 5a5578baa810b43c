"""Move the target date of an action, with the reason and who approved it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.actions import Action
from safermk_desktop.errors import EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError, day_text
from safermk_desktop.services import actions


class ReviseTargetDialog(EntryDialog):
    """A revised date stays visible: one makes the action amber, two make it red."""

    target_error: FieldError
    target_edit: DateEdit
    reason_error: FieldError
    reason_edit: QPlainTextEdit
    approver_error: FieldError
    approver_edit: QLineEdit

    def __init__(self, context: PageContext, action: Action, parent: QWidget | None = None) -> None:
        super().__init__("revise_target_dialog", context, parent)
        self.about = action.id
        self._action = action
        self.explain(
            self.tr(
                "{text}\nThe target date is {day}. One revised date makes the action amber, a second makes it red."
            ).format(text=action.text, day=day_text(action.target_on))
        )
        self.begin(self.target_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        target_on = faults.day(self.target_error, self.target_edit, self.tr("Enter the new target date."))
        if target_on == self._action.target_on:
            same = self.tr("This is the target date already. Enter another day.")
            faults.found.append((self.target_error, self.target_edit, same))
        reason = faults.text(self.reason_error, self.reason_edit, self.tr("Say why the date moves."))
        approver = faults.text(
            self.approver_error, self.approver_edit, self.tr("Name the person who approved the new date.")
        )
        return lambda: actions.revise_target(
            self.context.session,
            self._action.case_id,
            self._action.id,
            target_on=target_on,
            reason=reason,
            approver=approver,
        )

    def field_of(self, error: SafermkError) -> QWidget:
        """Where a refusal belongs: a day is refused as a day, whoever approves it by the entry."""
        return self.approver_edit if isinstance(error, EntryInvalid) else self.target_edit
