"""Record the letter of the Quality Assurance Panel."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults, lines_of
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError, day_text
from safermk_desktop.services import home_office

OUTCOMES: Final = MappingProxyType(
    {
        QaOutcome.PUBLISH: "The report may be published",
        QaOutcome.PUBLISH_AFTER_CHANGES: "The report may be published after changes",
        QaOutcome.RESUBMIT: "The report must be submitted again",
        QaOutcome.OTHER: "Another outcome, said in the points",
    }
)


class QaLetterDialog(EntryDialog):
    """The outcome and the points; each line of the points gets its number."""

    panel_error: FieldError
    panel_edit: DateEdit
    received_error: FieldError
    received_edit: DateEdit
    outcome_error: FieldError
    outcome_combo: QComboBox
    points_edit: QPlainTextEdit

    def __init__(self, context: PageContext, file: CaseFile, parent: QWidget | None = None) -> None:
        super().__init__("qa_letter_dialog", context, parent)
        self._case = file.case
        self._sent_on = file.submissions[-1].submitted_on if file.submissions else file.case.opened_on
        self.explain(self.tr("About the submission of {day}.").format(day=day_text(self._sent_on)))
        # Nothing is chosen at first: an outcome is read from the letter, never proposed.
        self.outcome_combo.addItem(self.tr("Choose the outcome"), "")
        for outcome, words in OUTCOMES.items():
            self.outcome_combo.addItem(self.tr(words), outcome.value)
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
        points = lines_of(self.points_edit)
        return lambda: home_office.record_qa_letter(
            self.context.session,
            self._case.case_id,
            received_on=received_on,
            panel_on=panel_on,
            outcome=QaOutcome(chosen),
            points=points,
        )
