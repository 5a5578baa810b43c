"""Record that a second person read a public file and approved it, with a key slot of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from safermk_desktop.domain.documents import RedactedCopy
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import KeychainUnavailable, SafermkError, WrongPassphrase
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import FieldError, day_text
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.services import approvals
from safermk_desktop.services.approvals import Confirmed, PublicFile

SHOWN: Final = 16
"""Digits of a file's digest, at each end."""


class ApproveCopyDialog(EntryDialog):
    """Whoever prepared the file cannot approve it; another person at this computer types their own passphrase."""

    title_label: QLabel
    file_label: QLabel
    file_combo: QComboBox
    digest_label: QLabel
    approver_error: FieldError
    approver_combo: QComboBox
    slot_label: QLabel
    slot_banner: Banner
    passphrase_label: QLabel
    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit
    read_error: FieldError
    read_check: QCheckBox

    def __init__(
        self, context: PageContext, case_id: CaseId, copy: RedactedCopy, parent: QWidget | None = None
    ) -> None:
        """Offers the copy first, then every other public file that nobody approved yet."""
        super().__init__("approve_copy_dialog", context, parent)
        self.about = copy.id
        self._case_id = case_id
        self._files = _offered(context, case_id, copy)
        for one in self._files:
            self.file_combo.addItem(one.title)
        for widget in (self.file_label, self.file_combo):
            widget.setVisible(len(self._files) > 1)
        self.file_combo.currentIndexChanged.connect(self._choose_file)
        self.approver_combo.currentTextChanged.connect(self._choose)
        self._choose_file()
        self.begin(self.approver_combo if self.approver_combo.count() else self.cancel_button)

    def read(self, faults: Faults) -> Callable[[], object]:
        person = faults.text(self.approver_error, self.approver_combo, self.tr("Choose who read the file."))
        by = None
        if self.passphrase_edit.isEnabled():
            asked = self.tr("The person who approves types their own passphrase.")
            by = Confirmed(person=person, passphrase=faults.text(self.passphrase_error, self.passphrase_edit, asked))
        if not self.read_check.isChecked():
            not_read = self.tr("A file is approved only after it was read in full.")
            faults.found.append((self.read_error, self.read_check, not_read))
        chosen, session = self._chosen(), self.context.session
        if chosen.copy_id:  # one that is stale is refused as a copy
            return lambda: approvals.approve_copy(session, self._case_id, RecordId(chosen.copy_id), by=by)
        return lambda: approvals.approve_file(session, self._case_id, chosen.document_id, by=by)

    def sentence_of(self, error: SafermkError) -> str:
        if isinstance(error, WrongPassphrase | KeychainUnavailable):
            self.passphrase_edit.clear()
            return self.tr("That passphrase does not open the key of this person. Nothing was approved.")
        return super().sentence_of(error)

    def field_of(self, error: SafermkError) -> QWidget:
        is_key = isinstance(error, WrongPassphrase | KeychainUnavailable)
        return self.passphrase_edit if is_key else self.approver_combo

    def _chosen(self) -> PublicFile:
        return self._files[max(0, self.file_combo.currentIndex())]

    def _choose_file(self) -> None:
        """Each file has its own preparer, and so its own people who may approve it."""
        chosen, own = self._chosen(), self.context.session.person
        people = approvals.possible_approvers(self.context.session, chosen.prepared_by)
        self.approver_combo.clear()
        self.approver_combo.addItems(sorted(people, key=lambda name: name != own))
        words = self.tr(
            "Prepared by {person} on {day}. Someone else reads the whole file and approves it, by its digest; "
            "only then may it be published."
        )
        if not people:
            words += " " + self.tr("Nobody else has a key to the reviews yet: add a person under People first.")
        self.explain(words.format(person=chosen.prepared_by, day=day_text(chosen.prepared_on)))
        is_copy = bool(chosen.copy_id)
        self.title_label.setText(self.tr("Approve the redacted copy") if is_copy else self.tr("Approve a public file"))
        self.setWindowTitle(self.title_label.text())
        self.save_button.setText(self.tr("&Approve copy") if is_copy else self.tr("&Approve file"))
        self.read_check.setText(
            self.tr("This person has &read the copy from start to end")
            if is_copy
            else self.tr("This person has &read the file from start to end")
        )
        digest = f"{chosen.sha256[:SHOWN]} … {chosen.sha256[-SHOWN:]}"
        told = self.tr("This file alone: {name}, SHA-256 {digest}. One that is made again needs its own approval.")
        self.digest_label.setText(told.format(name=chosen.file_name, digest=digest))
        self.save_button.setEnabled(bool(people))
        self.approver_combo.setEnabled(bool(people))
        self.read_check.setChecked(False)
        self._choose()

    def _choose(self) -> None:
        """Who is at work has opened their slot already; where each slot comes from stands under its name."""
        person, session = self.approver_combo.currentText(), self.context.session
        is_another = person != session.person
        self.passphrase_edit.setEnabled(is_another)
        self.passphrase_label.setEnabled(is_another)
        self.slot_label.setVisible(bool(person))
        self.slot_banner.hide()
        if not person:
            return
        origin = approvals.slot_origin(session, person)
        if origin.made_on is None:
            self.slot_label.setText(self.tr("Approves with their own key; the log does not say who made it."))
            return
        words = self.tr("Approves with their own key. Its passphrase was set by {who} on {day}.")
        self.slot_label.setText(words.format(who=origin.made_by, day=day_text(origin.made_on)))
        if origin.is_made_by(self._chosen().prepared_by):
            warning = self.tr(
                "{preparer}, who prepared this file, made this key and chose its passphrase. {person} changes the "
                "passphrase first, under People; else the approval is no second person's. The log will say so."
            )
            self.slot_banner.show_banner("amber", warning.format(preparer=self._chosen().prepared_by, person=person))


def _offered(context: PageContext, case_id: CaseId, copy: RedactedCopy) -> tuple[PublicFile, ...]:
    """The copy, unless it is approved; then what else goes to the public and nobody approved yet."""
    waiting = [one for one in approvals.public_files(context.session, case_id) if not one.approval]
    if waiting and (copy.approved_by or waiting[0].copy_id == copy.id):
        return tuple(waiting)
    this = PublicFile(
        document_id=copy.document_id,
        title="Overview report, redacted copy",
        file_name="",
        sha256=copy.sha256,
        prepared_by=copy.prepared_by,
        prepared_on=copy.made_on,
        copy_id=copy.id,
    )
    return (this, *waiting)
