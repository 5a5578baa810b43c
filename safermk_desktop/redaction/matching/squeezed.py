"""Names with their letters pulled apart: spaced out, one letter a cell, a drop cap, hyphenated at a line's end.

And strings (telephone numbers, references) with any or no separators.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

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


_Words = tuple[Sequence[str], Sequence[int], Sequence[int]]


def squeezed_spans(text: str, found: _Words, needles: Sequence[Needle]) -> Iterator[tuple[int, int, Needle]]:
    """Indices of the first and last word between which a needle stands, over word borders."""
    words, starts, ends = found
    if not needles or not words:
        return
    joined = "".join(words)
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    for needle in needles:
        at = joined.find(needle.text)
        while at >= 0:
            first = bisect_left(offsets, at)
            last = bisect_left(offsets, at + len(needle.text)) - 1
            if offsets[first] == at and offsets[last + 1] == at + len(needle.text):
                gaps = [text[ends[i] : starts[i + 1]] for i in range(first, last)]
                if _together(needle, words[first : last + 1], gaps) and _whole(text, starts[first], ends[last]):
                    yield first, last, needle
            at = joined.find(needle.text, at + 1)


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
    return all(gap.startswith(("-", "_")) and len(gap.strip()) == 1 for gap in gaps) or all(
        gap.strip("\n\t") == "" for gap in gaps
    )


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a string does not begin or end within a number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isdecimal() and text[start].isdecimal()) and not (
        after.isdecimal() and text[end - 1].isdecimal()
    )
