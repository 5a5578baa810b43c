"""What a person is told when something cannot be done, and the questions before what cannot be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from safermk_desktop import errors
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.checking import Answer, Check, Checked

WORD: Final = "Word documents (*.docx)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A title, a sentence, and the words on the buttons. Without ``refuse`` there is one button."""

    title: str
    text: str
    accept: str = "Close"
    refuse: str = ""
    tone: str = "blue"


class Teller(Protocol):
    """Shows a message or asks for a place on the disk, and waits. Tests give one that answers at once."""

    def show(self, parent: QWidget | None, message: Message) -> bool:
        """Whether the accepting button was chosen."""
        ...

    def check(self, parent: QWidget | None, check: Check) -> Checked:
        """What the person says to the answers of a form."""
        ...

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        """A folder that exists, ``None`` when the person thinks better of it."""
        ...

    def file(self, parent: QWidget | None, title: str, *, start: Path, kinds: str) -> Path | None:
        """A file that exists."""
        ...

    def new_file(self, parent: QWidget | None, title: str, *, start: Path, kinds: str) -> Path | None:
        """A place for a file; the person has agreed to replace what is there."""
        ...


class DialogTeller:
    """Messages in a dialog with the marking strip, files and folders in those of the system."""

    def show(self, parent: QWidget | None, message: Message) -> bool:
        """Open the dialog and wait."""
        from safermk_desktop.presentation.dialogs.message_dialog import MessageDialog

        dialog = MessageDialog(message, parent)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            # exec() hands the dialog to Python's garbage collector, which would take its parts in any order.
            dialog.deleteLater()

    def check(self, parent: QWidget | None, check: Check) -> Checked:
        """Show the answers and wait."""
        from safermk_desktop.presentation.dialogs.check_answers_dialog import CheckAnswersDialog

        dialog = CheckAnswersDialog(check, parent)
        try:
            dialog.exec()
            return dialog.checked
        finally:
            dialog.deleteLater()

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        """The folder dialog of the system."""
        return _path(QFileDialog.getExistingDirectory(parent, title, str(start)))

    def file(self, parent: QWidget | None, title: str, *, start: Path, kinds: str) -> Path | None:
        """The open dialog of the system."""
        return _path(QFileDialog.getOpenFileName(parent, title, str(start), kinds)[0])

    def new_file(self, parent: QWidget | None, title: str, *, start: Path, kinds: str) -> Path | None:
        """The save dialog of the system; it asks before replacing a file."""
        return _path(QFileDialog.getSaveFileName(parent, title, str(start), kinds)[0])


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None


# Titles say in a few words what the sentences then explain.
_TITLES: Final[MappingProxyType[type[SafermkError], str]] = MappingProxyType(
    {
        errors.ProofFailed: "The proof failed",
        errors.LeakFound: "The file is not safe to publish",
        errors.GateClosed: "The gate is closed",
        errors.InputMissing: "The file was not found",
        errors.OutputNotEmpty: "The place is not empty",
        errors.FileThere: "There is such a file already",
        errors.NotWord: "Not a Word document",
        errors.WordEncrypted: "The Word file is protected",
        errors.WordDamaged: "The Word file is damaged",
        errors.WordUnsafe: "The Word file cannot be trusted",
        errors.WordTooLarge: "The Word file is too large",
        errors.WordTooLong: "The work took too long",
        errors.WorkBrokeOff: "The work broke off",
        errors.WordNoText: "There is no paragraph in the Word file",
        errors.WordUnsupported: "The Word file cannot be rebuilt",
        errors.RegisterEmpty: "The identity register is empty",
        errors.RegisterInvalid: "The identity register cannot be read",
        errors.ReplacementUnsafe: "A replacement would give someone away",
        errors.PseudonymTaken: "The published form is taken",
        errors.TextInvalid: "A text cannot be read",
        errors.TableUnfit: "The table cannot be read",
        errors.TableTooLarge: "The table is too large",
        errors.DateImpossible: "The date cannot be",
        errors.EntryMissing: "Something is missing",
        errors.EntryInvalid: "Something cannot be accepted",
        errors.RecordUnknown: "That is no longer there",
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
        errors.DetectionModelMissing: "The model for names is missing",
        errors.DisplayMissing: "No window can be opened",
        errors.BackupDamaged: "Not a whole backup",
        errors.BackupIncomplete: "Papers of the backup are missing",
        errors.BackupUnproved: "The backup could not be proved",
        errors.CompartmentClosed: "Your key does not open that",
        errors.KeychainUnavailable: "The secret of this computer is missing",
        errors.RoleRefused: "Your role does not allow that",
        errors.SharesUnfit: "The recovery sheets do not fit",
        errors.SlotKept: "That key has to stay",
        errors.VaultReadOnly: "The vault is open for reading only",
        errors.VaultUnsound: "The vault was found wanting",
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

    def check_answers(self, answers: Sequence[Answer], *, record: str) -> Checked:
        """Show every answer of a form before it is recorded as sent; ``record`` is on the button that does it."""
        return self._teller.check(self._front(), Check(answers=tuple(answers), record=record))

    def ask_folder(self, title: str, *, start: Path | None = None) -> Path | None:
        """Ask for a folder that exists; ``None`` when the person thinks better of it."""
        return self._teller.folder(self._front(), title, start or Path.home())

    def ask_file(self, title: str, *, kinds: str = WORD, start: Path | None = None) -> Path | None:
        """Ask for a file that exists. ``kinds`` as Qt writes them: ``Word documents (*.docx)``."""
        return self._teller.file(self._front(), title, start=start or Path.home(), kinds=kinds)

    def ask_new_file(self, title: str, name: str, *, kinds: str = WORD) -> Path | None:
        """Ask where to write a file that is offered under ``name``."""
        return self._teller.new_file(self._front(), title, start=Path.home() / name, kinds=kinds)

    def _show(self, message: Message) -> bool:
        return self._teller.show(self._front(), message)

    def _front(self) -> QWidget:
        front = self._parent.window()
        for child in front.findChildren(QDialog):
            if child.isVisible():
                front = child
        return front
