"""A card with names and values, a table under them where there is one, and the buttons of what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.models.cells import Column, text_cell
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.text import button, label, prose

_NO_COLUMNS: Final = (Column[Any](header="", cell=lambda _row: text_cell("")),)

LEAST: Final = 168
"""The least width of the column that takes the rest, in pixels at 100 % text."""


class LinesCard(SectionCard):
    """``act_asked`` carries the act of a button, ``row_activated`` the row that Enter was pressed on."""

    act_asked = Signal(str)
    row_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._columns: tuple[Column[Any], ...] = _NO_COLUMNS
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self._nothing = prose("", tone="secondary")
        self._nothing.setContentsMargins(16, 0, 16, 0)
        self._lines_widget = QWidget(self)
        self._grid = QGridLayout(self._lines_widget)
        self._grid.setContentsMargins(16, 0, 16, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.table = DataTable(self)
        self.table.row_activated.connect(self.row_activated)
        self.show_rows("", (), (), key=lambda row: row)
        self._extra_widget = QWidget(self)
        self._extra = QVBoxLayout(self._extra_widget)
        self._extra.setContentsMargins(16, 0, 16, 0)
        self._extra_widget.hide()
        self._acts_widget = QWidget(self)
        self._acts = FlowLayout(self._acts_widget)
        self._acts_widget.setContentsMargins(16, 0, 16, 0)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._lines_widget)
        self.body.addWidget(self._extra_widget)
        self.body.addWidget(self.table)
        self.body.addWidget(self._acts_widget)
        self.show_lines(())
        self.show_acts(())

    def put_extra(self, widget: QWidget) -> None:
        """Put a widget, such as a picture, between the lines and the table."""
        self._extra.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self._extra_widget.show()

    def show_lines(self, lines: Sequence[tuple[str, str]], *, nothing: str = "") -> None:
        """Show each name with its value, those that have one; ``nothing`` is said where there is none."""
        shown = [(name, value) for name, value in lines if value]
        empty(self._grid)
        for at, (name, value) in enumerate(shown):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label(name, "small", tone="secondary", wraps=True), at, 0, top)
            self._grid.addWidget(label(value, "small", wraps=True), at, 1, top)
        self._lines_widget.setVisible(bool(shown))
        self._nothing.show_text(nothing)
        self._nothing.setVisible(bool(nothing) and not shown)

    def show_rows(
        self, name: str, columns: Sequence[Column[Any]], rows: Sequence[Any], *, key: Callable[[Any], object]
    ) -> None:
        """Show a table under the lines; without rows it hides."""
        self.table.setAccessibleName(name)
        self.table.setVisible(bool(rows))
        self._columns = tuple(columns) if rows else _NO_COLUMNS
        model = RowsModel(self._columns, key=key, parent=self.table)
        model.set_rows(rows)
        self.table.use(model, is_fitted=True)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The last columns make room where the one that takes the rest would be too narrow to be read."""
        scale = Theme.current().scale
        room, used = self.width() - LEAST * scale, 0.0
        for at, column in enumerate(self._columns):
            used += column.width * scale
            self.table.setColumnHidden(at, at > 0 and column.width > 0 and used > room)

    def show_acts(self, acts: Sequence[tuple[str, str]], *, primary: str = "") -> None:
        """Show a button for each act with its words."""
        empty(self._acts)
        for act, words in acts:
            made = button(words, kind="primary" if act == primary else "secondary", is_dense=True)
            made.setProperty("act", act)
            made.clicked.connect(lambda _checked=False, act=act: self.act_asked.emit(act))
            self._acts.addWidget(made)
        self._acts_widget.setVisible(bool(acts))
