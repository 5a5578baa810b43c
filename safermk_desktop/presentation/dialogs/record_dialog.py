"""What the dialogs share that record one act: every field looked at, the act, and what was typed kept when refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, DateRefused, ErrorSummary, FieldError
from safermk_desktop.presentation.widgets.text import Prose


@dataclass(frozen=True, slots=True)
class Check:
    """One field: where its error stands, the field, and the sentence; an empty one when it is good."""

    place: FieldError
    field: QWidget
    fault: str


class RecordDialog(FormDialog):
    """A subclass gives ``checks`` and ``record``; Enter records, Esc closes. After it ``accepted`` is emitted."""

    explain_prose: Prose
    error_summary: ErrorSummary
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(self, context: PageContext, form: str, parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context = context
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)

    def explain(self, text: str) -> None:
        """Say under the title what the act is about; nothing hides the line."""
        self.explain_prose.show_text(text)
        self.explain_prose.setVisible(bool(text))

    def checks(self) -> Sequence[Check]:
        """Every field that can be wrong, in the order of the form."""
        return ()

    def record(self) -> bool:
        """Do the act; False when the person thought better of it. Raises ``SafermkError``, which the form shows."""
        raise NotImplementedError

    def field_of(self, error: SafermkError) -> QWidget:
        """The field that a refusal of the service is about."""
        return next((check.field for check in self.checks()), self.save_button)

    def show_refusal(self, error: SafermkError) -> None:
        """Show a refusal above its field; what was typed stays."""
        field = self.field_of(error)
        text = error.sentences()
        for check in self.checks():
            if check.field is field:
                check.place.show_error(text, field)
        self.error_summary.show_errors([(text, field)])

    def _save(self) -> None:
        checks = self.checks()
        for check in checks:
            check.place.show_error(check.fault, check.field)
        faults = [(check.fault, check.field) for check in checks if check.fault]
        self.error_summary.show_errors(faults)
        if faults:
            return
        try:
            if self.record():
                self.accept()
        except SafermkError as error:
            self.show_refusal(error)


def typed(field: QPlainTextEdit) -> str:
    """The text of a box, without the white space around it."""
    return field.toPlainText().strip()


def lines(field: QPlainTextEdit) -> tuple[str, ...]:
    """The lines of a box that hold something."""
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())


def day_fault(field: DateEdit, missing: str, *, today: date | None = None, future: str = "") -> str:
    """What is wrong with a day: no day at all, not a day, or later than ``today``."""
    try:
        day = field.day()
    except DateRefused as refused:
        return str(refused)
    if day is None:
        return missing
    return future if today is not None and day > today else ""


def day_of(field: DateEdit) -> date:
    """The day of a field that was checked. Raises ``DateRefused`` for one that was not."""
    day = field.day()
    if day is None:
        raise DateRefused("There is no day.")
    return day
