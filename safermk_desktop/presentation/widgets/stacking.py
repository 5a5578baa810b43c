"""Rows that become columns where the text is so large that a row no longer fits the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QBoxLayout

from safermk_desktop.presentation.theme import Theme

LARGE: Final = 1.5
"""From this text size on rows are stacked."""


def is_large() -> bool:
    """Whether the text is shown so large that rows are stacked."""
    return Theme.current().scale >= LARGE


def stack(*rows: QBoxLayout) -> None:
    """Lay these rows out from top to bottom under large text, from left to right otherwise."""
    way = QBoxLayout.Direction.TopToBottom if is_large() else QBoxLayout.Direction.LeftToRight
    for row in rows:
        row.setDirection(way)
