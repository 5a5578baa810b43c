"""Hold a drill: open a copy from a backup as if this computer were gone, by two sheets or by another person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QRadioButton, QWidget

from safermk_desktop.domain.keeping import Drill
from safermk_desktop.errors import PersonUnknown, SafermkError, SharesUnfit, WrongPassphrase
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.key_dialog import KeyDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.backup_words import moment_words
from safermk_desktop.presentation.share_pair import SharePair
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.presentation.widgets.share_edit import ShareEdit
from safermk_desktop.services import backups
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.progress import Progress


class DrillDialog(KeyDialog):
    """``result_of_act`` is the ``Drill`` that was recorded. The copy is removed again, whatever came of it."""

    backup_error: FieldError
    backup_combo: QComboBox
    shares_radio: QRadioButton
    person_radio: QRadioButton
    shares_widget: QWidget
    first_error: FieldError
    first_edit: ShareEdit
    second_error: FieldError
    second_edit: ShareEdit
    person_widget: QWidget
    person_error: FieldError
    person_combo: QComboBox
    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit
    job_line: JobLine

    def __init__(self, context: PageContext, files: Sequence[BackupFile], parent: QWidget | None = None) -> None:
        super().__init__("drill_dialog", context, parent)
        self._files = tuple(files)
        self._drill: Callable[[Progress], Drill] | None = None
        self._shares = SharePair((self.first_edit, self.first_error), (self.second_edit, self.second_error), self)
        self.label = self.tr("Opening a copy of the backup")
        self.explain(
            self.tr(
                "A copy is put back from the backup, opened, checked and removed again. The vault itself is not "
                "touched. It shows that the backup and the sheets, or the other person's passphrase, will do when "
                "they are needed."
            )
        )
        for file in files:
            self.backup_combo.addItem(moment_words(file.made_at), file.id)
        vault = context.session.vault
        others = [slot.person for slot in vault.slots.listed() if slot.kind is not SlotKind.RECOVERY]
        self.person_combo.addItems([name for name in others if name != vault.person])
        self.person_radio.setEnabled(self.person_combo.count() > 0)
        self.shares_radio.toggled.connect(self._turn)
        self._turn(True)
        self.begin(self.backup_combo)

    def read(self, faults: Faults) -> Callable[[], object]:
        session, door = self.context.session, self.context.application.door
        file = self._files[self.backup_combo.currentIndex()]
        if self.shares_radio.isChecked():
            shares = self._shares.read(faults)
            self._drill = lambda progress: backups.drill_with_shares(session, door, file, shares, progress)
        else:
            person, passphrase = self.person_combo.currentText(), self.passphrase_edit.text()
            faults.text(self.passphrase_error, self.passphrase_edit, self.tr("Let the person type their passphrase."))
            self._drill = lambda progress: backups.drill_with_slot(
                session, door, file, person=person, passphrase=passphrase, progress=progress
            )
        return lambda: None

    def work(self, act: Callable[[], object]) -> None:
        drill = self._drill
        if drill is None:
            return
        self.show_working(is_working=True)
        job = self.context.jobs.run(
            self,
            drill,
            label=self.label,
            done=self.finish,
            failed=self.refuse,
            cancelled=lambda: self.show_working(is_working=False),
        )
        self.job_line.follow(job)

    def sentence_of(self, error: SafermkError) -> str:
        if isinstance(error, SharesUnfit | PersonUnknown):
            return f"{error.what} {error.do}"
        return super().sentence_of(error)

    def field_of(self, error: SafermkError) -> QWidget | None:
        if isinstance(error, SharesUnfit):
            return self.first_edit
        if isinstance(error, WrongPassphrase):
            return self.passphrase_edit
        return self.person_combo if isinstance(error, PersonUnknown) else super().field_of(error)

    def _turn(self, _is_shares: bool) -> None:
        self.shares_widget.setVisible(self.shares_radio.isChecked())
        self.person_widget.setVisible(not self.shares_radio.isChecked())
