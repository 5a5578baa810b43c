"""What of a chain of capitals is no part of a name: titles before it, public words around it, the sentence's first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from safermk_desktop.redaction.detection.shape.chains import Word
from safermk_desktop.redaction.detection.shape.classes import (
    COUNTRY,
    ENGLISH,
    FORENAME,
    INITIAL,
    KNOWN,
    NAME,
    NATION,
    OFFICIAL,
    ORDINARY,
    ORGANISATION,
    PLACE,
    PUBLIC,
    SURNAME,
    TITLE,
    all_official,
)
from safermk_desktop.redaction.detection.shape.letters import LARGE
from safermk_desktop.redaction.detection.vocabulary import words
from safermk_desktop.redaction.matching.ordinary import NAMES_THAT_ARE_WORDS

HEADS: Final = frozenset(
    "court courts ministry department office authority board commission committee police prosecutor tribunal council "
    "agency assembly directorate government parliament ombudsman institute chamber union federation association "
    "party".split()
)
_COMPASS: Final = frozenset(
    "united north south east west northern southern eastern western central new upper lower great saint".split()
)
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
_NO_NAMES_END: Final = ("ly", "ed", "ing", "s", "ful", "ous", "ive", "al", "er", "ment", "tion", "ity")
_OWNS: Final = re.compile(rf"['’]s?[ \u00a0][{LARGE}]")


def trimmed(text: str, pieces: list[Word], classes: list[int]) -> bool:
    """Take away what stands before and after a name, in place; whether a title stood before it."""
    titled = False
    while pieces and _may_be_dropped(pieces, classes) and not (titled and _is_given_month(pieces, classes)):
        titled = bool(classes[0] & TITLE)
        del pieces[0], classes[0]
    while len(pieces) > 1 and _is_tail(pieces, classes) and not _OWNS.match(text, pieces[-1].end):
        del pieces[-1], classes[-1]
    return titled


def _is_given_month(pieces: Sequence[Word], classes: Sequence[int]) -> bool:
    """A month behind a title and before a surname is a given name: "Mrs June Hale"."""
    return len(pieces) > 1 and pieces[0].text.lower() in _MONTHS and not classes[1] & OFFICIAL


def begun(pieces: list[Word], classes: list[int]) -> None:
    """Take away what is large only because a sentence begins with it, in place."""
    if len(pieces) > 1 and classes[0] & INITIAL and classes[1] & ENGLISH and not classes[1] & (NAME | KNOWN):
        del pieces[0], classes[0]  # "A. Proceedings": the letter numbers a heading
    if pieces and _only_opens(pieces, classes):
        del pieces[0], classes[0]


def _may_be_dropped(pieces: Sequence[Word], classes: Sequence[int]) -> bool:
    """A title before a name, or a word of public life at the beginning; not May or Will before a surname."""
    first = classes[0]
    if first & TITLE:
        return len(classes) > 1 or not first & NAME
    if not first & PUBLIC or len(classes) == 1 or all_official(classes):
        return False
    rest = classes[1:]
    word = pieces[0].text.lower()
    if word in _COMPASS and not rest[0] & OFFICIAL:
        return False
    if first & NAME:
        return bool(rest[0] & PUBLIC)
    if word not in words("function_words") and rest[0] & ENGLISH and not rest[0] & (NAME | OFFICIAL | NATION):
        return False
    return word in words("function_words") or not any(one & (ORGANISATION | PLACE) for one in rest)


def _is_tail(pieces: Sequence[Word], classes: Sequence[int]) -> bool:
    """A word of public life after others, which belongs to no name: no kind of organisation or place, no surname."""
    last = classes[-1]
    if pieces[-2].text.lower() in _COMPASS:
        return False
    if classes[-2] & FORENAME and pieces[-1].text.lower() in NAMES_THAT_ARE_WORDS:
        return False
    if pieces[-1].text.isupper() and not set(pieces[-1].text) - set("IVX"):
        return False
    if not last & OFFICIAL or last & (ORGANISATION | PLACE | NAME | COUNTRY) or pieces[-1].text.lower() in HEADS:
        return False
    return not all_official(classes)


def _only_opens(pieces: Sequence[Word], classes: Sequence[int]) -> bool:
    """Whether the first word is an ordinary one that the sentence begins with."""
    first, rest = classes[0], classes[1:]
    if first & KNOWN or not first & ORDINARY:
        return False
    if not rest:
        return True
    if pieces[0].text.isupper() or _may_be_given_name(pieces[0].text, first, rest):
        return False
    if first & NATION:
        return not rest[0] & NATION
    if pieces[0].text.lower() in _COMPASS and (rest[0] & COUNTRY or not rest[0] & ORDINARY):
        return False
    named = (first & NAME and not rest[0] & (PUBLIC | TITLE)) or rest[0] & INITIAL
    return not named and not any(one & (PLACE | ORGANISATION) for one in rest)


def _may_be_given_name(word: str, first: int, rest: Sequence[int]) -> bool:
    """An ordinary word before one surname, though no list has it as a name; no adverb, verb or adjective by its end."""
    is_surname = len(rest) == 1 and not rest[0] & ~SURNAME
    return is_surname and not first & (PUBLIC | NATION) and not word.endswith(_NO_NAMES_END)
