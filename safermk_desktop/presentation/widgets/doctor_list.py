"""The lines of the doctor: a shape with its word, what is looked at, why, what to do, and where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import button, label, prose, rag_tag, rule

_MARK = 144


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorEntry:
    """One line. ``tone`` and ``word`` are its state; ``act`` the words of its button, empty for none."""

    id: str
    title: str
    tone: str
    word: str
    why: str
    do: str = ""
    act: str = ""


class DoctorList(QFrame):
    """``asked`` carries the id of the line whose button was pressed."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[DoctorEntry, ...] = ()
        self._buttons: dict[str, QPushButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 4)
        self._layout.setSpacing(0)
        self.setAccessibleName(self.tr("How the vault stands"))
        Theme.current().changed.connect(self._show_again)  # a method of its own ends with it, a lambda would not

    def show_entries(self, entries: Sequence[DoctorEntry]) -> None:
        """Show these lines in their order."""
        self._entries = tuple(entries)
        self._buttons.clear()
        empty(self._layout)
        for entry in entries:
            self._layout.addWidget(rule())
            self._layout.addWidget(self._line(entry))
        Theme.current().dress(self)

    def _show_again(self) -> None:
        self.show_entries(self._entries)

    def entries(self) -> tuple[DoctorEntry, ...]:
        """What is shown."""
        return self._entries

    def button_of(self, name: str) -> QPushButton | None:
        """The button of a line, ``None`` where there is nothing to press."""
        return self._buttons.get(name)

    def _line(self, entry: DoctorEntry) -> QWidget:
        line = QWidget()
        row, mark, words = QHBoxLayout(line), QWidget(), QVBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        mark.setFixedWidth(round(_MARK * Theme.current().scale))
        beside = QHBoxLayout(mark)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(rag_tag(entry.tone, entry.word), 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        words.setSpacing(4)
        words.addWidget(label(entry.title, "bodyStrong"))
        words.addWidget(prose(entry.why))
        if entry.do:
            words.addWidget(label(entry.do, "bodyStrong", tone="secondary", wraps=True))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if entry.act:
            press = self._buttons[entry.id] = button(entry.act, is_dense=True)
            press.setAccessibleDescription(entry.title)
            press.clicked.connect(lambda: self.asked.emit(entry.id))
            row.addWidget(press, 0, Qt.AlignmentFlag.AlignTop)
        line.setAccessibleName(f"{entry.title}: {entry.word}. {entry.why} {entry.do}".strip())
        return line
