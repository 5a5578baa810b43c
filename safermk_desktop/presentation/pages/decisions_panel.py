"""What a person decides on before a copy is approved, one by one.

Pictures, ordinary words, text made unreadable, hidden and deleted text, shapes over the page, what was left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.documents import ItemKind, RedactedCopy, RedactionItem
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.jobs import Lane
from safermk_desktop.presentation.models.cells import Cell, Column, two_line_cell
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.services.redaction_items import CHOICES, HOLD, TEXTS, choose, picture, redaction_items, words

_LIST_HEIGHT: Final = 148
_ROW_HEIGHT: Final = 52
_PICTURE: Final = (216, 120)
_LINES: Final = 2
_MARGINS: Final = 20
_KEYS: Final = ("A", "R", "D")
_WORDS: Final = MappingProxyType(
    {
        "keep": "Keep",
        "drop": "Leave out",
        "replace": "Replace",
        "leave": "Leave",
        "remove": "Take out",
        "seen": "Seen",
        "hold": "Do not publish",
    }
)
_OF_KIND: Final[Mapping[tuple[ItemKind, str], str]] = MappingProxyType(
    {
        (ItemKind.BOX, "keep"): "Publish the text",
        (ItemKind.BOX, "replace"): "Put [redacted]",
        (ItemKind.HIDDEN, "keep"): "Show as text",
        (ItemKind.DELETED, "keep"): "Put back",
    }
)
_DONE: Final = MappingProxyType(
    {
        "keep": "kept",
        "drop": "left out",
        "replace": "replaced",
        "leave": "left as written",
        "remove": "taken out",
        "seen": "left out",
    }
)
_SHAPE: Final = (
    "A shape lies over the page here: text under it is still there. The copy leaves out the shape and publishes the "
    "text; read this place in the report."
)
_LEFT_OUT: Final = "The copy leaves it out, and no program reads it. Look at it in the report."


def word_for(kind: ItemKind, choice: str) -> str:
    """A choice in words, as on its button."""
    return _OF_KIND.get((kind, choice), _WORDS[choice])


def what_of(item: RedactionItem) -> str:
    """An item in words; the ordinary words themselves stand in the text alone."""
    if item.kind is ItemKind.WORD:
        entry, _, turn = item.key.rpartition(":")
        return f"Ordinary word, entry {entry}, {turn}"
    return item.what


def state_of(item: RedactionItem) -> str:
    """What the copy did and what was chosen."""
    if not item.choice:
        done = "published" if item.kind is ItemKind.BOX and item.done == "keep" else _DONE[item.done]
        return f"To decide, now {done}"
    if item.choice == HOLD:
        return "Not to be published"
    return word_for(item.kind, item.choice) + (", from the next copy on" if item.is_open else "")


def _cell(item: RedactionItem) -> Cell:
    return two_line_cell(what_of(item), state_of(item))


class DecisionsPanel(QFrame):
    """A takes the first choice, R the second, D the third.

    Enter shows the picture or the words that stand there or, by ``word_asked``, goes to the place in the text.
    """

    open_label: QLabel
    items_table: DataTable
    picture_label: QLabel
    words_edit: QPlainTextEdit
    choices_layout: QVBoxLayout
    first_button: QPushButton
    second_button: QPushButton
    third_button: QPushButton

    word_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "decisions_panel")
        self._context: PageContext | None = None
        self._case_id = CaseId("")
        self._items: RowsModel[RedactionItem] = RowsModel(
            (Column(header="To decide", cell=_cell),), key=lambda item: item.id, parent=self
        )
        self.items_table.use(self._items)
        self.items_table.setMaximumHeight(_LIST_HEIGHT)
        self.items_table.setMinimumHeight(_ROW_HEIGHT)
        self.items_table.horizontalHeader().hide()
        self.items_table.row_chosen.connect(self._show_choices)
        self.items_table.row_activated.connect(self._look)
        self._buttons = (self.first_button, self.second_button, self.third_button)
        choices = FlowLayout()
        self.choices_layout.addLayout(choices)
        for turn, (button, key) in enumerate(zip(self._buttons, _KEYS, strict=True)):
            choices.addWidget(button)
            button.clicked.connect(lambda _checked=False, turn=turn: self._choose(turn))
            shortcut = QShortcut(QKeySequence(key), self.items_table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda turn=turn: self._choose(turn))
        self._show_items(())

    def bind(self, context: PageContext) -> None:
        """Give it the vault to read and to decide in."""
        self._context = context

    def show_copy(self, case_id: CaseId, copy: RedactedCopy | None) -> None:
        """List what is to be decided on about a copy."""
        self._case_id = case_id
        items = redaction_items(self._context.session, copy) if self._context and copy else ()
        self._show_items(items)

    def _show_items(self, items: Sequence[RedactionItem]) -> None:
        """List the items of the last copy; without any there is no panel."""
        self.setVisible(bool(items))
        self._items.set_rows(items)
        left = sum(not item.choice for item in items)
        later = any(item.choice and item.is_open for item in items)
        words = self.tr("{n} of the copy to decide on. Enter looks at it; A, R and D choose.").format(
            n=count_of(left, self.tr("item"))
        )
        done = self.tr("All decided. Make the copy again.") if later else self.tr("All decided.")
        self.open_label.setText(words if left else done)
        self._show_choices(self.items_table.current())

    def has_open(self) -> bool:
        """Whether something is still to be decided on."""
        return any(not one.choice for one in self._items.rows)

    def next_open(self) -> None:
        """Go to the next item that nobody decided on."""
        rows = [row for row in map(self._items.row_at, range(self._items.rowCount())) if row is not None]
        current = self.items_table.current()
        at = rows.index(current) + 1 if isinstance(current, RedactionItem) and current in rows else 0
        following = next((row for row in (*rows[at:], *rows[:at]) if not row.choice), None)
        if following is not None:
            self.items_table.choose(following.id)

    def _show_choices(self, item: object) -> None:
        self.picture_label.hide()
        self.words_edit.hide()
        self.words_edit.clear()
        for button in self._buttons:
            button.hide()
        if not isinstance(item, RedactionItem):
            return
        for button, key, choice in zip(self._buttons, _KEYS, CHOICES[item.kind], strict=False):
            button.setText(self.tr(word_for(item.kind, choice)))
            button.setToolTip(self.tr("Key {key} in the list").format(key=key))
            button.setAccessibleDescription(f"{what_of(item)}. {button.toolTip()}")
            button.show()

    def _choose(self, turn: int) -> None:
        item, context = self.items_table.current(), self._context
        if context is None or not isinstance(item, RedactionItem) or turn >= len(CHOICES[item.kind]):
            return
        try:
            choose(context.session, self._case_id, item.id, CHOICES[item.kind][turn])
        except SafermkError as error:
            context.messages.show_error(error)
            return
        context.changes.tell(self._case_id)
        self.next_open()

    def _look(self, item: object) -> None:
        context, case_id = self._context, self._case_id
        if context is None or not isinstance(item, RedactionItem):
            return
        if item.kind is ItemKind.WORD:
            self.word_asked.emit(int(item.what.partition("-")[0]))
        elif item.kind in TEXTS:
            context.jobs.run(
                self,
                lambda progress: words(context.session, case_id, item, progress),
                label=self.tr("Reading the place"),
                done=lambda text: self._show_words(item.id, text),
                lane=Lane.DOCUMENT,
            )
        elif item.kind is not ItemKind.PICTURE:
            self._show_words(item.id, self.tr(_SHAPE if item.kind is ItemKind.SHAPE else _LEFT_OUT))
        else:
            context.jobs.run(
                self,
                lambda progress: picture(context.session, case_id, item, progress),
                label=self.tr("Reading the picture"),
                done=lambda data: self._show_picture(item.id, data),
                lane=Lane.DOCUMENT,
            )

    def _show_words(self, item_id: RecordId, text: str) -> None:
        """What stands at the place that was asked for, until another item is chosen."""
        current = self.items_table.current()
        if isinstance(current, RedactionItem) and current.id == item_id:
            self.words_edit.setPlainText(text or self.tr("No text stands there."))
            self.words_edit.setFixedHeight(_LINES * self.words_edit.fontMetrics().lineSpacing() + _MARGINS)
            self.words_edit.show()
            self._keep_in_sight()

    def _show_picture(self, item_id: RecordId, data: bytes | None) -> None:
        """The picture that was asked for, or that it cannot be shown."""
        current = self.items_table.current()
        if not isinstance(current, RedactionItem) or current.id != item_id:
            return
        pixels = QPixmap()
        if data is not None and pixels.loadFromData(data, "PNG"):
            wide, high = _PICTURE
            self.picture_label.setPixmap(pixels.scaled(wide, high, Qt.AspectRatioMode.KeepAspectRatio))
        else:
            self.picture_label.setText(self.tr("It cannot be read, and cannot be kept."))
        self.picture_label.show()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The item that is looked at, once the list has given room for what is shown."""
        QTimer.singleShot(0, self.items_table, lambda: self.items_table.scrollTo(self.items_table.currentIndex()))
