"""Who has a key slot of a vault, and the port through which slots are made, changed and removed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from safermk_desktop.services.kinds import Compartment, Role


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105  the kind of slot, no secret
    COMPUTER = "computer"
    """The passphrase together with a 32-byte secret in the keychain of one computer; never one of them alone."""
    RECOVERY = "recovery"
    """Two of three printed shares (SLIP-39). Nobody's: ``person`` is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySlot:
    """One way in, as the screens list it; it holds no key.

    Recovery shares are not ``is_confirmed``, and are not to be counted on, until two sheets were handed over.
    """

    id: str
    person: str
    role: Role
    kind: SlotKind
    compartments: frozenset[Compartment]
    is_confirmed: bool = True


class KeychainState(StrEnum):
    """Whether a secret could be kept. ``LOCKED`` has a store that does not answer."""

    READY = "ready"
    MISSING = "missing"
    LOCKED = "locked"


class Keychain(Protocol):
    """The secret store of this computer: small secrets, each under a name that says nothing of a person."""

    def state(self) -> KeychainState:
        """Whether the store is there and answers."""
        ...

    def read(self, name: str) -> bytes | None:
        """The secret of that name, or ``None`` where the store has none. Raises ``WorldFailed``."""
        ...

    def keep(self, name: str, secret: bytes) -> None:
        """Keep a secret of at most 512 bytes. Raises ``WorldFailed``."""
        ...

    def forget(self, name: str) -> None:
        """Remove the secret, if there is one. Raises ``WorldFailed``."""
        ...


class KeySlots(Protocol):
    """The slots of an unlocked vault. Every change is one entry of the chain of ``common.db`` and one new header.

    A person gives what they have: nobody makes a slot for a compartment that their own does not open.
    """

    def listed(self) -> tuple[KeySlot, ...]:
        """All slots, in the order they were made. Raises ``HeaderDamaged``."""
        ...

    def own(self) -> KeySlot:
        """The slot that the vault was opened with."""
        ...

    def confirm(self, person: str, passphrase: str) -> KeySlot:
        """The slot of a person who is here and types their passphrase; nothing is opened or changed by it.

        Raises ``PersonUnknown``, ``WrongPassphrase``, ``KeychainUnavailable``.
        """
        ...

    def add(self, *, person: str, role: Role, compartments: frozenset[Compartment], passphrase: str) -> KeySlot:
        """A slot for another person.

        Raises ``EntryInvalid`` (name taken), ``EntryMissing``, ``PassphraseUnfit``, ``CompartmentClosed``.
        """
        ...

    def change_passphrase(self, *, old: str, new: str) -> None:
        """A new passphrase for one's own slot; the old slot goes only after the new one has opened once.

        Raises ``WrongPassphrase`` for the old one, ``PassphraseUnfit`` for the new one, ``KeychainUnavailable``.
        """
        ...

    def bind_to_computer(self, *, passphrase: str) -> None:
        """Make one's own slot need the keychain of this computer as well.

        Raises ``SlotKept`` while neither recovery shares nor another person's slot could open the vault without it,
        ``KeychainUnavailable`` (its detail says missing, locked or lost), ``WrongPassphrase``.
        """
        ...

    def unbind_from_computer(self, *, passphrase: str) -> None:
        """Make one's own slot an ordinary one again. Raises ``KeychainUnavailable``, ``WrongPassphrase``."""
        ...

    def make_recovery(self) -> tuple[str, str, str]:
        """Three new shares of 33 words, two of which open the vault; earlier ones open it until these are confirmed.

        They are given once, for print, and kept nowhere. Raises ``CompartmentClosed`` unless one's own slot opens all.
        """
        ...

    def confirm_recovery(self) -> None:
        """Two sheets of the shares made last are in the hands of their keepers: those before open the vault no more.

        Raises ``RecordUnknown`` where none wait for it.
        """
        ...

    def remove(self, slot_id: str, *, rekey: bool) -> None:
        """Remove a slot. With ``rekey`` every database gets a new key, those who stay get new slots, and the vault is
        closed: what a removed person kept (an old header with the old passphrase) opens nothing of it any more.

        Without, the person's passphrase still opens every older copy. Raises ``SlotKept`` for one's own slot and for
        the last that opens a compartment, ``CompartmentClosed`` where one's own slot opens less, ``RecordUnknown``.
        """
        ...

    def rekey(self) -> None:
        """New keys for every database, new slots for all who have one; then the vault is closed."""
        ...
