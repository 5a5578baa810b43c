"""Tier 3: names by shape."""

from __future__ import annotations

from bisect import bisect_right

from safermk_desktop.redaction.detection.findings import Source, Span
from safermk_desktop.redaction.detection.shape.chains import chains
from safermk_desktop.redaction.detection.shape.judging import judged, kept_places


def find_shapes(text: str) -> list[Span]:
    """Names, places and organisations that their shape gives away, in order."""
    kept = kept_places(text)
    starts = [start for start, _ in kept]
    found: list[Span] = []
    for chain in chains(text):
        at = bisect_right(starts, chain.end - 1) - 1
        if at >= 0 and kept[at][1] >= chain.end and kept[at][0] <= chain.start:
            continue
        one = judged(text, chain)
        if one is not None:
            found.append(Span(one.start, one.end, one.kind, one.certainty, Source.SHAPE))
    return found
