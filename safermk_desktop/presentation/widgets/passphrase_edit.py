"""A field for a passphrase: dots until shown, and it notices Caps Lock from what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class PassphraseEdit(QLineEdit):
    """``caps_noticed`` says, after a letter, whether Caps Lock seems to be on. Qt has no way to ask the keyboard."""

    caps_noticed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reveal(False)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )

    def reveal(self, is_shown: bool) -> None:
        """Show the passphrase, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_noticed.emit(False)
        elif len(text) == 1 and text.isalpha():
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_noticed.emit(text.isupper() != is_shifted)
        super().keyPressEvent(event)
