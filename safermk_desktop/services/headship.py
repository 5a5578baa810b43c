"""Who decides for the service: its head, or whoever stands in where the vault has none."""

from __future__ import annotations

from safermk_desktop.errors import RoleRefused
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.ports import Role, Vault


def assert_heads(vault: Vault) -> None:
    """Raises ``RoleRefused`` for all but the head of community safety.

    In a vault that has none, whoever opens all of it and may write stands in: else nobody ever could.
    """
    if vault.role is Role.HEAD:
        return
    people = [slot for slot in vault.slots.listed() if slot.kind is not SlotKind.RECOVERY]
    everything = frozenset[str]().union(*(slot.compartments for slot in people))
    has_head = any(slot.role is Role.HEAD for slot in people)
    if has_head or vault.role is Role.READER or vault.compartments != everything:
        raise RoleRefused
