"""The second factor of a slot that is bound to one computer: 32 bytes in its keychain."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import Final

from safermk_desktop.adapters.vault.header import Slot
from safermk_desktop.adapters.vault.keys import KEY_BYTES
from safermk_desktop.errors import KeychainUnavailable, WorldFailed
from safermk_desktop.services.key_slots import Keychain, KeychainState, SlotKind

WRONG: Final = MappingProxyType(
    {
        KeychainState.MISSING: "This computer has no keychain that the app could use.",
        KeychainState.LOCKED: "The keychain of this computer is locked or does not answer: unlock it and try again.",
    }
)
LOST: Final = "The keychain of this computer has no entry for this slot: it was lost, or the slot belongs elsewhere."
BY_SHARES: Final = "Two of the three recovery shares give back the way in."
BY_ANOTHER: Final = "Another person's slot opens the same; with it, a new slot can be made."
BY_NONE: Final = "No recovery shares were made, and no other person's slot opens the same."


def entry_name(vault_id: str, slot_id: str) -> str:
    """What the secret is kept under; it says nothing of the vault or the person to one who sees the keychain."""
    return f"slot-{hashlib.sha256(f'{vault_id}/{slot_id}'.encode()).hexdigest()[:32]}"


def assert_ready(keychain: Keychain) -> None:
    """Raises ``KeychainUnavailable`` unless a secret could be kept."""
    state = keychain.state()
    if state is not KeychainState.READY:
        raise KeychainUnavailable(WRONG[state])


@contextmanager
def secret_for(keychain: Keychain, vault_id: str, slot: Slot) -> Generator[bytes | None]:
    """A new secret for a slot of this computer, kept and read back; ``None`` for any other slot.

    A secret whose slot came to nothing stays: it opens nothing, and the slot may have been written all the same.
    Raises ``KeychainUnavailable``.
    """
    if slot.kind is not SlotKind.COMPUTER:
        yield None
        return
    assert_ready(keychain)
    name, secret = entry_name(vault_id, slot.id), secrets.token_bytes(KEY_BYTES)
    try:
        keychain.keep(name, secret)
        kept = keychain.read(name)
    except WorldFailed:
        raise KeychainUnavailable(WRONG[KeychainState.LOCKED]) from None
    if kept != secret:
        raise KeychainUnavailable(LOST)
    yield secret


def kept_secret(keychain: Keychain, vault_id: str, slot: Slot, others: Iterable[Slot]) -> bytes:
    """The secret of a slot. Raises ``KeychainUnavailable``: what failed, and which other ways in there are."""
    state = keychain.state()
    if state is not KeychainState.READY:
        raise KeychainUnavailable(f"{WRONG[state]} {_other_ways(slot, others)}")
    try:
        secret = keychain.read(entry_name(vault_id, slot.id))
    except WorldFailed:
        raise KeychainUnavailable(f"{WRONG[KeychainState.LOCKED]} {_other_ways(slot, others)}") from None
    if secret is None or len(secret) != KEY_BYTES:
        raise KeychainUnavailable(f"{LOST} {_other_ways(slot, others)}")
    return secret


def forget(keychain: Keychain, vault_id: str, slot_id: str) -> None:
    """Drop the secret of a slot that is gone. Where the keychain does not answer it stays: it opens nothing."""
    with suppress(WorldFailed):
        keychain.forget(entry_name(vault_id, slot_id))


def ways_without(slot: Slot, slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """The slots of others, and the recovery shares, that open what ``slot`` opens and need no computer's keychain."""
    return tuple(
        other
        for other in slots
        if other.kind is not SlotKind.COMPUTER
        and other.is_confirmed
        and other.person != slot.person
        and set(slot.compartments) <= set(other.compartments)
    )


def _other_ways(slot: Slot, slots: Iterable[Slot]) -> str:
    ways = ways_without(slot, slots)
    if any(way.kind is SlotKind.RECOVERY for way in ways):
        return BY_SHARES
    return BY_ANOTHER if ways else BY_NONE
