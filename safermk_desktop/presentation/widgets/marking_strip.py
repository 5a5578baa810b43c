"""The marking: the first 24 pixels of every window and dialog, in a colour that nothing else uses."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import label

MARKING: Final = "OFFICIAL-SENSITIVE"


class MarkingStrip(QFrame):
    """The permanent marking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("marking", True)
        self._measure()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        words = label(MARKING, "captionStrong")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)
        Theme.current().changed.connect(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(Theme.current().size("strip"))
