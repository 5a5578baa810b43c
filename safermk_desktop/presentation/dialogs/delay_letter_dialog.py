"""Tell the Home Office that the report will be late."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.steps import DelayReason
from safermk_desktop.presentation.dialogs.entry_dialog import Faults, lines_of
from safermk_desktop.presentation.dialogs.letter_dialog import LetterDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import papers

KINDS: Final = MappingProxyType(
    {
        DelayReason.CRIMINAL_PROCEEDINGS: "Criminal proceedings",
        DelayReason.INQUEST: "Inquest",
        DelayReason.OTHER_REVIEW: "Another review",
        DelayReason.FAMILY_CIRCUMSTANCES: "Circumstances of the family",
        DelayReason.RETURN_LATE: "Return of an agency late",
        DelayReason.CHAIR_AVAILABILITY: "Availability of the chair",
        DelayReason.COMMISSIONING: "Commissioning",
        DelayReason.QA_CHANGES: "Changes that the Quality Assurance Panel asked for",
        DelayReason.OTHER: "Another reason",
    }
)


class DelayLetterDialog(LetterDialog):
    """``result_of_act`` is the id of the letter in the vault. The new date becomes the partnership's own."""

    new_date_error: FieldError
    new_date_edit: DateEdit
    update_error: FieldError
    update_edit: DateEdit
    kind_combo: QComboBox
    reasons_error: FieldError
    reasons_edit: QPlainTextEdit
    interim_edit: QPlainTextEdit

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__(context, case_id, parent, form="delay_letter_dialog")
        self.explain(
            self.tr(
                "The new date becomes the partnership's own date for the report. The date of the guidance stays as it "
                "is and goes on being shown. The letter leaves this vault: write published forms, not names."
            )
        )
        for kind, words in KINDS.items():
            self.kind_combo.addItem(self.tr(words), kind)
        self.begin(self.new_date_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        told = self.envelope(faults)
        new_date = faults.day(
            self.new_date_error, self.new_date_edit, self.tr("Type the new date for the report."), earliest=self.today
        )
        update = faults.day(
            self.update_error,
            self.update_edit,
            self.tr("Type the day of the next update to the Home Office."),
            earliest=self.today,
        )
        faults.text(self.reasons_error, self.reasons_edit, self.tr("Give at least one reason for the delay."))
        return lambda: papers.send_delay_letter(
            self.context.session,
            self._case_id,
            recipient=told.recipient,
            sent_on=told.sent_on,
            signatory=told.signatory,
            new_date=new_date,
            reasons=lines_of(self.reasons_edit),
            interim=self.interim_edit.toPlainText().strip(),
            next_update_on=update,
            kinds=(DelayReason(self.kind_combo.currentData()),),
        )
