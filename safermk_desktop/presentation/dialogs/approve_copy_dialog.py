"""Record that a second person read a redacted copy and approved it, with a key slot of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from safermk_desktop.domain.documents import RedactedCopy
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import KeychainUnavailable, SafermkError, WrongPassphrase
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError, day_text
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.services import approvals
from safermk_desktop.services.approvals import Confirmed


class ApproveCopyDialog(EntryDialog):
    """Whoever prepared the copy cannot approve it; another person at this computer types their own passphrase."""

    approver_error: FieldError
    approver_combo: QComboBox
    passphrase_label: QLabel
    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit
    read_error: FieldError
    read_check: QCheckBox

    def __init__(
        self, context: PageContext, case_id: CaseId, copy: RedactedCopy, parent: QWidget | None = None
    ) -> None:
        super().__init__("approve_copy_dialog", context, parent)
        self.about = copy.id
        self._case_id = case_id
        self._copy = copy
        people = approvals.possible_approvers(context.session, copy.prepared_by)
        own = context.session.person
        for person in sorted(people, key=lambda name: name != own):
            self.approver_combo.addItem(person)
        words = self.tr(
            "Prepared by {person} on {day}. Someone else reads the whole copy and approves this file, by its digest; "
            "only then may it be published."
        )
        if not people:
            words += " " + self.tr("Nobody else has a key to the reviews yet: add a person under People first.")
        self.explain(words.format(person=copy.prepared_by, day=day_text(copy.made_on)))
        self.save_button.setEnabled(bool(people))
        self.approver_combo.setEnabled(bool(people))
        self.approver_combo.currentTextChanged.connect(self._choose)
        self._choose()
        self.begin(self.approver_combo if people else self.cancel_button)

    def _choose(self) -> None:
        """Who is at work has opened their slot already."""
        is_another = self.approver_combo.currentText() != self.context.session.person
        self.passphrase_edit.setEnabled(is_another)
        self.passphrase_label.setEnabled(is_another)

    def read(self, faults: Faults) -> Callable[[], object]:
        person = faults.text(self.approver_error, self.approver_combo, self.tr("Choose who read the copy."))
        by = None
        if self.passphrase_edit.isEnabled():
            asked = self.tr("The person who approves types their own passphrase.")
            by = Confirmed(person=person, passphrase=faults.text(self.passphrase_error, self.passphrase_edit, asked))
        if not self.read_check.isChecked():
            not_read = self.tr("A copy is approved only after it was read in full.")
            faults.found.append((self.read_error, self.read_check, not_read))
        return lambda: approvals.approve_copy(self.context.session, self._case_id, self._copy.id, by=by)

    def sentence_of(self, error: SafermkError) -> str:
        if isinstance(error, WrongPassphrase | KeychainUnavailable):
            self.passphrase_edit.clear()
            return self.tr("That passphrase does not open the key of this person. Nothing was approved.")
        return super().sentence_of(error)

    def field_of(self, error: SafermkError) -> QWidget:
        is_key = isinstance(error, WrongPassphrase | KeychainUnavailable)
        return self.passphrase_edit if is_key else self.approver_combo
