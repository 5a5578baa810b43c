"""What the table of people with a key shows, and the words for what a key opens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Final

from safermk_desktop.presentation.models.cells import Cell, Column, two_line_cell, wrap_cell
from safermk_desktop.presentation.roles import ROLE_WORDS
from safermk_desktop.services.key_slots import KeySlot, SlotKind
from safermk_desktop.services.ports import Compartment

COMPARTMENT_WORDS: Final = MappingProxyType({Compartment.REVIEWS: "Reviews", Compartment.PREVENT: "Prevent"})


def opens_words(compartments: Iterable[Compartment]) -> str:
    """What a key opens, in words."""
    held = frozenset(compartments)
    return " and ".join(words for name, words in COMPARTMENT_WORDS.items() if name in held) or "No cases"


def people(slots: Iterable[KeySlot]) -> tuple[KeySlot, ...]:
    """The slots that are somebody's."""
    return tuple(slot for slot in slots if slot.kind is not SlotKind.RECOVERY)


def day_of(moment: str) -> datetime:
    """A moment of the log in the time of this computer."""
    return datetime.fromisoformat(moment).astimezone()


def _needs(slot: KeySlot) -> Cell:
    return wrap_cell("Passphrase and their computer" if slot.kind is SlotKind.COMPUTER else "Passphrase")


SLOT_COLUMNS: Final[tuple[Column[KeySlot], ...]] = (
    Column(
        header="Name and role", cell=lambda slot: two_line_cell(slot.person, ROLE_WORDS[slot.role], role="bodyStrong")
    ),
    Column(header="Opens", cell=lambda slot: wrap_cell(opens_words(slot.compartments)), width=176),
    Column(header="With", cell=_needs, width=240),
)
