"""Record that something happened on a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from safermk_desktop.domain.copies import COPY_FACTS
from safermk_desktop.domain.family_conditions import FAMILY_FACTS
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import cases, queries
from safermk_desktop.services.casefiles import regime_of

_NOT_HERE: Final = frozenset({"gate_override", "file_note"})
"""An override has its own dialog; a file note is written below the activity.

What is owed to the family is recorded with the family, a copy in the log of copies; a date alone stands where a case
came in under way.
"""

_SENT: Final = frozenset({"sent", "told", "asked"})
"""The words in the name of a fact that says that somebody was written to or told."""


class FactDialog(EntryDialog):
    """``kind`` is the fact it opens on."""

    kind_combo: QComboBox
    happened_error: FieldError
    happened_edit: DateEdit
    detail_edit: QPlainTextEdit

    def __init__(self, context: PageContext, case_id: CaseId, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__("fact_dialog", context, parent)
        self._case_id = case_id
        file = queries.case_file(context.session, case_id)
        self._opened = file.case.opened_on
        left_out = _NOT_HERE if file.came_in_on else _NOT_HERE | FAMILY_FACTS | COPY_FACTS
        for fact in regime_of(file.case).facts:
            if fact.kind not in left_out:
                self.kind_combo.addItem(self.tr(fact.sentence), fact.kind)
        self.kind_combo.setCurrentIndex(max(0, self.kind_combo.findData(kind)))
        self.happened_edit.set_day(self.today)
        self.explain(self.tr("Write published forms in the note, not names."))
        self.begin(self.happened_edit if kind else self.kind_combo)

    def is_sending(self) -> bool:
        return any(word in _SENT for word in str(self.kind_combo.currentData()).split("_"))

    def read(self, faults: Faults) -> Callable[[], object]:
        day = faults.day(
            self.happened_error,
            self.happened_edit,
            self.tr("Type the day it happened."),
            earliest=self._opened,
            latest=self.today,
        )
        return lambda: cases.record_fact(
            self.context.session,
            self._case_id,
            kind=str(self.kind_combo.currentData()),
            happened_on=day,
            detail=self.detail_edit.toPlainText().strip(),
        )
