"""The process rail: the stages of a case, one under the other, as a list that the keyboard walks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from safermk_desktop.presentation.painting import row_ring
from safermk_desktop.presentation.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
_WRAPPED: Final = Qt.TextFlag.TextWordWrap


class StepState(StrEnum):
    """How a stage stands; ``BLOCKED`` is the next one behind a closed gate."""

    DONE = "done"
    CURRENT = "current"
    BLOCKED = "blocked"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage on the rail: its name, how it stands, and a line about it."""

    id: str
    name: str
    state: StepState
    line: str


class ProcessRail(QListView):
    """Shows the stages; Enter or a click on one emits ``step_activated`` with its id."""

    step_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_StepDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("rail", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Stages of the process"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.activated.connect(self._activate)
        Theme.current().changed.connect(self.scheduleDelayedItemsLayout)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the stages, in order."""
        self._steps = tuple(steps)
        model = QStandardItemModel(self)
        for step in steps:
            item = QStandardItem(step.name)
            item.setData(step, _ROLE)
            item.setData(f"{step.name}, {step.state}, {step.line}", Qt.ItemDataRole.AccessibleTextRole)
            item.setData(step.line, Qt.ItemDataRole.ToolTipRole)
            model.appendRow(item)
        self.setModel(model)

    def steps(self) -> tuple[Step, ...]:
        """What is shown."""
        return self._steps

    def _activate(self, index: QModelIndex) -> None:
        self.step_activated.emit(self._steps[index.row()].id)


class _StepDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view, step = self.parent(), index.data(_ROLE)
        if not isinstance(view, ProcessRail) or not isinstance(step, Step):
            return QSize(200, _row_height(0))
        return QSize(200, _row_height(_more(step, view.viewport().width() - _beside())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        if not isinstance(view, ProcessRail):
            return
        steps, row = view.steps(), index.row()
        step, box = steps[row], option.rect
        scale = Theme.current().scale
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(box.left() + 20 + 10 * scale, box.top() + round(22 * scale))
        if step.state is StepState.CURRENT:
            _highlight(painter, box)
        if row > 0:
            was_done = steps[row - 1].state is StepState.DONE
            _link(painter, QPointF(middle.x(), box.top()), middle - QPointF(0, 11 * scale), is_done=was_done)
        if row < len(steps) - 1:
            low = QPointF(middle.x(), box.bottom() + 1)
            _link(painter, middle + QPointF(0, 11 * scale), low, is_done=step.state is StepState.DONE)
        _mark(painter, middle, step.state)
        _words(painter, box, step)
        if view.hasFocus() and view.currentIndex().row() == row:
            row_ring(painter, box.adjusted(6, 0, -6, 0), is_first=True, is_last=True)
        painter.restore()


def _highlight(painter: QPainter, box: QRect) -> None:
    theme = Theme.current()
    path = QPainterPath()
    path.addRoundedRect(QRectF(box).adjusted(8, 2, -8, -2), theme.radius("control"), theme.radius("control"))
    painter.fillPath(path, theme.color("bg.selected"))
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(QRect(box.left() + 8, box.top(), 4, box.height()), theme.color("accent.base"))
    painter.restore()


def _link(painter: QPainter, start: QPointF, end: QPointF, *, is_done: bool) -> None:
    painter.setPen(QPen(Theme.current().color("accent.base" if is_done else "border.default"), 2))
    painter.drawLine(start, end)


def _mark(painter: QPainter, middle: QPointF, state: StepState) -> None:
    theme = Theme.current()
    pens = {
        StepState.DONE: ("accent.base", "accent.base"),
        StepState.CURRENT: ("accent.base", "bg.surface"),
        StepState.BLOCKED: ("amber.solid", "amber.soft"),
        StepState.LATER: ("border.strong", "bg.surface"),
    }
    line, inside = pens[state]
    painter.setPen(QPen(theme.color(line), 2 if state is StepState.CURRENT else 1.5))
    painter.setBrush(theme.color(inside))
    scale = theme.scale
    painter.drawEllipse(middle, 10 * scale, 10 * scale)
    corner, size = (middle - QPointF(6, 6) * scale).toPoint(), round(12 * scale)
    if state is StepState.DONE:
        painter.drawPixmap(corner, theme.pixmap("check", "text.onAccent", size))
    elif state is StepState.BLOCKED:
        painter.drawPixmap(corner, theme.pixmap("lock", "amber.text", size))
    elif state is StepState.CURRENT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent.base"))
        painter.drawEllipse(middle, 4.5 * scale, 4.5 * scale)


def _words(painter: QPainter, box: QRect, step: Step) -> None:
    theme, scale = Theme.current(), Theme.current().scale
    left, width = box.left() + _beside() - 14, box.width() - _beside()
    tall = round(20 * scale) + _beyond_first(step.name, _role(step), width)
    name = QRect(left, box.top() + round(11 * scale), width, tall)
    line = QRect(left, name.bottom() + 1, width, box.bottom() - name.bottom() - round(4 * scale))
    tone = "text.secondary" if step.state is StepState.LATER else "text.primary"
    painter.setFont(theme.font(_role(step)))
    painter.setPen(theme.color(tone))
    painter.drawText(name, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, step.name)
    tones = {StepState.BLOCKED: "amber.text", StepState.CURRENT: "accent.text"}
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.color(tones.get(step.state, "text.secondary")))
    painter.drawText(line, _WRAPPED | Qt.AlignmentFlag.AlignTop, step.line)


def _beside() -> int:
    """What mark and margins take of the width of a row, in pixels."""
    return round(46 + 20 * Theme.current().scale)


def _role(step: Step) -> str:
    return "bodyStrong" if step.state is StepState.CURRENT else "body"


def _row_height(more: int) -> int:
    return round(60 * Theme.current().scale) + more


def _more(step: Step, width: int) -> int:
    """What a name or a line of more lines than one takes beyond its first, in pixels."""
    return _beyond_first(step.name, _role(step), width) + _beyond_first(step.line, "caption", width)


def _beyond_first(text: str, role: str, width: int) -> int:
    if not text:
        return 0
    metrics = Theme.current().metrics(role)
    tall = metrics.boundingRect(QRect(0, 0, max(40, width), 1000), _WRAPPED, text).height()
    return (round(tall / metrics.lineSpacing()) - 1) * metrics.lineSpacing()
