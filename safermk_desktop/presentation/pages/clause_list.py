"""The clauses of a section, one block each: each is read or taken up with the keys, and one of them is written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.terms import Clause, TermsComment
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.theme import say
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.text import button, label, prose, rule

MOST_LINES: Final = 14


class ClauseBlock(QFrame):
    """A clause that is not being written in. Enter, F2 or a click takes it up; arrows go to the next one."""

    asked = Signal(str)
    stepped = Signal(int)

    def __init__(self, number: str, clause: Clause, notes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clause = clause
        self.setObjectName("clause_block")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        spoken = self.tr("Clause {number}: {text}").format(number=number, text=clause.text)
        said = self.tr("Open: {comments}").format(comments=count_of(notes, "comment")) if notes else ""
        self.setAccessibleName(f"{spoken} {said}".strip())
        self.setAccessibleDescription(self.tr("Enter to write in it"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(label(number, "smallStrong", tone="secondary"), 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setSpacing(4)
        body.addWidget(prose(clause.text))
        if said:
            body.addWidget(label(said, "small", tone="amber"))
        row.addLayout(body, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space}:
            self.asked.emit(self.clause.id)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.asked.emit(self.clause.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        say(self, surface="inset")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        say(self, surface="plain")


def _line_height(edit: QPlainTextEdit) -> float:
    """What a line of the field takes as it is laid out; the font says a little less."""
    layout = edit.document().firstBlock().layout()
    return layout.lineAt(0).height() if layout.lineCount() else float(edit.fontMetrics().lineSpacing())


class ClauseList(QWidget):
    """Shows the blocks around the one field that is written in. ``current`` is the id there; empty for a new clause."""

    taken_up = Signal(str)
    move_asked = Signal(int)
    remove_asked = Signal()
    add_asked = Signal()
    comment_asked = Signal()
    answer_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit: QPlainTextEdit | None = None
        self._is_read_only = False
        self._blocks: list[ClauseBlock] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def write_with(self, edit: QPlainTextEdit) -> None:
        """The field that is put into the block that is written in."""
        self._edit = edit
        edit.setParent(self)
        edit.textChanged.connect(self.fit)
        edit.installEventFilter(self)

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Without the buttons that change anything."""
        self._is_read_only = is_read_only

    def show_clauses(
        self,
        section: int,
        clauses: Sequence[Clause],
        place: int,
        comments: Mapping[str, Sequence[TermsComment]],
        *,
        is_new: bool,
    ) -> None:
        """Show the clauses of a section; the one at ``place`` is written in, and is not among them when it is new."""
        edit = self._field()
        had_focus = edit.hasFocus()
        edit.setParent(self)
        self._blocks = []
        empty(self._layout)
        others: list[Clause | None] = list(clauses)
        if is_new:
            others.insert(place, None)
        for at, clause in enumerate(others):
            number = f"{section}.{at + 1}"
            if at == place:
                notes = comments.get(clause.id, ()) if clause else ()
                self._add_written(number, notes, is_new=is_new, is_first=at == 0, is_last=at == len(others) - 1)
            elif clause is not None:
                self._add_block(number, clause, len(comments.get(clause.id, ())))
            if at < len(others) - 1:
                self._layout.addWidget(rule())
        edit.show()
        self.fit()
        self._order()
        if had_focus:
            edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a narrower window the words take more lines."""
        if (
            watched is self._edit
            and isinstance(event, QResizeEvent)
            and event.size().width() != event.oldSize().width()
        ):
            QTimer.singleShot(0, self, self.fit)
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Make the field as tall as its words; only one of very many lines scrolls."""
        edit = self._field()
        # A bar takes from the width: with one that is about to go, the words would be measured in too many lines.
        edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = max(2, round(edit.document().size().height()))
        if lines > MOST_LINES:
            edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        around = edit.height() - edit.viewport().height()  # border and padding, as the style sheet has them
        margins = 2 * round(edit.document().documentMargin()) + around + 2
        edit.setFixedHeight(ceil(min(lines, MOST_LINES) * _line_height(edit)) + margins)

    def _field(self) -> QPlainTextEdit:
        if self._edit is None:
            raise RuntimeError("No field to write with.")
        return self._edit

    def _add_block(self, number: str, clause: Clause, notes: int) -> None:
        block = ClauseBlock(number, clause, notes, self)
        block.asked.connect(self.taken_up)
        block.stepped.connect(partial(self._step, block))
        self._blocks.append(block)
        self._layout.addWidget(block)

    def _add_written(
        self, number: str, notes: Sequence[TermsComment], *, is_new: bool, is_first: bool, is_last: bool
    ) -> None:
        edit = self._field()
        edit.setAccessibleName(self.tr("Text of clause {number}").format(number=number))
        holder = QFrame(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(8, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(label(number, "smallStrong", tone="accent"), 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setSpacing(4)
        body.addWidget(edit)
        if not self._is_read_only:
            body.addLayout(self._tools(is_new=is_new, is_first=is_first, is_last=is_last))
        for note in notes:
            body.addLayout(self._note(note))
        row.addLayout(body, 1)
        self._layout.addWidget(holder)

    def _tools(self, *, is_new: bool, is_first: bool, is_last: bool) -> FlowLayout:
        tools = FlowLayout()
        offered = [
            (self.tr("New clause"), self.tr("Add a clause below, Ctrl+Enter"), not is_new, self.add_asked.emit),
            (self.tr("Move up"), self.tr("Alt+Up"), not (is_new or is_first), lambda: self.move_asked.emit(-1)),
            (self.tr("Move down"), self.tr("Alt+Down"), not (is_new or is_last), lambda: self.move_asked.emit(1)),
            (self.tr("Delete"), self.tr("Alt+Delete"), not is_new, self.remove_asked.emit),
            (self.tr("Comment"), self.tr("Say something about this clause"), not is_new, self.comment_asked.emit),
        ]
        for words, tip, is_possible, act in offered:
            if is_possible:
                made = button(words, kind="ghost", is_dense=True)
                made.setToolTip(tip)
                made.clicked.connect(act)
                tools.addWidget(made)
        return tools

    def _note(self, note: TermsComment) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        said = self.tr("{who}, {day}: {text}").format(who=note.made_by, day=short_day(note.made_on), text=note.text)
        row.addWidget(prose(said, "small", tone="amber"), 1)
        if not self._is_read_only:
            answer = button(self.tr("Answer"), kind="ghost", is_dense=True)
            answer.setAccessibleName(self.tr("Answer the comment of {who}").format(who=note.made_by))
            answer.clicked.connect(lambda: self.answer_asked.emit(note.id))
            row.addWidget(answer, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _step(self, block: ClauseBlock, by: int) -> None:
        at = self._blocks.index(block) + by
        if 0 <= at < len(self._blocks):
            self._blocks[at].setFocus()

    def _order(self) -> None:
        """The Tab key goes through the blocks and the field as they stand."""
        stops: list[QWidget] = []
        for at in range(self._layout.count()):
            item = self._layout.itemAt(at)
            holder = item.widget() if item else None
            if isinstance(holder, ClauseBlock):
                stops.append(holder)
            elif holder is not None and self._field() in holder.findChildren(QPlainTextEdit):
                stops += [self._field(), *holder.findChildren(QPushButton)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
