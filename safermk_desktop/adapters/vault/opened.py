"""What an unlocked vault is made of, for the parts that work on it: slots, checks, backups, search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.header import Header, Slot
from safermk_desktop.adapters.vault.means import Means
from safermk_desktop.services.ports import Compartment


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An unlocked vault. ``keys`` are the raw 32-byte keys of ``databases``; they end with the process.

    ``alarms`` are what the opening found that does not fit, in sentences. ``header`` is as it was at the opening;
    whoever changes slots reads the file anew.
    """

    folder: Path
    header: Header
    slot: Slot
    keys: Mapping[Compartment, bytes] = field(repr=False)
    databases: Mapping[Compartment, Database]
    means: Means
    alarms: Mapping[Compartment, tuple[str, ...]] = field(default_factory=dict[Compartment, tuple[str, ...]])
