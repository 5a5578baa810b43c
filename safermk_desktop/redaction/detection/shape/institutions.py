"""Institutions whose names are made of words of public life alone: "Ministry of Internal Affairs"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.shape.chains import WORD
from safermk_desktop.redaction.detection.shape.classes import COUNTRY, FORENAME, NATION, OFFICIAL, ORDINARY, class_of
from safermk_desktop.redaction.detection.shape.joining import GLOSS, is_foreign
from safermk_desktop.redaction.detection.vocabulary import phrases

_GAP: Final = r"[ \u00a0]"
_HEADS: Final = (
    "Ministry|Department|Institute|Institution|Centre|Center|University|Bureau|Directorate|Academy|Faculty|College|Court|Office|Board|House|"
    "Association|Society|Federation|Union|Council|Chamber|Bank|Museum|School|Agency|Committee|Commission|League|Church"
)
_NAMED: Final = re.compile(
    rf"\b(?:{WORD}{_GAP})*(?:{_HEADS}){_GAP}(?:of|for){_GAP}(?:the{_GAP})?{WORD}(?:(?:,|{_GAP}and|{_GAP}of|{_GAP}&)?{_GAP}{WORD})*"
)

_FIRM: Final = re.compile(rf"\b({WORD}),{_GAP}{WORD},?{_GAP}and{_GAP}{WORD}(?:{_GAP}{WORD})?")


def find_institutions(text: str) -> Iterator[Span]:
    """Institutions with "of" or "for" in their name, but for those that reviews name on purpose."""
    for match in _NAMED.finditer(text):
        named = match[0].removeprefix("The ")
        if not any(named.startswith(one) for one in _on_purpose()):
            end = match.end()
            gloss = GLOSS.match(text, end)
            end = gloss.end() if gloss is not None and is_foreign(gloss[1]) else end
            yield Span(match.start(), end, Kind.ORGANISATION, Certainty.POSSIBLE, Source.SHAPE)
    for match in _FIRM.finditer(text):
        if not class_of(match[1]) & (ORDINARY | OFFICIAL | FORENAME | NATION | COUNTRY):
            yield Span(*match.span(), Kind.ORGANISATION, Certainty.POSSIBLE, Source.SHAPE)


@lru_cache(maxsize=1)
def _on_purpose() -> tuple[str, ...]:
    return tuple(one for one in phrases("agencies") if " of " in one or " for " in one)
