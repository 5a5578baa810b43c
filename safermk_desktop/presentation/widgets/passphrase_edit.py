"""A field for a passphrase: dots until shown; it notices Caps Lock, and forgets what stands in it when left alone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

FORGET_MS: Final = 60_000
"""How long the window may be without the focus before a passphrase that stands in a field is taken away."""


class PassphraseEdit(QLineEdit):
    """``caps_noticed`` says, after a letter, whether Caps Lock seems to be on. Qt has no way to ask the keyboard."""

    caps_noticed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reveal(False)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(FORGET_MS)
        self._forget.timeout.connect(self.clear)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )

    def reveal(self, is_shown: bool) -> None:
        """Show the passphrase, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self._forget.start()
        elif event.type() == QEvent.Type.WindowActivate:
            self._forget.stop()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_noticed.emit(False)
        elif len(text) == 1 and text.isalpha():
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_noticed.emit(text.isupper() != is_shifted)
        super().keyPressEvent(event)
