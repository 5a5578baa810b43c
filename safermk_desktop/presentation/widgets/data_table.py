"""The one table view: rows as units, Enter activates, the focused row has the ring, no sideways scrolling."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from safermk_desktop.presentation.delegates.cell_delegate import FIRST_INDENT, INDENT, CellDelegate, height_of
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.painting import LEFT, draw_text
from safermk_desktop.presentation.theme import Theme

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TableHeader(QHeaderView):
    """Paints its sections itself: a header under a style sheet takes no font."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setMinimumSectionSize(24)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int, /) -> None:
        theme = Theme.current()
        model = self.model()
        painter.save()
        painter.fillRect(rect, theme.color("bg.subtle"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border.default"))
        last = self.count() - 1
        left, right = (FIRST_INDENT if section == 0 else INDENT), (FIRST_INDENT if section == last else 8)
        title = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        told = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        align = told if isinstance(told, Qt.AlignmentFlag) else LEFT
        box = rect.adjusted(left, 0, -right, 0)
        draw_text(
            painter,
            box,
            title,
            role="captionStrong",
            tone="text.secondary",
            align=align,
        )
        painter.restore()


class DataTable(QTableView):
    """Give it a ``RowsModel`` with ``use``; the signals carry the row itself."""

    row_activated = Signal(object)
    row_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: RowsModel[Any] | None = None
        self._kept: object = None
        self._is_fitted = False
        self._is_uniform = False
        self._is_fit_due = False
        self.setHorizontalHeader(TableHeader(self))
        self.horizontalHeader().sectionResized.connect(self._fit_soon)
        self.setItemDelegate(CellDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(24)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._activate)
        Theme.current().changed.connect(self._arrange)

    def use(self, rows: RowsModel[Any], *, is_fitted: bool = False, is_uniform: bool = False) -> None:
        """Show a model. A fitted table is as tall as its rows and leaves scrolling to the page.

        A uniform one has thousands of rows, all as tall as the first, and no groups: only what shows is asked for.
        """
        self._is_uniform = is_uniform
        self._rows = rows
        self._is_fitted = is_fitted
        if is_fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(rows)
        rows.modelAboutToBeReset.connect(self._keep)
        rows.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self._restore()

    def current(self) -> object | None:
        """The row that is current, ``None`` when there is none."""
        return self._rows.row_at(self.currentIndex().row()) if self._rows else None

    def choose(self, key: object) -> bool:
        """Make the row of that key current; says whether it is there."""
        position = self._rows.position_of(key) if self._rows else -1
        if position >= 0 and self._rows is not None:
            self.setCurrentIndex(self._rows.index(position, 0))
        return position >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._activate(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._rows and self._rows.rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():  # words wrap at another width, not at another height
            self._fit_when_seen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _activate(self, index: QModelIndex) -> None:
        if self._rows is not None and (row := self._rows.row_at(index.row())) is not None:
            self.row_activated.emit(row)

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if self._rows is not None:
            self.row_chosen.emit(self._rows.row_at(now.row()))

    def _keep(self) -> None:
        if self._rows is not None:
            self._kept = self._rows.key_at(self.currentIndex().row())

    def _restore(self) -> None:
        self._arrange()
        if self._kept is not None:
            self.choose(self._kept)

    def _arrange(self) -> None:
        if self._rows is None:
            return
        theme, header = Theme.current(), self.horizontalHeader()
        header.setFixedHeight(theme.size("tableHead"))
        for at, column in enumerate(self._rows.columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(at, round(column.width * theme.scale))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.clearSpans()
        for at in () if self._is_uniform else self._rows.group_rows():
            self.setSpan(at, 0, 1, len(self._rows.columns))
        self._fit_when_seen()

    def _fit_when_seen(self) -> None:
        """At once where it shows; a table on its way to the screen gets several sizes and is measured at the last."""
        if self.isVisible():
            self._fit()
        else:
            self._fit_soon()

    def _fit_soon(self) -> None:
        """Columns have other widths, which words wrap at: measure the rows once all of them have."""
        if not self._is_fit_due:
            self._is_fit_due = True
            QTimer.singleShot(0, self, self._fit_if_due)

    def _fit_if_due(self) -> None:
        if self._is_fit_due:
            self._fit()

    def _fit(self) -> None:
        self._is_fit_due = False
        if self._rows is None:
            return
        widths = {at: self.columnWidth(at) for at in range(len(self._rows.columns)) if not self.isColumnHidden(at)}
        # Asked of the rows themselves: Qt would come for every cell of a long table one by one.
        heights = [
            max((height_of(self._rows.columns[at].cell(row), width) for at, width in widths.items()), default=0)
            for row in self._rows.rows[: 1 if self._is_uniform else None]
        ]
        header = self.verticalHeader()
        if heights:
            header.setDefaultSectionSize(heights[0])
        for at, height in enumerate(heights):
            if header.sectionSize(at) != height:
                header.resizeSection(at, height)
        if self._is_fitted:
            self.setFixedHeight(self.horizontalHeader().height() + sum(heights) + 2)
