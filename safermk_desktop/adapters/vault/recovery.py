"""A way back in by recovery shares: a new slot for one person, and the end of an old one."""

from __future__ import annotations

from safermk_desktop.adapters.vault import roll, rules
from safermk_desktop.adapters.vault.changing import carry_out, current_header, new_slot, written
from safermk_desktop.adapters.vault.header import Slot
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.kinds import Role


def settle(opened: Opened, renewed: Slot | None) -> None:
    """Right after the opening: the slot that opened gets its new form, and what was interrupted is ended and recorded.

    A change of one's slot that was interrupted left two slots of one person: the one that opened stays. Raises what
    the disk raises; the vault is as usable without.
    """
    header = current_header(opened)
    slots = tuple(
        renewed if renewed is not None and slot.id == renewed.id else slot
        for slot in header.slots
        if SlotKind.RECOVERY in {slot.kind, opened.slot.kind}
        or slot.id == opened.slot.id
        or slot.person != opened.slot.person
    )
    if slots != header.slots:
        header = written(opened, header, slots)
    roll.settle(opened, header.slots)


def give_slot(opened: Opened, *, person: str, role: Role, passphrase: str) -> None:
    """A slot for ``person`` in a vault that recovery shares opened, in place of one of that name."""
    header = current_header(opened)
    everything = frozenset(opened.keys)
    slot = new_slot(opened, person, role, passphrase, compartments=everything)
    kept = tuple(each for each in header.slots if not rules.same_name(each.person, person))
    told = (f"person:{slot.id}", f"Opens {', '.join(name.value for name in slot.compartments)}.")
    carry_out(opened, "recover", header, (*kept, slot), told=told)
