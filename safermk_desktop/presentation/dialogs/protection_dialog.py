"""What this app cannot protect, in plain words, before anyone trusts it."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from safermk_desktop import assets
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.widgets.text import Prose

TEXT: Final = "protection.md"
"""The section of that name of docs/threat-model.md, word for word; a test holds the two equal."""
_STRONG: Final = re.compile(r"\*\*(.+?)\*\*")


class ProtectionDialog(FormDialog):
    """Shows the text that ships with the application."""

    text_prose: Prose
    close_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("protection_dialog", parent)
        self.text_prose.show_text(protection_text())
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()


def protection_text() -> str:
    """The text without its markup: a paragraph for each point."""
    text = (assets.folder("resources") / TEXT).read_text(encoding="utf-8")
    body = text.partition("\n")[2]
    points = [" ".join(point.split()) for point in re.split(r"\n- ", "\n" + body.strip()) if point.strip()]
    return "\n\n".join(_STRONG.sub(r"\1", point) for point in points)
