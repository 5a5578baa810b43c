"""What the three cards of the publication page share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.text import Tag


class PublicationCard(QFrame):
    """A card with its standing and the reason why its buttons are closed. ``asked`` carries the act asked for."""

    standing_tag: Tag
    reason_icon_label: QLabel
    reason_label: QLabel

    asked = Signal(str)

    def __init__(self, form: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        fill(self, form)

    def wrap(self, buttons: QHBoxLayout, *acts: QPushButton) -> None:
        """Let the buttons of a row go on in the next line where large text leaves no room for all."""
        row = FlowLayout()
        for act in acts:
            buttons.removeWidget(act)
            row.addWidget(act)
        while buttons.count():
            buttons.takeAt(0)
        buttons.addLayout(row)

    def asks(self, act: str) -> Callable[[], None]:
        """Something to connect a click to that asks for ``act``."""
        return lambda: self.asked.emit(act)

    def show_reason(self, text: str) -> None:
        """Say why buttons are closed; nothing hides the line."""
        self.reason_label.setText(text)
        self.reason_label.setVisible(bool(text))
        self.reason_icon_label.setVisible(bool(text))
