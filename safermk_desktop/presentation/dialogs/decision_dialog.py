"""Record the decision whether to hold a review, or correct the one recorded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.case import Outcome
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.case_words import OUTCOMES
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import cases, queries
from safermk_desktop.services.casefiles import regime_of


class DecisionDialog(EntryDialog):
    """Shows what is recorded, so that a correction begins from it."""

    outcome_combo: QComboBox
    decided_error: FieldError
    decided_edit: DateEdit
    decided_by_error: FieldError
    decided_by_edit: QLineEdit
    reasons_error: FieldError
    reasons_edit: QPlainTextEdit
    source_error: FieldError
    source_edit: QLineEdit

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__("decision_dialog", context, parent)
        self._case_id = case_id
        file = queries.case_file(context.session, case_id)
        self._received = file.notification.received_on if file.notification else file.case.opened_on
        for outcome, words in OUTCOMES.items():
            self.outcome_combo.addItem(self.tr(words), outcome)
        told = file.decision
        if told is None:
            words = self.tr("The clock of the report starts on the day of the decision. Reasons are printed.")
            self.decided_edit.set_day(self.today)
            self.source_edit.setText(regime_of(file.case).act)
        else:
            words = self.tr("This corrects the decision recorded before. Both stay in the log.")
            self.outcome_combo.setCurrentIndex(list(OUTCOMES).index(told.outcome))
            self.decided_edit.set_day(told.decided_on)
            self.decided_by_edit.setText(told.decided_by)
            self.reasons_edit.setPlainText(told.reasons)
            self.source_edit.setText(told.source)
        self.explain(words)
        self.begin(self.outcome_combo)

    def read(self, faults: Faults) -> Callable[[], object]:
        decided = faults.day(
            self.decided_error,
            self.decided_edit,
            self.tr("Type the day of the decision."),
            earliest=self._received,
            latest=self.today,
        )
        by = faults.text(self.decided_by_error, self.decided_by_edit, self.tr("Type who decided."))
        reasons = faults.text(self.reasons_error, self.reasons_edit, self.tr("Give the reasons for the decision."))
        source = faults.text(self.source_error, self.source_edit, self.tr("Name the law or guidance it rests on."))
        return lambda: cases.record_decision(
            self.context.session,
            self._case_id,
            outcome=Outcome(self.outcome_combo.currentData()),
            decided_on=decided,
            decided_by=by,
            reasons=reasons,
            source=source,
        )
