"""Phrases of a list in a text: only those are looked for whose first word stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.tokens import Tokens
from safermk_desktop.redaction.detection.vocabulary import phrases

_WORD: Final = re.compile(r"[^\W\d_]+")


class Lowered(NamedTuple):
    """A text in small letters, of the same length, the words in it, and where they stand."""

    text: str
    words: frozenset[str]
    places: Mapping[str, list[int]]
    longer: frozenset[str]
    """The words that begin as some rule asks for."""
    numbers: tuple[tuple[int, int], ...]
    """Each run of digits: its start and its length."""

    def at(self, leads: Iterable[str]) -> Iterator[int]:
        """Where any of the leads stands, lead by lead."""
        for lead in leads:
            yield from self.places.get(lead, ())


def lowered(text: str, tokens: Tokens, prefixes: tuple[str, ...]) -> Lowered:
    """The text in small letters; a letter whose small form is longer (\u0130) stays.

    ``longer`` are the words that begin with one of ``prefixes``.
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    longer = frozenset(word for word in tokens.words if word.startswith(prefixes))
    return Lowered(small, tokens.words, tokens.everywhere, longer, tokens.numbers)


def listed(name: str, text: Lowered) -> Iterator[tuple[int, int]]:
    """Where whole phrases of a list stand, in any case and number, the longest at each place."""
    index = _by_first_word(name)
    for first in sorted(text.words & index.keys()):
        candidates = index[first]
        for at in text.places[first]:
            end = _end(text.text, at, candidates)
            if end:
                yield at, end


def _end(text: str, at: int, candidates: tuple[str, ...]) -> int:
    if at and (text[at - 1].isalnum() or text[at - 1] in "-_@."):
        return 0
    for phrase in candidates:
        end = at + len(phrase)
        same = text.startswith(phrase, at) or ("'" in phrase and text[at:end].replace("’", "'") == phrase)
        if same:
            end += text.startswith("s", end)
            if not text[end : end + 1].isalnum():
                return end
    return 0


@lru_cache(maxsize=8)
def _by_first_word(name: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases(name):
        first = _WORD.search(phrase)
        if first is not None:
            found.setdefault(first[0], []).append(phrase)
            if first[0] == phrase:
                found.setdefault(f"{phrase}s", []).append(phrase)
    return MappingProxyType({first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in found.items()})
