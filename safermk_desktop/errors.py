"""Every failure that a person is told about, each with its code, its sentence and its remedy.

    SafermkError
    ├── FoundWanting (exit 1)       checked and found wanting: a leak, a closed gate
    ├── InputRefused (exit 3)       the input cannot be used; nothing was changed
    ├── VaultNotOpened (exit 4)     the vault could not be opened
    └── WorldFailed (exit 5)        the disk, the folder, the machine

A leaf's ``what``, ``safe`` and ``do`` are whole sentences: what happened, whether the data is safe, what to
do now. They never hold anything personal; ``detail`` may add a number, a part name or a limit, never a name.
Anything else that is raised is a bug. ``docs/errors.md`` is generated from this module.
"""

from __future__ import annotations

from typing import ClassVar, Final

UNCONFIRMED: Final = "What was written is there, but the disk did not confirm that it will last."
"""The detail of a failure that came after the last step: the new content stands."""


class SafermkError(Exception):
    """A failure of the world or of the input, told in three sentences.

    ``detail`` is one more sentence for the person, without anything personal in it.
    """

    code: ClassVar[str] = "ERROR"
    exit_code: ClassVar[int] = 5
    what: ClassVar[str] = ""
    safe: ClassVar[str] = ""
    do: ClassVar[str] = ""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(self.line())

    def line(self) -> str:
        """The first line of standard error: ``CODE: what happened. What to do.``"""
        return " ".join(part for part in (f"{self.code}: {self.what}", self.detail, self.do) if part)

    def sentences(self) -> str:
        """What the screen says: what happened, whether the data is safe, what to do."""
        return " ".join(part for part in (self.what, self.detail, self.safe, self.do) if part)


class FoundWanting(SafermkError):
    """Checked and found wanting."""

    exit_code = 1


class ProofFailed(FoundWanting):
    code = "PROOF-FAILED"
    what = "The redacted copy still holds a registered identity."
    safe = "Nothing was written; the original is unchanged."
    do = "Look at the places listed, correct the original or the register, and make the copy again."


class LeakFound(FoundWanting):
    code = "LEAK-FOUND"
    what = "The file holds at least one registered identity."
    safe = "The file was only read."
    do = "Do not publish it; make a redacted copy and verify that."


class GateClosed(FoundWanting):
    code = "GATE-CLOSED"
    what = "The case cannot move on yet."
    safe = "Nothing was changed."
    do = "Meet the conditions listed, or record an override with its reason and approver."


class BackupUnproved(FoundWanting):
    code = "BACKUP-UNPROVED"
    what = "The backup does not hold what the vault holds."
    safe = "The vault and every earlier backup are as they were."
    do = "Make another backup, on another disk if it fails again."


class VaultUnsound(FoundWanting):
    code = "VAULT-UNSOUND"
    what = "The vault was checked and something does not fit."
    safe = "It was only read."
    do = "Do what the check says before you work on."


class InputRefused(SafermkError):
    """The input was refused; nothing was changed."""

    exit_code = 3
    safe = "Nothing was changed."


class InputMissing(InputRefused):
    code = "INPUT-MISSING"
    what = "There is no such file, or it cannot be read."
    do = "Check the path and the permission, and try again."


class OutputNotEmpty(InputRefused):
    code = "OUTPUT-NOT-EMPTY"
    what = "The place for the output exists already and is not empty."
    do = "Name a folder that is empty or does not exist yet."


class FileThere(InputRefused):
    code = "FILE-THERE"
    what = "There is a file of that name at that place already."
    safe = "It was not touched."
    do = "Choose another folder, or move that file away."


class NotWord(InputRefused):
    code = "WORD-NOT-WORD"
    what = "The file is not a Word document (.docx)."
    do = "Open it in Word, save it as a Word Document (.docx), and use that."


class WordEncrypted(InputRefused):
    code = "WORD-ENCRYPTED"
    what = "The Word file is protected by a password or a rights label."
    do = "Open it in Word, take the protection off, save it, and use that."


class WordDamaged(InputRefused):
    code = "WORD-DAMAGED"
    what = "The Word file is damaged and cannot be read in full."
    do = "Open it in Word, let Word repair it, save it under a new name, and use that."


class WordUnsafe(InputRefused):
    code = "WORD-UNSAFE"
    what = "The Word file is built in a way that lets two readers see two different documents."
    do = "Open it in Word, save it under a new name, and use that."


