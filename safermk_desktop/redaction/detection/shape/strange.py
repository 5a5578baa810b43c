"""Words in small letters that no list of English words knows."""

from __future__ import annotations

from functools import lru_cache
from string import ascii_lowercase
from typing import Final

from safermk_desktop.redaction.detection.shape.classes import (
    NAME,
    OFFICIAL,
    ORDINARY,
    ORGANISATION,
    PLACE,
    class_of,
)
from safermk_desktop.redaction.detection.vocabulary import words

_SHORT: Final = 4
_LONG: Final = 6
_LONGEST: Final = 40
"""Two words of the list written as one are no longer; what is longer is no word, and each letter would be tried."""


def is_strange(word: str) -> bool:
    """Whether a word in small letters is in no list of English words, nor one slip away from a common one."""
    found = class_of(word)
    if found & (ORDINARY | OFFICIAL | ORGANISATION | PLACE) or word in words("small_words"):
        return False
    if found & NAME:
        return True
    return len(word) >= _SHORT and not _is_slip(word)


@lru_cache(maxsize=20_000)
def _is_slip(word: str) -> bool:
    if not _LONG <= len(word) <= _LONGEST:
        return False
    common = words("english")
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    if any(a in common and b in common for a, b in halves if len(a) > 2 and len(b) > 2):
        return True
    if any(a + b[1:] in common or a + b[1:2] + b[:1] + b[2:] in common for a, b in halves if b):
        return True
    return any(a + c + b in common or a + c + b[1:] in common for a, b in halves for c in ascii_lowercase)
