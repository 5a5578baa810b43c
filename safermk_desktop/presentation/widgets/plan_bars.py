"""A picture of how actions get on, drawn as bars; the words beside it say the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safermk_desktop.domain.plan_progress import LATE, PLAIN, UNITS, Bar, Picture
from safermk_desktop.presentation.painting import draw_text, rag_shape
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.stacking import is_large

ROW: Final = 28
BAR: Final = 20
GAP: Final = 12
SHAPE: Final = 12
LEAST: Final = 96
"""The least width of the longest bar, in pixels at 100 % text."""
TONES: Final = MappingProxyType(
    {LATE: ("red.soft", "red.solid", "red.text"), PLAIN: ("accent.soft", "accent.base", "accent.text")}
)
"""Fill, edge and ink of a piece that has no rating of its own."""


class PlanBars(QWidget):
    """Draws one ``Picture``. Each bar follows its label and number; under large text it stands below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picture: Picture | None = None
        Theme.current().changed.connect(self._measure)

    def show_picture(self, picture: Picture) -> None:
        """Draw the picture and tell its words to who does not see it."""
        self._picture = picture
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.words)
        self._measure()

    def sizeHint(self) -> QSize:
        return QSize(round(360 * Theme.current().scale), self.minimumHeight())

    def pieces(self, at: int) -> tuple[QRect, ...]:
        """Where the pieces of a bar are drawn, in pixels."""
        picture = self._picture
        if picture is None:
            return ()
        box, found = self._bar_box(at), list[QRect]()
        left = float(box.left())
        for piece in picture.pieces(picture.bars[at]):
            right = left + box.width() * piece.units / UNITS
            found.append(QRect(round(left), box.top(), round(right) - round(left), box.height()))
            left = right
        return tuple(found)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        for at, bar in enumerate(self._picture.bars):
            self._draw_words(painter, at, bar)
            for piece, box in zip(self._picture.pieces(bar), self.pieces(at), strict=True):
                _draw_piece(painter, box, piece.tone, f"{piece.count:,}")
        painter.end()

    def _draw_words(self, painter: QPainter, at: int, bar: Bar) -> None:
        box, shape = self._words_box(at), self._shape_room()
        if bar.rag is not None:
            size = SHAPE * Theme.current().scale
            rag_shape(painter, QRectF(box.left(), box.center().y() - size / 2, size, size), bar.rag.value)
        count = self._count_width()
        draw_text(painter, box.adjusted(shape, 0, -count - GAP, 0), bar.label)
        draw_text(painter, QRect(box.right() - count, box.top(), count, box.height()), bar.counted, role="bodyStrong")

    def _measure(self) -> None:
        rows = len(self._picture.bars) if self._picture else 0
        self.setFixedHeight(rows * self._row())
        self.updateGeometry()
        self.update()

    def _row(self) -> int:
        return round(ROW * Theme.current().scale) * (2 if is_large() else 1)

    def _shape_room(self) -> int:
        has = self._picture is not None and any(bar.rag is not None for bar in self._picture.bars)
        return round((SHAPE + 8) * Theme.current().scale) if has else 0

    def _count_width(self) -> int:
        bars = self._picture.bars if self._picture else ()
        return max((round(Theme.current().width(bar.counted, "bodyStrong")) + 4 for bar in bars), default=0)

    def _words_width(self) -> int:
        """As wide as the longest label, and never so wide that the bars have no room."""
        theme, bars = Theme.current(), self._picture.bars if self._picture else ()
        label = max((round(theme.width(bar.label, "body")) + 4 for bar in bars), default=0)
        wanted = self._shape_room() + label + GAP + self._count_width()
        return min(wanted, self.width() - GAP - round(LEAST * theme.scale))

    def _words_box(self, at: int) -> QRect:
        wide = self.width() if is_large() else self._words_width()
        return QRect(0, at * self._row(), wide, round(ROW * Theme.current().scale))

    def _bar_box(self, at: int) -> QRect:
        height, row = round(BAR * Theme.current().scale), round(ROW * Theme.current().scale)
        if is_large():
            return QRect(0, at * self._row() + row, self.width() - 1, height)
        left = self._words_width() + GAP
        return QRect(left, at * row + (row - height) // 2, self.width() - left - 1, height)


def _draw_piece(painter: QPainter, box: QRect, tone: str, words: str) -> None:
    theme = Theme.current()
    fill, edge, ink = TONES.get(tone, (f"{tone}.soft", f"{tone}.solid", f"{tone}.text"))
    painter.setPen(theme.color(edge))
    painter.setBrush(theme.color(fill))
    painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
    if theme.width(words, "captionStrong") + 8 <= box.width():
        draw_text(painter, box.adjusted(6, 0, 0, 0), words, role="captionStrong", tone=ink)
