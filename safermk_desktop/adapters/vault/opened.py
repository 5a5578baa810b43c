"""What an unlocked vault is made of, for the parts that work on it: slots, checks, backups, search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.header import Header, Slot
from safermk_desktop.adapters.vault.keys import Bounds, KeyDerivation
from safermk_desktop.services.key_slots import Keychain
from safermk_desktop.services.ports import Clock, Compartment, Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the composition root gives the door.

    ``bounds`` limit what a header may ask for and ``derivation`` is what new slots get; no header, variable or option
    moves them.
    """

    clock: Clock
    files: Files
    bounds: Bounds
    derivation: KeyDerivation
    keychain: Keychain


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An unlocked vault. ``keys`` are the raw 32-byte keys of ``databases``; they end with the process.

    ``header`` is as it was at the opening; whoever changes slots reads the file anew.
    """

    folder: Path
    header: Header
    slot: Slot
    keys: Mapping[Compartment, bytes] = field(repr=False)
    databases: Mapping[Compartment, Database]
    means: Means
