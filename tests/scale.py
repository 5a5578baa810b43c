"""How much a test tries: a few in every run, the full count in ``./run soak``."""

from __future__ import annotations

import os
from typing import Final

SOAK: Final = os.environ.get("SAFERMK_SOAK") == "1"


def count(few: int, full: int) -> int:
    """``few`` in an ordinary run, ``full`` in a soak; the test carries ``@pytest.mark.soak("part")``."""
    return full if SOAK else few


def tell(line: str) -> None:
    """A line that ``./run soak`` shows: what was counted and what came of it. Nothing personal."""
    print(f"\ncount: {line}")
