"""What the dialogs that record something share: errors at their fields, nothing typed lost, one act at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from safermk_desktop.errors import InputRefused, SafermkError
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import (
    DateEdit,
    DateRefused,
    ErrorSummary,
    FieldError,
    day_text,
)

Field = QLineEdit | QPlainTextEdit | QComboBox
_AROUND: Final = 48
"""Pixels of the window that stay visible around a tall dialog."""
_SPARE: Final = 12


class Faults:
    """Collects what is wrong in a form, in the order of its fields. What is read from a bad field is never used."""

    def __init__(self) -> None:
        self.found: list[tuple[FieldError, QWidget, str]] = []

    def text(self, place: FieldError, field: Field, sentence: str) -> str:
        """What was typed or chosen; ``sentence`` asks for it when there is nothing."""
        typed = text_of(field).strip()
        if not typed:
            self.found.append((place, field, sentence))
        return typed

    def day(
        self,
        place: FieldError,
        field: DateEdit,
        sentence: str,
        *,
        earliest: date | None = None,
        latest: date | None = None,
    ) -> date:
        """The day typed; ``sentence`` asks for it. ``earliest`` and ``latest`` are the last days that can be."""
        try:
            day = field.day()
        except DateRefused as refused:
            return self._refuse(place, field, str(refused))
        if day is None:
            return self._refuse(place, field, sentence)
        if latest is not None and day > latest:
            return self._refuse(
                place, field, f"{day_text(day)} is too late: type {day_text(latest)} or an earlier day."
            )
        if earliest is not None and day < earliest:
            return self._refuse(
                place, field, f"{day_text(day)} is too early: type {day_text(earliest)} or a later day."
            )
        return day

    def _refuse(self, place: FieldError, field: QWidget, sentence: str) -> date:
        self.found.append((place, field, sentence))
        return date.min


class EntryDialog(FormDialog):
    """A subclass reads its fields into the one act that is done when all are good. ``result_of_act`` is its result."""

    title_label: QLabel
    form_scroll: QScrollArea
    error_summary: ErrorSummary
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(self, form: str, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self.context = context
        self.today = context.session.clock.today()
        self.result_of_act: object = None
        self._marked: list[tuple[FieldError, QWidget]] = []
        self._is_working = False
        self._at_start = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.title_label.text())
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        for combo in self.findChildren(QComboBox):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(16)
        for field in self.findChildren(QPlainTextEdit):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            field.setFixedHeight(round(field.minimumHeight() * Theme.current().scale))

    def read(self, faults: Faults) -> Callable[[], object]:
        """Read every field, tell ``faults`` what is wrong, and give the act. It is only called without faults."""
        raise NotImplementedError

    def begin(self, first: QWidget) -> None:
        """Take what stands in the fields as untouched, and put the focus into the first."""
        self._at_start = self._typed()
        for field in self.findChildren(QLineEdit):
            field.setCursorPosition(0)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Look at every field; do the act when all are good."""
        if self._is_working:
            return
        faults = Faults()
        act = self.read(faults)
        self.mark(faults)
        if not faults.found:
            self.work(act)

    def work(self, act: Callable[[], object]) -> None:
        """Do the act here and now. A dialog whose act takes long runs it as a job instead."""
        try:
            self.finish(act())
        except SafermkError as error:
            self.refuse(error)

    def work_as_job(self, act: Callable[[], object], label: str) -> None:
        """Do the act on the lane of the vault; the dialog stays open until it ended."""
        self._is_working = True
        self.save_button.setEnabled(False)
        self.context.jobs.run(self, lambda _progress: act(), label=label, done=self.finish, failed=self.refuse)

    def finish(self, result: object) -> None:
        """The act is done: close."""
        self._is_working = False
        self.result_of_act = result
        self.accept()

    def refuse(self, error: SafermkError) -> None:
        """The act was refused: say why at the top, or in a message when it is not about the entries."""
        self._is_working = False
        self.save_button.setEnabled(True)
        if isinstance(error, InputRefused) and error.detail:
            self.error_summary.show_errors([(error.detail, self.field_of(error))])
        else:
            self.context.messages.show_error(error)

    def field_of(self, error: SafermkError) -> QWidget:
        """The field that a refusal is about; the first one of the form unless a dialog knows better."""
        del error
        fields = [field for field in self._fields() if field.isEnabled()]
        return fields[0] if fields else self.save_button

    def mark(self, faults: Faults) -> None:
        """Show each fault above its field and go to the first; take away what is mended."""
        for place, field in self._marked:
            place.show_error("", field)
        for place, field, sentence in faults.found:
            place.show_error(sentence, field)
        self._marked = [(place, field) for place, field, _sentence in faults.found]
        self.error_summary.show_errors([(sentence, field) for _place, field, sentence in faults.found])

    def reject(self) -> None:
        if self._is_working:
            return
        if self._typed() != self._at_start and not self.context.messages.confirm(
            self.tr("Leave without saving?"),
            self.tr("What you typed here is not saved yet."),
            accept=self.tr("Leave without saving"),
            refuse=self.tr("Keep writing"),
        ):
            return
        super().reject()

    def fit(self) -> None:
        """Grow to show the whole form, or as much of it as the window has room for."""
        inner, parent = self.form_scroll.widget(), self.parentWidget()
        if inner is None or parent is None:
            return
        # Without a least height of its own the form would keep room for its text at its narrowest.
        inner.setMinimumHeight(1)
        window = parent.window()
        width = min(round(self.minimumWidth() * Theme.current().scale), window.width() - _AROUND)
        width = max(width, self.minimumWidth(), inner.minimumSizeHint().width())
        chrome = self.sizeHint().height() - self.form_scroll.sizeHint().height()
        tall = inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
        self.resize(width, min(window.height() - _AROUND, tall + chrome + _SPARE))

    def _fields(self) -> list[Field]:
        found: list[Field] = []
        for kind in (QLineEdit, QPlainTextEdit, QComboBox):
            found += [field for field in self.findChildren(kind) if field.objectName().endswith(("_edit", "_combo"))]
        return found

    def _typed(self) -> str:
        return "\x1f".join(f"{field.objectName()}={text_of(field)}" for field in self._fields())


def text_of(field: Field) -> str:
    """What stands in a field."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.currentText() if isinstance(field, QComboBox) else field.text()


def lines_of(field: QPlainTextEdit) -> tuple[str, ...]:
    """The lines of a field that hold anything."""
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())
