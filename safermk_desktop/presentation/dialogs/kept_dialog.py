"""What stays in the papers of a case, to be read and to be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from safermk_desktop.domain.identities import FindingDecision
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.models.cells import Cell, Column, tag_cell, two_line_cell
from safermk_desktop.presentation.models.group_rows import KINDS
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import ErrorSummary, short_day
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import kept_phrases
from safermk_desktop.services.kept_phrases import Kept

_STATE: Final = 152


class KeptDialog(FormDialog):
    """Delete takes the chosen one back, Ctrl+Z keeps it again; ``changed`` comes after each."""

    explain_prose: Prose
    error_summary: ErrorSummary
    kept_empty: EmptyState
    kept_table: DataTable
    state_label: QLabel
    undo_button: QPushButton
    take_button: QPushButton
    close_button: QPushButton

    changed = Signal()

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget, *, may_change: bool) -> None:
        super().__init__("kept_dialog", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What stays"))
        self._context, self._case_id, self._may_change = context, case_id, may_change
        self._gone: list[Kept] = []
        self._rows = RowsModel(_COLUMNS, key=lambda row: row.key, parent=self)
        self.kept_table.use(self._rows)
        self.explain_prose.show_text(
            self.tr(
                "These words and phrases stay as they are in every paper of the case, until a name of the register "
                "stands in them. What is taken back is to be decided on again."
            )
        )
        self.kept_empty.show_empty(self.tr("Nothing stays by decision in this case."))
        self.take_button.clicked.connect(self.take_back)
        self.undo_button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.accept)
        for keys, widget, act in (("Del", self.kept_table, self.take_back), ("Ctrl+Z", self, self.undo)):
            QShortcut(
                QKeySequence(keys), widget, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            ).activated.connect(act)
        self._show()
        self.kept_table.setFocus()

    def take_back(self) -> None:
        """Let the chosen one stay no longer."""
        kept = self.kept_table.current()
        if not isinstance(kept, Kept) or not self._may_change:
            return
        if self._act(lambda: kept_phrases.let_go(self._context.session, self._case_id, kept)):
            self._gone.append(kept)
            self._tell(self.tr("Taken back: {what}. Undo keeps it again.").format(what=kept.phrases[0]))

    def undo(self) -> None:
        """Keep again what was last taken back here."""
        if not self._gone:
            return
        kept = self._gone[-1]
        if self._act(lambda: kept_phrases.keep_again(self._context.session, self._case_id, kept)):
            self._gone.pop()
            self._tell(self.tr("Stays again: {what}.").format(what=kept.phrases[0]))

    def _act(self, act: Callable[[], None]) -> bool:
        self.error_summary.show_errors([])
        try:
            act()
        except SafermkError as error:
            self.error_summary.show_errors([(error.sentences(), self.kept_table)])
            return False
        return True

    def _tell(self, text: str) -> None:
        self._show()
        self.state_label.setText(text)
        self.changed.emit()

    def _show(self) -> None:
        listed = kept_phrases.kept_phrases(self._context.session, self._case_id)
        self._rows.set_rows(listed)
        self.kept_table.setVisible(bool(listed))
        self.kept_empty.setVisible(not listed)
        if listed and self.kept_table.current() is None:
            self.kept_table.choose(listed[0].key)
        self.take_button.setVisible(self._may_change)
        self.undo_button.setVisible(self._may_change)
        self.take_button.setEnabled(bool(listed))
        self.undo_button.setEnabled(bool(self._gone))


def _what(row: Kept) -> Cell:
    return two_line_cell("; ".join(row.phrases), _who(row.decision))


def _who(decision: FindingDecision | None) -> str:
    if decision is None:
        return "From the register file of the case"
    return f"{KINDS[decision.kind]}, {decision.decided_by}, {short_day(decision.decided_on)}"


def _state(row: Kept) -> Cell:
    return tag_cell("Stays", "blue") if row.stands else tag_cell("Replaced since", "amber")


_COLUMNS: Final[tuple[Column[Kept], ...]] = (
    Column(header="What stays", cell=_what),
    Column(header="State", cell=_state, width=_STATE),
)
