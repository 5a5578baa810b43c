"""Who is meant where one form fits several identities: only whoever is named in full just before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from safermk_desktop.redaction.matching.spans import Span, is_whole_name

_ENDS: Final = "\n\t"
_AHEAD: Final = 200
_SENTENCES: Final = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z])")


def decided(text: str, spans: Sequence[Span], published: Sequence[str]) -> Iterator[Span]:
    """The spans, with one owner where all are published alike or one was named in full in the sentence or paragraph."""
    if not any(span.others for span in spans):
        yield from spans
        return
    paragraph = sentence = 0
    named: dict[int, int] = {}
    for span in spans:
        if span.others:
            tied = (span.owner, *span.others)
            paragraph = max(paragraph, *(text.rfind(end, paragraph, span.start) + 1 for end in _ENDS))
            sentence = _sentence(text, max(sentence, paragraph), span.start)
            owner = _meant(tied, named, (sentence, paragraph))
            if owner is None and len({published[one] for one in tied}) == 1:
                owner = span.owner
            yield span._replace(owner=owner, others=()) if owner is not None else span
            continue
        if is_whole_name(text, span):
            named[span.owner] = span.start
        yield span


def _sentence(text: str, begin: int, place: int) -> int:
    """Where the sentence begins in which a place lies; one of the same paragraph begins at ``begin``."""
    for end in _SENTENCES.finditer(text, begin, place + _AHEAD):
        if end.end() > place:
            break
        begin = end.end()
    return begin


def _meant(tied: Sequence[int], named: dict[int, int], bounds: Sequence[int]) -> int | None:
    for bound in bounds:
        here = [one for one in tied if named.get(one, -1) >= bound]
        if here:
            return here[0] if len(here) == 1 else None
    return None
