"""The words of a text, cut once for all tiers, and where those stand that some rule asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate, compress
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction.matching.shadow import CutWords

_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_ANY: Final = re.compile(r"([^\W\d_]+|\d+)")
_ASCII: Final = re.compile("([A-Za-z]+|[0-9]+)")
_LATIN_ENDS: Final = 0x250
_LETTERS: Final = frozenset(
    letter for letter in map(chr, range(0x80, _LATIN_ENDS)) if letter.isalnum() and not letter.isdecimal()
)
_LATIN: Final = re.compile(f"([A-Za-z{''.join(sorted(_LETTERS))}]+|[0-9]+)")


class Tokens:
    """Runs of letters and of digits; asked for in small letters, for a text has few distinct words and many words."""

    def __init__(self, text: str) -> None:
        """Cut ``text``; the offsets are its code points."""
        self.text = text
        pieces = _cutter(text).split(text)
        ends = list(accumulate(map(len, pieces)))
        self._words: list[str] = pieces[1::2]
        self._starts: list[int] = ends[:-1:2]
        self.cut = CutWords(self._words, self._starts, ends[1::2])
        """Every word as it stands, in order, and where it begins and ends."""
        self.written = frozenset(self._words)
        """Every distinct word as it stands."""
        self._small = {word: word.lower() for word in self.written}
        self.words = frozenset(self._small.values())
        """Every distinct word in small letters."""

    @cached_property
    def everywhere(self) -> Mapping[str, list[int]]:
        """Where each word (in small letters) begins, in order."""
        found: dict[str, list[int]] = {word: [] for word in self.words}
        told = {word: found[small].append for word, small in self._small.items()}
        for word, start in zip(self._words, self._starts, strict=True):
            told[word](start)
        return MappingProxyType(found)

    def places(self, wanted: Iterable[str]) -> dict[str, list[int]]:
        """As ``everywhere``, for the words that are wanted and stand in the text."""
        found = self.everywhere
        return {word: found[word] for word in self.words.intersection(wanted)}

    @cached_property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """Each run of digits: where it begins, and how long it is."""
        digits = {word: len(word) for word in self.written if word[0].isdecimal()}
        found = compress(zip(self._words, self._starts, strict=True), map(digits.__contains__, self._words))
        return tuple((start, digits[word]) for word, start in found)


def _cutter(text: str) -> re.Pattern[str]:
    """As ``_ANY``: naming the letters that may come takes a third of the time of asking of each what it is."""
    if text.isascii():
        return _ASCII
    others = {one for one in set(_BEYOND_ASCII.findall(text)) if one.isalnum()}
    return _LATIN if others <= _LETTERS else _ANY
