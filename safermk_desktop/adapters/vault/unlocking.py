"""What a person types, and the keys that it yields."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from safermk_desktop.adapters.vault.computer import kept_secret
from safermk_desktop.adapters.vault.header import Header, SealedHeader, Slot
from safermk_desktop.adapters.vault.keys import KeyDerivation, recovery_key, slot_key
from safermk_desktop.adapters.vault.means import Means
from safermk_desktop.adapters.vault.sealing import Keys, blank_slot, seal, unseal_all
from safermk_desktop.adapters.vault.shares import secret_of
from safermk_desktop.errors import KeychainUnavailable, PersonUnknown, SharesUnfit, WrongPassphrase
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.kinds import Compartment

RECOVERY: Final = "recovery shares"
"""Who is at work where recovery shares opened the vault."""

NO_RECOVERY: Final = "No recovery shares were made for this vault."
OUTDATED: Final = "They belong to another vault, or newer shares have taken their place."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """A genuine header, the slot that opened it, and its keys.

    ``former`` are those that the slot yielded before each handover. ``renewed`` is the form that the slot should take,
    ``None`` where it has it.
    """

    header: Header
    slot: Slot
    keys: Keys = field(repr=False)
    former: tuple[Keys, ...] = field(repr=False, default=())
    renewed: Slot | None


def by_passphrase(sealed: SealedHeader, person: str | None, passphrase: str, means: Means) -> Unlocked:
    """What the passphrase of ``person`` opens.

    A change of passphrase that was interrupted leaves two slots of one person: either may open, and stays.
    Raises ``PersonUnknown``, ``KeyDerivationRefused``, ``KeychainUnavailable``, ``WrongPassphrase``, ``HeaderDamaged``.
    """
    *others, last = slots_of(sealed.header, person)
    for slot in others:
        try:
            return _unlocked(sealed, slot, passphrase, means)
        except (WrongPassphrase, KeychainUnavailable):
            continue
    return _unlocked(sealed, last, passphrase, means)


def by_shares(sealed: SealedHeader, shares: Sequence[str]) -> Unlocked:
    """What two recovery shares open. Raises ``SharesUnfit``, ``HeaderDamaged``."""
    slots = recovery_slots(sealed.header)
    if not slots:
        raise SharesUnfit(NO_RECOVERY)
    key = recovery_key(secret_of(shares))
    vault_id = sealed.header.vault_id
    slot, former, keys = _opened_by(key, slots, vault_id)
    sealed.authenticate(keys[Compartment.COMMON])
    renewed = seal(slot, key, keys, vault_id) if slot.handovers else None
    own = replace(slot, person=RECOVERY)
    return Unlocked(header=sealed.header, slot=own, keys=keys, former=former, renewed=renewed)


def slots_of(header: Header, person: str | None) -> tuple[Slot, ...]:
    """The slots of a person, one but for interrupted changes; of whoever has one where nobody is named.

    Raises ``PersonUnknown``.
    """
    name = None if person is None else unicodedata.normalize("NFC", person.strip())
    found = tuple(
        slot
        for slot in header.slots
        if slot.kind is not SlotKind.RECOVERY and (name is None or unicodedata.normalize("NFC", slot.person) == name)
    )
    if len({slot.person for slot in found}) != 1:
        raise PersonUnknown
    return found


def recovery_slots(header: Header) -> tuple[Slot, ...]:
    """What recovery shares open: two while new ones are made and those before are still in use."""
    return tuple(slot for slot in header.slots if slot.kind is SlotKind.RECOVERY)


def key_of(slot: Slot, passphrase: str, *, header: Header, means: Means) -> bytes:
    """The key that a person's slot is wrapped with.

    Raises ``KeyDerivationRefused`` before memory is taken, ``KeychainUnavailable``, ``WrongPassphrase``.
    """
    cost = _cost(slot, means)
    secret = None
    if slot.kind is SlotKind.COMPUTER:
        secret = kept_secret(means.keychain, header.vault_id, slot, header.slots)
    return slot_key(passphrase, slot.salt, cost, secret=secret)


def _opened_by(key: bytes, slots: Sequence[Slot], vault_id: str) -> tuple[Slot, tuple[Keys, ...], Keys]:
    """The recovery slot that a key opens, its former keys and its keys. Raises ``SharesUnfit``."""
    for slot in slots:
        with suppress(WrongPassphrase):
            *former, keys = unseal_all(slot, key, vault_id)
            return slot, tuple(former), keys
    raise SharesUnfit(OUTDATED)


def _cost(slot: Slot, means: Means) -> KeyDerivation:
    if slot.derivation is None:  # recovery shares, not a passphrase
        raise PersonUnknown
    means.bounds.check(slot.derivation)
    return slot.derivation


def _unlocked(sealed: SealedHeader, slot: Slot, passphrase: str, means: Means) -> Unlocked:
    header = sealed.header
    key = key_of(slot, passphrase, header=header, means=means)
    *former, keys = unseal_all(slot, key, header.vault_id)
    sealed.authenticate(keys[Compartment.COMMON])
    renewed = None
    if slot.handovers:  # re-keyed since: a new slot throughout
        fresh = blank_slot(slot.person, slot.role, slot.kind, compartments=frozenset(keys), derivation=slot.derivation)
        fresh = replace(fresh, id=slot.id)
        renewed = seal(fresh, key_of(fresh, passphrase, header=header, means=means), keys, header.vault_id)
    elif not slot.public_key:  # of format 1
        renewed = seal(slot, key, keys, header.vault_id)
    return Unlocked(header=header, slot=slot, keys=keys, former=tuple(former), renewed=renewed)
