"""Tier 3: names by shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from safermk_desktop.redaction.detection.findings import Source, Span
from safermk_desktop.redaction.detection.shape.chains import Chain, chains
from safermk_desktop.redaction.detection.shape.classes import OFFICIAL, class_of
from safermk_desktop.redaction.detection.shape.cues import find_announced
from safermk_desktop.redaction.detection.shape.describing import find_descriptions
from safermk_desktop.redaction.detection.shape.institutions import find_institutions
from safermk_desktop.redaction.detection.shape.joining import GLOSS, is_foreign, joined
from safermk_desktop.redaction.detection.shape.judging import Judged, judged
from safermk_desktop.redaction.detection.shape.keeping import kept_from
from safermk_desktop.redaction.detection.shape.listing import lowered
from safermk_desktop.redaction.detection.shape.small import find_small, find_small_phrases
from safermk_desktop.redaction.detection.shape.spreading import Knowledge, learned_of


class Reading(NamedTuple):
    """A text with its chains of capitals, each judged for itself, and what they teach about its names."""

    text: str
    chains: tuple[tuple[Chain, tuple[Judged, ...]], ...]
    learned: Knowledge


def read_shapes(text: str) -> Reading:
    """The first look at a text or a piece of one."""
    candidates = [part for chain in chains(text) for part in _not_kept(text, chain)]
    found = tuple((chain, tuple(judged(text, chain))) for chain in candidates)
    return Reading(text, found, learned_of([one for _, judgements in found for one in judgements]))


def find_shapes(text: str) -> list[Span]:
    """Names, places and organisations that their shape gives away, in order."""
    reading = read_shapes(text)
    return shapes_in(reading, reading.learned)


def shapes_in(reading: Reading, known: Knowledge) -> list[Span]:
    """As ``find_shapes``, for a piece that was read, by what the text's other pieces teach."""
    text, named = reading.text, known.people | known.months
    names: list[Judged] = []
    for chain, judgements in reading.chains:
        again = any(word.text.lower() in named for word in chain.words)
        names += judged(text, chain, named) if again else judgements
    found = [Span(start, end, one.kind, one.certainty, Source.SHAPE) for start, end, one in joined(text, names)]
    found += find_institutions(text)
    found += find_announced(text)
    small = lowered(text)
    found += find_small(text, small, known.people, known.months)
    found += find_small_phrases(text, small, known.phrases)
    found += find_descriptions(text, small)
    return sorted(found)


def _not_kept(text: str, chain: Chain) -> Iterator[Chain]:
    """What stands in a chain before and after a body or law that is named on purpose."""
    for at, word in enumerate(chain.words):
        end = kept_from(text, word)
        if end == word.start or _is_named_court(text, chain, at, end):
            continue
        if at:
            yield Chain(chain.words[:at], chain.opening)
        after = tuple(one for one in chain.words[at:] if one.start >= end)
        if after:
            yield from _not_kept(text, Chain(after, opening=False))
        return
    yield chain


def _is_named_court(text: str, chain: Chain, at: int, end: int) -> bool:
    """A court with the name of its place before it, or in another language behind it, is no general one."""
    if "Court" not in text[chain.words[at].start : end]:
        return False
    gloss = GLOSS.match(text, end)
    if gloss is not None and is_foreign(gloss[1]):
        return True
    return at > 0 and not class_of(chain.words[at - 1].text) & OFFICIAL
