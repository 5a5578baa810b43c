"""Add an action to a recommendation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import RecordId
from safermk_desktop.presentation.dialogs.record_dialog import Check, RecordDialog, day_fault, day_of, lines, typed
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import actions


class ActionDialog(RecordDialog):
    """One lead agency and one target date; its number follows the last one of the recommendation."""

    recommendation_combo: QComboBox
    text_error: FieldError
    text_edit: QPlainTextEdit
    agency_error: FieldError
    agency_edit: QLineEdit
    role_edit: QLineEdit
    target_error: FieldError
    target_edit: DateEdit
    milestones_edit: QPlainTextEdit

    def __init__(
        self,
        context: PageContext,
        file: CaseFile,
        recommendation_id: RecordId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "action_dialog", parent)
        self._case_id = file.case.case_id
        self.explain("")
        for item in sorted(file.recommendations, key=lambda item: item.number):
            self.recommendation_combo.addItem(f"{item.number}. {item.text}", item.id)
        chosen = self.recommendation_combo.findData(recommendation_id)
        self.recommendation_combo.setCurrentIndex(max(chosen, 0))
        self.recommendation_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.text_edit.setFocus()

    def checks(self) -> Sequence[Check]:
        no_text = "" if typed(self.text_edit) else self.tr("Say what will be done.")
        no_agency = "" if self.agency_edit.text().strip() else self.tr("Name the one agency that leads.")
        no_day = day_fault(self.target_edit, self.tr("Enter the target date."))
        return (
            Check(self.text_error, self.text_edit, no_text),
            Check(self.agency_error, self.agency_edit, no_agency),
            Check(self.target_error, self.target_edit, no_day),
        )

    def record(self) -> bool:
        actions.add_action(
            self.context.session,
            self._case_id,
            RecordId(str(self.recommendation_combo.currentData())),
            text=typed(self.text_edit),
            lead_agency=self.agency_edit.text().strip(),
            lead_role=self.role_edit.text().strip(),
            target_on=day_of(self.target_edit),
            milestones=lines(self.milestones_edit),
        )
        return True
