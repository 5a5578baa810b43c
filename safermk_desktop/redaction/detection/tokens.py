"""The words of a text, cut once for all tiers, and where those stand that some rule asks for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from safermk_desktop.redaction.matching.shadow import CutWords

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ANY: Final = re.compile(r"([^\W\d_]+|\d+)")
_LISTED: Final = 0x3000
"""Letters before this one are looked up in a table, signs of European writing among them."""
_LETTER, _DIGIT = 1, 2


class Tokens:
    """Runs of letters and of digits; asked for in small letters, for a text has few distinct words and many words."""

    def __init__(self, text: str) -> None:
        """Cut ``text``; the offsets are its code points."""
        self.text = text
        self.cut = cut_by_table(text) or cut_by_expression(text)
        """Every word as it stands, in order, and where it begins and ends."""
        self._words, self._starts, _ = self.cut
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


def cut_by_expression(text: str) -> CutWords:
    """The words of any text."""
    pieces = _ANY.split(text)
    ends = list(accumulate(map(len, pieces)))
    return CutWords(pieces[1::2], ends[:-1:2], ends[1::2])


def cut_by_table(text: str) -> CutWords | None:
    """As ``cut_by_expression``, in half the time; None for a text with other letters, or where numpy is not there."""
    kinds = _kinds()
    if kinds is None or not text:
        return None
    import numpy as np

    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if letters.max() >= _LISTED:
        return None
    kind = kinds[letters]
    borders = np.flatnonzero(kind[1:] != kind[:-1]) + 1
    starts, ends = np.concatenate(([0], borders)), np.concatenate((borders, [len(text)]))
    is_word = kind[starts] > 0
    first: list[int] = starts[is_word].tolist()
    last: list[int] = ends[is_word].tolist()
    return CutWords([text[start:end] for start, end in zip(first, last, strict=True)], first, last)


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.int8] | None:
    """Whether each letter is part of a word or of a number; None where numpy is not there."""
    # read by numpy's library of linear algebra when it is loaded
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        import numpy as np
    except ImportError:
        return None
    found = [_DIGIT if one.isdecimal() else _LETTER if one.isalnum() else 0 for one in map(chr, range(_LISTED))]
    return np.array(found, np.int8)
