"""Editing one action where it stands: its words, its lead agency, its target date. Enter saves, Esc cancels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.fields import DateEdit

TALL: Final = 52
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Edited:
    """What stands in the fields; ``target_on`` is ``None`` for an empty one."""

    text: str
    agency: str
    target_on: date | None


class RowEditor(QObject):
    """At most one row at a time. ``saved`` asks for its fields to be kept; ``ended`` says that they are gone."""

    saved = Signal()
    ended = Signal()
    typed = Signal()

    def __init__(self, table: DataTable, *, text: int, agency: int, target: int) -> None:
        super().__init__(table)
        self._table = table
        self._columns = (text, agency, target)
        self._fields: tuple[QLineEdit, QComboBox, DateEdit] | None = None
        self._began = Edited("", "", None)
        self._height = (0, 0)
        self.key: object = None

    @property
    def is_open(self) -> bool:
        """Whether a row is being edited."""
        return self._fields is not None

    @property
    def has_typed(self) -> bool:
        """Whether anything in the fields is other than it was. Raises ``DateRefused``."""
        return self._fields is not None and self.entered() != self._began

    @property
    def text_edit(self) -> QLineEdit | None:
        """The field of the words, while a row is edited."""
        return self._fields[0] if self._fields else None

    @property
    def target_edit(self) -> DateEdit | None:
        """The field of the date, while a row is edited."""
        return self._fields[2] if self._fields else None

    def begin(self, row: int, key: object, now: Edited, agencies: Sequence[str]) -> None:
        """Put fields into a row of the table, with focus in the first."""
        self.end()
        words, agency, target = QLineEdit(now.text), QComboBox(), DateEdit()
        agency.setEditable(True)
        agency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        agency.addItems(list(agencies))
        agency.setCurrentText(now.agency)
        target.set_day(now.target_on)
        for field, spoken in ((words, "Action"), (agency, "Lead agency"), (target, "Target date")):
            field.setAccessibleName(spoken)
            field.installEventFilter(self)
        words.textEdited.connect(self.typed)
        target.day_changed.connect(self.typed)
        agency.editTextChanged.connect(self.typed)
        model = self._table.model()
        for column, field in zip(self._columns, (words, agency, target), strict=True):
            self._table.setIndexWidget(model.index(row, column), field)
        header = self._table.verticalHeader()
        self._height = (row, header.sectionSize(row))
        header.resizeSection(row, max(header.sectionSize(row), round(TALL * Theme.current().scale)))
        for before, after in pairwise((words, agency, target)):
            QWidget.setTabOrder(before, after)
        self._fields, self._began, self.key = (words, agency, target), now, key
        Theme.current().dress(self._table)
        words.setFocus(Qt.FocusReason.OtherFocusReason)
        words.setCursorPosition(0)
        target.setCursorPosition(0)
        if (line := agency.lineEdit()) is not None:
            line.setCursorPosition(0)

    def entered(self) -> Edited:
        """What stands in the fields now. Raises ``DateRefused``."""
        if self._fields is None:
            return self._began
        words, agency, target = self._fields
        return Edited(words.text().strip(), agency.currentText().strip(), target.day())

    def end(self) -> None:
        """Take the fields away."""
        if self._fields is None:
            return
        fields, self._fields, self.key = self._fields, None, None
        for field in fields:
            field.removeEventFilter(self)
            field.hide()
            field.deleteLater()  # the table lets go of it
        row, tall = self._height
        self._table.verticalHeader().resizeSection(row, tall)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._fields is not None:
            if event.key() in _ENTER:
                self.saved.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                return True
        return super().eventFilter(watched, event)
