"""A banner: an icon, one sentence, one action, at times another. Under the title of a page; it does not time out."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from safermk_desktop.presentation.theme import Theme, say
from safermk_desktop.presentation.widgets.stacking import stack
from safermk_desktop.presentation.widgets.text import button, glyph, label

_ICONS: Final = MappingProxyType(
    {
        "red": "triangle-alert",
        "amber": "triangle-alert",
        "green": "circle-check",
        "blue": "circle-dot",
    }
)


class Banner(QFrame):
    """Red: late or failed. Amber: attention. Blue: information. Green: done. Hidden until it has something to say."""

    asked = Signal()
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = glyph("circle-dot", size=18)
        self._text = label("", wraps=True)
        self._button = button("", kind="ghost")
        self._button.clicked.connect(self.asked)
        self._other = button("", kind="ghost")
        self._other.clicked.connect(self.other_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        # Under large text what can be done stands below the sentence: beside it there is no room for both.
        self._words, acts = QHBoxLayout(), QHBoxLayout()
        self._words.setSpacing(12)
        self._words.addWidget(self._text, 1)
        acts.setSpacing(12)
        acts.addWidget(self._button)
        acts.addWidget(self._other)
        acts.addStretch(0)
        self._words.addLayout(acts)
        layout.addLayout(self._words, 1)
        Theme.current().changed.connect(self._arrange)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        stack(self._words)

    def show_banner(self, tone: str, text: str, *, action: str = "", other: str = "", icon: str = "") -> None:
        """Say one sentence in a tone, with an action whose click emits ``asked``, ``other`` for ``other_asked``."""
        self._icon.setProperty("icon_name", icon or _ICONS[tone])
        self._icon.setProperty("icon_tone", f"{tone}.text")
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._other.setText(other)
        self._other.setVisible(bool(other))
        say(self._text, tone=tone)
        say(self, banner=tone)
        Theme.current().dress(self)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()
