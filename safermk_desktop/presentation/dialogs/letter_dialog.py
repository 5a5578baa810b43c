"""Write the letter about the decision and log it as sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import papers, queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What every letter says: who it goes to, the day it is sent, who signs."""

    recipient: str
    sent_on: date
    signatory: str


class LetterDialog(EntryDialog):
    """``result_of_act`` is the id of the letter in the vault."""

    recipient_error: FieldError
    recipient_edit: QLineEdit
    sent_error: FieldError
    sent_edit: DateEdit
    signatory_error: FieldError
    signatory_edit: QLineEdit

    def __init__(
        self, context: PageContext, case_id: CaseId, parent: QWidget | None = None, *, form: str = "letter_dialog"
    ) -> None:
        super().__init__(form, context, parent)
        self._case_id = case_id
        file = queries.case_file(context.session, case_id)
        self._decided = file.decision.decided_on if file.decision else file.case.opened_on
        self.recipient_edit.setText(context.session.partnership.home_office)
        self.sent_edit.set_day(self.today)
        self.signatory_edit.setText(context.session.person)
        self.explain(
            self.tr(
                "The letter is written as a Word document into this case, and logged as sent on the day given. "
                "Export it under Documents and send it by the partnership's secure route."
            )
        )
        self.begin(self.recipient_edit)

    def is_sending(self) -> bool:
        return True

    def read(self, faults: Faults) -> Callable[[], object]:
        told = self.envelope(faults)
        return lambda: papers.send_decision_letter(
            self.context.session,
            self._case_id,
            recipient=told.recipient,
            sent_on=told.sent_on,
            signatory=told.signatory,
        )

    def envelope(self, faults: Faults) -> Envelope:
        """Read the three fields that every letter has."""
        return Envelope(
            recipient=faults.text(self.recipient_error, self.recipient_edit, self.tr("Type who the letter goes to.")),
            sent_on=faults.day(
                self.sent_error,
                self.sent_edit,
                self.tr("Type the day it is sent."),
                earliest=self._decided,
                latest=self.today,
            ),
            signatory=faults.text(self.signatory_error, self.signatory_edit, self.tr("Type who signs the letter.")),
        )

    def work(self, act: Callable[[], object]) -> None:
        self.work_as_job(act, self.tr("Writing the letter"))
