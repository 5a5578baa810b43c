"""Make a new vault: where, under which name, whose, with which passphrase."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from safermk_desktop.errors import PassphraseUnfit, SafermkError
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.passphrase_strength import LONGEST, SHORTEST
from safermk_desktop.presentation.roles import ROLE_WORDS
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import ErrorSummary, FieldError
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.presentation.widgets.strength_meter import StrengthMeter
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.application import Application
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.whereabouts import sentences

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}")


class CreateVaultDialog(FormDialog):
    """``created`` is the folder of the new vault once the dialog is accepted."""

    error_summary: ErrorSummary
    explain_prose: Prose
    name_error: FieldError
    name_edit: QLineEdit
    folder_edit: QLineEdit
    choose_button: QPushButton
    place_banner: Banner
    person_error: FieldError
    person_edit: QLineEdit
    role_combo: QComboBox
    compartments_error: FieldError
    reviews_check: QCheckBox
    prevent_check: QCheckBox
    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit
    repeat_error: FieldError
    repeat_edit: PassphraseEdit
    strength_meter: StrengthMeter
    show_button: QPushButton
    cancel_button: QPushButton
    create_button: QPushButton

    def __init__(
        self, application: Application, *, jobs: Jobs, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__("create_vault_dialog", parent)
        self.created: Path | None = None
        self._application = application
        self._jobs = jobs
        self._messages = messages
        self._is_working = False
        self.explain_prose.show_text(
            self.tr(
                "A vault is a folder whose name ends in .smkv. Nobody can open it without the passphrase: there is no "
                "way around a forgotten one. Only a Head of Community Safety can add other people later and print the "
                "recovery sheets."
            )
        )
        for role, words in ROLE_WORDS.items():
            self.role_combo.addItem(self.tr(words), role)
        self._show_folder(application.data_folder)
        self.strength_meter.watch(self.passphrase_edit, about=self.person_edit)
        self.choose_button.clicked.connect(self._choose)
        self.show_button.toggled.connect(self.passphrase_edit.reveal)
        self.show_button.toggled.connect(self.repeat_edit.reveal)
        self.cancel_button.clicked.connect(self.reject)
        self.create_button.clicked.connect(self._create)
        self.name_edit.setFocus()

    def reject(self) -> None:
        if not self._is_working:
            super().reject()

    def _choose(self) -> None:
        folder = self._messages.ask_folder(self.tr("Choose where the vault lies"), start=Path(self.folder_edit.text()))
        if folder is not None:
            self._show_folder(folder)

    def _show_folder(self, folder: Path) -> None:
        self.folder_edit.setText(str(folder))
        warnings = sentences(self._application.whereabouts.of(folder))
        self.place_banner.setVisible(bool(warnings))
        if warnings:
            self.place_banner.show_banner("amber", " ".join(warnings))

    def _create(self) -> None:
        if self._is_working or not self._is_complete():
            return
        self._is_working = True
        self.create_button.setText(self.tr("Making the vault, please wait"))
        door = self._application.door
        folder = Path(self.folder_edit.text()) / f"{self.name_edit.text().strip()}.smkv"
        person, role = self.person_edit.text().strip(), Role(self.role_combo.currentData())
        passphrase, compartments = self.passphrase_edit.text(), self._compartments()

        def make(_progress: object) -> Path:
            door.create(folder, person=person, role=role, passphrase=passphrase, compartments=compartments)
            return folder

        self._jobs.run(self, make, label=self.tr("Making the vault"), done=self._done, failed=self._fail)

    def _done(self, folder: Path) -> None:
        self._is_working = False
        self.created = folder
        self.accept()

    def _fail(self, error: SafermkError) -> None:
        self._is_working = False
        self.create_button.setText(self.tr("Create &vault"))
        if isinstance(error, PassphraseUnfit):
            self.passphrase_error.show_error(error.sentences(), self.passphrase_edit)
            self.passphrase_edit.setFocus()
        else:
            self.name_error.show_error(error.sentences(), self.name_edit)
            self.name_edit.setFocus()

    def _is_complete(self) -> bool:
        """Look at every field, say what to correct above each, and go to the first."""
        checks: tuple[tuple[FieldError, QWidget, str], ...] = (
            (self.name_error, self.name_edit, self._name_fault()),
            (self.person_error, self.person_edit, self._person_fault()),
            (self.compartments_error, self.reviews_check, self._compartments_fault()),
            (self.passphrase_error, self.passphrase_edit, self._passphrase_fault()),
            (self.repeat_error, self.repeat_edit, self._repeat_fault()),
        )
        for place, field, fault in checks:
            place.show_error(fault, field)
        faults = [(fault, field) for _place, field, fault in checks if fault]
        self.error_summary.show_errors(faults)
        return not faults

    def _name_fault(self) -> str:
        if _NAME.fullmatch(self.name_edit.text().strip()):
            return ""
        return self.tr("Name the vault with letters, digits, spaces and hyphens.")

    def _person_fault(self) -> str:
        return "" if self.person_edit.text().strip() else self.tr("Type your name.")

    def _compartments(self) -> frozenset[Compartment]:
        ticks = ((self.reviews_check, Compartment.REVIEWS), (self.prevent_check, Compartment.PREVENT))
        return frozenset({Compartment.COMMON, *(name for check, name in ticks if check.isChecked())})

    def _compartments_fault(self) -> str:
        return "" if len(self._compartments()) > 1 else self.tr("Tick at least one kind of case.")

    def _passphrase_fault(self) -> str:
        if SHORTEST <= len(self.passphrase_edit.text()) <= LONGEST:
            return ""
        return self.tr("Type a passphrase of 12 to 128 characters.")

    def _repeat_fault(self) -> str:
        if self.repeat_edit.text() == self.passphrase_edit.text():
            return ""
        return self.tr("The two passphrases differ. Type the same again.")
