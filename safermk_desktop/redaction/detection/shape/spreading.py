"""What a document teaches about its own names: once named in full, a person is known by each part everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.shape.classes import ENGLISH, NAME, ORDINARY, class_of
from safermk_desktop.redaction.detection.shape.judging import Judged
from safermk_desktop.redaction.detection.vocabulary import words

_SHORTEST: Final = 3


def known_people(found: Iterable[Judged]) -> frozenset[str]:
    """The words, in lower case, that name a person somewhere in a place where nothing but a name has a capital."""
    sure = {lower for one in found if one.kind is Kind.PERSON for lower in _sure_words(one)}
    return frozenset(sure - _never())


def known_months(found: Iterable[Judged]) -> frozenset[str]:
    """Months that are somebody's name in this text: "Sister May", "Mrs June Field"; only with a capital."""
    return frozenset(
        word.text.lower()
        for one in found
        if one.kind is Kind.PERSON and one.surely
        for word in one.words
        if word.text.lower() in MONTHS
    )


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
