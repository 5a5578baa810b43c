"""An empty state: a sentence that says what belongs here, and one button, where the first row would be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import button, prose


class EmptyState(QFrame):
    """Left-aligned, no picture."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = prose("", tone="secondary")
        self._button = button("")
        self._button.clicked.connect(self.asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._text)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._button.hide()
        self.setFocusProxy(self._button)

    def show_empty(self, text: str, *, action: str = "", icon: str = "") -> None:
        """Say what belongs here; the button's click emits ``asked``."""
        self._text.show_text(text)
        self._button.setText(action)
        self._button.setProperty("icon_name", icon)
        self._button.setVisible(bool(action))
        Theme.current().dress(self)
