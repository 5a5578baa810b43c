"""One finding to decide on: what it is, where it stands, its published form, and what can be done about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from safermk_desktop.domain.identities import FindingChoice
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.models.group_rows import title_of
from safermk_desktop.presentation.pages.finding_words import context_of, why_of
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.stacking import is_large
from safermk_desktop.services.grouping import TOGETHER, Group

_LINES: Final = 2
"""So many lines of the sentences are seen at least."""
_ANY_HEIGHT: Final = (1 << 24) - 1
"""Qt's own greatest height."""


class ChoiceCard(QFrame):
    """The signals ask for a decision on the finding shown; Esc in the field asks to go back to the list."""

    choice_layout: QVBoxLayout
    name_label: QLabel
    context_area: QScrollArea
    context_label: QLabel
    why_label: QLabel
    published_error: FieldError
    published_layout: QHBoxLayout
    published_label: QLabel
    published_edit: QLineEdit
    replace_button: QPushButton
    keep_button: QPushButton
    undo_button: QPushButton

    replace_asked = Signal()
    keep_asked = Signal()
    back_asked = Signal()
    list_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "choice_card")
        self.replace_button.clicked.connect(self.replace_asked)
        self.published_edit.returnPressed.connect(self.replace_asked)
        self.keep_button.clicked.connect(self.keep_asked)
        self.undo_button.clicked.connect(self.back_asked)
        escape = QShortcut(QKeySequence("Esc"), self.published_edit)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.list_asked)
        Theme.current().changed.connect(self._measure)
        self.hide()

    def show_group(self, group: Group, text: str, *, form: str, may_decide: bool) -> None:
        """Show a finding of a text, empty while that is not known; ``form`` is what the field begins with."""
        decision = group.decision
        has_form = may_decide and group.kind != TOGETHER
        is_replaced = decision is not None and decision.choice is FindingChoice.REPLACE
        is_kept = decision is not None and not is_replaced
        self.published_error.show_error("", self.published_edit)
        self.name_label.setText(title_of(group) if group.kind != TOGETHER else "")
        self.context_label.setText(context_of(text, group))
        self.why_label.setText(why_of(group))
        self.context_area.setVisible(bool(self.context_label.text()))
        self.context_area.verticalScrollBar().setValue(0)
        for widget in (self.published_label, self.published_edit, self.replace_button):
            widget.setVisible(has_form)
        self.replace_button.setText(
            self.tr("Change") if is_replaced else self.tr("Replace instead") if is_kept else self.tr("Replace")
        )
        self.keep_button.setVisible(may_decide and not is_kept)
        self.keep_button.setText(self.tr("Keep") if has_form else self.tr("Seen, it may stand"))
        self.undo_button.setVisible(decision is not None and may_decide)
        self.published_edit.setText(form if has_form else "")
        self.show()
        Theme.current().dress(self)
        self._measure()
        QTimer.singleShot(0, self, self.bring_into_sight)

    def show_error(self, text: str) -> None:
        """Why the form in the field cannot be taken."""
        self.published_error.show_error(text, self.published_edit)
        self.published_edit.setFocus()
        QTimer.singleShot(0, self, self.bring_into_sight)

    def type(self) -> bool:
        """Go to the field; says whether there is one."""
        if not self.published_edit.isVisible():
            return False
        self.published_edit.setFocus()
        self.published_edit.selectAll()
        return True

    def bring_into_sight(self) -> None:
        """Where the whole page scrolls: nothing is decided on that stands below the edge."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea) and self.isVisible():
            above.ensureWidgetVisible(self, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        if is_large():
            QTimer.singleShot(0, self, self.bring_into_sight)

    def _measure(self) -> None:
        """Labels that wrap get too little height in a narrow column; the sentences scroll where room is short.

        Under large text the whole page scrolls, and not these by themselves.
        """
        self.name_label.setVisible(is_large() and bool(self.name_label.text()))
        margins = self.choice_layout.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        for label in (self.name_label, self.why_label):
            tall = label.heightForWidth(width) if is_large() else -1
            label.setMinimumHeight(max(0, tall))
            label.setMaximumHeight(tall if tall > 0 else _ANY_HEIGHT)
        tall = max(0, self.context_label.heightForWidth(width))
        self.context_area.setMinimumHeight(tall if is_large() else min(tall, _LINES * self.fontMetrics().height()))
        self.context_area.setMaximumHeight(tall)
