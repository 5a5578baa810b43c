"""What the dialogs that record something share: errors at their fields, nothing typed lost, one act at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from safermk_desktop.errors import InputRefused, SafermkError
from safermk_desktop.presentation.dialogs.answers import check_answers
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import (
    DateEdit,
    DateRefused,
    ErrorSummary,
    FieldError,
    day_text,
)
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.ports import Progress

Field = QLineEdit | QPlainTextEdit | QComboBox | QSpinBox | QCheckBox
_ENTRY: Final = ("_edit", "_combo", "_spin", "_check")


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
        day = self.day_if_typed(place, field, earliest=earliest, latest=latest)
        return day if day is not None else self._refuse(place, field, sentence)

    def day_if_typed(
        self, place: FieldError, field: DateEdit, *, earliest: date | None = None, latest: date | None = None
    ) -> date | None:
        """As ``day``, for a field that may stay empty: then ``None``."""
        try:
            day = field.day()
        except DateRefused as refused:
            return self._refuse(place, field, str(refused))
        if day is None:
            return None
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
    """A subclass reads its fields into the one act that is done when all are good. ``result_of_act`` is its result.

    A field ``x_edit`` (``x_combo``, ``x_spin``, ``x_check``) has its error in ``x_error``. What is typed and not saved
    is kept in the vault when it locks itself: ``entries`` gives it, ``take_back`` puts it back into the same form.
    ``about`` names what the form is about besides its case, ``draft_id`` the draft that it goes on from.
    """

    title_label: QLabel
    form_scroll: QScrollArea
    explain_prose: Prose
    error_summary: ErrorSummary
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(self, form: str, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self.context = context
        self.today = context.session.clock.today()
        self.result_of_act: object = None
        self.form = form
        self.about = ""
        self.draft_id = ""
        self._job: Job | None = None
        self._marked: list[tuple[FieldError, QWidget]] = []
        self._is_working = False
        self._at_start = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.title_label.text())
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        # Errors that take their room push the first of them out of sight.
        self.form_scroll.verticalScrollBar().rangeChanged.connect(lambda: QTimer.singleShot(0, self, self._show_first))
        for combo in self.findChildren(QComboBox):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(16)
        for field in self.findChildren(QPlainTextEdit):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            field.setFixedHeight(round(field.minimumHeight() * Theme.current().scale))

    def read(self, faults: Faults) -> Callable[[], object]:
        """Read every field, tell ``faults`` what is wrong, and give the act. It is only called without faults."""
        raise NotImplementedError

    def explain(self, text: str) -> None:
        """Say under the title what the act is about; nothing hides the line."""
        self.explain_prose.show_text(text)
        self.explain_prose.setVisible(bool(text))

    def begin(self, first: QWidget) -> None:
        """Take what stands in the fields as untouched, and put the focus into the first."""
        self._at_start = self._typed()
        for field in self.findChildren(QLineEdit):
            field.setCursorPosition(0)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_typed(self) -> bool:
        return self._typed() != self._at_start

    @property
    def is_saved(self) -> bool:
        """Whether its act was done, be it that its end has not been heard of yet."""
        return self._job is not None and self._job.is_done

    def entries(self) -> dict[str, str]:
        """What stands in the fields, by their names. A passphrase is none of it."""
        return {field.objectName(): text_of(field) for field in self._fields() if not isinstance(field, PassphraseEdit)}

    def take_back(self, entries: Mapping[str, str]) -> None:
        """Put entries back; what a field can no longer hold is left out."""
        # Twice: what is chosen in one field may renew another.
        for field in self._fields() * 2:
            text = entries.get(field.objectName())
            if text is not None and text != text_of(field):
                put_text(field, text)

    def save(self) -> None:
        """Look at every field; do the act when all are good."""
        if self._is_working:
            return
        faults = Faults()
        act = self.read(faults)
        self.mark(faults)
        if not faults.found and (not self.is_sending() or self.checked()):
            self.work(act)

    def is_sending(self) -> bool:
        """Whether the act records something as sent: then every answer is looked at once more first."""
        return False

    def checked(self) -> bool:
        """Show every answer; whether the person found them right. Else the field to change has the focus."""
        fields: dict[QWidget, str] = {
            field: text_of(field).strip() for field in self._fields() if not isinstance(field, PassphraseEdit)
        }
        return check_answers(self.context.messages, self, fields, record=self.save_button.text())

    def work(self, act: Callable[[], object]) -> None:
        """Do the act here and now. A dialog whose act takes long runs it as a job instead."""
        try:
            self.finish(act())
        except SafermkError as error:
            self.refuse(error)

    def work_as_job(self, act: Callable[[], object], label: str, *, lane: Lane = Lane.VAULT) -> Job:
        """Do the act on a lane; the dialog stays open until it ended, with what was typed when it was stopped."""
        return self.run_as_job(lambda _progress: act(), label, lane=lane)

    def run_as_job(self, act: Callable[[Progress], object], label: str, *, lane: Lane = Lane.VAULT) -> Job:
        """The same for an act that tells how far it is."""
        self.show_working(is_working=True)
        self._job = self.context.jobs.run(
            self,
            act,
            label=label,
            done=self.finish,
            failed=self.refuse,
            cancelled=lambda: self.show_working(is_working=False),
            lane=lane,
        )
        return self._job

    def show_working(self, *, is_working: bool) -> None:
        """While an act runs nothing can be saved again or closed."""
        self._is_working = is_working
        self.save_button.setEnabled(not is_working)

    def finish(self, result: object) -> None:
        """The act is done: close."""
        self.show_working(is_working=False)
        self.result_of_act = result
        self.accept()

    def refuse(self, error: SafermkError) -> None:
        """The act was refused: say why above its field and at the top, or in a message when no entry is to blame."""
        self.show_working(is_working=False)
        sentence = self.sentence_of(error)
        if not sentence:
            self.context.messages.show_error(error)
            return
        field = self.field_of(error)
        place = self._place_of(field) if field else None
        if field is None or place is None:
            first = next((one for one in self._fields() if one.isEnabled()), self.save_button)
            self.error_summary.show_errors([(sentence, field or first)])
            return
        faults = Faults()
        faults.found.append((place, field, sentence))
        self.mark(faults)

    def sentence_of(self, error: SafermkError) -> str:
        """What the form says of a refusal; empty when it is not about the entries."""
        return error.detail if isinstance(error, InputRefused) else ""

    def field_of(self, error: SafermkError) -> QWidget | None:
        """The field that a refusal is about, where the dialog knows it."""
        del error
        return None

    def mark(self, faults: Faults) -> None:
        """Show each fault above its field and go to the first; take away what is mended."""
        for place, field in self._marked:
            place.show_error("", field)
        for place, field, sentence in faults.found:
            place.show_error(sentence, field)
        self._marked = [(place, field) for place, field, _sentence in faults.found]
        # The links at the top do not wrap: each says its first sentence, all of it stands above the field.
        self.error_summary.show_errors([(_first(sentence), field) for _place, field, sentence in faults.found])
        self._show_first()

    def reject(self) -> None:
        if self._is_working:
            return
        if self.has_typed and not self.context.messages.confirm(
            self.tr("Leave without saving?"),
            self.tr("What you typed here is not saved yet."),
            accept=self.tr("Leave without saving"),
            refuse=self.tr("Keep writing"),
        ):
            return
        super().reject()

    def _show_first(self) -> None:
        if self._marked:
            place, field = self._marked[0]
            self.form_scroll.ensureWidgetVisible(place)
            self.form_scroll.ensureWidgetVisible(field)

    def _place_of(self, field: QWidget) -> FieldError | None:
        return self.findChild(FieldError, f"{field.objectName().rpartition('_')[0]}_error")

    def _fields(self) -> list[Field]:
        found: list[Field] = []
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QCheckBox):
            found += [field for field in self.findChildren(kind) if field.objectName().endswith(_ENTRY)]
        return found

    def _typed(self) -> str:
        return "\x1f".join(f"{field.objectName()}={text_of(field)}" for field in self._fields())


def _first(sentences: str) -> str:
    before, stop, _after = sentences.partition(". ")
    return f"{before}." if stop else before


def text_of(field: Field) -> str:
    """What stands in a field."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QCheckBox):
        return str(field.isChecked())
    return field.currentText() if isinstance(field, QComboBox) else field.text()


def put_text(field: Field, text: str) -> None:
    """Make a text stand in a field; a list without it stays as it is."""
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    elif isinstance(field, QCheckBox):
        field.setChecked(text == str(True))
    elif isinstance(field, QComboBox):
        at = field.findText(text)
        if at >= 0 or not field.isEditable():
            field.setCurrentIndex(at if at >= 0 else field.currentIndex())
        else:
            field.setEditText(text)
    elif isinstance(field, QSpinBox):
        field.setValue(field.valueFromText(text))
    else:
        field.setText(text)


def lines_of(field: QPlainTextEdit) -> tuple[str, ...]:
    """The lines of a field that hold anything."""
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())
