"""Words that runs part: where a file's text is cut in pieces within a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from safermk_desktop.redaction.matching.shadow import is_invisible

LONGEST_WORD: Final = 60


def broken_words(text: str, breaks: Sequence[int]) -> Iterable[list[int]]:
    """For every word that runs part, where its pieces end, from the word's start to its end.

    What shows nothing (a soft hyphen, a zero-width space) belongs to the word that it stands in.
    """
    group: list[int] = []
    reach = -1
    for place in breaks:
        if not (0 < place < len(text) and _in_a_word(text[place - 1]) and _in_a_word(text[place])):
            continue
        if place < reach:
            group.insert(-1, place)
            continue
        if group:
            yield group
        start, reach = place, place
        while start and _in_a_word(text[start - 1]) and place - start < LONGEST_WORD:
            start -= 1
        while reach < len(text) and _in_a_word(text[reach]) and reach - place < LONGEST_WORD:
            reach += 1
        group = [start, place, reach]
    if group:
        yield group


def _in_a_word(character: str) -> bool:
    return character.isalnum() or (not character.isascii() and is_invisible(character))
