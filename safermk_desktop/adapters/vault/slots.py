"""The key slots of an unlocked vault: added, changed, removed, each time by one entry and one new header."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from safermk_desktop.adapters.vault import computer, rules
from safermk_desktop.adapters.vault.changing import assert_opens, carry_out, current_header, exchange, new_slot
from safermk_desktop.adapters.vault.header import Header, Slot
from safermk_desktop.adapters.vault.keys import check_new, recovery_key
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.recovery import give_slot, settle
from safermk_desktop.adapters.vault.sealing import blank_slot, seal
from safermk_desktop.adapters.vault.shares import SECRET_BYTES, make_shares
from safermk_desktop.adapters.vault.unlocking import slots_of
from safermk_desktop.errors import KeychainUnavailable, RecordUnknown, WrongPassphrase
from safermk_desktop.services.key_slots import KeySlot, SlotKind
from safermk_desktop.services.kinds import Compartment, Role


@dataclass(frozen=True, slots=True)
class SqlCipherKeySlots:
    """The slots of the vault that ``opened`` is; ``close`` closes it."""

    opened: Opened
    close: Callable[[], None]

    def listed(self) -> tuple[KeySlot, ...]:
        """All slots, in the order they were made. Raises ``HeaderDamaged``."""
        return tuple(_shown(slot) for slot in current_header(self.opened).slots)

    def own(self) -> KeySlot:
        """The slot that the vault was opened with."""
        return _shown(self._own(current_header(self.opened)))

    def confirm(self, person: str, passphrase: str) -> KeySlot:
        """The slot of ``person``, if the passphrase opens it; an interrupted change may have left two of one person.

        Raises ``PersonUnknown``, ``WrongPassphrase``, ``KeychainUnavailable``.
        """
        header = current_header(self.opened)
        *others, last = slots_of(header, person)
        for slot in others:
            with suppress(WrongPassphrase, KeychainUnavailable):
                assert_opens(self.opened, slot, passphrase, header)
                return _shown(slot)
        assert_opens(self.opened, last, passphrase, header)
        return _shown(last)

    def add(self, *, person: str, role: Role, compartments: frozenset[Compartment], passphrase: str) -> KeySlot:
        """A slot for another person; the common compartment always comes with it.

        Raises ``RoleRefused``, ``EntryInvalid`` (name taken), ``EntryMissing``, ``PassphraseUnfit``,
        ``CompartmentClosed``, and what the disk raises.
        """
        header = current_header(self.opened)
        rules.assert_head(self.opened.slot, header)
        name = rules.name_of(person)
        rules.assert_new_name(name, header.slots)
        check_new(passphrase)
        rules.assert_holds(self.opened.slot, compartments)
        slot = new_slot(self.opened, name, role, passphrase, compartments=compartments)
        carry_out(self.opened, "add_slot", header, (*header.slots, slot), told=(_subject(slot), _opens(slot)))
        return _shown(slot)

    def change_passphrase(self, *, old: str, new: str) -> None:
        """A new passphrase for one's own slot; the old slot goes only after the new one was opened from the file.

        Raises ``WrongPassphrase`` for the old one, ``PassphraseUnfit`` for the new one, ``KeychainUnavailable``.
        """
        header = current_header(self.opened)
        own = self._own(header)
        check_new(new)
        assert_opens(self.opened, own, old, header)
        exchange(self.opened, "change_passphrase", header, own, passphrase=new, kind=own.kind)

    def bind_to_computer(self, *, passphrase: str) -> None:
        """Make one's own slot need the keychain of this computer as well; one that does stays as it is.

        Raises ``SlotKept`` while neither recovery shares nor another person's slot could open the vault without it,
        ``KeychainUnavailable`` (its detail says missing, locked or lost), ``WrongPassphrase``.
        """
        header = current_header(self.opened)
        own = self._own(header)
        if own.kind is SlotKind.COMPUTER:
            return
        rules.assert_bindable(header, own)
        computer.assert_ready(self.opened.means.keychain)
        assert_opens(self.opened, own, passphrase, header)
        exchange(self.opened, "bind_slot", header, own, passphrase=passphrase, kind=SlotKind.COMPUTER)

    def unbind_from_computer(self, *, passphrase: str) -> None:
        """Make one's own slot an ordinary one again. Raises ``KeychainUnavailable``, ``WrongPassphrase``."""
        header = current_header(self.opened)
        own = self._own(header)
        if own.kind is SlotKind.COMPUTER:
            assert_opens(self.opened, own, passphrase, header)
            exchange(self.opened, "unbind_slot", header, own, passphrase=passphrase, kind=SlotKind.PASSPHRASE)

    def make_recovery(self) -> tuple[str, str, str]:
        """Three new shares of 33 words, two of which open the vault; earlier ones open it until these are confirmed.

        They are given once, for print, and kept nowhere; earlier ones that were never confirmed go. Raises
        ``RoleRefused``, ``CompartmentClosed`` unless one's own slot opens all.
        """
        header = current_header(self.opened)
        rules.assert_head(self.opened.slot, header)
        rules.assert_holds(self.opened.slot, header.files)
        secret = secrets.token_bytes(SECRET_BYTES)
        shares = make_shares(secret)
        blank = blank_slot("", Role.HEAD, SlotKind.RECOVERY, compartments=frozenset(header.files), derivation=None)
        slot = seal(blank, recovery_key(secret), self.opened.keys, header.vault_id)
        slot = replace(slot, is_confirmed=False)
        kept = tuple(each for each in header.slots if each.is_confirmed)
        carry_out(self.opened, "make_recovery", header, (*kept, slot), told=(_subject(slot), _opens(slot)))
        return shares

    def confirm_recovery(self) -> None:
        """Two sheets of the shares made last are in the hands of their keepers: those before open the vault no more.

        Raises ``RoleRefused``, ``RecordUnknown`` where none wait for it.
        """
        header = current_header(self.opened)
        rules.assert_head(self.opened.slot, header)
        waiting = next((slot for slot in header.slots if not slot.is_confirmed), None)
        if waiting is None:
            raise RecordUnknown
        kept = tuple(each for each in header.slots if each.kind is not SlotKind.RECOVERY)
        slot = replace(waiting, is_confirmed=True)
        carry_out(self.opened, "confirm_recovery", header, (*kept, slot), told=(_subject(slot), ""))

    def remove(self, slot_id: str, *, rekey: bool) -> None:
        """Remove a slot, with ``rekey`` as the port says, in one step with it.

        Raises ``RoleRefused``, ``RecordUnknown``, ``SlotKept`` for one's own slot, for the last that opens a
        compartment and where only a computer's would be left, ``CompartmentClosed`` where one's own slot opens less.
        """
        header = current_header(self.opened)
        rules.assert_head(self.opened.slot, header)
        slot = rules.slot_by_id(header, slot_id)
        rules.assert_not_own(slot, self._own(header))
        rules.assert_holds(self.opened.slot, header.files if rekey else slot.compartments)
        left = tuple(each for each in header.slots if each.id != slot.id)
        rules.assert_ways(header, left)
        if rekey:
            self._rekey(header, left, what="remove_slot", subject=_subject(slot))
        else:
            carry_out(self.opened, "remove_slot", header, left, told=(_subject(slot), ""))
        if slot.kind is SlotKind.COMPUTER:
            computer.forget(self.opened.means.keychain, header.vault_id, slot.id)

    def rekey(self) -> None:
        """New keys for every database, new slots for all who have one; then the vault is closed.

        Raises ``RoleRefused``, ``CompartmentClosed``, ``SlotKept`` while new keys cannot be handed to somebody.
        """
        header = current_header(self.opened)
        rules.assert_head(self.opened.slot, header)
        rules.assert_holds(self.opened.slot, header.files)
        self._rekey(header, header.slots)

    def recover(self, *, person: str, role: Role, passphrase: str) -> None:
        """In a vault that recovery shares opened: a slot for ``person`` in place of one of that name."""
        give_slot(self.opened, person=person, role=role, passphrase=passphrase)

    def settle(self, renewed: Slot | None) -> None:
        """Right after the opening: put the slot that opened into its new form, and end what was interrupted."""
        settle(self.opened, renewed)

    def _rekey(self, header: Header, slots: tuple[Slot, ...], *, what: str = "", subject: str = "") -> None:
        from safermk_desktop.adapters.vault.rekeying import rekey

        rules.assert_can_take_keys(slots)
        rekey(self.opened, header, slots, told=(what, subject), close=self.close)

    def _own(self, header: Header) -> Slot:
        found = slots_of(header, self.opened.slot.person)
        return next((slot for slot in found if slot.id == self.opened.slot.id), found[-1])


def _shown(slot: Slot) -> KeySlot:
    compartments = frozenset(slot.compartments)
    return KeySlot(
        id=slot.id,
        person=slot.person,
        role=slot.role,
        kind=slot.kind,
        compartments=compartments,
        is_confirmed=slot.is_confirmed,
    )


def _subject(slot: Slot) -> str:
    return f"person:{slot.id}"


def _opens(slot: Slot) -> str:
    """What the entry says of a new slot."""
    return f"Opens {', '.join(name.value for name in slot.compartments)}."
