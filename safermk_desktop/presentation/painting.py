"""What several painted widgets share: the shapes of RAG, tags and a line of text that ends in an ellipsis."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTextLayout,
)

from safermk_desktop.presentation.theme import Theme

RAG_WORDS: Final = MappingProxyType(
    {
        "red": "Red",
        "amber": "Amber",
        "green": "Green",
        "blue": "Complete",
        "grey": "Not started",
    }
)
"""RAG is never colour alone: each has its own shape and is followed by its word."""

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def draw_text(
    painter: QPainter,
    box: QRect,
    text: str,
    *,
    role: str = "body",
    tone: str = "text.primary",
    align: Qt.AlignmentFlag = LEFT,
    family: str = "ui",
) -> None:
    """One line of text in the colour of a token, cut with an ellipsis where it does not fit."""
    theme = Theme.current()
    font = theme.font(role, family)
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    short = QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, align, short)


def in_lines(text: str, font: QFont, width: int, lines: int) -> str:
    """The text broken into so many lines of a width in pixels, the last cut with an ellipsis where it goes on."""
    layout, found, at = QTextLayout(text, font), list[str](), 0
    layout.beginLayout()
    while len(found) < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        end = at + line.textLength()
        is_last = len(found) + 1 == lines
        rest = text[at:] if is_last else text[at:end]
        found.append(QFontMetrics(font).elidedText(rest.rstrip(), Qt.TextElideMode.ElideRight, width))
        at = end
    layout.endLayout()
    return "\n".join(found)


def draw_tag(painter: QPainter, left: float, middle: float, text: str, *, tone: str, is_raised: bool = False) -> float:
    """A tag; returns its width in pixels. On a selected row it is raised, so that it stays a shape of its own."""
    theme = Theme.current()
    height = theme.size("tag")
    box = QRectF(left, middle - height / 2, theme.width(text, "captionStrong") + 16, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("bg.surface" if is_raised else f"{tone}.soft"))
    painter.drawRoundedRect(box, theme.radius("tag"), theme.radius("tag"))
    inner = box.adjusted(8, 0, 0, 0).toRect()
    draw_text(painter, inner, text, role="captionStrong", tone=f"{tone}.text")
    return box.width()


def rag_shape(painter: QPainter, box: QRectF, tone: str) -> None:
    """Red diamond, amber triangle, green disc, blue disc with tick, grey ring."""
    theme = Theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{tone}.solid"))
    middle, half = box.center(), box.width() / 2
    if tone == "red":
        ways = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
        painter.drawPolygon(QPolygonF([middle + way for way in ways]))
    elif tone == "amber":
        ways = (QPointF(0, 0.5 - half), QPointF(half, half - 0.5), QPointF(-half, half - 0.5))
        painter.drawPolygon(QPolygonF([middle + way for way in ways]))
    elif tone == "grey":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("grey.solid"), 2))
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
    else:
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    if tone == "blue":
        _tick(painter, middle, box.width(), theme.color("bg.surface"))
    painter.restore()


def _tick(painter: QPainter, middle: QPointF, width: float, color: QColor) -> None:
    pen = QPen(color, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(middle + QPointF(-width * 0.22, width * 0.02))
    path.lineTo(middle + QPointF(-width * 0.05, width * 0.2))
    path.lineTo(middle + QPointF(width * 0.24, -width * 0.16))
    painter.drawPath(path)


def rag_pixmap(tone: str, size: int = 14) -> QPixmap:
    """A RAG shape as a picture, for labels and buttons."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    rag_shape(painter, QRectF(1, 1, size - 2, size - 2), tone)
    painter.end()
    return pixmap


def row_ring(painter: QPainter, box: QRect, *, is_first: bool, is_last: bool) -> None:
    """The part of a focused row's yellow ring that lies in one cell."""
    theme = Theme.current()
    edge, ring = theme.color("focus.edge"), theme.color("focus.ring")
    left, top, width, height = box.left(), box.top(), box.width(), box.height() - 1
    bottom = top + height
    painter.fillRect(left, top, width, 1, edge)
    painter.fillRect(left, top + 1, width, 2, ring)
    painter.fillRect(left, bottom - 1, width, 1, edge)
    painter.fillRect(left, bottom - 3, width, 2, ring)
    if is_first:
        painter.fillRect(left, top, 1, height, edge)
        painter.fillRect(left + 1, top + 1, 2, height - 2, ring)
    if is_last:
        painter.fillRect(box.right(), top, 1, height, edge)
        painter.fillRect(box.right() - 2, top + 1, 2, height - 2, ring)
