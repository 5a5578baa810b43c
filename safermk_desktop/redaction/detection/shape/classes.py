"""What a word with a large letter may be, by the word lists: looked up once for each word."""

from __future__ import annotations

from enum import Flag, auto
from functools import lru_cache
from typing import Final

from safermk_desktop.redaction.detection.vocabulary import words


class Class(Flag):
    """What the lists say of a word; one in none of them is unknown, and most likely a name."""

    NONE = 0
    TITLE = auto()
    INITIAL = auto()
    ACRONYM = auto()
    PUBLIC = auto()
    ENGLISH = auto()
    FORENAME = auto()
    SURNAME = auto()
    PLACE = auto()
    ORGANISATION = auto()
    NATION = auto()
    COUNTRY = auto()
    RARE = auto()
    KNOWN = auto()


_LISTS: Final = (
    (Class.TITLE, "titles"),
    (Class.PUBLIC, "public_words"),
    (Class.ENGLISH, "english"),
    (Class.FORENAME, "forenames"),
    (Class.SURNAME, "surnames"),
    (Class.PLACE, "place_words"),
    (Class.ORGANISATION, "organisation_words"),
    (Class.NATION, "nationalities"),
    (Class.COUNTRY, "countries"),
    (Class.RARE, "rare_english"),
)
_LONGEST_ACRONYM: Final = 7


@lru_cache(maxsize=100_000)
def class_of(word: str) -> Class:
    """The lists that a word stands in; of a compound with a hyphen what all its parts are."""
    if len(word) == 1:
        return Class.INITIAL
    found = _listed(word.lower().replace("’", "'"))
    if word in words("acronyms"):
        found |= Class.ACRONYM
    if found == Class.NONE and "-" in word:
        parts = [_listed(part.lower()) for part in word.split("-") if part]
        found = parts[0]
        for part in parts[1:]:
            found &= part
        if all(part & (Class.PUBLIC | Class.ENGLISH) for part in parts) and not word.split("-")[-1][:1].isupper():
            found |= Class.ENGLISH | Class.PUBLIC
    return found


def _listed(lower: str) -> Class:
    found = Class.NONE
    for flag, name in _LISTS:
        if lower in words(name):
            found |= flag
    return found


def is_acronym(word: str) -> bool:
    """Whether a word is written as an abbreviation: two to seven capitals."""
    return word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST_ACRONYM
