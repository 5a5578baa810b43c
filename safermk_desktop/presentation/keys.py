"""Enter on a button that has the focus: Qt leaves it to the default button, which saves where one meant to cancel."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def pressed(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button in ``window`` that has the focus where the key is Enter; whether there was one."""
    if event.key() not in _ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    focus = window.focusWidget()
    if not isinstance(focus, QPushButton | QToolButton) or not focus.isEnabled() or not focus.isVisible():
        return False
    event.accept()
    focus.click()
    return True


class EnterPresses(QWidget):
    """A window in which Enter presses the button that has the focus, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed(self, event):
            super().keyPressEvent(event)
