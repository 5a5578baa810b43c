"""What a form made of data asks for, and the fields that are made from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.presentation.widgets.text import label

ROWS: Final = 80
"""The height of a field for sentences, in pixels at 100 % text."""
FOLDER: Final = "folder"
"""The name of no field: where a file goes to is asked for last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field. ``missing`` asks for it where it must be filled; with ``choices`` (value to words) it is a list.
    The value of a choice that is none yet is empty.

    ``offers`` is a list too, in which anything else can be typed; ``None`` where there is no list.
    ``is_day`` takes a day up to today, or with ``is_ahead`` a later one too; ``is_long`` sentences. ``starts`` is what
    stands in it at first: of a list, the value.
    """

    name: str
    words: str
    missing: str = ""
    choices: Sequence[tuple[str, str]] = ()
    offers: Sequence[str] | None = None
    is_day: bool = False
    is_ahead: bool = False
    is_long: bool = False
    starts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepForm:
    """A form: what it is called, what it says, what it asks for, the words on its button, and the act it does.

    ``is_sending`` says that the act records something as sent or told: its answers are looked at once more.
    ``working`` is what an act that takes long is doing: it runs beside the window then. ``folder`` is the title under
    which a folder is asked for once all is good; its path then stands in ``texts`` under ``FOLDER``.
    """

    title: str
    explain: str
    asks: tuple[Ask, ...]
    save: str
    act: Callable[[Mapping[str, str], Mapping[str, date]], object]
    is_sending: bool = False
    working: str = ""
    folder: str = ""


def as_choices(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Values that are words, to choose from: each as it begins a line."""
    return tuple((one, f"{one[:1].upper()}{one[1:]}".replace("_", " ")) for one in values)


def keyed(words: Iterable[str]) -> list[str]:
    """The same words, no two with the same Alt key: whose letter is taken gets another free one, or none."""
    taken: set[str] = set()
    found: list[str] = []
    for text in words:
        plain = text.replace("&", "")
        own = [text.index("&")] if "&" in text else []
        starts = [one.start() for one in re.finditer(r"\b[^\W\d_]", plain)]
        places = [*own, *starts, *(place for place, letter in enumerate(plain) if letter.isalpha())]
        place = next((place for place in places if plain[place].casefold() not in taken), None)
        if place is None:
            found.append(plain)
            continue
        taken.add(plain[place].casefold())
        found.append(f"{plain[:place]}&{plain[place:]}")
    return found


class Asked:
    """The field of an ``Ask``, with its label and its error above it."""

    def __init__(self, ask: Ask, parent: QWidget) -> None:
        self.ask = ask
        self.edit = _field(ask, parent)
        self.edit.setObjectName(f"{ask.name}_{'combo' if ask.choices or ask.offers is not None else 'edit'}")
        self.edit.setAccessibleName(ask.words.replace("&", ""))
        self.error = FieldError(parent)
        self.error.setObjectName(f"{ask.name}_error")
        self.title: QLabel = label(ask.words, "bodyStrong", wraps=True)
        self.title.setBuddy(self.edit)

    def add_to(self, layout: QVBoxLayout) -> None:
        """Put label, error and field under one another."""
        one = QVBoxLayout()
        one.setSpacing(4)
        for part in (self.title, self.error, self.edit):
            one.addWidget(part)
        layout.addLayout(one)

    def text(self, faults: Faults) -> str:
        """What was typed or chosen."""
        field = self.edit
        if isinstance(field, QComboBox) and not field.isEditable():
            chosen = str(field.currentData())
            if self.ask.missing and not chosen:
                faults.found.append((self.error, field, self.ask.missing))
            return chosen
        if self.ask.missing:
            return faults.text(self.error, field, self.ask.missing)
        if isinstance(field, QComboBox):
            return field.currentText().strip()
        return field.toPlainText().strip() if isinstance(field, QPlainTextEdit) else field.text().strip()

    @property
    def is_left_out(self) -> bool:
        """Whether it is a day that need not be typed, and was not."""
        return not self.ask.missing and isinstance(self.edit, DateEdit) and not self.edit.text().strip()

    def day(self, faults: Faults, latest: date) -> date:
        """The day typed."""
        field = self.edit
        if not isinstance(field, DateEdit):
            raise TypeError(self.ask.name)
        return faults.day(self.error, field, self.ask.missing, latest=None if self.ask.is_ahead else latest)


def _field(ask: Ask, parent: QWidget) -> QComboBox | QPlainTextEdit | QLineEdit:
    if ask.choices:
        combo = QComboBox(parent)
        for value, words in ask.choices:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(ask.starts)))
        return combo
    if ask.offers is not None:
        typed = QComboBox(parent)
        typed.setEditable(True)
        typed.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        typed.addItems(list(ask.offers))
        typed.setCurrentText(ask.starts)
        return typed
    if ask.is_long:
        edit = QPlainTextEdit(parent)
        edit.setTabChangesFocus(True)
        edit.setMinimumHeight(ROWS)
        edit.setFixedHeight(round(ROWS * Theme.current().scale))
        edit.setPlainText(ask.starts)
        return edit
    line = DateEdit(parent) if ask.is_day else QLineEdit(parent)
    line.setText(ask.starts)
    return line
