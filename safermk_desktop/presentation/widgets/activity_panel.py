"""The activity column of a case: what was done, by whom and when, newest first, and the field for a file note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import FieldError, day_text
from safermk_desktop.presentation.widgets.text import button, glyph, label, rule

FIRST: Final = 24
"""How many entries are shown before "Show earlier entries" is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityEntry:
    """One act: an icon, its words, the day, the time of day and who did it. ``note`` is shown when asked for.

    ``note_id`` is that of a file note, which can be corrected by a further one.
    """

    icon: str
    words: str
    on: date
    time: str
    who: str
    note: str = ""
    note_id: str = ""


class ActivityPanel(QFrame):
    """``note_added`` carries the text of a file note; ``note_asked`` the entry whose note is to be read.

    ``correction_asked`` carries the act that corrects a file note: ``correct_note:`` and the id of the note.
    """

    note_added = Signal(str)
    note_asked = Signal(object)
    correction_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        self.setProperty("edge", "left")
        self._entries: tuple[ActivityEntry, ...] = ()
        self._today = date.min
        self._shown = FIRST
        self._count = label("", "small", tone="secondary")
        self.list_area = QScrollArea()
        self.list_area.setWidgetResizable(True)
        self.list_area.setFrameShape(QFrame.Shape.NoFrame)
        self.list_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_area.setAccessibleName(self.tr("Activity on the case"))
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(16, 12, 16, 12)
        self._list.setSpacing(8)
        self.list_area.setWidget(inner)
        self.list_area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.note_error = FieldError()
        self.note_edit = QLineEdit()
        self.note_edit.setPlaceholderText(self.tr("Add a file note"))
        self.note_edit.setAccessibleName(self.tr("File note"))
        self.note_edit.returnPressed.connect(self._add)
        self.add_button = button(self.tr("Add"))
        self.add_button.setAccessibleName(self.tr("Add the file note"))
        self.add_button.clicked.connect(self._add)
        self._lay_out()

    def show_entries(self, entries: Sequence[ActivityEntry], today: date) -> None:
        """Show the acts, newest first."""
        self._entries, self._today = tuple(entries), today
        self._fill()

    def clear_note(self) -> None:
        """Empty the field once the note is kept; until then what was typed stays."""
        self.note_edit.clear()
        self.note_error.show_error("", self.note_edit)

    def start_again(self) -> None:
        """Another case: the newest entries, an empty field."""
        self._shown = FIRST
        self.clear_note()
        self.list_area.verticalScrollBar().setValue(0)

    def words(self) -> list[str]:
        """The words of the entries shown, in order."""
        return [entry.words for entry in self._entries[: self._shown]]

    def _lay_out(self) -> None:
        head, foot, field = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        head.setContentsMargins(16, 16, 16, 12)
        head.setSpacing(0)
        head.addWidget(label(self.tr("Activity"), "h3"))
        head.addWidget(self._count)
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(4)
        foot.addWidget(self.note_error)
        field.setSpacing(8)
        field.addWidget(self.note_edit, 1)
        field.addWidget(self.add_button)
        foot.addLayout(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.list_area, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)

    def _fill(self) -> None:
        empty(self._list)
        count = len(self._entries)
        self._count.setText(
            self.tr("1 entry in the log") if count == 1 else self.tr("%n entries in the log", "", count)
        )
        day: date | None = None
        for entry in self._entries[: self._shown]:
            if entry.on != day:
                day = entry.on
                self._list.addWidget(label(self._heading(day), "smallStrong", tone="secondary"))
            self._list.addLayout(self._line(entry))
        if count > self._shown:
            more = button(self.tr("Show earlier entries"), kind="link")
            more.clicked.connect(self._show_more)
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.addStretch(1)
        Theme.current().dress(self)

    def _line(self, entry: ActivityEntry) -> QHBoxLayout:
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(8)
        words.setSpacing(0)
        row.addWidget(glyph(entry.icon), 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(label(entry.words, "small", wraps=True))
        words.addWidget(label(f"{entry.time}, {entry.who}", "caption", tone="secondary", wraps=True))
        if entry.note:
            read = button(self.tr("Read the note"), kind="link")
            read.setProperty("role", "caption")
            read.setAccessibleDescription(entry.words)
            read.clicked.connect(lambda: self.note_asked.emit(entry))
            links = QHBoxLayout()
            links.setSpacing(12)
            links.addWidget(read)
            if entry.note_id:
                links.addWidget(self._correct(entry))
            links.addStretch(1)
            words.addLayout(links)
        row.addLayout(words, 1)
        return row

    def _correct(self, entry: ActivityEntry) -> QPushButton:
        correct = button(self.tr("Correct"), kind="link")
        correct.setProperty("role", "caption")
        correct.setAccessibleName(self.tr("Correct the file note"))
        correct.setAccessibleDescription(entry.words)
        correct.clicked.connect(lambda: self.correction_asked.emit(f"correct_note:{entry.note_id}"))
        return correct

    def _heading(self, day: date) -> str:
        if day == self._today:
            return self.tr("Today")
        if day == self._today - timedelta(days=1):
            return self.tr("Yesterday")
        return day_text(day)

    def _show_more(self) -> None:
        self._shown += FIRST * 4
        self._fill()

    def _add(self) -> None:
        text = self.note_edit.text().strip()
        if not text:
            self.note_error.show_error(self.tr("Type the note first."), self.note_edit)
            self.note_edit.setFocus()
            return
        self.note_error.show_error("", self.note_edit)
        self.note_added.emit(text)
