"""Record the letter of the Quality Assurance Panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.domain.qa_letter import QaItem, QaText, read_qa_letter, typed_items, written_items
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults, lines_of
from safermk_desktop.presentation.jobs import Lane
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError, day_text
from safermk_desktop.services import home_office, qa_points, redacting
from safermk_desktop.services.ports import Progress

OUTCOMES: Final = MappingProxyType(
    {
        QaOutcome.PUBLISH: "The report may be published",
        QaOutcome.PUBLISH_AFTER_CHANGES: "The report may be published after changes",
        QaOutcome.RESUBMIT: "The report must be submitted again",
        QaOutcome.OTHER: "Another outcome, said in the points",
    }
)


class QaLetterDialog(EntryDialog):
    """The letter is typed, or read from Word or from pasted text; a person looks at what was read before it is kept."""

    panel_error: FieldError
    panel_edit: DateEdit
    received_error: FieldError
    received_edit: DateEdit
    outcome_error: FieldError
    outcome_combo: QComboBox
    points_edit: QPlainTextEdit
    paste_button: QPushButton
    word_button: QPushButton
    found_label: QLabel

    def __init__(self, context: PageContext, file: CaseFile, parent: QWidget | None = None) -> None:
        super().__init__("qa_letter_dialog", context, parent)
        self._case = file.case
        self._sent_on = file.submissions[-1].submitted_on if file.submissions else file.case.opened_on
        self.explain(self.tr("About the submission of {day}.").format(day=day_text(self._sent_on)))
        # Nothing is chosen at first: an outcome is read from the letter, never proposed.
        self.outcome_combo.addItem(self.tr("Choose the outcome"), "")
        for outcome, words in OUTCOMES.items():
            self.outcome_combo.addItem(self.tr(words), outcome.value)
        self._word: bytes | None = None
        self.found_label.hide()
        self.paste_button.clicked.connect(self._read_pasted)
        self.word_button.clicked.connect(self._read_word)
        self.begin(self.panel_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        panel_on = faults.day(
            self.panel_error,
            self.panel_edit,
            self.tr("Enter the day the panel met."),
            earliest=self._sent_on,
            latest=self.today,
        )
        received_on = faults.day(
            self.received_error,
            self.received_edit,
            self.tr("Enter the day the letter came."),
            earliest=max(panel_on, self._sent_on),
            latest=self.today,
        )
        chosen = str(self.outcome_combo.currentData())
        if not chosen:
            faults.found.append((self.outcome_error, self.outcome_combo, self.tr("Choose what the letter says.")))
        items = typed_items(lines_of(self.points_edit))
        return lambda: self._record(received_on, panel_on, QaOutcome(chosen), items)

    def _record(self, received_on: date, panel_on: date, outcome: QaOutcome, items: tuple[QaItem, ...]) -> None:
        """Record the letter; one that was read from Word is kept with the papers."""
        session, case_id = self.context.session, self._case.case_id
        home_office.record_qa_letter(
            session, case_id, received_on=received_on, panel_on=panel_on, outcome=outcome, items=items
        )
        if self._word is not None:
            redacting.keep_paper(
                session,
                case_id,
                self._word,
                kind=PaperKind.QA_LETTER,
                title=self.tr("Quality Assurance letter"),
                audience=Audience.RESTRICTED,
            )

    def _read_pasted(self) -> None:
        self._word = None
        self._show_read(read_qa_letter(self.points_edit.toPlainText()))

    def _read_word(self) -> None:
        path = self.context.messages.ask_file(self.tr("Choose the letter"))
        if path is None:
            return
        session = self.context.session

        def read(progress: Progress) -> tuple[bytes, QaText]:
            data = session.files.read(path)
            return data, qa_points.read_word_letter(session, data, progress)

        def done(found: tuple[bytes, QaText]) -> None:
            self._word = found[0]
            self._show_read(found[1])

        self.context.jobs.run(
            self,
            read,
            label=self.tr("Reading the letter"),
            done=done,
            failed=self.context.messages.show_error,
            lane=Lane.DOCUMENT,
        )

    def _show_read(self, found: QaText) -> None:
        """Put what was read into the fields, for a person to look at; a field that was not read stays as it is."""
        if found.items:
            self.points_edit.setPlainText(written_items(found.items))
        if found.panel_on is not None:
            self.panel_edit.set_day(found.panel_on)
        if found.outcome_sentence:
            self.outcome_combo.setCurrentIndex(self.outcome_combo.findData(found.outcome.value))
        words = self.tr("{points} found, {areas} of them areas. ").format(
            points=count_of(len(found.items), "point"), areas=found.areas
        )
        dated = self.tr("The letter is dated {day}. ").format(day=day_text(found.dated)) if found.dated else ""
        told = self.tr("Its outcome was read here: \u201c{sentence}\u201d").format(sentence=found.outcome_sentence)
        nothing = self.tr("No outcome was found in it: choose it.")
        self.found_label.setText(words + dated + (told if found.outcome_sentence else nothing))
        self.found_label.setVisible(True)
        self.points_edit.setFocus()
