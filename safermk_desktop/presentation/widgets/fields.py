"""Fields and their errors: the error stands above its field, the summary at the top links to each."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.theme import Theme, say
from safermk_desktop.presentation.widgets.text import button, glyph, label

# Written out: the calendar module follows the locale of the computer, the forms are British everywhere.
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\d{1,2}|[A-Za-z]{3,9})\.?,?[\s./-]+(\d{4}|\d{2})")


class DateRefused(ValueError):
    """What was typed is not a day. The message is the sentence for the person."""


def read_day(text: str) -> date | None:
    """A day typed the British way (3/10/2026, 3 Oct 2026); ``None`` for nothing typed. Raises ``DateRefused``."""
    plain = " ".join(text.split())
    if not plain:
        return None
    match = _DATE.fullmatch(plain)
    if match is None:
        raise DateRefused("Type the date as day, month, year, for example 3 October 2026 or 3/10/2026.")
    month = _month(match.group(2))
    year = int(match.group(3)) + (2000 if len(match.group(3)) == 2 else 0)
    if not 1900 <= year <= 2199:
        raise DateRefused("Type the year with four digits, for example 2026.")
    last = calendar.monthrange(year, month)[1]
    day = int(match.group(1))
    if not 1 <= day <= last:
        raise DateRefused(f"{_MONTHS[month - 1]} {year} has days 1 to {last}. Correct the day.")
    return date(year, month, day)


def _month(text: str) -> int:
    if text.isdigit():
        number = int(text)
        if not 1 <= number <= 12:
            raise DateRefused("The month is a number from 1 to 12. Type the day first, then the month.")
        return number
    found = [number for number, name in enumerate(_MONTHS, 1) if name.lower().startswith(text.lower())]
    if text.lower() == "sept":
        return 9
    if len(found) != 1:
        raise DateRefused(f"There is no month called {text}.")
    return found[0]


def day_text(day: date | None) -> str:
    """A day as the screens write it: 3 October 2026; empty for ``None``."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date | None) -> str:
    """A day in a table: 3 Oct 2026; empty for ``None``."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


class DateEdit(QLineEdit):
    """A typed day, day first. Leaving the field writes a good date out in full; a bad one is left as typed."""

    day_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("For example 3/10/2026"))
        self.setProperty("icon_name", "calendar")
        self.setProperty("icon_tone", "text.muted")
        self.editingFinished.connect(self._write_out)
        self.textEdited.connect(self._tell)

    def day(self) -> date | None:
        """The day typed, ``None`` for none. Raises ``DateRefused``."""
        return read_day(self.text())

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.setText(day_text(day))

    def _tell(self, _text: str) -> None:
        self.day_changed.emit()

    def _write_out(self) -> None:
        try:
            self.set_day(self.day())
        except DateRefused:
            return


class FieldError(QFrame):
    """The error above one field: how to fix it. Hidden while the field is good."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label("", "smallStrong", tone="red", wraps=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(glyph("circle-x", "red.text"), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.hide()

    def show_error(self, text: str, field: QWidget | None = None) -> None:
        """Say what is wrong and mark the field; an empty text takes both away."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if field is not None:
            say(field, invalid=bool(text))
            field.setAccessibleDescription(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()


class ErrorSummary(QFrame):
    """At the top of a form: every error as a link to its field. ``show_errors`` puts focus into the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "red")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.setSpacing(12)
        outer.addWidget(glyph("triangle-alert", "red.text", 18), 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setSpacing(4)
        self._title: QLabel = label("", "bodyStrong", tone="red")
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        inner.addWidget(self._title)
        inner.addLayout(self._links)
        outer.addLayout(inner, 1)
        self.hide()

    def show_errors(self, errors: Sequence[tuple[str, QWidget]]) -> None:
        """Each error's sentence with the field it concerns; none hides the summary."""
        empty(self._links)
        self.setVisible(bool(errors))
        if not errors:
            return
        count = len(errors)
        self._title.setText(
            self.tr("One thing to correct") if count == 1 else self.tr("%n things to correct", "", count)
        )
        for text, field in errors:
            link = button(text, kind="link")
            link.clicked.connect(field.setFocus)
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        Theme.current().dress(self)
        errors[0][1].setFocus(Qt.FocusReason.OtherFocusReason)
