"""The words, numbers and signs of a text, as the model reads them."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import Final, NamedTuple

# A word keeps its combining marks; a number, a sign and a line's end are tokens of their own.
_TOKEN: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+|\n|[^\w\s]|_")
# Letters that decomposition leaves as they are.
_PLAIN: Final = MappingProxyType(str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "æ": "a", "ə": "a"}))


class Token(NamedTuple):
    """A token with its place in the text, the end exclusive."""

    text: str
    start: int
    end: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens between two offsets."""
    return [Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text, start, end)]


def folded(word: str) -> str:
    """The word in small letters without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_PLAIN)
