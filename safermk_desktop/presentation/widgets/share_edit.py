"""A field for the 33 words of a recovery sheet, typed or pasted: it says at once what is wrong with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services.shares import WORDS, ShareReading, read_share

_TALL = 84


class ShareEdit(QPlainTextEdit):
    """``was_read`` carries the ``ShareReading`` of what stands in the field."""

    was_read = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: FieldError | None = None
        self.setTabChangesFocus(True)
        self.setPlaceholderText(self.tr("Type or paste the words in their order, with a space after each"))
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase)
        self.setUndoRedoEnabled(False)
        self.textChanged.connect(self._judge)
        self._measure()
        Theme.current().changed.connect(self._measure)

    def tell_at(self, error: FieldError) -> None:
        """Where the sentence about the words stands."""
        self._error = error

    def reading(self) -> ShareReading:
        """What stands in the field."""
        return read_share(self.toPlainText())

    def fault(self) -> str:
        """What keeps the words from being one whole sheet, as a sentence; empty for none."""
        found = read_share(self.toPlainText() + " ")
        if found.fault or found.is_complete:
            return found.fault
        if not found.words:
            return self.tr("Type the {n} words of a sheet.").format(n=WORDS)
        return self.tr("There are {found} words; a sheet has {n}.").format(found=found.words, n=WORDS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._error is not None and self.toPlainText().strip():
            self._error.show_error(self.fault(), self)

    def _judge(self) -> None:
        found = self.reading()
        if self._error is not None:
            self._error.show_error(found.fault, self)
        self.was_read.emit(found)

    def _measure(self) -> None:
        self.setFixedHeight(round(_TALL * Theme.current().scale))
