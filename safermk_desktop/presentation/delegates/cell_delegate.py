"""The one delegate that paints every table cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from safermk_desktop.presentation.models.cells import Cell, CellKind
from safermk_desktop.presentation.models.rows_model import CELL_ROLE
from safermk_desktop.presentation.painting import LEFT, draw_tag, draw_text, in_lines, rag_shape, row_ring
from safermk_desktop.presentation.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
FIRST_INDENT: Final = 16
INDENT: Final = 12
_APART: Final = 10
"""Pixels between a date and the days left."""
_MOST_LINES: Final = 3
_TWO_LINES: Final = frozenset({CellKind.TWO_LINE, CellKind.DUE})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell is painted and how."""

    box: QRect
    align: Qt.AlignmentFlag
    is_selected: bool


class CellDelegate(QStyledItemDelegate):
    """Background, rule, accent bar of the selected row, ring of the focused row, then the cell by its kind."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = index.data(CELL_ROLE)
        view = self.parent()
        if not isinstance(cell, Cell) or not isinstance(view, QTableView):
            return
        box: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        last = index.model().columnCount() - 1
        is_last = index.column() == last or cell.kind is CellKind.GROUP
        painter.save()
        _background(painter, box, cell, is_selected=is_selected, is_first=index.column() == 0)
        inner = box.adjusted(FIRST_INDENT if index.column() == 0 else INDENT, 0, -FIRST_INDENT if is_last else -8, -1)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        spot = Spot(box=inner, align=align if isinstance(align, Qt.AlignmentFlag) else LEFT, is_selected=is_selected)
        _PAINTERS[cell.kind](painter, spot, cell)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            row_ring(painter, box, is_first=index.column() == 0, is_last=is_last)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        cell = index.data(CELL_ROLE)
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 200
        return QSize(0, height_of(cell, width) if isinstance(cell, Cell) else Theme.current().size("row"))


def height_of(cell: Cell, width: int) -> int:
    """How tall a row must be for the cell, in a column of that width; both in pixels."""
    theme = Theme.current()
    if cell.kind is CellKind.WRAP:
        metrics = QFontMetrics(theme.font(cell.role))
        tall = cell.lines * metrics.lineSpacing() if cell.lines else _text_height(cell, max(40, width - 28))
        return max(theme.size("row"), tall + _foot_height(cell) + 20)
    if cell.kind in _TWO_LINES:
        return _stacked(cell, max(40, width - 32)).tall
    return theme.size("rowDense" if cell.kind is CellKind.GROUP else "row")


def _background(painter: QPainter, box: QRect, cell: Cell, *, is_selected: bool, is_first: bool) -> None:
    theme = Theme.current()
    plain = "bg.subtle" if cell.kind is CellKind.GROUP else "bg.surface"
    painter.fillRect(box, theme.color("bg.selected" if is_selected else plain))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("border.subtle"))
    if is_selected and is_first:
        painter.fillRect(box.left(), box.top(), 4, box.height(), theme.color("accent.base"))


def _text(painter: QPainter, spot: Spot, cell: Cell) -> None:
    draw_text(painter, spot.box, cell.text, role=cell.role, tone=cell.tone, align=spot.align)


def _wrap(painter: QPainter, spot: Spot, cell: Cell) -> None:
    theme, box = Theme.current(), spot.box.adjusted(0, 4, 0, -4)
    text = in_lines(cell.text, theme.font(cell.role), box.width(), cell.lines) if cell.lines else cell.text
    foot = _foot_height(cell)
    tall = min(_text_height(replace(cell, text=text), box.width()), box.height() - foot) if foot else box.height()
    top = box.top() + (box.height() - tall - foot) // 2
    painter.setFont(theme.font(cell.role))
    painter.setPen(theme.color(cell.tone))
    painter.drawText(QRect(box.left(), top, box.width(), tall), Qt.TextFlag.TextWordWrap | spot.align, text)
    if foot:
        _detail(painter, QRect(box.left(), top + tall, box.width(), foot), cell)


def _text_height(cell: Cell, width: int) -> int:
    metrics = QFontMetrics(Theme.current().font(cell.role))
    return metrics.boundingRect(QRect(0, 0, width, 10000), Qt.TextFlag.TextWordWrap, cell.text).height()


def _foot_height(cell: Cell) -> int:
    """What the line below wrapped text takes, where there is one."""
    return QFontMetrics(Theme.current().font("caption")).lineSpacing() + 2 if cell.sub or cell.note else 0


@dataclass(frozen=True, slots=True)
class _Stacked:
    """A cell of two lines as its column has room for it: the lines of its text, each line of detail with its note."""

    text: tuple[str, ...]
    details: tuple[tuple[str, str], ...]

    @property
    def tall(self) -> int:
        theme = Theme.current()
        more = (len(self.text) - 1) * theme.metrics("body").lineSpacing()
        return theme.size("rowTwo") + more + (len(self.details) - 1) * theme.metrics("caption").lineSpacing()


def _stacked(cell: Cell, width: int) -> _Stacked:
    """What does not fit in a line goes on in the next: a duty, its date and the days left are never cut."""
    theme = Theme.current()
    sub = theme.metrics("caption").horizontalAdvance(cell.sub)
    note = theme.metrics("captionStrong").horizontalAdvance(cell.note) + _APART if cell.note else 0
    below = _lines(cell.sub, "caption", width, _MOST_LINES - 1)
    is_beside = not cell.sub or sub + note <= width or not cell.note
    last = ((below[-1], cell.note),) if is_beside else ((below[-1], ""), ("", cell.note))
    details = (*((line, "") for line in below[:-1]), *last)
    return _Stacked(_lines(cell.text, cell.role, width), details)


def _lines(text: str, role: str, width: int, most: int = _MOST_LINES) -> tuple[str, ...]:
    theme = Theme.current()
    plain = " ".join(text.split())
    if theme.metrics(role).horizontalAdvance(plain) <= width:
        return (plain,)
    return tuple(in_lines(plain, theme.font(role), width, most).split("\n"))


def _two_line(painter: QPainter, spot: Spot, cell: Cell) -> None:
    theme, box = Theme.current(), spot.box
    shown = _stacked(cell, box.width())
    if shown.tall > box.height() + 2:  # all rows of a uniform table are as tall as its first
        shown = _Stacked((cell.text,), ((cell.sub, cell.note),))
    top = box.top() + (box.height() - shown.tall + 1) // 2 + 4
    line = theme.size("rowTwo") // 2 - 2
    for text in shown.text:
        draw_text(
            painter, QRect(box.left(), top, box.width(), line), text, role=cell.role, tone=cell.tone, align=spot.align
        )
        top += theme.metrics("body").lineSpacing()
    top += line - theme.metrics("body").lineSpacing() - 3
    for sub, note in shown.details:
        _detail(painter, QRect(box.left(), top, box.width(), line), replace(cell, sub=sub, note=note), spot.align)
        top += theme.metrics("caption").lineSpacing()


def _detail(painter: QPainter, lower: QRect, cell: Cell, align: Qt.AlignmentFlag = LEFT) -> None:
    draw_text(painter, lower, cell.sub, role="caption", tone="text.secondary", align=align)
    taken = round(Theme.current().width(cell.sub, "caption")) + _APART if cell.sub else 0
    if cell.note:
        draw_text(painter, lower.adjusted(taken, 0, 0, 0), cell.note, role="captionStrong", tone=cell.note_tone)


def _tag(painter: QPainter, spot: Spot, cell: Cell) -> None:
    draw_tag(
        painter, spot.box.left(), spot.box.center().y() + 0.5, cell.text, tone=cell.tone, is_raised=spot.is_selected
    )


def _rag(painter: QPainter, spot: Spot, cell: Cell) -> None:
    scale = Theme.current().scale
    rag_shape(painter, QRectF(spot.box.left(), spot.box.center().y() - 6 * scale, 13 * scale, 13 * scale), cell.tone)
    draw_text(
        painter, spot.box.adjusted(round(20 * scale), 0, 0, 0), cell.text, role="smallStrong", tone=f"{cell.tone}.text"
    )


def _icon(painter: QPainter, spot: Spot, cell: Cell) -> None:
    scale = Theme.current().scale
    size = round(16 * scale)
    painter.drawPixmap(
        spot.box.left(), spot.box.center().y() - size // 2 + 1, Theme.current().pixmap(cell.icon, cell.tone, size)
    )
    draw_text(painter, spot.box.adjusted(round(24 * scale), 0, 0, 0), cell.text, role=cell.role)


def _hidden(painter: QPainter, spot: Spot, cell: Cell) -> None:
    if cell.is_shown:
        draw_text(painter, spot.box, cell.text)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Theme.current().color("text.muted"))
    scale = Theme.current().scale
    for dot in range(8):
        middle = QPointF(spot.box.left() + (4 + dot * 8) * scale, spot.box.center().y() + 0.5)
        painter.drawEllipse(middle, 2.2 * scale, 2.2 * scale)


def _group(painter: QPainter, spot: Spot, cell: Cell) -> None:
    theme, scale = Theme.current(), Theme.current().scale
    left, middle, right = float(spot.box.left()), spot.box.center().y() + 0.5, spot.box.right()
    if cell.sub:
        left += draw_tag(painter, left, middle, cell.sub, tone="accent", is_raised=spot.is_selected) + 10
    for tone, count in reversed(cell.counts):
        wide = round(theme.width(str(count), "smallStrong"))
        right -= wide
        box_of_count = QRect(right, spot.box.top(), wide + 4, spot.box.height())
        draw_text(painter, box_of_count, str(count), role="smallStrong", tone=f"{tone}.text")
        rag_shape(painter, QRectF(right - 18 * scale, middle - 6 * scale, 12 * scale, 12 * scale), tone)
        right -= round(34 * scale)
    words = QRect(round(left), spot.box.top(), round(right - left - 8), spot.box.height())
    painter.setPen(QPen())
    draw_text(painter, words, cell.text, role="bodyStrong")


_Paint = Callable[[QPainter, Spot, Cell], None]
_PAINTERS: Final[MappingProxyType[CellKind, _Paint]] = MappingProxyType(
    {
        CellKind.TEXT: _text,
        CellKind.WRAP: _wrap,
        CellKind.TWO_LINE: _two_line,
        CellKind.TAG: _tag,
        CellKind.RAG: _rag,
        CellKind.DUE: _two_line,
        CellKind.ICON: _icon,
        CellKind.HIDDEN: _hidden,
        CellKind.GROUP: _group,
    }
)
