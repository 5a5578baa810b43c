"""Tier 3: names by shape."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from safermk_desktop.redaction.detection.findings import Source, Span
from safermk_desktop.redaction.detection.shape.chains import Chain, chains
from safermk_desktop.redaction.detection.shape.judging import Judged, judged
from safermk_desktop.redaction.detection.shape.keeping import kept_places
from safermk_desktop.redaction.detection.shape.spreading import known_people


def find_shapes(text: str) -> list[Span]:
    """Names, places and organisations that their shape gives away, in order."""
    candidates = list(_not_kept(text))
    first = [one for chain in candidates for one in judged(text, chain)]
    known = known_people(first)
    found = [one for chain in candidates for one in judged(text, chain, known)]
    return [Span(one.start, one.end, one.kind, one.certainty, Source.SHAPE) for one in found]


def _not_kept(text: str) -> Iterator[Chain]:
    kept = kept_places(text)
    starts = [start for start, _ in kept]
    for chain in chains(text):
        at = bisect_right(starts, chain.end - 1) - 1
        if at >= 0 and kept[at][1] > chain.start:
            yield from _around(chain, kept[at])
        else:
            yield chain


def _around(chain: Chain, kept: tuple[int, int]) -> Iterator[Chain]:
    before = tuple(word for word in chain.words if word.end <= kept[0])
    after = tuple(word for word in chain.words if word.start >= kept[1])
    if before:
        yield Chain(before, chain.opening)
    if after:
        yield Chain(after, opening=False)
