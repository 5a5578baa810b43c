"""A message or a question: a title, a sentence, one or two buttons."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.messages import Message
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import Prose

_ICONS: Final = MappingProxyType({"red": "circle-x", "amber": "triangle-alert"})


class MessageDialog(FormDialog):
    """Shows one message and waits."""

    icon_label: QLabel
    title_label: QLabel
    message_prose: Prose
    accept_button: QPushButton
    refuse_button: QPushButton

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__("message_dialog", parent)
        self.setWindowTitle(message.title)
        self.title_label.setText(message.title)
        self.message_prose.show_text(message.text)
        self.icon_label.setProperty("icon_name", _ICONS.get(message.tone, "circle-dot"))
        self.icon_label.setProperty("icon_tone", f"{message.tone}.text")
        self.accept_button.setText(message.accept)
        self.refuse_button.setText(message.refuse)
        self.refuse_button.setVisible(bool(message.refuse))
        self.accept_button.clicked.connect(self.accept)
        self.refuse_button.clicked.connect(self.reject)
        Theme.current().dress(self)
        # A question about what cannot be undone starts on the answer that changes nothing.
        (self.refuse_button if message.refuse else self.accept_button).setFocus()
