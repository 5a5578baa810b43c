"""The buttons in the head of a card: beside its title, or under it in as many lines as they need under large text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.stacking import is_large


class HeadActs(QObject):
    """``head`` is the row with the title in ``card``; the buttons stand at its end in their order."""

    def __init__(self, card: QVBoxLayout, head: QHBoxLayout, buttons: Sequence[QPushButton]) -> None:
        super().__init__(buttons[0].parentWidget())
        self._head, self._buttons = head, tuple(buttons)
        self._line = QWidget(buttons[0].parentWidget())
        self._flow = FlowLayout(self._line)
        margins = head.contentsMargins()
        self._flow.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setContentsMargins(margins.left(), 0, margins.right(), 0)
        row.addWidget(self._line)
        card.insertLayout(card.indexOf(head) + 1, row)
        self._is_under = False
        self._line.hide()
        Theme.current().changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        if is_large() == self._is_under:
            return
        self._is_under = is_large()
        for button in self._buttons:
            (self._head if self._is_under else self._flow).removeWidget(button)
            (self._flow if self._is_under else self._head).addWidget(button)
        self._line.setVisible(self._is_under)
