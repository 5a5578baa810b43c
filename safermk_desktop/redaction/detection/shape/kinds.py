"""Whether a name is a person's, a place's or an organisation's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from safermk_desktop.redaction.detection.findings import Kind
from safermk_desktop.redaction.detection.shape.chains import Word
from safermk_desktop.redaction.detection.shape.classes import (
    COUNTRY,
    FORENAME,
    KNOWN,
    NAME,
    NATION,
    ORGANISATION,
    PLACE,
    is_acronym,
)

_BEFORE_A_PLACE: Final = re.compile(
    r"\b(?:in|at|near|from|to|towards|around|outside|of|across|leaving|left|via|lives?|moved)"
    r"[ \u00a0](?:the[ \u00a0])?\Z",
    re.IGNORECASE,
)
_REACH: Final = 14


def kind_of(text: str, pieces: Sequence[Word], classes: Sequence[int]) -> Kind:
    """What the words and the one before them say of a name without a title; a person where nothing says otherwise."""
    found = _by_words(pieces, classes)
    if found is not None:
        return found
    if any(one & NAME for one in classes):
        return Kind.PERSON
    before = text[max(0, pieces[0].start - _REACH) : pieces[0].start]
    return Kind.PLACE if _BEFORE_A_PLACE.search(before) else Kind.PERSON


def _by_words(pieces: Sequence[Word], classes: Sequence[int]) -> Kind | None:
    first, last = classes[0], classes[-1]
    if first & NATION and not first & NAME:
        return Kind.DEMOGRAPHIC if len(pieces) == 1 or last & NATION else Kind.ORGANISATION
    if (last & ORGANISATION and not last & NAME) or (len(pieces) > 2 and any(map(_is_organisation, classes))):
        return Kind.ORGANISATION
    if first & (FORENAME | KNOWN):
        return Kind.PERSON
    if (last & PLACE and len(pieces) > 1) or first & COUNTRY:
        return Kind.PLACE
    is_short = len(pieces) == 1 and is_acronym(pieces[0].text) and not first & NAME
    return Kind.ORGANISATION if is_short else None


def _is_organisation(one: int) -> bool:
    return bool(one & ORGANISATION and not one & NAME)
