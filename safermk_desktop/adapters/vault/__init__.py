"""The encrypted vault: a folder with a sealed header and three SQLCipher databases (architecture, decision 1)."""

from __future__ import annotations

from safermk_desktop.adapters.vault.door import SqlCipherDoor
from safermk_desktop.adapters.vault.keys import STANDARD_BOUNDS, STANDARD_DERIVATION, Bounds, KeyDerivation

__all__ = ["STANDARD_BOUNDS", "STANDARD_DERIVATION", "Bounds", "KeyDerivation", "SqlCipherDoor"]
