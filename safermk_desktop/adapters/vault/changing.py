"""How a key slot is changed: entered in ``common.db``, written in the header, tried before the old one goes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from safermk_desktop.adapters.vault import computer, roll
from safermk_desktop.adapters.vault.header import Header, Slot
from safermk_desktop.adapters.vault.heading import header_of, write_header
from safermk_desktop.adapters.vault.keys import slot_key
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.sealing import blank_slot, passphrase_slot, seal, unseal
from safermk_desktop.adapters.vault.unlocking import key_of
from safermk_desktop.errors import DiskFault, VaultNotOpened, WorldFailed, WrongPassphrase
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.kinds import Compartment, Role

UNREAD: Final = "The new slot did not open when it was read back; the old one stands."


def current_header(opened: Opened) -> Header:
    """The header as it now is in the folder. Raises ``HeaderDamaged`` also where somebody else wrote it."""
    sealed = header_of(opened.folder, opened.means.files)
    sealed.authenticate(opened.keys[Compartment.COMMON])
    return sealed.header


def written(opened: Opened, header: Header, slots: Iterable[Slot]) -> Header:
    """The header with these slots, in the folder."""
    common = opened.keys[Compartment.COMMON]
    changed = replace(header, slots=tuple(slots))
    return write_header(opened.folder, changed, common_key=common, files=opened.means.files)


def carry_out(opened: Opened, what: str, header: Header, slots: tuple[Slot, ...], *, told: tuple[str, str]) -> Header:
    """One change of slots: the entry (its subject and reason are ``told``), then the header.

    Where the header cannot be written, that is recorded too, now or at the next opening.
    """
    subject, why = told
    roll.enter(opened, what, slots, subject=subject, why=why)
    try:
        return written(opened, header, slots)
    except BaseException:
        undone(opened)
        raise


def undone(opened: Opened) -> None:
    """After a failure: record what was entered and is not so, where that can still be written."""
    with suppress(WorldFailed, VaultNotOpened):
        roll.settle(opened, current_header(opened).slots)


def new_slot(opened: Opened, person: str, role: Role, passphrase: str, *, compartments: frozenset[Compartment]) -> Slot:
    """A passphrase slot with keys of the opened vault in it, that of the common compartment always."""
    keys = {name: key for name, key in opened.keys.items() if name is Compartment.COMMON or name in compartments}
    cost, vault_id = opened.means.new_derivation(), opened.header.vault_id
    return passphrase_slot(person, role, passphrase, keys=keys, derivation=cost, vault_id=vault_id)


def assert_opens(opened: Opened, slot: Slot, passphrase: str, header: Header) -> None:
    """Raises ``WrongPassphrase`` or ``KeychainUnavailable`` unless the passphrase opens the slot."""
    unseal(slot, key_of(slot, passphrase, header=header, means=opened.means), header.vault_id)


def exchange(opened: Opened, what: str, header: Header, own: Slot, *, passphrase: str, kind: SlotKind) -> None:
    """Another slot of ``kind`` in place of one's own: both are in the header until the new one was opened from it.

    Raises ``KeychainUnavailable``, and what the disk raises; then the old slot stands.
    """
    cost, keychain = opened.means.new_derivation(), opened.means.keychain
    blank = blank_slot(own.person, own.role, kind, compartments=frozenset(own.compartments), derivation=cost)
    others = tuple(slot for slot in header.slots if slot.id != own.id)
    with computer.secret_for(keychain, header.vault_id, blank) as secret:
        new = seal(blank, slot_key(passphrase, blank.salt, cost, secret=secret), opened.keys, header.vault_id)
        roll.enter(opened, what, (*others, new), subject=f"person:{new.id}")
        try:
            written(opened, header, (*header.slots, new))
            _assert_opens_as_written(opened, new.id, passphrase)
            written(opened, header, (*others, new))
        except BaseException:
            _step_back(opened, header)
            raise
    if own.kind is SlotKind.COMPUTER:
        computer.forget(keychain, header.vault_id, own.id)


def _assert_opens_as_written(opened: Opened, slot_id: str, passphrase: str) -> None:
    header = current_header(opened)
    slot = next((slot for slot in header.slots if slot.id == slot_id), None)
    try:
        keys = slot and unseal(slot, key_of(slot, passphrase, header=header, means=opened.means), header.vault_id)
    except WrongPassphrase:
        raise DiskFault(UNREAD) from None
    if not keys or any(opened.keys[name] != key for name, key in keys.items()):
        raise DiskFault(UNREAD)


def _step_back(opened: Opened, header: Header) -> None:
    """The old slot alone again, as far as the disk lets us; else either slot opens, and that one stays."""
    with suppress(WorldFailed, VaultNotOpened):
        written(opened, header, header.slots)
    undone(opened)
