"""One table model for every table: frozen rows, columns as data. It holds no widget, icon or theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from safermk_desktop.presentation.models.cells import Cell, CellKind, Column, Row

_Index = QModelIndex | QPersistentModelIndex
CELL_ROLE: Final = Qt.ItemDataRole.UserRole
_WORDS: Final = frozenset({Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows of one frozen type under columns. ``key`` tells one row from another when the rows are given anew."""

    def __init__(
        self, columns: Sequence[Column[Row]], *, key: Callable[[Row], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: tuple[Row, ...] = ()

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns, in order."""
        return self._columns

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in order."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows. A table keeps its row when one with the same key is there."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, position: int) -> Row | None:
        """The row at a position, ``None`` outside."""
        return self._rows[position] if 0 <= position < len(self._rows) else None

    def key_at(self, position: int) -> object:
        """The key of the row at a position, ``None`` outside."""
        row = self.row_at(position)
        return None if row is None else self._key(row)

    def position_of(self, key: object) -> int:
        """Where the row of that key is, -1 when it is not there."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    def cell(self, index: _Index) -> Cell:
        """The cell at an index."""
        return self._columns[index.column()].cell(self._rows[index.row()])

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        cell = self.cell(index)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(index.column())
        return cell.words() if role in _WORDS else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(section)
        return self._columns[section].header if role == Qt.ItemDataRole.DisplayRole else None

    def group_rows(self) -> tuple[int, ...]:
        """The positions of rows that span all columns."""
        first = self._columns[0].cell
        return tuple(at for at, row in enumerate(self._rows) if first(row).kind is CellKind.GROUP)

    def _align(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._columns[column].is_right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