class WordTooLarge(InputRefused):
    code = "WORD-TOO-LARGE"
    what = "The Word file is larger than can be read safely."
    do = "Split it into smaller documents and use those."


class WordTooLong(InputRefused):
    code = "WORD-TOO-LONG"
    what = "The work on the Word file took longer than a file of its size should, and was stopped."
    safe = "Nothing was written; the original is unchanged."
    do = "Open it in Word, save it under a new name, and use that; if it is very long, split it into smaller documents."


class WordNoText(InputRefused):
    code = "WORD-NO-TEXT"
    what = "The Word file holds no paragraph that could be read."
    do = "Check that it is the right file; open it in Word and save it once as a new Word Document."


class WordUnsupported(InputRefused):
    code = "WORD-UNSUPPORTED"
    what = "The Word file uses something that cannot be rebuilt."
    do = "Open it in Word, remove what is named here or save it once as a new Word Document, and use that."


class RegisterEmpty(InputRefused):
    code = "REGISTER-EMPTY"
    what = "The identity register is empty."
    do = "Enter every person, child, address and reference of the case first."


class RegisterInvalid(InputRefused):
    code = "REGISTER-INVALID"
    what = "The register file does not follow its format."
    do = "Correct the entry named here; the format is described in the manual."


class ReplacementUnsafe(InputRefused):
    code = "REGISTER-REPLACEMENT"
    what = "A published form contains a name that stands in the register."
    do = "Choose another published form for the identity named here."


class PseudonymTaken(InputRefused):
    code = "PSEUDONYM-TAKEN"
    what = "A published form is too like a real name, or is in use already."
    do = "Choose another one, or let the application suggest some."


class TextInvalid(InputRefused):
    code = "TEXT-INVALID"
    what = "A text to look through cannot be used as it is."
    do = "Give Word files, texts in UTF-8, or lines of JSON with an id and a text, then try again."


class TableUnfit(InputRefused):
    code = "TABLE-UNFIT"
    what = "The file cannot be read as a table."
    do = "Open it in the program that made it, save it anew as .xlsx or .csv, and use that."


class TableTooLarge(InputRefused):
    code = "TABLE-TOO-LARGE"
    what = "The table is larger than can be read safely."
    do = "Save the rows that are needed as a file of their own, as .xlsx or .csv, and use that."


class DateImpossible(InputRefused):
    code = "DATE-IMPOSSIBLE"
    what = "That date cannot be."
    do = "Enter a day that exists, as day, month and year."


class EntryMissing(InputRefused):
    code = "ENTRY-MISSING"
    what = "Something that is needed was not entered."
    do = "Fill in what is named here and try again."


class EntryInvalid(InputRefused):
    code = "ENTRY-INVALID"
    what = "Something that was entered cannot be used."
    do = "Correct what is named here and try again."


class RecordUnknown(InputRefused):
    code = "RECORD-UNKNOWN"
    what = "There is no such record in this vault."
    do = "Go back to the caseload and open the case again."


class TemplateFailed(InputRefused):
    code = "TEMPLATE-FAILED"
    what = "The document template does not fit the fields it is given."
    do = "Put the template that came with the application back, or correct its fields."


class PassphraseUnfit(InputRefused):
    code = "PASSPHRASE-UNFIT"
    what = "A passphrase has between 12 and 128 characters."
    do = "Choose four or more words that do not belong together."


class VaultExists(InputRefused):
    code = "VAULT-EXISTS"
    what = "There is a vault or another file at that place already."
    safe = "It was not touched."
    do = "Choose another name or folder."


class BackupDamaged(InputRefused):
    code = "BACKUP-DAMAGED"
    what = "The file is no backup of a vault, or it is damaged."
    do = "Choose another backup; the list names those that were proved."


class BackupIncomplete(InputRefused):
    code = "BACKUP-INCOMPLETE"
    what = "The backup leans on papers in another backup file that is not beside it."
    do = "Put the file named here into the same folder and try again."


class SlotKept(InputRefused):
    code = "SLOT-KEPT"
    what = "That key slot cannot be changed or removed now."
    do = "Do first what is named here."


class RoleRefused(InputRefused):
    code = "ROLE-REFUSED"
    what = "Your role in this vault does not allow that."
    do = "Ask the head of community safety to do it."


