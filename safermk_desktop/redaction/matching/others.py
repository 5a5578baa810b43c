"""The forms of places, organisations and of everything that is a string (contracts/cli.md, by kind)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from safermk_desktop.redaction.matching.forms import Form
from safermk_desktop.redaction.matching.ordinary import ARTICLES, LEGAL_ENDINGS, ORDINARY, STREET_WORDS
from safermk_desktop.redaction.matching.shadow import shadow, words_of

_POSTCODE: Final = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b")
_NUMBERED: Final = re.compile(r"(?:flat|room|unit|apartment|no|number)?\.?\s*\d+[a-z]?(?:\s*[-/]\s*\d+[a-z]?)?\b[\s,]*")
_LONG_ENOUGH: Final = 3
_OTHER_ENDINGS: Final = ("ltd", "limited", "plc", "llp", "cic")


def listed_forms(owner: int, name: str) -> Iterator[Form]:
    """The string itself, with its apostrophes or without."""
    words = words_of(name)
    yield Form(words, owner, "name", listed=True)
    plain = words_of(re.sub(r"'", "", shadow(name).text))
    if plain != words:
        yield Form(plain, owner, "name", listed=True)


def place_forms(owner: int, name: str) -> Iterator[Form]:
    """The string, its street with or without number, its postcode; street words long or short."""
    yield from listed_forms(owner, name)
    yield from _streets(owner, words_of(name), "address")
    low = shadow(name).text
    for match in _POSTCODE.finditer(low):
        yield Form(words_of(match.group()), owner, "postcode")
        yield Form(words_of(match.group().replace(" ", "")), owner, "postcode")
    for piece in low.split(","):
        number = _NUMBERED.match(piece.strip())
        if number is None or not number.group().strip():
            continue
        whole, street = words_of(piece), words_of(piece.strip()[number.end() :])
        yield Form(whole, owner, "address")
        yield from _streets(owner, whole, "address")
        if len(street) > 1 and not _POSTCODE.search(" ".join(street)):
            yield Form(street, owner, "street")
            yield from _streets(owner, street, "street")
    yield from _after_flat(owner, low)


def _after_flat(owner: int, low: str) -> Iterator[Form]:
    """``Room 6, Calloway House, 1 Station Approach``: the numbered road of any segment, with its house number."""
    pieces = [piece.strip() for piece in low.split(",")]
    for first, second in pairwise(pieces):
        if _NUMBERED.fullmatch(first) and not _NUMBERED.match(second):
            yield Form(words_of(f"{first} {second}"), owner, "address")


def _streets(owner: int, words: tuple[str, ...], name: str) -> Iterator[Form]:
    for at, word in enumerate(words):
        if at and word in STREET_WORDS:
            yield Form((*words[:at], STREET_WORDS[word], *words[at + 1 :]), owner, name)


def organisation_forms(owner: int, name: str) -> Iterator[Form]:
    """The string with or without its legal ending, with ``and`` or ``&``, with or without its article."""
    yield from listed_forms(owner, name)
    words = words_of(name)
    variants: set[tuple[str, ...]] = set()
    plain = words_of(shadow(name).text.replace("'", ""))
    fewer = tuple(word for word in words if word != "and")
    for spelling in {words, plain, fewer, words_of(name.replace("&", " and "))}:
        short = spelling
        while len(short) > 1 and short[-1] in LEGAL_ENDINGS:
            short = short[:-1]
        variants |= {spelling, short}
        variants |= {(*short, ending) for ending in _OTHER_ENDINGS} if len(short) > 1 else set()
    variants |= {one[1:] for one in variants if len(one) > 1 and one[0] in ARTICLES}
    for one in sorted(variants - {words, ()}):
        lone = len(one) == 1
        if not lone or len(one[0]) >= _LONG_ENOUGH:
            yield Form(one, owner, "short form", ordinary=lone and one[0] in ORDINARY, capitals=False)


def squeezed(name: str) -> str:
    """A string without its separators."""
    return "".join(words_of(name))


def telephone_twins(digits: str) -> tuple[str, ...]:
    """A British telephone number with its country code in place of its first nought."""
    if digits.isdecimal() and digits.startswith("0") and 10 <= len(digits) <= 11:
        return ("44" + digits[1:], "0044" + digits[1:], "440" + digits[1:])
    return ()
