"""The findings of the report by kind, at the left of the redaction page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from safermk_desktop.domain.documents import RedactedCopy
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.models.finding_rows import FINDING_COLUMNS, KEPT_ID, FindingRow, finding_rows
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.decisions_panel import DecisionsPanel
from safermk_desktop.presentation.pages.unknown_panel import UnknownPanel
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.stacking import is_large
from safermk_desktop.redaction.matching.finder import Match


class FindingsPanel(QFrame):
    """What is to be decided and what the register finds; ``place_asked`` carries the index of a finding in the text."""

    title_label: QLabel
    count_label: QLabel
    unknown_button: QToolButton
    decided_button: QToolButton
    registered_button: QToolButton
    explain_label: QLabel
    unknown_panel: UnknownPanel
    findings_table: DataTable
    findings_empty: EmptyState
    decisions_panel: DecisionsPanel

    place_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "findings_panel")
        self._seen: dict[tuple[str, str], int] = {}
        self._ends: list[int] = []
        self._decided = self._places = ""
        self._findings = RowsModel(FINDING_COLUMNS, key=lambda row: row.key, parent=self)
        self.findings_table.use(self._findings)
        self.findings_table.row_activated.connect(self._go_on)
        self.findings_table.clicked.connect(self._go_on_here)
        for button in (self.unknown_button, self.decided_button, self.registered_button):
            button.toggled.connect(self._turn)
        self.unknown_panel.place_asked.connect(self._go_to)
        self.unknown_panel.counted.connect(self._count)
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

    def _turn(self, is_on: bool) -> None:
        if is_on:
            self.unknown_panel.show_list(decided=self.decided_button.isChecked())
            self._make_room()

    def _make_room(self) -> None:
        """One of the lists; under large text and while something is to be decided on about a copy, that one alone."""
        is_free = not (is_large() and self.decisions_panel.has_open())
        is_unknown = not self.registered_button.isChecked()
        for widget in (self.explain_label, self.findings_table):
            widget.setVisible(bool(self._findings.rows) and is_free and not is_unknown)
        self.findings_empty.setVisible(not self._findings.rows and not is_unknown)
        self.unknown_panel.setVisible(is_unknown and is_free)
        self.count_label.setText(self._decided if is_unknown else self._places)

    def _count(self, left: int) -> None:
        count = len(self.unknown_panel.found)
        done = count - left
        self._decided = self.tr("{n} of {all} decided").format(n=done, all=count) if count else ""
        self._make_room()
        self.unknown_button.setText(self.tr("To decide {n}").format(n=left) if count else self.tr("To decide"))
        self.decided_button.setText(self.tr("Decided {n}").format(n=done) if count else self.tr("Decided"))

    def go_on(self, in_text: Callable[[int], None], step: int = 1) -> None:
        """F8: on to the next to decide on in the list that is in use, else one step in the text."""
        if self.decisions_panel.items_table.hasFocus():
            self.decisions_panel.next_open()
        elif self.unknown_panel.groups_table.hasFocus() or self.unknown_panel.choice_card.published_edit.hasFocus():
            self.unknown_panel.next_open(step)
        else:
            in_text(step)

    def show_nothing(self, text: str) -> None:
        """No findings, and why."""
        self._findings.set_rows(())
        self._places = ""
        self.findings_empty.show_empty(text)
        self._make_room()

    def show_findings(self, matches: Sequence[Match], entries: Sequence[IdentityEntry]) -> None:
        """List the findings by kind and identity."""
        self._seen = {}
        self._ends = [match.end for match in matches]
        known = [match for match in matches if match.identity_id not in {"", KEPT_ID}]
        if not known:
            self.show_nothing(self.tr("No registered identity stands in the report."))
            return
        self._findings.set_rows(finding_rows(matches, entries))
        undecided = sum(match.certainty == "undecided" for match in known)
        self._places = count_of(len(known), self.tr("place"))
        self.explain_label.setText(
            self.tr("{n} to look at: an ordinary word as well. F8 goes to the next.").format(
                n=count_of(undecided, self.tr("place"))
            )
            if undecided
            else self.tr("Enter on a row goes to its next place.")
        )
        self._make_room()

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
