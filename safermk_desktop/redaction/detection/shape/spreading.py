"""What a document teaches about its own names: once named in full, a person is known by each part everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.shape.classes import ENGLISH, NAME, OFFICIAL, ORDINARY, class_of
from safermk_desktop.redaction.detection.shape.judging import Judged
from safermk_desktop.redaction.detection.vocabulary import words

_SHORTEST: Final = 3
_LONG_ENOUGH: Final = 4
_TWO: Final = 2
_READ_OTHERWISE: Final = frozenset(
    "AM AS AT BT BY CV DO DR EU GP HE HR IN IS IT ME MP MY NO OF OH ON OR PC PM SO ST TO TV UK UN UP US WE".split()
)


class Knowledge(NamedTuple):
    """Words, in lower case, that are names in a text; more of the text adds to it."""

    people: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    """Months that are somebody's name ("Sister May"): only with a capital or behind a title."""
    phrases: Mapping[str, tuple[str, Kind]] = MappingProxyType({})
    """Forms in small letters that are worth looking for, by their first word."""
    initials: frozenset[str] = frozenset()
    """The first letters of people named in full ("DW"), where they mean nothing else."""

    def and_of(self, other: Knowledge) -> Knowledge:
        """What two pieces of one text teach together."""
        phrases = MappingProxyType({**self.phrases, **other.phrases})
        initials = self.initials | other.initials
        return Knowledge(self.people | other.people, self.months | other.months, phrases, initials)


def learned_of(found: Sequence[Judged]) -> Knowledge:
    """What the names of a piece of text teach; a person's where nothing but a name has a capital."""
    people = {lower for one in found if one.kind is Kind.PERSON for lower in _sure_words(one)}
    months = {
        word.text.lower()
        for one in found
        if one.kind is Kind.PERSON and one.surely
        for word in one.words
        if word.text.lower() in MONTHS
    }
    phrases: dict[str, tuple[str, Kind]] = {}
    for one in found:
        phrase = _small_form(one) if one.kind is not Kind.DEMOGRAPHIC else ""
        if phrase:
            phrases[phrase.partition(" ")[0]] = (phrase, one.kind)
    initials = frozenset(
        letters for one in found if len(one.words) == _TWO and one.kind is Kind.PERSON and (letters := _initials(one))
    )
    return Knowledge(frozenset(people - _never()), frozenset(months), MappingProxyType(phrases), initials)


def _initials(one: Judged) -> str:
    """The first letters of a given name and a surname, unless everybody reads them otherwise."""
    first = len(one.words[0].text)
    if first > 1 and (first < _SHORTEST or not one.surely):
        return ""
    letters = "".join(word.text[0] for word in one.words)
    return "" if letters in _READ_OTHERWISE or class_of(letters) & OFFICIAL else letters


def _small_form(one: Judged) -> str:
    """What of a name is worth looking for in small letters: two words of a place or body, or one unknown word."""
    first = one.words[0].text.lower()
    if one.kind is not Kind.PERSON and len(one.words) > 1 and not class_of(first) & OFFICIAL:
        return f"{first} {one.words[1].text.lower()}"
    return first if len(first) > _LONG_ENOUGH and not class_of(first) & (ORDINARY | OFFICIAL) else ""


def _sure_words(one: Judged) -> Iterator[str]:
    for at, word in enumerate(one.words):
        listed = class_of(word.text)
        if len(word.text) < _SHORTEST or (at == 0 and one.opening and listed & ENGLISH):
            continue
        if listed & NAME or (one.certainty is Certainty.LIKELY and (one.surely or not listed & ORDINARY)):
            yield word.text.lower()


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    """Words too frequent to be a name wherever they have a capital."""
    return (words("public_words") | words("titles")) - words("forenames") - words("surnames") | frozenset(_MODAL)


MONTHS: Final = frozenset({"may", "june", "april", "august"})
_MODAL: Final = ("will", "may", "can", "the", "and", "for", "jan", "mar", "august", "april", "june", "art")
