"""Where a folder lies: in a synced folder, on a network drive, on a stick, and with how much room."""

from __future__ import annotations

from safermk_desktop.adapters.whereabouts.places import SystemWhereabouts

__all__ = ["SystemWhereabouts"]
