"""Organisations offered in a field as they existed on the day in another; anything else can be typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QObject, QSignalBlocker, QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from safermk_desktop.presentation.widgets.fields import DateEdit, DateRefused
from safermk_desktop.services import organisations
from safermk_desktop.services.session import Session


class OfferedOrganisations(QObject):
    """``before`` are names that come first, as the case has them; ``without`` are not offered."""

    def __init__(
        self,
        session: Session,
        field: QLineEdit | QComboBox,
        day: DateEdit,
        *,
        before: Iterable[str] = (),
        without: Iterable[str] = (),
    ) -> None:
        super().__init__(field)
        self._directory = organisations.directory(session)
        self._today = session.clock.today()
        self._field, self._day = field, day
        self._before, self._without = tuple(before), frozenset(without)
        self._names = QStringListModel(self)
        if isinstance(field, QLineEdit):
            completer = QCompleter(self._names, field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)
        day.textChanged.connect(self._offer)
        self._offer()

    @property
    def names(self) -> list[str]:
        """What is offered now."""
        return self._names.stringList()

    def _offer(self) -> None:
        on = self._on()
        # A successor is offered in place of what the case knew under its earlier name.
        known = {one.name for one in self._directory.organisations}
        there = [one.name for one in self._directory.on(on)]
        first = [name for name in self._before if name not in known or name in there]
        names = [name for name in dict.fromkeys([*first, *there]) if name and name not in self._without]
        self._names.setStringList(names)
        if isinstance(self._field, QComboBox):
            typed = self._field.currentText()
            with QSignalBlocker(self._field):
                self._field.clear()
                self._field.addItems(names)
                self._field.setCurrentText(typed)

    def _on(self) -> date:
        try:
            return self._day.day() or self._today
        except DateRefused:
            return self._today
