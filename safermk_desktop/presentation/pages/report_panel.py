"""The text of the report in the middle of the redaction page: one of two views, its marks, what a copy left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.models.finding_rows import GROUPS, LEFT_OUT_COLUMNS, groups_of, left_out_rows, runs
from safermk_desktop.presentation.models.paper_rows import paper_name
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.marked_text import MarkedText
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.presentation.widgets.text import tag
from safermk_desktop.services.finding import Findings

_LIST_HEIGHT = 180
# The column that large text has no room for.
_PART = 2


class ReportPanel(QFrame):
    """Pseudonymised until asked. ``documents_asked`` comes from the button that stands where no report is.

    ``paper_asked`` comes when another paper is chosen.
    """

    tools_layout: QHBoxLayout
    findings_button: QToolButton
    original_button: QToolButton
    published_button: QToolButton
    paper_combo: QComboBox
    next_button: QPushButton
    register_button: QToolButton
    page_banner: Banner
    report_text: MarkedText
    report_empty: EmptyState
    copy_frame: QFrame
    copy_label: QLabel
    close_button: QPushButton
    copy_table: DataTable
    legend_frame: QFrame
    legend_layout: QVBoxLayout

    documents_asked = Signal()
    paper_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "report_panel")
        self._found: Findings | None = None
        self._is_folded = False
        self._chosen = ""
        self._entries: Sequence[IdentityEntry] = ()
        self._left_out = RowsModel(LEFT_OUT_COLUMNS, key=lambda row: row.key, parent=self)
        self.copy_table.use(self._left_out)
        self.copy_frame.hide()
        legend = FlowLayout(line_spacing=4)
        for tone, words in (*GROUPS.items(), ("amber", "Undecided, dashed, as written"), ("grey", "Kept, dotted")):
            legend.addWidget(tag(self.tr(words), tone))
        self.legend_layout.addLayout(legend)
        self.original_button.toggled.connect(self._show_text)
        self.next_button.clicked.connect(lambda: self.step(1))
        self.paper_combo.activated.connect(self._choose)
        self.close_button.clicked.connect(self.copy_frame.hide)
        self.report_empty.asked.connect(self.documents_asked)
        Theme.current().changed.connect(self._measure)
        self._measure()

    def start_anew(self) -> None:
        """Another case: pseudonymised, nothing left from the one before."""
        self._found = None
        self._chosen = ""
        self.report_text.clear()
        self.published_button.setChecked(True)
        self.copy_frame.hide()
        self.page_banner.hide()

    def show_papers(self, papers: Sequence[Document]) -> Document | None:
        """Offer the papers of the case, and say which is looked through: the one chosen here, else the first."""
        told = [(one.id, f"{paper_name(one)}, {short_day(one.day)}") for one in papers]
        shown = next((one for one in papers if one.id == self._chosen), next(iter(papers), None))
        self.paper_combo.clear()
        for paper_id, words in told:
            self.paper_combo.addItem(words, paper_id)
        self.paper_combo.setCurrentIndex(self.paper_combo.findData(shown.id) if shown else -1)
        self.paper_combo.setVisible(bool(told))
        return shown

    def _choose(self) -> None:
        self._chosen = str(self.paper_combo.currentData())
        self.paper_asked.emit()

    def show_report(self, found: Findings, entries: Sequence[IdentityEntry]) -> None:
        """Show the text with its findings."""
        self._found, self._entries = found, entries
        is_open = any(match.certainty == "undecided" for match in found.matches)
        self.next_button.setText(self.tr("Next undecided") if is_open else self.tr("Next finding"))
        self._show_which(is_there=True)
        self._show_text()

    def show_nothing(self, text: str, *, action: str = "") -> None:
        """No text, and why."""
        self._found = None
        self.report_text.clear()
        self.report_empty.show_empty(text, action=action)
        self._show_which(is_there=False)

    def show_left_out(self, report: Mapping[str, object]) -> None:
        """List what the copy just made does not carry over and what is undecided in it."""
        self._left_out.set_rows(left_out_rows(report))
        count = len(self._left_out.rows)
        self.copy_label.setText(
            self.tr("The copy is made and both proofs are clean. Left out or undecided: {n}").format(n=count)
        )
        self.copy_frame.show()

    def toggle_view(self) -> None:
        """From the pseudonymised text to the original and back."""
        if self._found is not None:
            (self.published_button if self.original_button.isChecked() else self.original_button).setChecked(True)

    def step(self, step: int) -> None:
        """To the next undecided finding, or to the next one of all where nothing is undecided."""
        matches = self._found.matches if self._found else ()
        places = [at for at, match in enumerate(matches) if match.certainty == "undecided"] or list(range(len(matches)))
        if places:
            here = self.report_text.place()
            after = [at for at in places if (at > here if step > 0 else at < here)]
            self.report_text.go_to((after or places)[0 if step > 0 else -1])

    def fold_text(self, *, is_folded: bool) -> None:
        """Only the tools are left, where a panel stands in the place of the text."""
        self._is_folded = is_folded
        self._show_which(is_there=self._found is not None)

    def _show_which(self, *, is_there: bool) -> None:
        self.report_text.setVisible(is_there and not self._is_folded)
        self.legend_frame.setVisible(is_there and not self._is_folded)
        self.report_empty.setVisible(not is_there)
        for button in (self.next_button, self.original_button, self.published_button):
            button.setEnabled(is_there)

    def _show_text(self) -> None:
        if self._found is not None:
            groups, original = groups_of(self._entries), self.original_button.isChecked()
            self.report_text.show_runs(runs(self._found.text, self._found.matches, groups, is_original=original))

    def _measure(self) -> None:
        stack(self.tools_layout)
        self.copy_table.setFixedHeight(round(_LIST_HEIGHT * Theme.current().scale))
        self.copy_table.setColumnHidden(_PART, is_large())
        self._show_text()
