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
from safermk_desktop.redaction.detection.shape.letters import LARGE
from safermk_desktop.redaction.detection.vocabulary import phrases

_GAP: Final = r"[ \u00a0]"
_HEADS: Final = (
    "Ministry|Department|Institute|Institution|Centre|Center|University|Bureau|Directorate|Academy|Faculty|College|Court|Office|Board|House|"
    "Association|Society|Federation|Union|Council|Chamber|Bank|Museum|School|Agency|Committee|Commission|League|Church"
)
_NAMED: Final = re.compile(
    rf"\b(?:{WORD}{_GAP})*(?:{_HEADS}){_GAP}(?:of|for){_GAP}(?:the{_GAP})?{WORD}(?:(?:,|{_GAP}and|{_GAP}of|{_GAP}&)?{_GAP}{WORD})*"
)

_HINT: Final = re.compile(rf"(?:{_HEADS}){_GAP}(?:of|for){_GAP}")
_AND: Final = re.compile(rf"{_GAP}and{_GAP}(?=[{LARGE}])")
_REACH: Final = 90
_FIRM: Final = re.compile(rf"\b({WORD}),{_GAP}{WORD},?{_GAP}and{_GAP}{WORD}(?:{_GAP}{WORD})?")


def find_institutions(text: str) -> Iterator[Span]:
    """Institutions with "of" or "for" in their name, but for those that reviews name on purpose."""
    for match in near(_NAMED, text, _HINT):
        named = match[0].removeprefix("The ")
        if not any(named.startswith(one) for one in _on_purpose()):
            end = match.end()
            gloss = GLOSS.match(text, end)
            end = gloss.end() if gloss is not None and is_foreign(gloss[1]) else end
            yield Span(match.start(), end, Kind.ORGANISATION, Certainty.POSSIBLE, Source.SHAPE)
    for match in near(_FIRM, text, _AND):
        if not class_of(match[1]) & (ORDINARY | OFFICIAL | FORENAME | NATION | COUNTRY):
            yield Span(*match.span(), Kind.ORGANISATION, Certainty.POSSIBLE, Source.SHAPE)


def near(form: re.Pattern[str], text: str, hint: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a slow expression, each once, in the neighbourhood of a quick one."""
    reach = 0
    for place in hint.finditer(text):
        start = max(reach, place.start() - _REACH)
        if start and text[start - 1].isalnum():
            start = text.find(" ", start, place.start()) + 1 or place.start()
        for match in form.finditer(text, start, place.end() + _REACH):
            reach = match.end()
            yield match


@lru_cache(maxsize=1)
def _on_purpose() -> tuple[str, ...]:
    return tuple(one for one in phrases("agencies") if " of " in one or " for " in one)
