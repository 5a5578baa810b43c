"""Words that runs part: where a file's text is cut in pieces within a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

LONGEST_WORD: Final = 60


def broken_words(text: str, breaks: Sequence[int]) -> Iterable[list[int]]:
    """For every word that runs part, where its pieces end, from the word's start to its end."""
    group: list[int] = []
    reach = -1
    for place in breaks:
        if not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()):
            continue
        if place < reach:
            group.insert(-1, place)
            continue
        if group:
            yield group
        start, reach = place, place
        while start and text[start - 1].isalnum() and place - start < LONGEST_WORD:
            start -= 1
        while reach < len(text) and text[reach].isalnum() and reach - place < LONGEST_WORD:
            reach += 1
        group = [start, place, reach]
    if group:
        yield group
