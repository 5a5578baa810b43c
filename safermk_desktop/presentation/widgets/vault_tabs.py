"""The header of the vault's own pages: which vault, and the tabs between them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import ElidedLabel, label

_TABS: Final = (
    ("vault", "People and keys"),
    ("backups", "Backups and recovery"),
    ("doctor", "Doctor"),
    ("audit", "Audit"),
)


class VaultTabs(QFrame):
    """``asked`` carries the id of the place to go to."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        self.setProperty("edge", "bottom")
        self._here = 0
        self._line = ElidedLabel()
        self._line.setProperty("role", "small")
        self._line.setProperty("tone", "secondary")
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setProperty("role", "bodyStrong")
        self.tabs.setAccessibleName(self.tr("Parts of the vault"))
        for _place, words in _TABS:
            self.tabs.addTab(self.tr(words))
        self.tabs.currentChanged.connect(self._ask)
        head, layout = QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(12)
        head.addWidget(label(self.tr("Vault"), "h1"))
        head.addWidget(self._line, 1)
        layout.setContentsMargins(24, 12, 24, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.tabs)
        Theme.current().dress(self)

    def show_place(self, place: str, vault: str) -> None:
        """Mark the page shown; ``vault`` says which vault this is."""
        self._here = [name for name, _words in _TABS].index(place)
        self._line.show_line(vault)
        self._mark()

    def _mark(self) -> None:
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(self._here)
        self.tabs.update()

    def _ask(self, index: int) -> None:
        if 0 <= index < len(_TABS) and index != self._here:
            # The page may refuse to be left; its tab is marked until another page is shown.
            self._mark()
            self.asked.emit(_TABS[index][0])
