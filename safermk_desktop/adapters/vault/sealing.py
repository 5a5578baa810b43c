"""A slot of the header and the keys in it: wrapped, unwrapped, handed over."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace

from safermk_desktop.adapters.vault.header import Slot, canonical
from safermk_desktop.adapters.vault.keys import (
    KEY_BYTES,
    SALT_BYTES,
    KeyDerivation,
    hand_over,
    new_pair,
    slot_key,
    take_over,
    unwrap,
    wrap,
)
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.kinds import Compartment, Role

Keys = Mapping[Compartment, bytes]


def blank_slot(
    person: str, role: Role, kind: SlotKind, *, compartments: frozenset[Compartment], derivation: KeyDerivation | None
) -> Slot:
    """A new slot with nothing in it yet, its compartments in their usual order, the common one always among them."""
    return Slot(
        id=secrets.token_hex(8),
        person=person,
        role=role,
        kind=kind,
        compartments=tuple(name for name in Compartment if name is Compartment.COMMON or name in compartments),
        salt=b"" if derivation is None else secrets.token_bytes(SALT_BYTES),
        derivation=derivation,
    )


def passphrase_slot(
    person: str, role: Role, passphrase: str, *, keys: Keys, derivation: KeyDerivation, vault_id: str
) -> Slot:
    """A slot for all of ``keys``, opened by a passphrase alone."""
    blank = blank_slot(person, role, SlotKind.PASSPHRASE, compartments=frozenset(keys), derivation=derivation)
    return seal(blank, slot_key(passphrase, blank.salt, derivation), keys, vault_id)


def seal(slot: Slot, key: bytes, keys: Keys, vault_id: str) -> Slot:
    """The slot with a new key pair, and the keys of its compartments wrapped with ``key``."""
    public, private = new_pair()
    slot = replace(slot, public_key=public, handovers=())
    contents = [*(keys[name] for name in slot.compartments), private]
    return replace(slot, sealed=wrap(key, contents, slot.bound_to(vault_id)))


def unseal(slot: Slot, key: bytes, vault_id: str) -> Keys:
    """The keys as the last re-keying left them. Raises as ``unseal_all``."""
    return unseal_all(slot, key, vault_id)[-1]


def unseal_all(slot: Slot, key: bytes, vault_id: str) -> tuple[Keys, ...]:
    """The keys that the slot was made with, and those of every re-keying since.

    Raises ``WrongPassphrase``, or ``HeaderDamaged`` where later keys were not handed to this slot.
    """
    contents = unwrap(key, slot.sealed, slot.bound_to(vault_id))
    keys, private = contents[: len(slot.compartments)], contents[-1]
    found = [keys]
    for number, handover in enumerate(slot.handovers):
        found.append(take_over(handover, private, found[-1], _bound(slot, vault_id, number)))
    return tuple(dict(zip(slot.compartments, each, strict=True)) for each in found)


def handed(slot: Slot, former: Keys, keys: Keys, vault_id: str) -> Slot:
    """The slot with new keys for its compartments beside the old ones. It has a key pair.

    ``former`` are the keys that the slot yields until now: nobody hands over a compartment whose key they never had.
    """
    mine = [keys[name] for name in slot.compartments]
    old = [former[name] for name in slot.compartments]
    bound = _bound(slot, vault_id, len(slot.handovers))
    return replace(slot, handovers=(*slot.handovers, hand_over(mine, slot.public_key, old, bound)))


def _bound(slot: Slot, vault_id: str, number: int) -> bytes:
    """What a handover is bound to."""
    return canonical(
        {
            "handover": number,
            "vault": vault_id,
            "slot": slot.id,
            "compartments": [name.value for name in slot.compartments],
            "public_key": slot.public_key.hex(),
            "bytes": KEY_BYTES,
        }
    )
