"""Institutions whose names are made of words of public life alone: "Ministry of Internal Affairs"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.shape.chains import WORD
from safermk_desktop.redaction.detection.vocabulary import phrases

_GAP: Final = r"[ \u00a0]"
_HEADS: Final = (
    "Ministry|Department|Institute|Institution|Centre|Center|University|Bureau|Directorate|Academy|Faculty|College|Court|Office|Board|House|"
    "Association|Society|Federation|Union|Council|Chamber|Bank|Museum|School|Agency|Committee|Commission|League|Church"
)
_NAMED: Final = re.compile(
    rf"\b(?:{WORD}{_GAP})*(?:{_HEADS}){_GAP}(?:of|for){_GAP}(?:the{_GAP})?{WORD}(?:(?:,|{_GAP}and|{_GAP}of|{_GAP}&)?{_GAP}{WORD})*"
)


def find_institutions(text: str) -> Iterator[Span]:
    """Institutions with "of" or "for" in their name, but for those that reviews name on purpose."""
    for match in _NAMED.finditer(text):
        if not any(one in match[0] for one in phrases("agencies") if " " in one and (" of " in one or " for " in one)):
            yield Span(*match.span(), Kind.ORGANISATION, Certainty.POSSIBLE, Source.SHAPE)
