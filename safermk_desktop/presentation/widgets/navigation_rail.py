"""The navigation rail at the left of the window: the places of the application, then Lock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from safermk_desktop.presentation.theme import Theme

TALL: Final = 56
LOW: Final = 29
"""How tall a button is with its icon and without, in pixels at 100 % text."""


class NavigationRail(QFrame):
    """Buttons with an icon over a word. ``asked`` carries the id of the place."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        self.setProperty("edge", "right")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Places"))
        self._buttons: dict[str, QToolButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 8, 8, 8)
        self._layout.setSpacing(4)
        self._measure()
        Theme.current().changed.connect(self._measure)

    def add_places(self, places: Sequence[tuple[str, str, str]], *, at_foot: Sequence[tuple[str, str, str]]) -> None:
        """Each an id, an icon and a word; those at the foot stand apart."""
        for place in places:
            self._add(*place)
        self._layout.addStretch(1)
        for place in at_foot:
            self._add(*place)
        self._measure()

    def show_current(self, place: str) -> None:
        """Mark the place shown."""
        for name, button in self._buttons.items():
            is_current = name == place
            button.setChecked(is_current)
            button.setProperty("icon_tone", "accent.text" if is_current else "text.secondary")
            button.setProperty("role", "captionStrong" if is_current else "caption")
            if is_current or self.focusProxy() is None:
                self.setFocusProxy(button)
        Theme.current().dress(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = list(self._buttons.values())
        here = next((at for at, button in enumerate(buttons) if button.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if here is None or step is None:
            super().keyPressEvent(event)
            return
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, name: str, icon: str, word: str) -> None:
        button = QToolButton(self)
        for key, value in (("nav", True), ("icon_name", icon), ("icon_size", 20), ("role", "caption")):
            button.setProperty(key, value)
        button.setText(word)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self._ask(name))
        self._buttons[name] = button
        self._layout.addWidget(button)
        Theme.current().dress(button)

    def _ask(self, name: str) -> None:
        # A click toggles a checkable button; which one is lit is for show_current() to say.
        self._buttons[name].setChecked(not self._buttons[name].isChecked())
        self.asked.emit(name)

    def _measure(self) -> None:
        """Icon over word where there is room for all of them; in a low window under large text the words alone."""
        theme = Theme.current()
        self.setFixedWidth(theme.size("rail"))
        needed = len(self._buttons) * (round(TALL * theme.scale) + self._layout.spacing()) + 2 * 8
        is_low = self.height() < needed and theme.scale > 1
        style = Qt.ToolButtonStyle.ToolButtonTextOnly if is_low else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
            button.setFixedSize(QSize(theme.size("rail") - 16, round((LOW if is_low else TALL) * theme.scale)))
