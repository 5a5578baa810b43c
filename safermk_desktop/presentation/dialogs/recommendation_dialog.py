"""Add a recommendation of the review."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSpinBox, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.repeat_list import RepeatList
from safermk_desktop.services import actions
from safermk_desktop.services.repeats import finder

LEVELS: Final = MappingProxyType(
    {"multi_agency": "Several agencies", "single_agency": "One agency", "partnership": "The partnership"}
)
SCOPES: Final = MappingProxyType({"local": "Local", "regional": "Regional", "national": "National"})


class RecommendationDialog(EntryDialog):
    """Numbers are the report's own; the next free one is offered. What was recommended before is shown meanwhile."""

    number_error: FieldError
    number_spin: QSpinBox
    level_combo: QComboBox
    scope_combo: QComboBox
    text_error: FieldError
    text_edit: QPlainTextEdit
    repeat_list: RepeatList

    def __init__(self, context: PageContext, case_id: CaseId, number: int, parent: QWidget | None = None) -> None:
        super().__init__("recommendation_dialog", context, parent)
        self._case_id = case_id
        self.explain("")
        self.number_spin.setValue(number)
        for level, words in LEVELS.items():
            self.level_combo.addItem(self.tr(words), level)
        for scope, words in SCOPES.items():
            self.scope_combo.addItem(self.tr(words), scope)
        self.repeat_list.use(lambda: finder(context.session, case_id))
        self.text_edit.textChanged.connect(lambda: self.repeat_list.follow(self.text_edit.toPlainText()))
        self.begin(self.text_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        text = faults.text(self.text_error, self.text_edit, self.tr("Enter the recommendation as the report words it."))
        return lambda: actions.add_recommendation(
            self.context.session,
            self._case_id,
            number=self.number_spin.value(),
            text=text,
            level=str(self.level_combo.currentData()),
            scope=str(self.scope_combo.currentData()),
        )

    def field_of(self, error: SafermkError) -> QWidget:
        return self.number_spin if isinstance(error, EntryInvalid) else self.text_edit
