"""Which chains of capitals are names, and of what: the vocabulary of public life stays, the rest is found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.shape.chains import Chain, Word
from safermk_desktop.redaction.detection.shape.classes import Class, class_of, is_acronym
from safermk_desktop.redaction.detection.vocabulary import phrases

_PUBLIC: Final = Class.PUBLIC | Class.ACRONYM | Class.TITLE
_NAME: Final = Class.FORENAME | Class.SURNAME
_BEFORE_A_PLACE: Final = re.compile(r"\b(?:in|at|near|from|to|towards|around|outside|of|across|leaving|left|via)[ \u00a0](?:the[ \u00a0])?$", re.IGNORECASE)
_HEADS: Final = frozenset(
    "court courts ministry department office authority board commission committee police prosecutor tribunal council agency "
    "assembly government parliament ombudsman institute chamber union federation association party service services".split()
)


class Judged(NamedTuple):
    """The part of a chain that is a name."""

    words: tuple[Word, ...]
    kind: Kind
    certainty: Certainty
    opening: bool

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end


@lru_cache(maxsize=1)
def _kept() -> re.Pattern[str]:
    listed = sorted(phrases("agencies"), key=len, reverse=True)
    joined = "|".join(re.escape(one).replace("'", "['’]") for one in listed)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def kept_places(text: str) -> list[tuple[int, int]]:
    """Where bodies, laws and tools of public life stand that are named on purpose."""
    return [match.span() for match in _kept().finditer(text)]


def judged(text: str, chain: Chain) -> Judged | None:
    """What of a chain is a name, if anything; its titles are left out."""
    pieces = list(chain.words)
    classes = [class_of(one.text) for one in pieces]
    titled = False
    while pieces and classes[0] & (Class.TITLE | Class.PUBLIC) and _may_be_dropped(chain, pieces, classes):
        titled = bool(classes[0] & Class.TITLE)
        del pieces[0], classes[0]
    while pieces and classes[-1] & _PUBLIC and len(pieces) > 1 and classes[-2] & _PUBLIC and not classes[-1] & Class.ORGANISATION:
        del pieces[-1], classes[-1]
    if not pieces:
        return None
    opening = chain.opening and len(pieces) == len(chain.words)
    if opening and not titled:
        pieces, classes = _without_the_opening(pieces, classes)
        if not pieces:
            return None
    return _decided(text, tuple(pieces), classes, opening=opening, titled=titled)


def _may_be_dropped(chain: Chain, pieces: Sequence[Word], classes: Sequence[Class]) -> bool:
    """A title before a name, or a word of public life at the beginning; not May or Will before a surname."""
    if classes[0] & Class.TITLE:
        return len(pieces) > 1 or not classes[0] & _NAME
    return not (classes[0] & _NAME and len(pieces) > 1 and not classes[1] & Class.PUBLIC)


def _without_the_opening(pieces: list[Word], classes: list[Class]) -> tuple[list[Word], list[Class]]:
    """An ordinary word that is large because the sentence begins with it is no part of the name."""
    first = classes[0]
    if not first & Class.ENGLISH or pieces[0].text.isupper() and len(pieces) > 1:
        return pieces, classes
    if len(pieces) == 1:
        return [], []
    goes_on = classes[1:]
    named = first & _NAME and not goes_on[0] & (Class.PUBLIC | Class.TITLE)
    if named or any(one & (Class.PLACE | Class.ORGANISATION) for one in goes_on):
        return pieces, classes
    return pieces[1:], classes[1:]


def _decided(
    text: str, pieces: tuple[Word, ...], classes: Sequence[Class], *, opening: bool, titled: bool
) -> Judged | None:
    if all(one & _PUBLIC for one in classes) and not titled:
        heads = sum(one.text.lower() in _HEADS for one in pieces)
        if heads and len(pieces) > 1 and not opening:
            return Judged(pieces, Kind.ORGANISATION, Certainty.POSSIBLE, opening)
        return None
    if len(pieces) == 1 and classes[0] & Class.INITIAL and not titled:
        return None
    kind = _kind(text, pieces, classes, titled=titled)
    sure = titled or not all(one & Class.ENGLISH for one in classes)
    return Judged(pieces, kind, Certainty.LIKELY if sure else Certainty.POSSIBLE, opening)


def _kind(text: str, pieces: tuple[Word, ...], classes: Sequence[Class], *, titled: bool) -> Kind:
    if titled:
        return Kind.PERSON
    if any(one & Class.NATION for one in classes) and len(pieces) == 1:
        return Kind.DEMOGRAPHIC
    if classes[-1] & Class.ORGANISATION or len(pieces) == 1 and is_acronym(pieces[0].text) and not classes[0] & _NAME:
        return Kind.ORGANISATION
    if any(one & Class.ORGANISATION for one in classes) and len(pieces) > 2:
        return Kind.ORGANISATION
    if classes[0] & Class.FORENAME:
        return Kind.PERSON
    if classes[-1] & Class.PLACE or classes[0] & Class.COUNTRY:
        return Kind.PLACE
    before = text[max(0, pieces[0].start - 14) : pieces[0].start]
    if _BEFORE_A_PLACE.search(before) and not any(one & _NAME for one in classes):
        return Kind.PLACE
    return Kind.PERSON
