"""Work on a file that came from outside, in a process of its own with limits of memory and time."""

from __future__ import annotations

from safermk_desktop.adapters.confinement.parent import Bounds, ConfinedRedactor, ConfinedTables

__all__ = ["Bounds", "ConfinedRedactor", "ConfinedTables"]
