"""Who is meant where one form fits several identities: only whoever is named in full just before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from safermk_desktop.redaction.matching.spans import Span, is_whole_name

_ENDS: Final = re.compile(r"[\n\t]")
# What ends a sentence or a line stands first, so that all other letters are passed over at once.
_SENTENCES: Final = re.compile(r"[\n\t.!?](?:(?<=[\n\t])|[\"”’')]*\s+(?=[\"“‘'(]*[A-Z]))")


def decided(text: str, spans: Sequence[Span], published: Sequence[str]) -> Iterator[Span]:
    """The spans, with one owner where all are published alike or one was named in full in the sentence or paragraph."""
    if not any(span.others for span in spans):
        yield from spans
        return
    paragraphs = [0, *[one.end() for one in _ENDS.finditer(text)]]
    sentences = [0, *[one.end() for one in _SENTENCES.finditer(text)]]
    named: dict[int, int] = {}
    for span in spans:
        if span.others:
            tied = (span.owner, *span.others)
            bounds = [places[bisect_right(places, span.start) - 1] for places in (sentences, paragraphs)]
            owner = _meant(tied, named, bounds)
            if owner is None and len({published[one] for one in tied}) == 1:
                owner = span.owner
            yield span._replace(owner=owner, others=()) if owner is not None else span
            continue
        if is_whole_name(text, span):
            named[span.owner] = span.start
        yield span


def _meant(tied: Sequence[int], named: dict[int, int], bounds: Sequence[int]) -> int | None:
    for bound in bounds:
        here = [one for one in tied if named.get(one, -1) >= bound]
        if here:
            return here[0] if len(here) == 1 else None
    return None
