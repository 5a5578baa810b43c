"""Write the letter that goes to the Home Office with the submission set."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import papers


class SubmissionLetterDialog(EntryDialog):
    """The letter names each paper with its digest; it is kept in the vault and logged as sent."""

    recipient_error: FieldError
    recipient_edit: QLineEdit
    sent_error: FieldError
    sent_edit: DateEdit
    method_error: FieldError
    method_edit: QLineEdit
    signatory_error: FieldError
    signatory_edit: QLineEdit

    def __init__(self, context: PageContext, file: CaseFile, parent: QWidget | None = None) -> None:
        super().__init__("submission_letter_dialog", context, parent)
        self._file = file
        self.explain(
            self.tr("The letter lists the three papers with their digests. It is kept in the vault and logged as sent.")
        )
        self.recipient_edit.setText(self.tr("Home Office, Quality Assurance Panel"))
        self.sent_edit.set_day(self.today)
        self.signatory_edit.setText(context.session.person)
        self.begin(self.method_edit)

    def is_sending(self) -> bool:
        return True

    def read(self, faults: Faults) -> Callable[[], object]:
        recipient = faults.text(self.recipient_error, self.recipient_edit, self.tr("Say whom the letter goes to."))
        sent_on = faults.day(
            self.sent_error,
            self.sent_edit,
            self.tr("Enter the day of the letter."),
            earliest=self._file.case.opened_on,
            latest=self.today,
        )
        method = faults.text(self.method_error, self.method_edit, self.tr("Say how the papers go."))
        signatory = faults.text(self.signatory_error, self.signatory_edit, self.tr("Say who signs."))
        return lambda: papers.send_submission_letter(
            self.context.session,
            self._file.case.case_id,
            recipient=recipient,
            sent_on=sent_on,
            signatory=signatory,
            method=method,
        )

    def work(self, act: Callable[[], object]) -> None:
        self.work_as_job(act, self.tr("Writing the submission letter"))
