"""The findings of the report by kind, at the left of the redaction page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from safermk_desktop.domain.documents import RedactedCopy
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.models.finding_rows import FINDING_COLUMNS, FindingRow, finding_rows
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.decisions_panel import DecisionsPanel
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.stacking import is_large
from safermk_desktop.redaction.matching.finder import Match


class FindingsPanel(QFrame):
    """Published forms only. ``place_asked`` carries the index of a finding in the text."""

    title_label: QLabel
    count_label: QLabel
    explain_label: QLabel
    findings_table: DataTable
    findings_empty: EmptyState
    decisions_panel: DecisionsPanel

    place_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "findings_panel")
        self._seen: dict[tuple[str, str], int] = {}
        self._ends: list[int] = []
        self._findings = RowsModel(FINDING_COLUMNS, key=lambda row: row.key, parent=self)
        self.findings_table.use(self._findings)
        self.findings_table.row_activated.connect(self._go_on)
        self.findings_table.clicked.connect(self._go_on_here)
        Theme.current().changed.connect(self._make_room)
        self.show_nothing("")

    def bind(self, context: PageContext) -> None:
        """Give it the vault to decide in; a word is looked at where it stands in the text."""
        self.decisions_panel.bind(context)
        self.decisions_panel.word_asked.connect(self._go_to)

    def show_items(self, case_id: CaseId, copy: RedactedCopy | None) -> None:
        """List what is to be decided on about a copy."""
        self.decisions_panel.show_copy(case_id, copy)
        self._make_room()

    def _make_room(self) -> None:
        """Under large text there is no room for both lists: while something is to be decided on, that one is shown."""
        is_crowded = is_large() and self.decisions_panel.has_open()
        for widget in (self.explain_label, self.findings_table):
            widget.setVisible(bool(self._findings.rows) and not is_crowded)

    def go_on(self, step: Callable[[int], None]) -> None:
        """F8: the next item to decide on while the list of these is in use, else one step in the text."""
        if self.decisions_panel.items_table.hasFocus():
            self.decisions_panel.next_open()
        else:
            step(1)

    def show_nothing(self, text: str) -> None:
        """No findings, and why."""
        self._findings.set_rows(())
        self.count_label.setText("")
        self.explain_label.hide()
        self.findings_table.hide()
        self.findings_empty.show_empty(text)
        self.findings_empty.show()

    def show_findings(self, matches: Sequence[Match], entries: Sequence[IdentityEntry]) -> None:
        """List the findings by kind and identity."""
        if not matches:
            self.show_nothing(self.tr("No registered identity stands in the report."))
            return
        self._seen = {}
        self._ends = [match.end for match in matches]
        self._findings.set_rows(finding_rows(matches, entries))
        undecided = sum(match.certainty == "undecided" for match in matches)
        self.count_label.setText(self.tr("{n} places").format(n=len(matches)))
        self.explain_label.setText(
            self.tr("{n} undecided: ordinary words as well. F8 goes to the next.").format(n=undecided)
            if undecided
            else self.tr("Nothing undecided. Enter on a row goes to its next place.")
        )
        self.explain_label.show()
        self.findings_empty.hide()
        self.findings_table.show()

    def _go_to(self, start: int) -> None:
        """The finding at a place of the text."""
        at = bisect_right(self._ends, start)
        if at < len(self._ends):
            self.place_asked.emit(at)

    def _go_on_here(self) -> None:
        self._go_on(self.findings_table.current())

    def _go_on(self, row: object) -> None:
        """Each time the next place of the row, undecided ones alone where there are any."""
        if isinstance(row, FindingRow) and row.places:
            places = row.undecided or row.places
            turn = self._seen.get(row.key, -1) + 1
            self._seen[row.key] = turn
            self.place_asked.emit(places[turn % len(places)])
