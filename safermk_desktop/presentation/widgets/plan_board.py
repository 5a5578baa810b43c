"""The board: the same actions in a column for each status, most pressing first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from safermk_desktop.domain.actions import RAG_WORDS, ActionStatus
from safermk_desktop.domain.plan_view import ActionLine, most_pressing
from safermk_desktop.presentation.models.cells import Cell, Column, wrap_cell
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.presentation.widgets.stacking import stack

STATUSES: Final = MappingProxyType(
    {
        "Not started": frozenset({ActionStatus.NOT_STARTED}),
        "In progress": frozenset({ActionStatus.IN_PROGRESS}),
        "Awaiting evidence": frozenset({ActionStatus.AWAITING_EVIDENCE}),
        "To be verified": frozenset({ActionStatus.COMPLETE_UNVERIFIED}),
        "Finished": frozenset({ActionStatus.COMPLETE_VERIFIED, ActionStatus.ABANDONED, ActionStatus.TRANSFERRED}),
    }
)


class PlanBoard(QWidget):
    """``line_chosen`` and ``line_activated`` carry the ``ActionLine``; F6 or Tab goes from column to column."""

    line_chosen = Signal(object)
    line_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.tables: dict[str, DataTable] = {}
        self._models: dict[str, RowsModel[ActionLine]] = {}
        for title in STATUSES:
            table = DataTable(self)
            table.setObjectName(f"{title.replace(' ', '_').casefold()}_table")
            table.setAccessibleName(title)
            columns = (Column(header=title, cell=_card),)
            model = RowsModel[ActionLine](columns, key=lambda line: line.action.id, parent=self)
            table.use(model, is_fitted=True)
            table.row_chosen.connect(self._say(self.line_chosen.emit))
            table.row_activated.connect(self.line_activated.emit)
            self.tables[title], self._models[title] = table, model
            layout.addWidget(table, 1, Qt.AlignmentFlag.AlignTop)

        Theme.current().changed.connect(self._stack)
        self._stack()

    def _stack(self) -> None:
        """Under large text the columns stand below one another: beside one another they are too narrow to read."""
        stack(self._row)

    def show_lines(self, lines: Sequence[ActionLine]) -> None:
        """Put each line in the column of its status."""
        ordered = most_pressing(lines)
        for title, statuses in STATUSES.items():
            here = [line for line in ordered if line.action.status in statuses]
            self._models[title].set_rows(here)
            self.tables[title].setAccessibleName(f"{title}, {len(here)}")

    def _say(self, tell: Callable[[object], None]) -> Callable[[object], None]:
        def told(row: object) -> None:
            if row is not None:
                tell(row)

        return told


def _card(line: ActionLine) -> Cell:
    card = wrap_cell(f"{line.number}  {line.action.text}\n{line.action.lead_agency}", short_day(line.action.target_on))
    return replace(card, note=RAG_WORDS[line.rating.rag], note_tone=f"{line.rating.rag.value}.text")
