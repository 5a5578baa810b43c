"""A small picture of how the ratings of an assessment stand and moved since the last one; its table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from safermk_desktop.presentation.painting import draw_text
from safermk_desktop.presentation.theme import Theme

ROW: Final = 22
STEP: Final = 104
WIDE: Final = 720
"""The width of the picture at 100 % text, in pixels: the longest factor stands in one line."""
DOT: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One factor: where it stood on the scale, from 0, and where it stands; ``None`` where it was not rated."""

    words: str
    was: int | None
    now: int | None


class ChangePicture(QWidget):
    """A ring is where a factor stood, a disc where it stands, the line between them the change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Moved, ...] = ()
        self._scale: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self.updateGeometry)

    def show_changes(self, rows: Sequence[Moved], scale: Sequence[str]) -> None:
        """Show the factors on a scale of words."""
        self._rows, self._scale = tuple(rows), tuple(scale)
        more = sum(one.was is not None and one.now is not None and one.now > one.was for one in rows)
        less = sum(one.was is not None and one.now is not None and one.now < one.was for one in rows)
        words = self.tr("Ratings since the last assessment: {more} higher, {less} lower, {same} the same or new")
        self.setAccessibleName(words.format(more=more, less=less, same=len(rows) - more - less))
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        scale = Theme.current().scale
        return QSize(round(WIDE * scale), round((len(self._rows) + 1) * ROW * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = Theme.current().scale
        row, step = ROW * scale, min(STEP * scale, self.width() * 0.5 / max(len(self._scale), 1))
        left = self.width() - step * len(self._scale)
        for at, words in enumerate(self._scale):
            box = QRect(round(left + at * step), 0, round(step), round(row))
            draw_text(
                painter,
                box,
                words.split()[0],
                role="caption",
                tone="text.secondary",
                align=Qt.AlignmentFlag.AlignCenter,
            )
        for at, one in enumerate(self._rows, 1):
            draw_text(painter, QRect(0, round(at * row), round(left - 8), round(row)), one.words, role="small")
            self._draw(painter, one, at=(left, (at + 0.5) * row), step=step)

    def _draw(self, painter: QPainter, one: Moved, *, at: tuple[float, float], step: float) -> None:
        theme = Theme.current()
        left, middle = at
        painter.setPen(QPen(theme.color("border.default"), 1))
        painter.drawLine(QPointF(left + step / 2, middle), QPointF(left + step * (len(self._scale) - 0.5), middle))
        places = [
            None if place is None else QPointF(left + (place + 0.5) * step, middle) for place in (one.was, one.now)
        ]
        was, now = places
        painter.setPen(QPen(theme.color("accent.base"), 2))
        if was is not None and now is not None:
            painter.drawLine(was, now)
        if was is not None:
            painter.setBrush(theme.color("bg.surface"))
            painter.drawEllipse(was, DOT, DOT)
        if now is not None:
            painter.setBrush(theme.color("accent.base"))
            painter.drawEllipse(now, DOT, DOT)
