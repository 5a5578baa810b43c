"""What the composition root gives the door; apart, since the unlock screen does not wait for the database library."""

from __future__ import annotations

from dataclasses import dataclass

from safermk_desktop.adapters.vault.calibration import calibrated
from safermk_desktop.adapters.vault.keys import Bounds, KeyDerivation
from safermk_desktop.services.key_slots import Keychain
from safermk_desktop.services.ports import Clock, Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the composition root gives the door.

    ``bounds`` limit what a header may ask for and ``derivation`` is what new slots get, or ``None`` for what this
    computer does in 0.5 to 1 second; no header, variable or option moves them.
    """

    clock: Clock
    files: Files
    bounds: Bounds
    derivation: KeyDerivation | None
    keychain: Keychain

    def new_derivation(self) -> KeyDerivation:
        """What a new slot costs. Without a fixed one it is measured now, which takes some seconds."""
        return self.derivation or calibrated(self.bounds)
