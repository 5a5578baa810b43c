"""Check your answers: every question of a form with its answer, before anything is recorded as sent."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from safermk_desktop.presentation.checking import Answer, Check, Checked
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import button, label, rule

NO_ANSWER: Final = "Not answered"


class CheckAnswersDialog(FormDialog):
    """``checked`` says what the person chose: all is right, an answer to change, or back to the form."""

    title_label: QLabel
    form_scroll: QScrollArea
    answers_layout: QVBoxLayout
    back_button: QPushButton
    record_button: QPushButton

    def __init__(self, check: Check, parent: QWidget | None = None) -> None:
        super().__init__("check_answers_dialog", parent)
        self.checked = Checked(is_right=False)
        self.setWindowTitle(self.title_label.text())
        self.record_button.setText(check.record)
        self.back_button.clicked.connect(self.reject)
        self.record_button.clicked.connect(self._take)
        self.change_buttons = [self._add(answer) for answer in check.answers]
        Theme.current().dress(self)
        for before, after in pairwise([*self.change_buttons, self.back_button, self.record_button]):
            QWidget.setTabOrder(before, after)
        # It starts on the answers, so that they are looked at.
        (self.change_buttons or [self.back_button])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, answer: Answer) -> QPushButton:
        row = QGridLayout()
        row.setHorizontalSpacing(16)
        row.setVerticalSpacing(4)
        row.setColumnStretch(0, 1)
        change = button(self.tr("Change"), kind="link")
        change.setAccessibleName(self.tr("Change: {question}").format(question=answer.question))
        change.setAccessibleDescription(answer.text or NO_ANSWER)
        change.clicked.connect(lambda: self._change(answer.field))
        text = label(answer.text or self.tr(NO_ANSWER), "body", tone="" if answer.text else "muted", wraps=True)
        row.addWidget(label(answer.question, "bodyStrong", wraps=True), 0, 0)
        row.addWidget(change, 0, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1, 0, 1, 2)
        self.answers_layout.addLayout(row)
        self.answers_layout.addWidget(rule())
        return change

    def _take(self) -> None:
        self.checked = Checked(is_right=True)
        self.accept()

    def _change(self, field: str) -> None:
        self.checked = Checked(is_right=False, change=field)
        self.reject()
