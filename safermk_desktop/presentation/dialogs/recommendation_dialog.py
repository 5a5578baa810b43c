"""Add a recommendation of the review, or of a board."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from safermk_desktop.domain.actions import ActionSource
from safermk_desktop.domain.board_plan import PlanFile
from safermk_desktop.errors import EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.dialogs.plan_forms import sources
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
    text_label: QLabel
    repeat_list: RepeatList
    source_combo: QComboBox
    place_edit: QLineEdit
    lesson_edit: QPlainTextEdit

    def __init__(self, context: PageContext, file: PlanFile, parent: QWidget | None = None) -> None:
        super().__init__("recommendation_dialog", context, parent)
        self._case_id = file.case_id
        self.explain("")
        self.number_spin.setValue(1 + max((item.number for item in file.recommendations), default=0))
        for combo, offered in (
            (self.level_combo, LEVELS.items()),
            (self.scope_combo, SCOPES.items()),
            (self.source_combo, sources(file)),
        ):
            for value, words in offered:
                combo.addItem(self.tr(words), value)
        self.source_combo.setCurrentIndex(self.source_combo.findData(file.source.value))
        if file.is_board:
            self.text_label.setText(self.tr("Recommendation, as the board &words it"))
        self.repeat_list.use(lambda: finder(context.session, file.case_id))
        self.text_edit.textChanged.connect(lambda: self.repeat_list.follow(self.text_edit.toPlainText()))
        self.begin(self.text_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        text = faults.text(self.text_error, self.text_edit, self.tr("Enter the recommendation as it was made."))
        return lambda: actions.add_recommendation(
            self.context.session,
            self._case_id,
            number=self.number_spin.value(),
            text=text,
            level=str(self.level_combo.currentData()),
            scope=str(self.scope_combo.currentData()),
            source=ActionSource(str(self.source_combo.currentData())),
            source_reference=self.place_edit.text(),
            lesson=self.lesson_edit.toPlainText(),
        )

    def field_of(self, error: SafermkError) -> QWidget:
        return self.number_spin if isinstance(error, EntryInvalid) else self.text_edit
