"""Which key slots may be made and which may go."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from safermk_desktop.adapters.vault.computer import ways_without
from safermk_desktop.adapters.vault.header import MOST_HANDOVERS, Header, Slot
from safermk_desktop.errors import CompartmentClosed, EntryInvalid, EntryMissing, RecordUnknown, RoleRefused, SlotKept
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.kinds import Compartment, Role

NAMELESS: Final = "A key slot needs the name of the person who opens it."
LONGEST_NAME: Final = 200
NAME_TAKEN: Final = "Somebody of that name has a key slot already: remove it first, or tell the two apart by name."
NAME_UNFIT: Final = f"A name is one line of at most {LONGEST_NAME} characters."
OWN: Final = "It is your own: another head of community safety can remove it."
LAST: Final = "It is the last person's slot that opens one of the compartments: give someone else one first."
STRANDED: Final = (
    "A slot bound to a computer would be the only way in, and lost with that computer:"
    " make recovery shares, or give another person a slot that opens as much, first."
)
NO_PAIR: Final = (
    "Somebody has not opened the vault since it was made by an earlier version, so that no new keys can be handed to"
    " them: let each of them open it once, or remove their slots and make them again."
)
READERS_ACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "look_at_identity": "",
        "see_original": "",
        "see_paper": "",
        "export_paper": "export:",
        "export_failed": "export:",
        "export_register": "export:",
        "mark_deleted": "export:",
        "unmark_deleted": "export:",
        "record_backup": "backup:",
        "see_person": "",
        "look_for_earlier_referrals": "",
        "export_channel_paper": "channel_export:",
        "export_channel_failed": "channel_export:",
        "mark_channel_deleted": "channel_export:",
    }
)
"""What a reader may do, and the rows that may change with it."""

TOO_OFTEN: Final = "Somebody has not opened the vault since many changes of its keys: let them open it once first."


def name_of(person: str) -> str:
    """The name as it will stand on a slot. Raises ``EntryMissing``, ``EntryInvalid``."""
    name = unicodedata.normalize("NFC", person.strip())
    if not name:
        raise EntryMissing(NAMELESS)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise EntryInvalid(NAME_UNFIT)
    return name


def same_name(one: str, other: str) -> bool:
    """Whether two names would be taken for one."""
    return unicodedata.normalize("NFKC", one).casefold() == unicodedata.normalize("NFKC", other).casefold()


def assert_new_name(name: str, slots: Iterable[Slot]) -> None:
    """Raises ``EntryInvalid`` where somebody of that name has a slot."""
    if any(same_name(slot.person, name) for slot in slots if slot.kind is not SlotKind.RECOVERY):
        raise EntryInvalid(NAME_TAKEN)


def assert_head(slot: Slot, header: Header) -> None:
    """Raises ``RoleRefused`` for all but the head of community safety.

    In a vault that has none, whoever opens all of it and may write stands in: else nobody ever could.
    """
    if slot.role is Role.HEAD:
        return
    has_head = any(other.role is Role.HEAD for other in header.slots if other.kind is not SlotKind.RECOVERY)
    if has_head or slot.role is Role.READER or set(slot.compartments) != set(header.files):
        raise RoleRefused


def assert_may_write(slot: Slot, what: str, rows: Iterable[str]) -> None:
    """Raises ``RoleRefused`` where a reader would do more than look, take papers out and record a backup."""
    if slot.role is not Role.READER:
        return
    prefix = READERS_ACTS.get(what)
    if prefix is None or any(not prefix or not row.startswith(prefix) for row in rows):
        raise RoleRefused


def assert_holds(slot: Slot, compartments: Iterable[Compartment]) -> None:
    """Raises ``CompartmentClosed`` unless ``slot`` opens them all."""
    if not set(compartments) <= set(slot.compartments):
        raise CompartmentClosed


def assert_not_own(slot: Slot, own: Slot) -> None:
    """Raises ``SlotKept`` for one's own slot."""
    if slot.person == own.person:
        raise SlotKept(OWN)


def slot_by_id(header: Header, slot_id: str) -> Slot:
    """The slot of that id. Raises ``RecordUnknown``."""
    for slot in header.slots:
        if slot.id == slot_id:
            return slot
    raise RecordUnknown


def assert_ways(header: Header, slots: Iterable[Slot]) -> None:
    """Raises ``SlotKept`` unless with these ``slots`` every compartment has a person, and none hangs on a computer."""
    there = tuple(slots)
    for compartment in header.files:
        if not any(compartment in slot.compartments for slot in there if slot.kind is not SlotKind.RECOVERY):
            raise SlotKept(LAST)
    for slot in there:
        if slot.kind is SlotKind.COMPUTER and not ways_without(slot, there):
            raise SlotKept(STRANDED)


def assert_bindable(header: Header, own: Slot) -> None:
    """Raises ``SlotKept`` unless one's own slot could be bound to a computer and nobody be stranded."""
    others = tuple(slot for slot in header.slots if slot.id != own.id)
    assert_ways(header, (replace(own, kind=SlotKind.COMPUTER), *others))


def assert_can_take_keys(slots: Iterable[Slot]) -> None:
    """Raises ``SlotKept`` where new keys could not be handed to one of them."""
    for slot in slots:
        if not slot.public_key:
            raise SlotKept(NO_PAIR)
        if len(slot.handovers) >= MOST_HANDOVERS:
            raise SlotKept(TOO_OFTEN)
