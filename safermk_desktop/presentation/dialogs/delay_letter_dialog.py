"""Tell the Home Office that the report will be late."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults, lines_of
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import papers, queries


class DelayLetterDialog(EntryDialog):
    """``result_of_act`` is the id of the letter in the vault. The new date becomes the partnership's own."""

    explain_prose: Prose
    recipient_error: FieldError
    recipient_edit: QLineEdit
    sent_error: FieldError
    sent_edit: DateEdit
    signatory_error: FieldError
    signatory_edit: QLineEdit
    new_date_error: FieldError
    new_date_edit: DateEdit
    update_error: FieldError
    update_edit: DateEdit
    reasons_error: FieldError
    reasons_edit: QPlainTextEdit
    interim_edit: QPlainTextEdit

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__("delay_letter_dialog", context, parent)
        self._case_id = case_id
        file = queries.case_file(context.session, case_id)
        self._decided = file.decision.decided_on if file.decision else file.case.opened_on
        self.recipient_edit.setText(context.session.partnership.home_office)
        self.sent_edit.set_day(self.today)
        self.signatory_edit.setText(context.session.person)
        self.explain_prose.show_text(
            self.tr(
                "The new date becomes the partnership's own date for the report. The date of the guidance stays as it "
                "is and goes on being shown. The letter leaves this vault: write published forms, not names."
            )
        )
        self.begin(self.new_date_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        recipient = faults.text(self.recipient_error, self.recipient_edit, self.tr("Type who the letter goes to."))
        sent = faults.day(
            self.sent_error,
            self.sent_edit,
            self.tr("Type the day it is sent."),
            earliest=self._decided,
            latest=self.today,
        )
        signatory = faults.text(self.signatory_error, self.signatory_edit, self.tr("Type who signs the letter."))
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
            recipient=recipient,
            sent_on=sent,
            signatory=signatory,
            new_date=new_date,
            reasons=lines_of(self.reasons_edit),
            interim=self.interim_edit.toPlainText().strip(),
            next_update_on=update,
        )

    def work(self, act: Callable[[], object]) -> None:
        self.work_as_job(act, self.tr("Writing the letter"))
