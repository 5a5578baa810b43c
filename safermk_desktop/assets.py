"""Where ``ui/``, ``resources/`` and ``templates/`` are: in the package (wheel) or beside it (checkout)."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

_PACKAGE: Final = Path(__file__).resolve().parent

Folder = Literal["ui", "resources", "templates"]


def folder(name: Folder) -> Path:
    """The folder of that name; raises FileNotFoundError where the installation is incomplete."""
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(name)
