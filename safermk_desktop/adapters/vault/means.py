"""What the composition root gives the door; apart, since the unlock screen does not wait for the database library."""

from __future__ import annotations

from dataclasses import dataclass

from safermk_desktop.adapters.vault.keys import Bounds, KeyDerivation
from safermk_desktop.services.key_slots import Keychain
from safermk_desktop.services.ports import Clock, Files


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
