"""Large and small letters of every European script, as classes for expressions."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Final

_LAST = 0x052F  # the end of Cyrillic's supplement: Latin, Greek and Cyrillic lie before it


def _ranges(category: str) -> str:
    points = [point for point in range(_LAST + 1) if unicodedata.category(chr(point)) == category]
    runs = [[point for _, point in group] for _, group in groupby(enumerate(points), lambda pair: pair[1] - pair[0])]
    return "".join(chr(run[0]) if len(run) == 1 else f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


LARGE: Final = _ranges("Lu")
SMALL: Final = _ranges("Ll")
