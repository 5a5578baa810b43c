"""Bodies, laws and tools of public life that reviews name on purpose."""

from __future__ import annotations

import re
from functools import lru_cache

from safermk_desktop.redaction.detection.vocabulary import phrases


@lru_cache(maxsize=1)
def _first_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases("agencies"):
        cut = tuple(_pieces(phrase))
        found.setdefault(cut[0], []).append(cut)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in found.items()}


def _pieces(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.replace("’", "'"))


@lru_cache(maxsize=1)
def _expression() -> re.Pattern[str]:
    joined = "|".join(
        r"[\s,]+".join(re.escape(word).replace("'", "['’]") for word in phrase)
        for first in sorted(_first_words())
        for phrase in _first_words()[first]
    )
    return re.compile(rf"\b(?:{joined})\b")


def kept_places(text: str) -> list[tuple[int, int]]:
    """Where they stand, in order."""
    return [match.span() for match in _expression().finditer(text)]
