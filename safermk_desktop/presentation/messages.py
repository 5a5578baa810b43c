"""What a person is told when something cannot be done, and the questions before what cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from PySide6.QtWidgets import QDialog, QWidget

from safermk_desktop import errors
from safermk_desktop.errors import SafermkError


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A title, a sentence, and the words on the buttons. Without ``refuse`` there is one button."""

    title: str
    text: str
    accept: str = "Close"
    refuse: str = ""
    tone: str = "blue"


class Teller(Protocol):
    """Shows a message and waits for its answer. Tests give one that answers at once."""

    def show(self, parent: QWidget | None, message: Message) -> bool:
        """Whether the accepting button was chosen."""
        ...


class DialogTeller:
    """Shows messages in a dialog with the marking strip."""

    def show(self, parent: QWidget | None, message: Message) -> bool:
        """Open the dialog and wait."""
        from safermk_desktop.presentation.dialogs.message_dialog import MessageDialog

        return MessageDialog(message, parent).exec() == QDialog.DialogCode.Accepted


# Titles say in a few words what the sentences then explain.
_TITLES: Final[MappingProxyType[type[SafermkError], str]] = MappingProxyType(
    {
        errors.ProofFailed: "The proof failed",
        errors.LeakFound: "The file is not safe to publish",
        errors.GateClosed: "The gate is closed",
        errors.InputMissing: "The file was not found",
        errors.OutputNotEmpty: "The place is not empty",
        errors.NotWord: "Not a Word document",
        errors.WordEncrypted: "The Word file is protected",
        errors.WordDamaged: "The Word file is damaged",
        errors.WordUnsafe: "The Word file cannot be trusted",
        errors.WordTooLarge: "The Word file is too large",
        errors.WordNoText: "There is no text in the Word file",
        errors.WordUnsupported: "The Word file cannot be rebuilt",
        errors.RegisterEmpty: "The identity register is empty",
        errors.RegisterInvalid: "The identity register cannot be read",
        errors.ReplacementUnsafe: "A replacement would give someone away",
        errors.DateImpossible: "The date cannot be",
        errors.EntryMissing: "Something is missing",
        errors.EntryInvalid: "Something cannot be accepted",
        errors.RecordUnknown: "That is no longer there",
        errors.OptionNotBuilt: "Not built yet",
        errors.TemplateFailed: "The template does not fit",
        errors.PassphraseUnfit: "The passphrase is too short or too long",
        errors.VaultExists: "There is something there already",
        errors.VaultNotFound: "No vault there",
        errors.WrongPassphrase: "The passphrase does not fit",
        errors.PersonUnknown: "No key for that person",
        errors.HeaderDamaged: "The vault's header is damaged",
        errors.DatabaseDamaged: "The vault is damaged",
        errors.VaultInUse: "The vault is open elsewhere",
        errors.VaultNewer: "The vault needs a newer version",
        errors.KeyDerivationRefused: "The vault's header cannot be trusted",
        errors.VaultLocked: "The vault is locked",
        errors.NotWritable: "No permission to write there",
        errors.DiskFull: "The disk is full",
        errors.DiskFault: "The disk failed",
        errors.DisplayMissing: "No window can be opened",
    }
)


def title_of(error: SafermkError) -> str:
    """The title for a failure. Raises ``KeyError`` for a class without one; a test walks them all."""
    return _TITLES[type(error)]


class Messages:
    """Tells and asks, over whichever window is in front."""

    def __init__(self, parent: QWidget, teller: Teller | None = None) -> None:
        self._parent = parent
        self._teller = teller or DialogTeller()

    def show_error(self, error: SafermkError) -> None:
        """Say what happened, whether the data is safe and what to do now."""
        self._show(Message(title=title_of(error), text=error.sentences(), tone="red"))

    def tell(self, title: str, text: str) -> None:
        """Say something that went well or is worth knowing."""
        self._show(Message(title=title, text=text))

    def confirm(self, title: str, text: str, *, accept: str, refuse: str = "Cancel") -> bool:
        """Ask before something that cannot be taken back. ``accept`` is a verb with its object."""
        return self._show(Message(title=title, text=text, accept=accept, refuse=refuse, tone="amber"))

    def _show(self, message: Message) -> bool:
        active = self._parent.window()
        for child in active.findChildren(QDialog):
            if child.isVisible():
                active = child
        return self._teller.show(active, message)
