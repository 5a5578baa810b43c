"""Lists for a meeting that is run by keyboard alone: a number picks, Space changes how one stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from safermk_desktop.presentation.theme import Theme

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ROLE: Final = Qt.ItemDataRole.UserRole
LINE: Final = 26
LEAST: Final = 160


class ShortList(QListWidget):
    """As tall as its lines; it never scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        tall = self.sizeHintForRow(0) if self.count() else round(LINE * Theme.current().scale)
        return QSize(LEAST, max(1, self.count()) * tall + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self.updateGeometry()


class PickList(ShortList):
    """One of a few: its number, Enter, Space or a click picks it. ``picked`` carries its place from 0."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = -1
        self.itemClicked.connect(self._pick_clicked)

    def show_choices(self, words: Sequence[str]) -> None:
        """Show what can be picked; none is picked yet."""
        self.chosen = -1
        self.clear()
        for number, text in enumerate(words, 1):
            self.addItem(QListWidgetItem(f"{number}   {text}"))
        self.setCurrentRow(-1)
        self.updateGeometry()

    def pick(self, place: int) -> None:
        """Pick the one at a place; outside of the list nothing happens."""
        if 0 <= place < self.count():
            self.choose(place)
            self.picked.emit(place)

    def _pick_clicked(self, item: QListWidgetItem) -> None:
        self.pick(self.row(item))

    def choose(self, place: int) -> None:
        """Show the one at a place as picked, without telling."""
        if 0 <= place < self.count():
            self.chosen = place
            self.setCurrentRow(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pick(int(event.text()) - 1)
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in {*_ENTER, Qt.Key.Key_Space}:
            self.pick(max(0, self.currentRow()))
        else:
            super().keyPressEvent(event)


class StandList(ShortList):
    """Each line stands in one of a few ways: Space takes the next, a letter sets all. ``stood`` tells of a change.

    ``all_by`` is the letter that sets every line, ``settled`` tells that it was pressed, or Enter.
    """

    stood = Signal()
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways: Mapping[str, str] = MappingProxyType({})
        self.all_by: tuple[str, str] = ("", "")
        self.itemDoubleClicked.connect(self._turn)

    def show_lines(self, lines: Sequence[tuple[str, str, str]], ways: Mapping[str, str]) -> None:
        """Each line's key, its words, and the way it stands; ``ways`` are the ways with their words, in turn."""
        self._ways = MappingProxyType(dict(ways))
        self.clear()
        for key, words, way in lines:
            item = QListWidgetItem()
            item.setData(_ROLE, (key, words, way))
            self.addItem(item)
            self._write(item)
        self.setCurrentRow(0 if lines else -1)
        self.updateGeometry()

    def standing(self) -> dict[str, str]:
        """How each line stands, by its key."""
        return {key: way for key, _words, way in self._lines()}

    def set_all(self, way: str) -> None:
        """Make every line stand in one way."""
        for at, (key, words, _way) in enumerate(self._lines()):
            self.item(at).setData(_ROLE, (key, words, way))
            self._write(self.item(at))
        self.stood.emit()

    def set_one(self, key: str, way: str) -> None:
        """Make one line stand in a way."""
        for at, (held, words, _way) in enumerate(self._lines()):
            if held == key and way in self._ways:
                self.item(at).setData(_ROLE, (key, words, way))
                self._write(self.item(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter, way = self.all_by
        is_plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        if is_plain and event.key() == Qt.Key.Key_Space:
            self._turn()
        elif is_plain and letter and event.text().casefold() == letter:
            self.set_all(way)
            self.settled.emit()
        elif is_plain and event.key() in _ENTER:
            self.settled.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self, _item: QListWidgetItem | None = None) -> None:
        if self.currentRow() < 0:
            return
        item = self.currentItem()
        key, words, way = item.data(_ROLE)
        ways = list(self._ways)
        item.setData(_ROLE, (key, words, ways[(ways.index(way) + 1) % len(ways)]))
        self._write(item)
        self.stood.emit()

    def _lines(self) -> list[tuple[str, str, str]]:
        return [self.item(at).data(_ROLE) for at in range(self.count())]

    def _write(self, item: QListWidgetItem) -> None:
        _key, words, way = item.data(_ROLE)
        said = self._ways[way]
        item.setText(f"{said[:1].upper()}{said[1:]}:  {words}")
        item.setToolTip(item.text())
