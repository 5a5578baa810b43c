"""The one check of every place that a person names for what leaves a vault: never inside one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from safermk_desktop.errors import EntryInvalid

VAULT: Final = ".smkv"
HEADER: Final = "header.json"
INSIDE: Final = "Choose a folder outside a vault."


def assert_outside_vaults(folder: Path) -> None:
    """Raises ``EntryInvalid`` where ``folder``, or any above it, is a vault: by its name, or by the header in it."""
    place = folder.resolve()
    if any(each.suffix.casefold() == VAULT or (each / HEADER).is_file() for each in (place, *place.parents)):
        raise EntryInvalid(INSIDE)
