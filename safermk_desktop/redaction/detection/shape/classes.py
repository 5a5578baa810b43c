"""What a word with a large letter may be, by the word lists: looked up once for each word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from safermk_desktop.redaction.detection.vocabulary import words

# Bits of what the lists say of a word; one without any is unknown, and most likely a name. Plain numbers: they are
# asked for at every capital letter of a report, and the enumeration type takes ten times as long.
TITLE: Final = 1
INITIAL: Final = 2
ACRONYM: Final = 4
PUBLIC: Final = 8
ENGLISH: Final = 16
FORENAME: Final = 32
SURNAME: Final = 64
PLACE: Final = 128
ORGANISATION: Final = 256
NATION: Final = 512
COUNTRY: Final = 1024
RARE: Final = 2048
KNOWN: Final = 4096
NAME: Final = FORENAME | SURNAME
OFFICIAL: Final = PUBLIC | ACRONYM | TITLE
ORDINARY: Final = ENGLISH | RARE

_LISTS: Final = (
    (TITLE, "titles"),
    (PUBLIC, "public_words"),
    (ENGLISH, "english"),
    (FORENAME, "forenames"),
    (SURNAME, "surnames"),
    (PLACE, "place_words"),
    (ORGANISATION, "organisation_words"),
    (NATION, "nationalities"),
    (COUNTRY, "countries"),
    (RARE, "rare_english"),
)
_LONGEST_ACRONYM: Final = 7


@lru_cache(maxsize=100_000)
def class_of(word: str) -> int:
    """The lists that a word stands in; of a compound with a hyphen what all its parts are."""
    if len(word) == 1:
        return INITIAL
    found = _listed(word.lower().replace("’", "'"))
    if word in words("acronyms"):
        found |= ACRONYM
    if not found and "-" in word:
        return _compound(word.split("-"))
    return found


def all_official(classes: Iterable[int]) -> bool:
    """Whether every word is one of public life; a loop, since this is asked of every name and most are one word."""
    for one in classes:  # noqa: SIM110 - a generator takes three times as long
        if not one & OFFICIAL:
            return False
    return True


def _compound(parts: list[str]) -> int:
    listed = [_listed(part.lower()) for part in parts if part]
    found = listed[0]
    for one in listed[1:]:
        found &= one
    if all(one & (PUBLIC | ENGLISH) for one in listed) and not parts[-1][:1].isupper():
        found |= ENGLISH | PUBLIC
    return found


def _listed(lower: str) -> int:
    found = 0
    for flag, name in _LISTS:
        if lower in words(name):
            found |= flag
    return found & ~ORDINARY if lower in words("names_first") else found


def is_acronym(word: str) -> bool:
    """Whether a word is written as an abbreviation: two to seven capitals."""
    return word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST_ACRONYM
