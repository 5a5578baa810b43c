"""The text of a report with its findings marked: to read and to copy from, not to write in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from safermk_desktop.presentation.models.finding_rows import Run
from safermk_desktop.presentation.theme import Theme

_WIDEST = 760
_LEAST_MARGIN = 16


class MarkedText(QTextEdit):
    """``show_runs`` gives the text; ``go_to`` selects a finding. Undecided ones are amber with a dashed line.

    What was decided to stay has a dotted line alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: dict[int, tuple[int, int]] = {}
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        keys, mouse = Qt.TextInteractionFlag.TextSelectableByKeyboard, Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(keys | mouse)

    def clear(self) -> None:
        """No text, and no finding to go to."""
        super().clear()
        self._spans = {}

    def show_runs(self, pieces: Iterable[Run]) -> None:
        """Show a text; the place read and the finding selected stay as near as can be."""
        at, scroll = self.current_finding(), self.verticalScrollBar().value()
        theme = Theme.current()
        self.clear()
        plain = QTextCharFormat()
        plain.setFont(theme.font("body", "document"))
        plain.setForeground(theme.color("paper.text"))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for piece in pieces:
            start = cursor.position()
            cursor.insertText(piece.text, plain if piece.at < 0 else _mark(plain, piece))
            if piece.at >= 0:
                self._spans[piece.at] = (start, cursor.position())
        spaced = QTextBlockFormat()
        spaced.setLineHeight(140.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spaced.setBottomMargin(6)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        cursor.endEditBlock()
        self.document().setDocumentMargin(24)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if not self.go_to(at):
            self.verticalScrollBar().setValue(scroll)

    def go_to(self, at: int) -> bool:
        """Select a finding and bring it into view; says whether it is there."""
        if at not in self._spans:
            return False
        start, end = self._spans[at]
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().center().y() - self.viewport().height() // 3)
        return True

    def current_finding(self) -> int:
        """The finding in which the cursor stands, -1 outside one."""
        cursor = self.textCursor()
        place = cursor.selectionStart()
        return next((at for at, (start, end) in self._spans.items() if start <= place < end), -1)

    def place(self) -> int:
        """The finding at or before the cursor, -1 before the first."""
        here = self.textCursor().selectionStart()
        return max((at for at, (start, _) in self._spans.items() if start <= here), default=-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = max(_LEAST_MARGIN, (self.width() - round(_WIDEST * Theme.current().scale)) // 2)
        self.setViewportMargins(margin, 0, margin, 0)


def _mark(plain: QTextCharFormat, piece: Run) -> QTextCharFormat:
    theme = Theme.current()
    if piece.is_kept:
        mark = QTextCharFormat(plain)
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        mark.setUnderlineColor(theme.color("grey.solid"))
        return mark
    tone = "amber" if piece.is_undecided else piece.tone
    mark = QTextCharFormat(plain)
    mark.setForeground(theme.color(f"{tone}.text"))
    mark.setBackground(theme.color(f"{tone}.soft"))
    if piece.is_undecided:
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        mark.setUnderlineColor(theme.color("amber.solid"))
    return mark
