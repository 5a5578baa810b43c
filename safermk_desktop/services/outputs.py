"""The checks of every place that a person names for what leaves a vault: never inside one, and empty."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from safermk_desktop.errors import EntryInvalid, NotWritable, OutputNotEmpty

VAULT: Final = ".smkv"
HEADER: Final = "header.json"
INSIDE: Final = "Choose a folder outside a vault."


def assert_outside_vaults(folder: Path) -> None:
    """Raises ``EntryInvalid`` where ``folder``, or any above it, is a vault: by its name, or by the header in it.

    Raises ``NotWritable`` for a place that cannot be looked at: no permission, too long a name, links in a circle.
    """
    try:
        place = folder.resolve()
        is_inside = any(
            each.suffix.casefold() == VAULT or (each / HEADER).is_file() for each in (place, *place.parents)
        )
    except (OSError, RuntimeError):  # pathlib's own word for links in a circle
        raise NotWritable from None
    if is_inside:
        raise EntryInvalid(INSIDE)


def assert_empty(folder: Path) -> None:
    """Raises ``OutputNotEmpty`` unless ``folder`` is empty or absent, ``NotWritable`` where that cannot be seen."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputNotEmpty
    except OSError:
        raise NotWritable from None
