"""Make one's own key need this computer as well, or no longer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from safermk_desktop.errors import KeychainUnavailable, SafermkError, SlotKept
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.key_dialog import KeyDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit


class BindDialog(KeyDialog):
    """``is_bound`` says what holds now; the dialog turns it round."""

    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit

    def __init__(self, context: PageContext, *, is_bound: bool, parent: QWidget | None = None) -> None:
        super().__init__("bind_dialog", context, parent)
        self._is_bound = is_bound
        if is_bound:
            self.title_label.setText(self.tr("Release your key from this computer"))
            self.setWindowTitle(self.title_label.text())
            self.save_button.setText(self.tr("&Release"))
            self.explain(self.tr("After this your passphrase alone opens the vault, on any computer that has a copy."))
        else:
            self.explain(
                self.tr(
                    "After this your passphrase opens the vault on this computer only: it needs a secret that this "
                    "computer keeps for you. A thief with a copy of the vault and your passphrase opens nothing. If "
                    "the computer or its keychain is lost, you need two recovery sheets or another person."
                )
            )
        self.begin(self.passphrase_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        passphrase = faults.text(self.passphrase_error, self.passphrase_edit, self.tr("Type your passphrase."))
        slots = self.context.session.vault.slots
        change = slots.unbind_from_computer if self._is_bound else slots.bind_to_computer
        # As it was typed: a passphrase may begin or end with a space.
        typed = self.passphrase_edit.text() if passphrase else ""
        return lambda: change(passphrase=typed)

    def sentence_of(self, error: SafermkError) -> str:
        if isinstance(error, KeychainUnavailable | SlotKept):
            return " ".join(part for part in (error.what, error.detail, error.do) if part)
        return super().sentence_of(error)
