"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from typing import Final

# A full stop after an initial, a title or "St." ends no sentence.
_BREAK: Final = re.compile(
    r"[\n\u2028\t]+|[.!?](?<!\b[A-Z]\.)(?<!\b[MD][rs]\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bMrs\.)(?<!\bRev\.)(?<!\bSgt\.)"
    r"[)\"'”’]?\s+(?=[\"'“‘(]?[A-Z0-9])"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences as offsets, end exclusive, in order; a line break always parts, blank ones are left out."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _BREAK.finditer(text):
        end = gap.end() if not gap.group()[0].isspace() else gap.start()
        _add(found, text, start, end)
        start = gap.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    sentence = text[start:end]
    bare = sentence.strip()
    if bare:
        begin = start + sentence.index(bare)
        found.append((begin, begin + len(bare)))
