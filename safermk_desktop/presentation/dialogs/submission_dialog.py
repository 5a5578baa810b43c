"""Record that the submission set went to the Home Office."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.watched_dialog import WatchedDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import home_office


class SubmissionDialog(WatchedDialog):
    """The day and the way; the papers and their digests are taken from the vault."""

    submitted_error: FieldError
    submitted_edit: DateEdit
    method_error: FieldError
    method_edit: QLineEdit

    def __init__(self, context: PageContext, file: CaseFile, parent: QWidget | None = None) -> None:
        super().__init__("submission_dialog", context, parent)
        self._file = file
        self.explain(
            self.tr(
                "The redacted report, the executive summary and the action plan are recorded with their digests; "
                "each is searched for every identity of the register first."
            )
        )
        self.submitted_edit.set_day(self.today)
        self.begin(self.method_edit)

    def is_sending(self) -> bool:
        return True

    def read(self, faults: Faults) -> Callable[[], object]:
        completed = self._file.fact("partnership_agreed_report")
        submitted_on = faults.day(
            self.submitted_error,
            self.submitted_edit,
            self.tr("Enter the day it was sent."),
            earliest=completed.happened_on if completed else self._file.case.opened_on,
            latest=self.today,
        )
        method = faults.text(self.method_error, self.method_edit, self.tr("Say how it was sent."))
        session, case_id = self.context.session, self._file.case.case_id
        return lambda: self.watch(
            self.tr("Searching the papers once more"),
            lambda progress: home_office.record_submission(
                session, case_id, submitted_on=submitted_on, method=method, progress=progress
            ),
        )
