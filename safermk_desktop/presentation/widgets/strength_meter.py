"""Under the field where a passphrase is set: how long it would take to guess. Never on the unlock screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from safermk_desktop.presentation.painting import rag_pixmap
from safermk_desktop.presentation.passphrase_strength import Strength, strength
from safermk_desktop.presentation.theme import say
from safermk_desktop.presentation.widgets.text import label

PAUSE_MS = 150
"""The estimate waits until typing pauses."""


class StrengthMeter(QFrame):
    """``watch`` the field; the sentence follows what is typed. A shape goes with the tone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = QLabel()
        self._text = label("", "small", wraps=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self._field: QLineEdit | None = None
        self._about: QLineEdit | None = None
        self._name = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.judge)
        self._show(Strength())

    def watch(self, field: QLineEdit, *, about: QLineEdit | None = None, name: str = "") -> None:
        """Follow a field; ``about`` (or ``name``) is the name of the person, which would be guessed first."""
        self._field, self._about, self._name = field, about, name
        field.textChanged.connect(self._wait)

    def judge(self) -> None:
        """Say now what the field holds."""
        if self._field is not None:
            name = self._about.text() if self._about else self._name
            self._show(strength(self._field.text(), name))

    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def _wait(self) -> None:
        self._pause.start()

    def _show(self, found: Strength) -> None:
        words = found.words or self.tr("12 to 128 characters. Four or more words that do not belong together do well.")
        self._text.setText(words)
        say(self._text, tone=found.tone or "secondary")
        self._shape.setVisible(bool(found.tone))
        if found.tone:
            self._shape.setPixmap(rag_pixmap(found.tone))
        self.setAccessibleName(words)
