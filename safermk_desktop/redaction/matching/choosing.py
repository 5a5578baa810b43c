"""Of overlapping candidates those that are published: nothing is left over, and nobody is lost under another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from safermk_desktop.redaction.matching.spans import SPACED_OUT, Span, is_of_a_name, rank

_WORDS: Final = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_PAUSE: Final = re.compile(r"[,;/\n\t\u2028]|\s[-–—]\s|\.\s")
_PIECE, _LESS_LIKELY = 2, 1


def chosen(text: str, spans: Iterable[Span], kept: Sequence[tuple[int, int]]) -> list[Span]:
    """The candidates that stand, in order and apart; those in kept phrases do not.

    A phrase that is the name itself keeps nothing, since no name of the register may stay.
    Where several owners have the same form in the same place, ``others`` of the span says who else is meant.
    """
    keeps = _Kept(kept)
    live = [span for span in set(spans) if not keeps.covers(span)] if kept else list(set(spans))
    picked = _tiled(text, [span for span in live if span.certain])
    taken = _Kept([(span.start, span.end) for span in picked])
    picked += _tiled(text, [span for span in live if not span.certain and not taken.touches(span)])
    return sorted(picked)


def _tiled(text: str, spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for group in _groups(_one_for_a_place(spans)):
        if len(group) == 1 or _is_one_name(text, group):
            found.append(group[0])
        else:
            found += _nothing_left(text, group, _best_tiling(text, group))
    return found


def _is_one_name(text: str, group: list[Span]) -> bool:
    """Whether the first candidate holds all others, as a whole name holds its words: no tiling is better than it.

    The others have fewer letters, and two pieces cost more than it does.
    """
    first = group[0]
    if not (text[first.start].isalnum() and text[first.end - 1].isalnum()) or _cost(text, first) >= 2 * _PIECE:
        return False
    return all(one.end <= first.end for one in group)


def _one_for_a_place(spans: Iterable[Span]) -> list[Span]:
    """One candidate for each place, in order, of those that begin together the longest first."""
    places: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        places.setdefault((span.start, -span.end), []).append(span)
    return [here[0] if len(here) == 1 else _likeliest(here) for _, here in sorted(places.items())]


def _likeliest(here: list[Span]) -> Span:
    ranks = [rank(one) for one in here]
    lowest = min(ranks)
    first = [one for one, own in zip(here, ranks, strict=True) if own == lowest]
    best = min(first, key=_order) if len(first) > 1 else first[0]
    same = {one.owner for one in first if one.owner >= 0} - {best.owner}
    return best if best.listed or not same else best._replace(others=tuple(sorted(same)))


def _order(span: Span) -> tuple[bool, int, bool, Span]:
    """Of one owner's candidates for a place a form as it is written comes before its letters pulled apart."""
    return span.owner < 0, span.owner, span.form == SPACED_OUT, span


def _groups(spans: list[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    reach = -1
    for span in spans:
        if group and span.start >= reach:
            yield group
            group = []
        group.append(span)
        reach = max(reach, span.end)
    if group:
        yield group


_Value = tuple[int, int, int, int]


def _best_tiling(text: str, group: list[Span]) -> list[Span]:
    """The candidates, apart from one another, that cover most letters in the fewest and likeliest pieces."""
    first = group[0].start
    letters = [0, *accumulate(c.isalnum() for c in text[first : max(one.end for one in group)])]
    ordered = sorted(group, key=lambda one: (one.end, one.start))
    ends = [one.end for one in ordered]
    best: list[_Value] = [(0, 0, 0, 0)]
    before: list[int] = []
    for at, span in enumerate(ordered):
        before.append(bisect_right(ends, span.start, 0, at))
        a, b, c, d = best[before[-1]]
        covered = letters[span.end - first] - letters[span.start - first]
        value = (a + covered, b - _cost(text, span), c + span.listed, d + span.end - span.start)
        best.append(max(best[at], value))
    picked: list[Span] = []
    at = len(ordered)
    while at:
        if best[at] == best[at - 1]:
            at -= 1
            continue
        picked.append(ordered[at - 1])
        at = before[at - 1]
    return picked[::-1]


def _cost(text: str, span: Span) -> int:
    """A surname first, or a pause within, is less likely one name; a comma belongs to the surname first."""
    pause = _PAUSE.search(text, span.start, span.end)
    if pause is not None and span.form == "surname first" and pause.group() == ",":
        pause = None
    return _PIECE + _LESS_LIKELY * (rank(span) in {2, 4, 5}) + _PIECE * (pause is not None)


def _nothing_left(text: str, group: list[Span], picked: list[Span]) -> list[Span]:
    """What a candidate has beyond those picked goes with its owner: it lengthens his span or is one of its own."""
    for span in sorted(group, key=lambda one: (one.start - one.end, one)):
        at = max(bisect_right(picked, span.start, key=lambda one: one.start) - 1, 0)
        place = span.start
        while place < span.end:
            while at < len(picked) and picked[at].end <= place:
                at += 1
            stop = min(span.end, picked[at].start) if at < len(picked) else span.end
            rest = _WORDS.search(text, place, stop) if place < stop else None
            place = picked[at].end if at < len(picked) else span.end
            if rest is not None:
                at = _put(picked, at, span, rest.span())
    return picked


def _put(picked: list[Span], at: int, span: Span, rest: tuple[int, int]) -> int:
    """Put the rest of a candidate before the span at an index; the index of what then stands after it."""
    start, end = rest
    if at and picked[at - 1].owner == span.owner and picked[at - 1].end > span.start:
        picked[at - 1] = picked[at - 1]._replace(end=end)
    elif at < len(picked) and picked[at].owner == span.owner and picked[at].start < span.end:
        picked[at] = picked[at]._replace(start=start)
    else:
        picked.insert(at, span._replace(start=start, end=end))
        return at + 1
    return at


class _Kept:
    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(set(spans)):
            if not merged or end > merged[-1][1]:
                merged.append((start, end))
        self.starts = [start for start, _ in merged]
        self.ends = [end for _, end in merged]

    def covers(self, span: Span) -> bool:
        """Whether the span lies wholly within one of these; a form of a name only where one is longer than it."""
        last = bisect_right(self.starts, span.start) - 1
        if last < 0 or self.ends[last] < span.end:
            return False
        if not span.certain or not is_of_a_name(span) or (last and self.ends[last - 1] >= span.end):
            return True
        return self.ends[last] - self.starts[last] > span.end - span.start

    def touches(self, span: Span) -> bool:
        """Whether the span shares a letter with one of these."""
        return bisect_right(self.ends, span.start) < bisect_left(self.starts, span.end)
