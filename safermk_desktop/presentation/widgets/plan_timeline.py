"""The target dates of open actions along the months, each with its shape and number; the table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safermk_desktop.domain.actions import RAG_WORDS
from safermk_desktop.domain.plan_view import ActionLine
from safermk_desktop.presentation.painting import draw_text, rag_shape
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import short_day

HEAD: Final = 32
LANE: Final = 26
MOST_MONTHS: Final = 18
MOST_LANES: Final = 8
GAP: Final = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """One action on the line of the months; its box in pixels."""

    line: ActionLine
    box: QRect
    words: str


class PlanTimeline(QWidget):
    """``chosen`` carries the id of the action whose mark was pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Target dates of the open actions"))
        self._lines: tuple[ActionLine, ...] = ()
        self._today = date.min
        self._months: tuple[date, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        Theme.current().changed.connect(self._place)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is drawn, by target date."""
        return self._marks

    def show_lines(self, lines: Sequence[ActionLine], today: date) -> None:
        """Show the open ones of these lines."""
        still = [line for line in lines if not line.action.is_finished]
        self._today = today
        self._lines = tuple(sorted(still, key=lambda line: (line.action.target_on, line.number)))
        self._months = _months([today, *(line.action.target_on for line in self._lines)], today)
        self.setAccessibleDescription("; ".join(_spoken(line) for line in self._lines))
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = next((mark for mark in self._marks if mark.box.contains(event.position().toPoint())), None)
        if found is not None:
            self.chosen.emit(found.line.action.id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, today = Theme.current(), self._today_box()
        for at, month in enumerate(self._months):
            left, right = self._at(month), self._at(_next(month))
            if at % 2 == 0:
                painter.fillRect(QRect(left, HEAD, right - left, self.height() - HEAD), theme.color("bg.subtle"))
            words, name = QRect(left + 8, 0, right - left - 8, HEAD), f"{month:%b %Y}"
            told = QRect(left + 8, 0, min(words.width(), round(theme.width(name, "caption"))), HEAD)
            if not told.intersects(today):  # the day says its month itself
                draw_text(painter, words, name, role="caption", tone="text.secondary")
        painter.fillRect(0, HEAD - 1, self.width(), 1, theme.color("border.default"))
        for mark in self._marks:
            _draw(painter, mark)
        self._draw_today(painter)
        painter.end()

    def _today_words(self) -> str:
        return self.tr("Today {day}").format(day=f"{self._today.day} {self._today:%b}")

    def _today_box(self) -> QRect:
        wide = round(Theme.current().width(self._today_words(), "captionStrong")) + 12
        return QRect(min(self._at(self._today), self.width() - wide), 4, wide, HEAD - 8)

    def _draw_today(self, painter: QPainter) -> None:
        theme, box = Theme.current(), self._today_box()
        painter.fillRect(self._at(self._today), 4, 2, self.height() - 4, theme.color("text.primary"))
        painter.fillRect(box, theme.color("text.primary"))
        draw_text(painter, box.adjusted(6, 0, 0, 0), self._today_words(), role="captionStrong", tone="bg.surface")

    def _place(self) -> None:
        """Each mark begins at its date, in the first lane where it has room; the last lane takes the rest."""
        theme = Theme.current()
        ends: list[int] = []
        marks: list[Mark] = []
        for line in self._lines:
            words = f"{line.number} late" if line.is_late else line.number
            wide = round(theme.width(words, "captionStrong")) + 34
            left = min(self._at(line.action.target_on), max(0, self.width() - wide))
            lane = next((at for at, end in enumerate(ends) if end + GAP <= left), len(ends))
            lane = min(lane, MOST_LANES - 1)
            ends[lane : lane + 1] = [left + wide]
            marks.append(Mark(line, QRect(left, HEAD + 4 + lane * LANE, wide, LANE - 4), words))
        self._marks = tuple(marks)
        self.setFixedHeight(HEAD + 8 + max(1, len(ends)) * LANE)
        self.update()

    def _at(self, day: date) -> int:
        if not self._months:
            return 0
        first, last = self._months[0], _next(self._months[-1])
        day = min(max(day, first), last)
        return round(self.width() * (day - first).days / (last - first).days)


def _draw(painter: QPainter, mark: Mark) -> None:
    theme, tone = Theme.current(), mark.line.rating.rag.value
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color(f"{tone}.solid"))
    painter.setBrush(theme.color(f"{tone}.soft"))
    painter.drawRoundedRect(QRectF(mark.box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius("tag"), theme.radius("tag"))
    rag_shape(painter, QRectF(mark.box.left() + 8, mark.box.center().y() - 5, 11, 11), tone)
    draw_text(painter, mark.box.adjusted(25, 0, -4, 0), mark.words, role="captionStrong", tone=f"{tone}.text")


def _spoken(line: ActionLine) -> str:
    late = ", late" if line.is_late else ""
    return f"{line.number}, {short_day(line.action.target_on)}, {RAG_WORDS[line.rating.rag]}{late}"


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _months(days: Sequence[date], today: date) -> tuple[date, ...]:
    """The months of these days, at most ``MOST_MONTHS`` with today's among them; what lies outside stands at an end."""
    first, last = min(days).replace(day=1), max(days).replace(day=1)
    found = [first]
    while found[-1] < last:
        found.append(_next(found[-1]))
    here = found.index(today.replace(day=1))
    start = max(0, min(here - 3, len(found) - MOST_MONTHS))
    return tuple(found[start : start + MOST_MONTHS])
