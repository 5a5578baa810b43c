"""What the dialogs that ask for a passphrase or a recovery sheet share: nothing typed in them is kept as a draft."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from safermk_desktop.errors import PassphraseUnfit, SafermkError, WrongPassphrase
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.passphrase_strength import LONGEST, SHORTEST
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit


class KeyDialog(EntryDialog):
    """A form whose entries are secrets. Its act derives keys and runs as a job called ``label``."""

    label = ""

    @property
    def has_typed(self) -> bool:
        # A secret is never kept, and leaving the form loses nothing that cannot be typed again.
        return False

    def entries(self) -> dict[str, str]:
        return {}

    def work(self, act: Callable[[], object]) -> None:
        self.work_as_job(act, self.label or self.title_label.text())

    def sentence_of(self, error: SafermkError) -> str:
        if isinstance(error, PassphraseUnfit | WrongPassphrase):
            return f"{error.what} {error.do}"
        return super().sentence_of(error)

    def field_of(self, error: SafermkError) -> QWidget | None:
        if isinstance(error, PassphraseUnfit | WrongPassphrase):
            return self.findChild(PassphraseEdit, "passphrase_edit")
        return super().field_of(error)


def new_passphrase(
    faults: Faults, field: PassphraseEdit, error: FieldError, *, again: PassphraseEdit, again_error: FieldError
) -> str:
    """The new passphrase, typed twice alike; ``faults`` takes what is wrong with it."""
    typed = field.text()
    if not SHORTEST <= len(typed) <= LONGEST:
        words = _words("Type a passphrase of {least} to {most} characters; this has {n}.")
        faults.found.append((error, field, words.format(least=SHORTEST, most=LONGEST, n=len(typed))))
    elif again.text() != typed:
        words = _words("The two passphrases differ. Type the same again.")
        faults.found.append((again_error, again, words))
    return typed


def _words(text: str) -> str:
    return QCoreApplication.translate("KeyDialog", text)
