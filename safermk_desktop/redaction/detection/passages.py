"""Which passages of a text the statistical model has to read: those with a word that may tell of somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol

# A line, cut at the end of a sentence where it is long.
_PIECE: Final = re.compile(r"[^\n]{1,400}?(?=\n|\Z)|[^\n]{200,600}?[.!?;:](?=\s)|[^\n]{1,800}")
_SHORT: Final = 32
_WORD: Final = re.compile(r"(?<![^\W_])[^\W\d_]{3,}")
# Surnames somewhere, but far more often these words; the words beside such a name ask for the reading as a rule.
_COMMON: Final = frozenset(
    """
    all also among and any are back bad been best better big both but call came can case cases date deal did does done
    down each else even ever every far few for from gave get given goes good great had has have her here him his how
    into its job just kept key known last late less like little live long look lot low made make many more most much
    must near need new next non not now off old only other our out over own page pages part parts per post put read
    real said same saw say see seen set seven she show since six small some such take than that the their them then
    there they this those through till time told too took two upon use valid very via want was way weeks well went were
    what when where which while who whole whom why wide with within work yet you
    """.split()
)
_CAPITALS: Final = re.compile(r"\b[^\W\d_a-z]{2,}\b(?:\W+[^\W\d_a-z]{2,}\b){2}")


class Words(Protocol):
    """The general lists that tell which words say nothing about a person."""

    @property
    def ordinary(self) -> frozenset[str]: ...
    @property
    def forenames(self) -> frozenset[str]: ...
    @property
    def surnames(self) -> frozenset[str]: ...
    @property
    def cues(self) -> frozenset[str]: ...


def passages_to_read(text: str, start: int, end: int, words: Words) -> Iterator[tuple[int, int]]:
    """The pieces between two offsets that the model must read; in order, apart, those that touch in one.

    Such a piece is short, as the lines of an address are, or holds, in any case, a word that is no ordinary word, may
    be a name, or tells of an occupation, a people, a faith or an illness.
    """
    begun = reached = -1
    for piece in _PIECE.finditer(text, start, end):
        if piece.end() - piece.start() > _SHORT and not _needed(piece.group(), words):
            continue
        if begun < 0 or piece.start() > reached + 1:
            if begun >= 0:
                yield begun, reached
            begun = piece.start()
        reached = piece.end()
    if begun >= 0:
        yield begun, reached


def _needed(piece: str, words: Words) -> bool:
    found = set(_WORD.findall(piece.lower())) - _COMMON
    if not found <= words.ordinary:
        return True
    return not (found.isdisjoint(words.forenames) and found.isdisjoint(words.surnames) and found.isdisjoint(words.cues))
