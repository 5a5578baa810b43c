"""SaferMK Desktop: an offline, encrypted casework application for domestic homicide reviews."""

from __future__ import annotations

__version__ = "0.2.0"
