"""Names with their letters pulled apart: spaced out, one letter a cell, a drop cap, hyphenated at a line's end.

And strings (telephone numbers, references) with any or no separators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from safermk_desktop.redaction.matching.shadow import CutWords

_SURE: Final = 8
_SHORT: Final = 6
_WIDEST: Final = 4


class Needle(NamedTuple):
    """A string without separators; ``separators`` says that any may stand in it wherever it is written."""

    text: str
    owner: int
    form: str
    listed: bool
    separators: bool
    words: int = 1


class Needles:
    """The strings of a register by what they begin with: all are looked for in one walk over the words of a text."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        self.found = {needle.text: (at, needle) for at, needle in enumerate(needles)}
        self.beginnings = frozenset(text[:end] for text in self.found for end in range(1, len(text) + 1))

    def __len__(self) -> int:
        return len(self.found)

    def after(self, word: str) -> frozenset[str]:
        """The words that go on with a string which begins with this one."""
        return frozenset(
            text[len(word) :] for text in self.beginnings if len(text) > len(word) and text.startswith(word)
        )


def squeezed_spans(
    text: str, found: CutWords, needles: Needles, places: Iterable[int]
) -> Iterator[tuple[int, int, Needle]]:
    """Indices of the first and last word between which a needle stands, over word borders.

    ``places`` are the indices of the words that may be the first one.
    """
    words, starts, ends = found
    here: list[tuple[int, int, int, Needle]] = []
    for first in places:
        letters, last = words[first], first
        while letters in needles.beginnings:
            if letters in needles.found:
                order, needle = needles.found[letters]
                gaps = [text[ends[at] : starts[at + 1]] for at in range(first, last)]
                if _together(needle, words[first : last + 1], gaps) and _whole(text, starts[first], ends[last]):
                    here.append((order, first, last, needle))
            last += 1
            if last == len(words):
                break
            letters += words[last]
    for _, first, last, needle in sorted(here):
        yield first, last, needle


def _together(needle: Needle, pieces: Sequence[str], gaps: Sequence[str]) -> bool:
    """Whether the pieces are one string pulled apart, and not words that happen to follow one another."""
    if not gaps:
        return needle.separators
    if any(len(gap) > _WIDEST for gap in gaps):
        return False
    if needle.separators:
        return len(needle.text) >= _SHORT or all(gap.strip() or not gap for gap in gaps)
    lone = [len(piece) == 1 for piece in pieces]
    if all(lone) or (lone[0] and len(pieces) == 1 + needle.words and not lone[1] and not gaps[0].strip()):
        return True
    if needle.words > 1 and len(needle.text) >= _SURE:
        return True
    unspaced = len(needle.text) >= _SHORT and all(gap and not any(map(str.isspace, gap)) for gap in gaps)
    return (
        unspaced
        or all(gap.startswith(("-", "_")) and len(gap.strip()) == 1 for gap in gaps)
        or all(gap.strip("\n\t") == "" for gap in gaps)
    )


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a string does not begin or end within a number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isdecimal() and text[start].isdecimal()) and not (
        after.isdecimal() and text[end - 1].isdecimal()
    )
