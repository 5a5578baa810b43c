"""The navigation rail at the left of the window: the places of the application, then Lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from safermk_desktop.presentation.theme import Theme


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
        theme = Theme.current()
        self.setFixedWidth(theme.size("rail"))
        for button in self._buttons.values():
            button.setFixedSize(QSize(theme.size("rail") - 16, round(56 * theme.scale)))
