"""How the window process is started and how it ends. No Qt here: the parent process reads this too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

LOST: Final = "_lost"
"""Ends a reason where something typed could not be kept, a full disk for one. Only the code crosses, not a word."""
EXIT_LOCKED: Final = MappingProxyType(
    {
        "asked": 20,
        "idle": 21,
        "slept": 22,
        "screen": 23,
        "suspended": 24,
        "rekeyed": 25,
        "asked_lost": 30,
        "idle_lost": 31,
        "slept_lost": 32,
        "screen_lost": 33,
        "suspended_lost": 34,
        "rekeyed_lost": 35,
    }
)
"""The exit codes that mean *locked*, by reason: the parent starts the next window."""
CRASHED: Final = "crashed"
"""The reason the parent gives after a window that ended with any other code but 0."""
REASONS: Final = frozenset({*EXIT_LOCKED, CRASHED})
_ADDRESS: Final = re.compile(r"[a-z_]{1,24}(?:/[0-9a-f]{1,64}/[a-z_]{1,24})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What a window starts with: the vault to offer, why the last one ended, the place to return to.

    ``prepare`` makes the fictional vault where it is missing and gives its folder; it takes seconds.
    A supervised window ends when its standard input does: the parent is gone.
    """

    vault: Path | None = None
    reason: str = ""
    address: str = ""
    prepare: Callable[[], Path] | None = None
    is_supervised: bool = False


def is_address(text: str) -> bool:
    """Whether a text is the id of a place, and nothing else: ``home``, ``case/<hex id>/<tab>``,
    ``boards/<hex id>/plan``."""
    return _ADDRESS.fullmatch(text) is not None