class VaultReadOnly(InputRefused):
    code = "VAULT-READ-ONLY"
    what = "The vault is open for reading only."
    do = "Install the version that wrote it, or copy the vault to a disk that can be written."


class VaultNotOpened(SafermkError):
    """The vault could not be opened."""

    exit_code = 4
    safe = "The vault was not changed."


class VaultNotFound(VaultNotOpened):
    code = "VAULT-NOT-FOUND"
    what = "There is no vault at that place."
    do = "Choose the folder whose name ends in .smkv."


class WrongPassphrase(VaultNotOpened):
    code = "VAULT-PASSPHRASE"
    what = "The passphrase does not open this vault."
    do = "Check Caps Lock and the person chosen, and type it again."


class PersonUnknown(VaultNotOpened):
    code = "VAULT-PERSON-UNKNOWN"
    what = "The vault has no key slot for that person, or more than one person and none was named."
    do = "Name the person with --person, as it was given when the slot was made."


class HeaderDamaged(VaultNotOpened):
    code = "VAULT-HEADER-DAMAGED"
    what = "The header of the vault is damaged or was altered."
    do = "Do not write to this folder. Run safermk vault restore-header with the newest backup of the vault."


class DatabaseDamaged(VaultNotOpened):
    code = "VAULT-DATABASE-DAMAGED"
    what = "A database of the vault is damaged or was put in place of another."
    do = "Do not write to this folder. Restore the vault from its newest backup."


class VaultInUse(VaultNotOpened):
    code = "VAULT-IN-USE"
    what = "The vault is open in another window or by another person."
    do = "Lock it there first, then unlock it here."


class VaultNewer(VaultNotOpened):
    code = "VAULT-NEWER"
    what = "The vault was written by a newer version of SaferMK Desktop."
    do = "Install the newer version on this computer."


class KeyDerivationRefused(VaultNotOpened):
    code = "VAULT-KEY-DERIVATION"
    what = "The header asks for a key derivation outside the allowed bounds."
    do = "Do not use this copy. Run safermk vault restore-header with the newest backup of the vault."


class VaultLocked(VaultNotOpened):
    code = "VAULT-LOCKED"
    what = "The vault is locked."
    safe = "What was saved is safe."
    do = "Unlock it and try again."


class CompartmentClosed(VaultNotOpened):
    code = "VAULT-COMPARTMENT"
    what = "Your key slot does not open that compartment."
    do = "Ask someone whose slot opens it."


class KeychainUnavailable(VaultNotOpened):
    code = "VAULT-KEYCHAIN"
    what = "The slot needs the secret that this computer keeps, and it could not be had."
    do = "Open the vault with two recovery shares, or let another person open it."


class SharesUnfit(VaultNotOpened):
    code = "VAULT-SHARES"
    what = "These recovery shares do not open this vault."
    do = "Type two of the three sheets that were printed last, each word as it stands there."


class WorldFailed(SafermkError):
    """The disk, the folder or the machine failed."""

    exit_code = 5
    safe = "What was saved before is safe."


class NotWritable(WorldFailed):
    code = "FILE-NOT-WRITABLE"
    what = "The folder or file cannot be written to."
    do = "Choose another folder, or ask for permission to write there."


class DiskFull(WorldFailed):
    code = "DISK-FULL"
    what = "The disk is full."
    do = "Free some space and try again."


class DiskFault(WorldFailed):
    code = "DISK-FAULT"
    what = "The disk could not be read or written."
    do = "Check the disk or the connection to it, and try again."


class WorkBrokeOff(WorldFailed):
    code = "WORK-BROKE-OFF"
    what = "The work on the file broke off unexpectedly."
    safe = "Nothing was written; the original is unchanged."
    do = "Try again; if it happens again, save the file anew under another name, use that, and report this."


class DetectionModelMissing(WorldFailed):
    code = "DETECTION-MODEL-MISSING"
    what = "The model that finds names in any case is not installed or cannot be read."
    safe = "Nothing was changed; the register, the patterns and the shapes of names still find what they find."
    do = "Install SaferMK Desktop again, or go on without the model (--tier fast)."


class DisplayMissing(WorldFailed):
    code = "DISPLAY-MISSING"
    what = "The window cannot be opened: there is no display, or a system library is missing."
    do = "Run ./run, which names what the system lacks, or use safermk without a window."
