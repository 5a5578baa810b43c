"""Who decides for the service: its head, or whoever stands in where the vault has none."""

from __future__ import annotations

from safermk_desktop.errors import RoleRefused
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.ports import Role, Vault


def assert_heads(vault: Vault) -> None:
    """Raises ``RoleRefused`` for all for whom ``heads`` is not so."""
    if not heads(vault):
        raise RoleRefused


def heads(vault: Vault) -> bool:
    """Whether this person is the head of community safety, or stands in.

    In a vault that has none, whoever opens all of it and may write stands in: else nobody ever could.
    """
    if vault.role is Role.HEAD:
        return True
    people = [slot for slot in vault.slots.listed() if slot.kind is not SlotKind.RECOVERY]
    everything = frozenset[str]().union(*(slot.compartments for slot in people))
    has_head = any(slot.role is Role.HEAD for slot in people)
    return not has_head and vault.role is not Role.READER and vault.compartments == everything
