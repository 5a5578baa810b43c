"""The ledger of what left this laptop, and the reminders to delete it there."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.models.ledger_rows import LEDGER_COLUMNS, export_words
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import ledger
from safermk_desktop.services.ledger import LedgerRow

ALL, OUTSIDE, OVERDUE = "all", "outside", "overdue"
STATES: Final = MappingProxyType({ALL: "All", OUTSIDE: "To be deleted", OVERDUE: "Overdue"})
# Columns that large text has no room for; the detail of the chosen line says the same.
_CASE, _BY_WHOM = 1, 2


class LedgerPage(Page):
    """Every export of every case, what should have been deleted first; marked as deleted and taken back."""

    tools_layout: QHBoxLayout
    ledger_acts_layout: QHBoxLayout
    digest_layout: QHBoxLayout
    explain_prose: Prose
    case_combo: QComboBox
    state_combo: QComboBox
    count_label: QLabel
    documents_button: QPushButton
    unmark_button: QPushButton
    mark_button: QPushButton
    page_banner: Banner
    ledger_table: DataTable
    ledger_empty: EmptyState
    detail_card: QFrame
    chosen_label: QLabel
    history_label: QLabel
    digest_label: QLabel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "ledger_page")
        self._rows: tuple[LedgerRow, ...] = ()
        self._marked: LedgerRow | None = None
        self._model = RowsModel(LEDGER_COLUMNS, key=lambda row: row.export.id, parent=self)
        self.ledger_table.use(self._model)
        self.ledger_table.row_chosen.connect(self._show_chosen)
        self.ledger_table.row_activated.connect(self._open_documents)
        self.explain_prose.show_text(
            self.tr(
                "Every file that left this vault: why, to whom, and the digest that proves which file it was. A file "
                "that is not for the public is to be deleted outside; mark it here when that is done."
            )
        )
        self.case_combo.addItem(self.tr("All cases"), "")
        for state, words in STATES.items():
            self.state_combo.addItem(self.tr(words), state)
        self.case_combo.currentIndexChanged.connect(self._filter)
        self.state_combo.currentIndexChanged.connect(self._filter)
        self.mark_button.clicked.connect(self._mark)
        self.unmark_button.clicked.connect(lambda: self._unmark(self.ledger_table.current()))
        self.documents_button.clicked.connect(self._open_documents)
        self.page_banner.asked.connect(lambda: self._unmark(self._marked))
        Theme.current().changed.connect(self._measure)
        self._measure()

    def arrive(self, case_id: str) -> None:
        """Read the ledger anew."""
        del case_id
        self._rows = ledger.ledger(self.context.session)
        self._offer_cases()
        self._filter()

    def leave(self) -> bool:
        """What was said about the last act is not said again."""
        self.page_banner.hide()
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """The table, then the filter."""
        return (self.ledger_table, self.case_combo)

    def _measure(self) -> None:
        stack(self.tools_layout, self.ledger_acts_layout, self.digest_layout)
        for column in (_CASE, _BY_WHOM):
            self.ledger_table.setColumnHidden(column, is_large())

    def _offer_cases(self) -> None:
        chosen = self.case_combo.currentData()
        cases = {row.export.case_id: row.reference for row in self._rows if row.reference}
        self.case_combo.blockSignals(True)
        self.case_combo.clear()
        self.case_combo.addItem(self.tr("All cases"), "")
        for case_id, reference in sorted(cases.items(), key=lambda case: case[1]):
            self.case_combo.addItem(reference, case_id)
        self.case_combo.setCurrentIndex(max(self.case_combo.findData(chosen), 0))
        self.case_combo.blockSignals(False)

    def _filter(self) -> None:
        case_id, state = self.case_combo.currentData(), self.state_combo.currentData()
        shown = [
            row
            for row in self._rows
            if case_id in {"", row.export.case_id}
            and (state == ALL or (row.is_open if state == OUTSIDE else row.is_overdue))
        ]
        self._model.set_rows(shown)
        self.ledger_table.setVisible(bool(shown))
        self.ledger_empty.setVisible(not shown)
        self.ledger_empty.show_empty(
            self.tr("No line of the ledger fits this filter.")
            if self._rows
            else self.tr("Nothing has left this vault. What is exported from a case stands here.")
        )
        self.count_label.setText(count_of(len(shown), self.tr("line")) if shown else "")
        if shown and self.ledger_table.current() is None:
            self.ledger_table.choose(shown[0].export.id)
        self._show_chosen(self.ledger_table.current() if shown else None)

    def _show_chosen(self, row: object) -> None:
        is_line = isinstance(row, LedgerRow)
        self.detail_card.setVisible(is_line)
        self.mark_button.setEnabled(is_line and row.is_open)
        self.unmark_button.setEnabled(is_line and row.export.deleted_on is not None)
        self.documents_button.setEnabled(is_line and bool(row.reference))
        if isinstance(row, LedgerRow):
            self.chosen_label.setText(" · ".join(part for part in (row.title, row.reference, row.file_name) if part))
            by = ledger.deleted_by(self.context.session, row.export)
            marked = self.tr(", marked by {who}").format(who=by) if by else ""
            self.history_label.setText(export_words(row.export) + marked)
            self.digest_label.setText(row.export.sha256)

    def _mark(self) -> None:
        row = self.ledger_table.current()
        if isinstance(row, LedgerRow) and self._done(row, ledger.mark_deleted):
            self._marked = row
            text = self.tr("The file is marked as deleted.")
            self.page_banner.show_banner("green", text, action=self.tr("Take it back"))

    def _unmark(self, row: object) -> None:
        if isinstance(row, LedgerRow) and self._done(row, ledger.unmark_deleted):
            self.page_banner.show_banner("blue", self.tr("The file is no longer marked as deleted."))

    def _done(self, row: LedgerRow, act: ledger.Correction) -> bool:
        case_id = CaseId(row.export.case_id)
        try:
            act(self.context.session, case_id, row.export.id)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return False
        self.context.changes.tell(case_id)
        return True

    def _open_documents(self, _given: object = None) -> None:
        row = self.ledger_table.current()
        if isinstance(row, LedgerRow) and row.reference:
            self.context.navigate(f"case/{row.export.case_id}/documents")
