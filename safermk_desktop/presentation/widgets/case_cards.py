"""Three cards of the overview of a case: its other dates, the agencies' returns, and its facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from safermk_desktop.domain.process import Duty
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.models.case_rows import duty_columns, return_columns
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.text import button, label, prose

MOST_DATES: Final = 5


class DatesCard(SectionCard):
    """The dates that the law card does not show. ``duty_activated`` carries the duty whose act is asked for."""

    duty_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Other dates"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = DataTable()
        self.table.setAccessibleName(self.tr("Other dates of the case"))
        self.table.row_activated.connect(self.duty_activated)
        self._more = label("", "small", tone="secondary")
        self._more.setContentsMargins(16, 0, 16, 0)
        self.body.addWidget(self.table)
        self.body.addWidget(self._more)

    def show_duties(self, duties: Sequence[Duty], today: date) -> None:
        """Show the first of them and count the rest; without any the card hides."""
        self.setVisible(bool(duties))
        rows = RowsModel(duty_columns(today), key=lambda duty: duty, parent=self.table)
        rows.set_rows(duties[:MOST_DATES])
        self.table.use(rows, is_fitted=True)
        more = len(duties) - MOST_DATES
        self._more.setVisible(more > 0)
        self._more.setText(self.tr("{count} more, all later").format(count=more))


class ReturnsCard(SectionCard):
    """What each agency was asked for. ``return_asked`` carries the request, or ``None`` when no row is chosen."""

    ask_asked = Signal()
    return_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Individual management reviews"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.table = DataTable()
        self.table.setAccessibleName(self.tr("Individual management reviews"))
        self.table.row_activated.connect(self.return_asked)
        self.nothing = prose("", tone="secondary")
        self.nothing.setContentsMargins(16, 0, 16, 0)
        self.ask_button = button(self.tr("Ask agency"), is_dense=True)
        self.ask_button.clicked.connect(self.ask_asked)
        self.return_button = button(self.tr("Record what came back"), is_dense=True)
        self.return_button.clicked.connect(lambda: self.return_asked.emit(self.table.current()))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 0, 16, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.ask_button)
        buttons.addWidget(self.return_button)
        buttons.addStretch(1)
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def show_requests(self, asked: Sequence[InformationRequest], today: date, *, is_open: bool) -> None:
        """Show how each return stands; a closed case offers no act."""
        rows = RowsModel(return_columns(today), key=lambda request: request.id, parent=self.table)
        rows.set_rows(asked)
        self.table.use(rows, is_fitted=True)
        self.table.setVisible(bool(asked))
        self.nothing.setVisible(not asked)
        self.nothing.show_text(self.tr("No agency was asked yet. The due date of each return is shown here."))
        self.ask_button.setVisible(is_open)
        self.return_button.setVisible(is_open and bool(asked))


class FactsCard(SectionCard):
    """Names and values of a case. ``correct_asked`` asks for the decision to be corrected."""

    correct_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Case facts"))
        self._facts: tuple[tuple[str, str], ...] = ()
        self._is_narrow = True
        self._correct = button(self.tr("Correct decision"), kind="link")
        self._correct.clicked.connect(self.correct_asked)
        self.header.addWidget(self._correct)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_facts(self, facts: Sequence[tuple[str, str]], *, may_correct: bool) -> None:
        """Show each name with its value."""
        self._facts = tuple(facts)
        self._correct.setVisible(may_correct)
        self._lay_out()

    def set_narrow(self, is_narrow: bool) -> None:
        """One under the other in a narrow card, in two columns in a wide one."""
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._lay_out()

    def _lay_out(self) -> None:
        empty(self._grid)
        half = len(self._facts) if self._is_narrow else (len(self._facts) + 1) // 2
        for at, (name, value) in enumerate(self._facts):
            side, top = 2 * (at // half), Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label(name, "small", tone="secondary"), at % half, side, top)
            self._grid.addWidget(label(value, "small", wraps=True), at % half, side + 1, top)
        self._grid.setColumnStretch(3, 0 if self._is_narrow else 1)
