"""Where a vault lies, what can happen to it there, and whether the disk has room: said before it hurts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

SCARCE: Final = 500_000_000
"""Bytes free, below which work should stop."""

LOW: Final = 2_000_000_000
"""Bytes free, below which it is time to make room."""

TIMES: Final = 3
"""A migration and a backup each need as much room as the vault takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a folder lies.

    ``synced_by`` names the program that copies the folder elsewhere, empty where none is known; ``free`` is in bytes,
    ``None`` where it could not be had.
    """

    synced_by: str = ""
    is_network: bool = False
    is_removable: bool = False
    is_read_only: bool = False
    free: int | None = None


class Whereabouts(Protocol):
    """What this computer knows of its folders."""

    def of(self, folder: Path) -> Place:
        """Where the folder lies, or would lie where it does not exist yet. What cannot be found out is no warning."""
        ...


class Room(StrEnum):
    """Whether the disk has room."""

    ENOUGH = "green"
    LOW = "amber"
    SCARCE = "red"


def sentences(place: Place) -> tuple[str, ...]:
    """What can happen to a vault there and what to do, one warning each; none for a folder on a disk of its own.

    The source for sync and network: sqlite.org/howtocorrupt.html and sqlite.org/wal.html.
    """
    told: list[str] = []
    if place.synced_by:
        told.append(
            f"This folder is copied elsewhere by {place.synced_by}. It copies the files of a vault one at a time while "
            "they change: a copy can be torn, two copies can come to differ, and what was saved last can be lost. "
            "Keep the vault in a folder that is not synced."
        )
    if place.is_network:
        told.append(
            "This folder is on a network drive. Locks do not always hold there: two computers can write at once, and a "
            "broken connection can damage the vault or lose what was saved last. "
            "Keep the vault on a disk of this computer, and its backups on the network drive."
        )
    if place.is_removable:
        told.append(
            "This folder is on a stick or a removable disk. Pulled out while the vault is open, it can lose what was "
            "saved last; lost, it takes the vault along. "
            "Lock the vault before you take it out, and keep its backups elsewhere."
        )
    if place.is_read_only:
        told.append(
            "Nothing can be written to this folder, so that a vault there cannot be opened. "
            "Choose another folder, or ask for permission to write there."
        )
    return tuple(told)


def room(free: int | None, *, vault_size: int, needed: int = 0) -> Room:
    """Whether ``free`` bytes are enough for a vault of that size, and for an act that writes ``needed`` bytes."""
    if free is None:
        return Room.ENOUGH
    if free < max(SCARCE, needed):
        return Room.SCARCE
    return Room.LOW if free < max(LOW, TIMES * vault_size) else Room.ENOUGH


def room_sentence(free: int | None, *, vault_size: int, needed: int = 0) -> str:
    """What to say of the room on the disk; empty where there is enough."""
    found = room(free, vault_size=vault_size, needed=needed)
    if free is None or found is Room.ENOUGH:
        return ""
    left = f"The disk of the vault has {in_words(free)} left"
    if found is Room.SCARCE:
        least = in_words(max(SCARCE, needed))
        return f"{left}; saving may be refused soon, and nothing saved is lost. Free space now: {least} at least."
    wanted = in_words(max(LOW, TIMES * vault_size))
    return f"{left}. A backup or an update needs room for whole copies: free space up to {wanted}."


def in_words(size: int) -> str:
    """A number of bytes as it is read: 850 MB, 2.4 GB (decimal, as disks are sold)."""
    if size < 1_000_000_000:
        return f"{size // 1_000_000} MB"
    return f"{size / 1_000_000_000:.1f} GB"
