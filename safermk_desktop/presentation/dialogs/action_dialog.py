"""Add an action to a recommendation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.board_plan import PlanFile
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.smart import hints
from safermk_desktop.errors import DateImpossible, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults, lines_of
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import DateEdit, DateRefused, FieldError
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import actions

WIDE: Final = 460
"""What of a recommendation is shown in one line, in pixels at 100 % text."""


class ActionDialog(EntryDialog):
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
    hints_prose: Prose

    def __init__(
        self,
        context: PageContext,
        file: PlanFile,
        recommendation_id: RecordId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("action_dialog", context, parent)
        self._case_id = file.case_id
        self.explain("")
        for item in sorted(file.recommendations, key=lambda item: item.number):
            self._offer(f"{item.number}. {item.text}", item.id)
        chosen = self.recommendation_combo.findData(recommendation_id)
        self.recommendation_combo.setCurrentIndex(max(chosen, 0))
        self.hints_prose.hide()
        self.text_edit.textChanged.connect(self._hint)
        self.milestones_edit.textChanged.connect(self._hint)
        self.agency_edit.textChanged.connect(self._hint)
        self.target_edit.textChanged.connect(self._hint)
        self.begin(self.text_edit)

    def _offer(self, words: str, recommendation_id: RecordId) -> None:
        """A list cuts what is too long anywhere in a letter: here it ends in an ellipsis, and the tip says all."""
        metrics, room = Theme.current().metrics(), round(WIDE * Theme.current().scale)
        self.recommendation_combo.addItem(
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, room), recommendation_id
        )
        last = self.recommendation_combo.count() - 1
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            self.recommendation_combo.setItemData(last, words, role)

    def read(self, faults: Faults) -> Callable[[], object]:
        text = faults.text(self.text_error, self.text_edit, self.tr("Say what will be done."))
        agency = faults.text(self.agency_error, self.agency_edit, self.tr("Name the one agency that leads."))
        target_on = faults.day(self.target_error, self.target_edit, self.tr("Enter the target date."))
        return lambda: actions.add_action(
            self.context.session,
            self._case_id,
            RecordId(str(self.recommendation_combo.currentData())),
            text=text,
            lead_agency=agency,
            lead_role=self.role_edit.text().strip(),
            target_on=target_on,
            milestones=lines_of(self.milestones_edit),
        )

    def field_of(self, error: SafermkError) -> QWidget:
        return self.target_edit if isinstance(error, DateImpossible) else self.text_edit

    def _hint(self) -> None:
        """Say while it is written what could be said better; nothing of it refuses the action."""
        try:
            target_on = self.target_edit.day()
        except DateRefused:
            target_on = None
        found = hints(
            self.text_edit.toPlainText(),
            lead_agency=self.agency_edit.text(),
            target_on=target_on,
            has_milestones=bool(lines_of(self.milestones_edit)),
            on=self.today,
        )
        self.hints_prose.show_text("\n".join(f"{hint.letter}: {hint.sentence}" for hint in found))
        self.hints_prose.setVisible(bool(found))
