"""Change one's own passphrase: the one that opens now, then a new one twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from safermk_desktop.errors import SafermkError, WrongPassphrase
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.key_dialog import KeyDialog, new_passphrase
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.presentation.widgets.strength_meter import StrengthMeter


class ChangePassphraseDialog(KeyDialog):
    """The old slot goes only after the new one has opened once: the old passphrase works until then."""

    old_error: FieldError
    old_edit: PassphraseEdit
    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit
    strength_meter: StrengthMeter
    repeat_error: FieldError
    repeat_edit: PassphraseEdit
    show_button: QPushButton

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("change_passphrase_dialog", context, parent)
        self.explain(
            self.tr(
                "The old passphrase goes only after the new one has opened the vault once. Copies and backups made "
                "before still open with the old one."
            )
        )
        self.strength_meter.watch(self.passphrase_edit, name=context.session.person)
        for field in (self.old_edit, self.passphrase_edit, self.repeat_edit):
            self.show_button.toggled.connect(field.reveal)
        self.begin(self.old_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        old = self.old_edit.text()
        if not old:
            faults.found.append((self.old_error, self.old_edit, self.tr("Type the passphrase you have now.")))
        new = new_passphrase(
            faults, self.passphrase_edit, self.passphrase_error, again=self.repeat_edit, again_error=self.repeat_error
        )
        if new and new == old:
            words = self.tr("This is the passphrase you have now. Type another one.")
            faults.found.append((self.passphrase_error, self.passphrase_edit, words))
        slots = self.context.session.vault.slots
        return lambda: slots.change_passphrase(old=old, new=new)

    def sentence_of(self, error: SafermkError) -> str:
        if isinstance(error, WrongPassphrase):
            return self.tr("This is not your passphrase. Check Caps Lock and type it again.")
        return super().sentence_of(error)

    def field_of(self, error: SafermkError) -> QWidget | None:
        return self.old_edit if isinstance(error, WrongPassphrase) else super().field_of(error)
