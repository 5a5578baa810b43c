"""The header of a case: where it lies, its title, at most three tags, a line about it, and the tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import ElidedLabel, button, glyph, label, rag_tag, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeading:
    """What the header says. ``tags`` are words with their tones; ``rag`` is a tone, empty for none."""

    reference: str
    title: str
    tags: tuple[tuple[str, str], ...] = ()
    rag: str = ""
    rag_word: str = ""
    line: str = ""


class CaseHeader(QFrame):
    """Breadcrumb, title row and tabs. ``tab_asked`` carries the id of a tab."""

    tab_asked = Signal(str)
    cases_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        self.setProperty("edge", "bottom")
        self._ids: tuple[str, ...] = ()
        self._cases = button(self.tr("Cases"), kind="link")
        self._cases.setProperty("role", "small")
        self._cases.clicked.connect(self.cases_asked)
        self._reference = label("", "small", tone="secondary")
        self._title = label("", "h1")
        self._line = ElidedLabel()
        self._line.setProperty("role", "small")
        self._line.setProperty("tone", "secondary")
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tags = QHBoxLayout()
        self._tags.setSpacing(8)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setProperty("role", "bodyStrong")
        self.tabs.setAccessibleName(self.tr("Parts of the case"))
        self.tabs.currentChanged.connect(self._ask)
        self._lay_out()
        Theme.current().dress(self)
        self._measure()
        Theme.current().changed.connect(self._measure)

    def add_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Each an id and its words, in order."""
        self._ids = tuple(name for name, _words in tabs)
        with QSignalBlocker(self.tabs):
            for _name, words in tabs:
                self.tabs.addTab(words)

    def show_heading(self, heading: CaseHeading) -> None:
        """Show which case this is."""
        self._reference.setText(heading.reference)
        self._title.setText(heading.title)
        self._line.show_line(heading.line)
        empty(self._tags)
        for words, tone in heading.tags[:3]:
            self._tags.addWidget(tag(words, tone))
        if heading.rag:
            self._tags.addWidget(rag_tag(heading.rag, heading.rag_word))

    def show_tab(self, name: str) -> None:
        """Mark the tab shown."""
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(self._ids.index(name))
        self.tabs.update()

    def _lay_out(self) -> None:
        crumb, head = QHBoxLayout(), QHBoxLayout()
        crumb.setSpacing(4)
        for part in (self._cases, glyph("chevron-right", "text.muted", 14), self._reference):
            crumb.addWidget(part)
        crumb.addStretch(1)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addLayout(self._tags)
        head.addWidget(self._line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 0)
        layout.setSpacing(0)
        layout.addLayout(crumb)
        layout.addStretch(1)
        layout.addLayout(head)
        layout.addStretch(1)
        layout.addWidget(self.tabs)

    def _measure(self) -> None:
        self.setFixedHeight(Theme.current().size("caseHeader"))

    def _ask(self, index: int) -> None:
        if 0 <= index < len(self._ids):
            self.tab_asked.emit(self._ids[index])
