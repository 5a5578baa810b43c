"""The forms of places, organisations and of everything that is a string (contracts/cli.md, by kind)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction.matching.forms import STREET, Form
from safermk_desktop.redaction.matching.ordinary import ARTICLES, LEGAL_ENDINGS, ORDINARY, STREET_WORDS
from safermk_desktop.redaction.matching.shadow import shadow, words_of

_POSTCODE: Final = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b")
_NUMBERED: Final = re.compile(r"(?:flat|room|unit|apartment|no|number)?\.?\s*\d+[a-z]?(?:\s*[-/]\s*\d+[a-z]?)?\b[\s,]*")
_LONG_ENOUGH: Final = 3
_NATIONAL: Final = re.compile(r"(?:(?:00)?44)?0?([1-9]\d{8,9})")
_PLAIN_STREETS: Final = ARTICLES | {"high"}
_SAINTS: Final = MappingProxyType({"saint": "st", "st": "saint"})
_SCHOOLS: Final = frozenset({"school", "academy", "college", "nursery"})
_STAGES: Final = frozenset(
    "primary infant infants junior first middle secondary high grammar upper lower nursery".split()
)
_OTHER_ENDINGS: Final = ("ltd", "limited", "plc", "llp", "cic")


def listed_forms(owner: int, name: str) -> Iterator[Form]:
    """The string itself."""
    yield Form(words_of(name), owner, "name", listed=True)


def place_forms(owner: int, name: str) -> Iterator[Form]:
    """The string, its street with or without number, its postcode; street words long or short."""
    yield from listed_forms(owner, name)
    low = shadow(name).text
    for match in _POSTCODE.finditer(low):
        yield Form(words_of(match.group()), owner, "postcode")
        yield Form(words_of(match.group().replace(" ", "")), owner, "postcode")
    pieces = low.split(",")
    for at, piece in enumerate(pieces):
        before, after = words_of(",".join(pieces[:at])), words_of(",".join(pieces[at + 1 :]))
        wholes = ((*before, *words, *after) for words in _written(piece))
        yield from (Form(whole, owner, "address") for whole in wholes if whole != words_of(name))
        yield from _streets(owner, piece, is_part=len(pieces) > 1)
    yield from _after_flat(owner, low)


def _streets(owner: int, piece: str, *, is_part: bool) -> Iterator[Form]:
    """One piece of an address: with its number, its street alone, and its number with all but Road or Close."""
    number = _NUMBERED.match(piece.strip())
    numbered = number is not None and bool(number.group().strip())
    street = piece.strip()[number.end() :] if number is not None and numbered else piece
    is_street = _shortened("".join(words_of(street)[-1:])) is not None
    if numbered:
        for words in _written(piece):
            yield Form(words, owner, "address")
    if len(words_of(street)) > 1 and not _POSTCODE.search(street) and (numbered or (is_part and is_street)):
        for words in _written(street):
            yield Form(words, owner, STREET, capitals=_is_plain(words))
    if numbered and is_street:
        whole = words_of(piece)
        if whole[-2] not in ORDINARY and len(whole[-2]) >= _LONG_ENOUGH and not whole[-2].isdecimal():
            yield Form(whole[:-1], owner, "address")


def _is_plain(words: tuple[str, ...]) -> bool:
    """Whether a street is called what anything may be: the Green, the High Street."""
    return all(word in _PLAIN_STREETS or _shortened(word) is not None for word in words)


def _written(piece: str) -> Iterator[tuple[str, ...]]:
    """The ways of writing a piece of an address or a school's name: St and Saint, Rd and Road, King's and Kings."""
    plain = words_of(piece.replace("'", ""))
    owned = [(*plain[:at], word[:-1], "s", *plain[at + 1 :]) for at, word in enumerate(plain) if _may_own(word)]
    for words in dict.fromkeys([words_of(piece), plain, *owned]):
        for one in (words, *_sainted(words)):
            yield one
            for ending in _shortened("".join(one[-1:])) or ():
                yield (*one[:-1], ending)


def _shortened(ending: str) -> tuple[str, ...] | None:
    """How else the end of a street's name is written; None where no street ends so."""
    found = next((group for group in STREET_WORDS if ending in group), None)
    return tuple(one for one in found if one != ending) if found is not None else None


def _may_own(word: str) -> bool:
    return len(word) > _LONG_ENOUGH and word.endswith("s")


def _sainted(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    other = (*(_SAINTS.get(word, word) for word in words[:-1]), *words[-1:])
    if other != words:
        yield other


def _after_flat(owner: int, low: str) -> Iterator[Form]:
    """``Room 6, Calloway House, 1 Station Approach``: the numbered road of any segment, with its house number."""
    pieces = [piece.strip() for piece in low.split(",")]
    for first, second in pairwise(pieces):
        if _NUMBERED.fullmatch(first) and not _NUMBERED.match(second):
            yield Form(words_of(f"{first} {second}"), owner, "address")


def organisation_forms(owner: int, name: str) -> Iterator[Form]:
    """The string with or without its legal ending, with ``and`` or ``&``, with or without its article."""
    yield from listed_forms(owner, name)
    words = words_of(name)
    variants: set[tuple[str, ...]] = set()
    fewer = tuple(word for word in words if word != "and")
    low = shadow(name).text
    for spelling in {words, fewer, *_written(low), *_written(low.replace("&", " and "))}:
        short = spelling
        while len(short) > 1 and short[-1] in LEGAL_ENDINGS:
            short = short[:-1]
        variants |= {spelling, short, *_schools(short)}
        variants |= {(*short, ending) for ending in _OTHER_ENDINGS} if len(short) > 1 else set()
    variants |= {one[1:] for one in variants if len(one) > 1 and one[0] in ARTICLES}
    for one in sorted(variants - {words, ()}):
        lone = len(one) == 1
        if not lone or len(one[0]) >= _LONG_ENOUGH:
            yield Form(one, owner, "short form", ordinary=lone and one[0] in ORDINARY, capitals=False)


def _schools(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Meadow Primary School as Meadow Primary and as Meadow School."""
    if len(words) > _LONG_ENOUGH - 1 and words[-1] in _SCHOOLS and words[-2] in _STAGES:
        yield words[:-1]
        yield (*words[:-2], words[-1])


def squeezed(name: str) -> str:
    """A string without its separators."""
    return "".join(words_of(name))


def telephone_twins(digits: str) -> tuple[str, ...]:
    """A British telephone number with its first nought, with its country code in place of it, or with neither."""
    national = _NATIONAL.fullmatch(digits)
    if national is None:
        return ()
    return tuple(
        start + national[1] for start in ("0", "44", "0044", "440", "00440", "") if start + national[1] != digits
    )
