"""Tier 1: what the case's register knows, in every form that the redaction engine knows.

A derived form that is an ordinary word as well (Grace, May, Will) counts where it can hardly be the word: in the middle
of a sentence with a capital, or anywhere with one once the text names the same identity beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.shape.chains import opens
from safermk_desktop.redaction.detection.shape.classes import ORDINARY, class_of
from safermk_desktop.redaction.matching.finder import DATES_ID, SHARED, Match, Matcher
from safermk_desktop.redaction.matching.ordinary import MONTH_NAMES, TITLES
from safermk_desktop.redaction.register import Identity, Register

_REACH: Final = 24
_DETERMINED: Final = re.compile(
    r"\b(?:the|a|an|this|that|these|those|each|every|all|any|no|some|our|its)[ \u00a0]\Z", re.IGNORECASE
)
_DATED: Final = re.compile(
    r"(?:\b(?:in|of|on|by|since|until|till|during|from|to|between|and|or|early|late|mid|next|last|this|every|each|before|after|for)"
    r"|\d|,)[ \u00a0-]\Z",
    re.IGNORECASE,
)
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)\.?[ \u00a0]\Z")
_YEAR: Final = re.compile(r"[ \u00a0,]{0,2}\d")


def find_registered(text: str, register: Register) -> list[Span]:
    """Where identities of the register stand, in order."""
    return list(registered_places(text, register))


def registered_places(text: str, register: Register) -> dict[Span, str]:
    """As ``find_registered``, each with the form in which the register publishes it."""
    matches = Matcher(register).find(text)
    return placed(text, register, matches, named_beyond_doubt(text, matches))


def placed(text: str, register: Register, matches: Sequence[Match], named: frozenset[str]) -> dict[Span, str]:
    """What of the engine's matches is found, and how it is published, in order.

    ``named`` are the ids that the whole text names beyond doubt.
    """
    kinds = {identity.id: _kind(identity) for identity in register.identities}
    found: dict[Span, str] = {}
    for match in matches:
        sure = match.certainty == "certain" and (match.form == "name" or not _is_small_word(text, match, named))
        if not sure and not _is_likely_the_name(text, match, named):
            continue
        kind = Kind.DATE if match.identity_id == DATES_ID else kinds[match.identity_id]
        certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
        found[Span(match.start, match.end, kind, certainty, Source.REGISTER)] = match.replacement
    return found


def named_beyond_doubt(text: str, matches: Sequence[Match]) -> frozenset[str]:
    """The ids of identities with a match that no ordinary word can be."""
    found: set[str] = set()
    for match in matches:
        written = text[match.start : match.end]
        if match.certainty == "certain" and (not class_of(written) & ORDINARY or " " in written):
            found |= {match.identity_id, *match.also}
    return frozenset(found)


def _is_small_word(text: str, match: Match, named: frozenset[str]) -> bool:
    """An ordinary word in small letters; that a derived form makes it a name says little: "lanes" of a family Lane."""
    written = text[match.start : match.end]
    if not written.islower() or not written.isalpha():
        return False
    if match.identity_id in named and _is_titled(text[max(0, match.start - _REACH) : match.start]):
        return False
    return bool(class_of(written) & ORDINARY)


def _is_titled(before: str) -> bool:
    last = _LAST_WORD.search(before)
    return last is not None and last[1].lower() in TITLES


def _is_likely_the_name(text: str, match: Match, named: frozenset[str]) -> bool:
    written = text[match.start : match.end]
    if match.form == SHARED:
        return True
    known = not named.isdisjoint({match.identity_id, *match.also})
    before = text[max(0, match.start - _REACH) : match.start]
    if not written[:1].isupper():
        return known and _is_titled(before)
    if written.lower() in MONTH_NAMES and (_DATED.search(before) or _YEAR.match(text, match.end)):
        return False
    if opens(text, match.start) or written.lower() in MONTH_NAMES:
        return known
    return known or _DETERMINED.search(before) is None


def _kind(identity: Identity) -> Kind:
    if identity.kind == "person" and identity.role == "child":
        return Kind.CHILD
    return Kind.REFERENCE if identity.kind == "other" else Kind(identity.kind)
