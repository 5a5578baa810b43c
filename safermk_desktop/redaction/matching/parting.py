"""A name over the end of a sentence, paragraph or cell: two places, unless nothing but its pieces stands there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from safermk_desktop.redaction.matching.ordinary import TITLES
from safermk_desktop.redaction.matching.spans import Span

_BREAK: Final = re.compile(r"[^\w\n\t]*[\n\t][^\w]*|(?<=[^\W\d_]{3})\.[^\S\n\t]+(?=[^\W\d_])")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]+$")
_WORD: Final = re.compile(r"\w")
_ENDS: Final = "\n\t"
_MAY_BREAK: Final = frozenset(".\n\t")
_LONGEST_TITLE: Final = 16
_DAY_DIGITS: Final = 2


def parted(text: str, spans: Sequence[Span], people: Sequence[bool], breaks: Sequence[int] = ()) -> Iterator[Span]:
    """The candidates, those over a break as one for each side; ``people`` says which owners are persons.

    ``breaks`` are the ends of runs: a tab at one is a tab of the paragraph, any other the end of a cell.
    """
    inner = frozenset(breaks)
    over: list[tuple[Span, list[tuple[int, int]]]] = []
    plain: list[Span] = []
    for span in spans:
        # most names are one word, or several with spaces between
        whole = _MAY_BREAK.isdisjoint(text[span.start : span.end])
        pieces = () if whole else _pieces(text, span, is_person=span.owner >= 0 and people[span.owner])
        if len(pieces) > 1:
            over.append((span, pieces))
        else:
            plain.append(span)
    yield from plain
    if not over:
        return
    plain.sort()
    starts = [one.start for one in plain]
    reach = [*accumulate((one.end for one in plain), max, initial=-1)]
    for span, pieces in over:
        if span.owner < 0 and any(_is_row_number(text, one, inner) for one in pieces):
            continue
        known = [reach[bisect_right(starts, start)] >= end for start, end in pieces]
        alone = all(_stands_alone(text, one) for one in pieces)
        if alone and not any(known):
            yield span
        elif alone or not all(known):
            yield from _one_for_each_side(text, span, pieces)


def _one_for_each_side(text: str, span: Span, pieces: list[tuple[int, int]]) -> Iterator[Span]:
    """Each piece on its own; a year that stands alone on its side stays, and the month goes to the other."""
    new = span.text
    month, _, year = new.rpartition(" ")
    if span.owner < 0 and month and any(text[start:end] == year for start, end in pieces):
        pieces, new = [(start, end) for start, end in pieces if text[start:end] != year], month
    for start, end in pieces:
        yield span._replace(start=start, end=end, text=new)


def _pieces(text: str, span: Span, *, is_person: bool) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start = span.start
    for match in _BREAK.finditer(text, span.start, span.end):
        if match.group()[0] == "." and not any(c in match.group() for c in _ENDS):
            before = _WORD_BEFORE.search(text[max(span.start, match.start() - _LONGEST_TITLE) : match.start()])
            if not is_person or (before is not None and before.group().lower() in TITLES):
                continue
        if match.start() > start:
            pieces.append((start, match.start()))
        start = match.end()
    if start < span.end:
        pieces.append((start, span.end))
    return pieces


def _is_row_number(text: str, piece: tuple[int, int], inner: frozenset[int]) -> bool:
    """Whether a number has its cell or paragraph to itself: beside a month it is a row's and no day."""
    start, end = piece
    if not text[start:end].isdecimal() or end - start > _DAY_DIGITS or not _stands_alone(text, piece):
        return False
    after = next((at for at in range(end, len(text)) if text[at] in _ENDS), -1)
    return not (text[after : after + 1] == "\t" and after in inner)


def _stands_alone(text: str, piece: tuple[int, int]) -> bool:
    """Whether nothing else stands in the paragraph or cell of a piece."""
    start, end = piece
    first = max(text.rfind("\n", 0, start), text.rfind("\t", 0, start)) + 1
    last = min((at for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    return not _WORD.search(text, first, start) and not _WORD.search(text, end, last)
