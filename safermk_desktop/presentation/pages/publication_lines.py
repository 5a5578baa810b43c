"""The lines that the cards of the publication page are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from safermk_desktop.presentation.widgets.text import button, glyph, label


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence with its detail, whether it is done, and the button that does it, called ``name``."""

    text: str
    detail: str = ""
    is_done: bool = True
    button: str = ""
    name: str = ""
    act: Callable[[], None] | None = None


def state_line(line: Line) -> QWidget:
    """An icon for done or not, the sentence, and its button at the right."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    icon, tone = ("circle-check", "green.text") if line.is_done else ("circle-x", "red.text")
    row.addWidget(glyph(icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(line.text, wraps=True))
    if line.detail:
        words.addWidget(_selectable(label(line.detail, "small", tone="secondary", wraps=True)))
    row.addLayout(words, 1)
    if line.button and line.act is not None:
        do = button(line.button)
        do.setObjectName(f"{line.name}_line_button")
        do.setAccessibleDescription(line.text)
        do.clicked.connect(line.act)
        row.addWidget(do, 0, Qt.AlignmentFlag.AlignTop)
    return made


def pairs_grid(pairs: tuple[tuple[str, str], ...], *, mono: frozenset[str] = frozenset()) -> QWidget:
    """Names at the left, what they are at the right; ``mono`` names those that are digits."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(pairs):
        grid.addWidget(label(name, "small", tone="secondary"), at, 0, Qt.AlignmentFlag.AlignTop)
        told = _selectable(label(value, "small", wraps=True))
        told.setAccessibleName(f"{name}: {value}")
        if name in mono:
            told.setProperty("family", "mono")
        grid.addWidget(told, at, 1)
    return made


def _selectable(made: QLabel) -> QLabel:
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
