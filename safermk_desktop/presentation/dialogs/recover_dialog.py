"""Get into a vault without one's passphrase: two of its three recovery sheets make a new key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from safermk_desktop.errors import EntryMissing, PassphraseUnfit, SafermkError, SharesUnfit
from safermk_desktop.presentation.dialogs.door_dialog import Act, DoorDialog
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.key_dialog import new_passphrase
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.roles import ROLE_WORDS
from safermk_desktop.presentation.share_pair import SharePair
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.presentation.widgets.share_edit import ShareEdit
from safermk_desktop.presentation.widgets.strength_meter import StrengthMeter
from safermk_desktop.services.application import Application
from safermk_desktop.services.ports import Role


class RecoverDialog(DoorDialog):
    """``person`` is whose key was made, once accepted. Where no sheets were printed it says what else can help."""

    state_banner: Banner
    entries_widget: QWidget
    first_error: FieldError
    first_edit: ShareEdit
    second_error: FieldError
    second_edit: ShareEdit
    person_error: FieldError
    person_edit: QLineEdit
    role_combo: QComboBox
    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit
    repeat_error: FieldError
    repeat_edit: PassphraseEdit
    strength_meter: StrengthMeter
    show_button: QPushButton

    def __init__(
        self, application: Application, folder: Path, *, jobs: Jobs, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__("recover_dialog", application, jobs=jobs, messages=messages, parent=parent)
        self.label = self.tr("Opening the vault with the recovery shares")
        self.person = ""
        self._folder = folder
        self._shares = SharePair((self.first_edit, self.first_error), (self.second_edit, self.second_error), self)
        self.explain_prose.show_text(
            self.tr(
                "Three sheets of 33 words were printed for this vault: for the head of community safety, for "
                "information governance and for legal. Any two of them make you a new key; no old passphrase is needed."
            )
        )
        for role, words in ROLE_WORDS.items():
            self.role_combo.addItem(self.tr(words), role)
        self.strength_meter.watch(self.passphrase_edit, about=self.person_edit)
        self.show_button.toggled.connect(self.passphrase_edit.reveal)
        self.show_button.toggled.connect(self.repeat_edit.reveal)
        self._look()

    def read(self, faults: Faults) -> Act:
        shares = self._shares.read(faults)
        person = faults.text(self.person_error, self.person_edit, self.tr("Type your name."))
        passphrase = new_passphrase(
            faults, self.passphrase_edit, self.passphrase_error, again=self.repeat_edit, again_error=self.repeat_error
        )
        role, door, folder = Role(self.role_combo.currentData()), self.application.door, self._folder
        self.person = person
        return lambda _progress: door.recover(folder, shares=shares, person=person, role=role, passphrase=passphrase)

    def field_of(self, error: SafermkError) -> tuple[FieldError, QWidget] | None:
        if isinstance(error, SharesUnfit):
            return self.first_error, self.first_edit
        if isinstance(error, PassphraseUnfit):
            return self.passphrase_error, self.passphrase_edit
        return (self.person_error, self.person_edit) if isinstance(error, EntryMissing) else None

    def _look(self) -> None:
        """Say at once when there are no sheets, before anyone looks for them."""
        try:
            has_sheets = self.application.door.has_recovery(self._folder)
        except SafermkError as error:
            self.state_banner.show_banner("red", error.sentences())
            has_sheets = False
        else:
            if not has_sheets:
                words = self.tr(
                    "No recovery sheets were printed for this vault. What can still help: another person with a key "
                    "opens it and gives you a new one; or a backup is restored that someone else can open. Without "
                    "either nobody can open it, and neither can we."
                )
                self.state_banner.show_banner("amber", words)
        for part in (self.explain_prose, self.entries_widget, self.show_button, self.save_button):
            part.setVisible(has_sheets)
        (self.first_edit if has_sheets else self.cancel_button).setFocus()
