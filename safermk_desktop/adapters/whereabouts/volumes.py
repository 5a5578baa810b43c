"""What the rest of this package asks of one operating system."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import Protocol


class Volume(Enum):
    """What a folder lies on. ``FIXED`` is also what is not known."""

    FIXED = auto()
    NETWORK = auto()
    REMOVABLE = auto()


class Volumes(Protocol):
    """The volumes of this computer."""

    def of(self, folder: Path) -> Volume:
        """What an existing folder lies on."""
        ...
