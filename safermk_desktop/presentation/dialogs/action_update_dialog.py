"""Record a dated update on an action."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from safermk_desktop.domain.actions import Action, ActionStatus
from safermk_desktop.errors import DateImpossible, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import actions

OPEN_STATUSES: Final = MappingProxyType(
    {
        ActionStatus.NOT_STARTED: "Not started",
        ActionStatus.IN_PROGRESS: "In progress",
        ActionStatus.AWAITING_EVIDENCE: "Awaiting evidence",
        ActionStatus.COMPLETE_UNVERIFIED: "Done, not verified yet",
    }
)


class ActionUpdateDialog(EntryDialog):
    """An update ends the silence; it does not move the target date."""

    text_error: FieldError
    text_edit: QPlainTextEdit
    day_error: FieldError
    day_edit: DateEdit
    status_combo: QComboBox
    risk_check: QCheckBox
    verbal_check: QCheckBox

    def __init__(self, context: PageContext, action: Action, parent: QWidget | None = None) -> None:
        super().__init__("action_update_dialog", context, parent)
        self.about = action.id
        self._action = action
        self.explain(action.text)
        self.day_edit.set_day(self.today)
        for status, words in OPEN_STATUSES.items():
            self.status_combo.addItem(self.tr(words), status)
        self.status_combo.setCurrentIndex(self.status_combo.findData(action.status))
        self.risk_check.setChecked(action.is_at_risk)
        self.begin(self.text_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        text = faults.text(self.text_error, self.text_edit, self.tr("Say what happened."))
        updated_on = faults.day(
            self.day_error, self.day_edit, self.tr("Enter the date of the update."), latest=self.today
        )
        return lambda: actions.update_action(
            self.context.session,
            self._action.case_id,
            self._action.id,
            text=text,
            updated_on=updated_on,
            status=ActionStatus(self.status_combo.currentData()),
            is_verbal=self.verbal_check.isChecked(),
            is_at_risk=self.risk_check.isChecked(),
        )

    def field_of(self, error: SafermkError) -> QWidget:
        return self.day_edit if isinstance(error, DateImpossible) else self.text_edit
