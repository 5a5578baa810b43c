"""One finding for a place: the surer tier keeps it, and what the other has beyond it stays a finding of its own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Source, Span

_ORDER: Final = MappingProxyType({source: at for at, source in enumerate(Source)})
_SURER: Final = MappingProxyType({certainty: at for at, certainty in enumerate(Certainty)})
_WORDS: Final = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def apart(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans in order, none overlapping; together they cover every letter that they covered before."""
    found: list[Span] = []
    group: list[Span] = []
    reach = -1
    for span in sorted(spans):
        if span.start >= reach and group:
            found += _pieces(text, group) if len(group) > 1 else group
            group = []
        group.append(span)
        reach = max(reach, span.end)
    return found + (_pieces(text, group) if len(group) > 1 else group)


def _pieces(text: str, group: list[Span]) -> list[Span]:
    """As ``apart``, for spans of which each has letters of another one of them."""
    kept: list[Span] = []
    starts: list[int] = []
    ends: list[int] = []
    for span in sorted(group, key=_rank):
        first = bisect_right(ends, span.start)
        if first == len(starts) or starts[first] >= span.end:
            kept.insert(first, span)
            starts.insert(first, span.start)
            ends.insert(first, span.end)
            continue
        for piece in _free(text, span, starts, ends):
            at = bisect_left(starts, piece.start)
            kept.insert(at, piece)
            starts.insert(at, piece.start)
            ends.insert(at, piece.end)
    return kept


def _rank(span: Span) -> tuple[int, int, int, int, str]:
    """The surer tier first, then the longer span; of two on one place the surer, so that every run tells the same."""
    start, end, kind, certainty, source = span
    return _ORDER[source], start - end, start, _SURER[certainty], kind


def _free(text: str, span: Span, starts: list[int], ends: list[int]) -> list[Span]:
    first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
    edges = [span.start]
    for at in range(first, last):
        edges += starts[at], ends[at]
    edges.append(span.end)
    pieces: list[Span] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = _WORDS.search(text, start, end) if start < end else None
        if words is not None:
            pieces.append(span._replace(start=words.start(), end=words.end()))
    return pieces
