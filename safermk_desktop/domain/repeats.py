"""Whether a recommendation was made before: the same measure about the same matter, in whatever words (domain 7.1).

A sentence is read as meanings (``repeat_words``); who is asked counts little, what is asked about what counts. How far
two readings cover one another goes through a logistic curve, fitted to the labelled pairs of ``tests/data/actions``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain import repeat_words
from safermk_desktop.domain.record import CaseId, RecordId

LIKELY: Final = 0.55
"""From here on two recommendations are shown as the same: chosen so that few are shown that are not."""
ABUSE: Final = "matter:abuse"
_WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({"who": 0.25, "measure": 1.0, "matter": 1.3, "rest": 0.6})
_ABUSE_WEIGHT: Final = 0.25
"""Nearly every recommendation of a review is about abuse."""

# packaging/fit_repeats.py gives them: the constant, then one for each of ``features``.
_CURVE: Final = (-7.4133, 5.0841, 2.6392, 0.6372, 2.8144, 1.9023, -0.9358)

_WORD: Final = re.compile(r"[a-z0-9&]+(?:['.-][a-z0-9]+)*")
_LABEL: Final = re.compile(r"^\s*(?:recommendation|action)\s+[\d.]+\s*[:.)-]", re.IGNORECASE)
_ENDINGS: Final = ("ations", "ation", "ings", "ing", "ers", "ies", "ment", "ments", "ed", "es", "s", "ly")
_STEM: Final = 4

Reading = frozenset[str]
"""The meanings of a sentence, each with what it is before a colon: who, measure, matter, rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A recommendation of an earlier review, with the review's label and number."""

    id: RecordId
    case_id: CaseId
    label: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """An earlier recommendation that asks for the same, and how likely that is, from ``LIKELY`` to 1."""

    earlier: Earlier
    likely: float


@dataclass(frozen=True, slots=True)
class Finder:
    """Earlier recommendations, each read once, so that a text can be compared while it is typed."""

    known: tuple[tuple[Earlier, Reading], ...]

    @classmethod
    def of(cls, earlier: Iterable[Earlier]) -> Finder:
        """A finder over these."""
        return cls(tuple((one, reading(one.text)) for one in earlier))

    def repeats_of(self, text: str) -> tuple[Repeat, ...]:
        """Those that ask for what ``text`` asks for, the likeliest first."""
        here = reading(text)
        found = (Repeat(earlier=one, likely=likelihood(here, read)) for one, read in self.known)
        return tuple(sorted((one for one in found if one.likely >= LIKELY), key=lambda one: -one.likely))


def repeats_of(text: str, earlier: Iterable[Earlier]) -> tuple[Repeat, ...]:
    """The earlier recommendations that ask for what ``text`` asks for, the likeliest first."""
    return Finder.of(earlier).repeats_of(text)


def said_before(repeats: Sequence[Repeat]) -> str:
    """``This is the third time that this was recommended.``; empty where it is the first."""
    if not repeats:
        return ""
    return f"This is the {ordinal(len(repeats) + 1)} time that this was recommended."


def ordinal(number: int) -> str:
    """``seventh``, ``21st``: in words up to the tenth."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def likelihood(one: Reading, other: Reading) -> float:
    """How likely it is that two readings are of the same recommendation, 0 to 1; either way round."""
    score = _CURVE[0] + sum(by * value for by, value in zip(_CURVE[1:], features(one, other), strict=True))
    return 1 / (1 + math.exp(-score))


def features(one: Reading, other: Reading) -> tuple[float, ...]:
    """What is compared: how far each covers the other, what both say, and whether measure and matter agree."""
    both = one & other
    covers = sorted(_weight(both) / max(_weight(each), 0.1) for each in (one, other))
    measures, matters = _agree(one, other, "measure:", 0.5), _agree(one, other, "matter:", 0.3)
    agree_in_both = {"measure", "matter"} <= {each.partition(":")[0] for each in both - {ABUSE}}
    return (*covers, _weight({each for each in both if _kind(each) != "who"}), measures, matters, float(agree_in_both))


def reading(text: str) -> Reading:
    """The meanings of a sentence."""
    lexicon = _lexicon()
    words = _WORD.findall(_LABEL.sub("", text).casefold().replace("\u2019", "'"))
    found, at = set[str](), 0
    while at < len(words):
        length, meanings = lexicon.longest(words, at)
        if meanings:
            found |= meanings
        elif words[at] not in lexicon.nothing and len(words[at]) > 2:
            found.add(f"rest:{_stem(words[at])}")
        at += max(length, 1)
    return frozenset(found)


@dataclass(frozen=True)
class _Lexicon:
    """Phrases by the first three letters of their first word, the longest first."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    nothing: frozenset[str]

    def longest(self, words: Sequence[str], at: int) -> tuple[int, set[str]]:
        """How many words the longest phrase here has, and everything that it means."""
        found = [
            (len(phrase), meaning)
            for size in (1, 2, 3)
            for phrase, meaning in self.phrases.get(words[at][:size], ())
            if _fits(phrase, words[at : at + len(phrase)])
        ]
        length = max((size for size, _ in found), default=0)
        return length, {meaning for size, meaning in found if size == length}


@cache
def _lexicon() -> _Lexicon:
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, meaning in _entries():
        phrases.setdefault(phrase[0].rstrip("*")[:3], []).append((phrase, meaning))
    return _Lexicon({start: tuple(found) for start, found in phrases.items()}, frozenset(repeat_words.NOTHING.split()))


def _entries() -> Iterator[tuple[tuple[str, ...], str]]:
    for kind, table in (("who", repeat_words.WHO), ("measure", repeat_words.MEASURE), ("matter", repeat_words.MATTER)):
        for line in table.strip().splitlines():
            name, _, phrases = line.partition(":")
            for phrase in phrases.split(","):
                yield tuple(phrase.split()), f"{kind}:{name}"


def _fits(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return len(phrase) == len(words) and all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(phrase, words, strict=True)
    )


def _stem(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _STEM), "")
    return word.removesuffix(ending)


def _kind(meaning: str) -> str:
    return meaning.partition(":")[0]


def _weight(meanings: Iterable[str]) -> float:
    return sum(_ABUSE_WEIGHT if one == ABUSE else _WEIGHTS[_kind(one)] for one in meanings)


def _agree(one: Reading, other: Reading, kind: str, otherwise: float) -> float:
    """The share of the fewer meanings of a kind that both have; ``otherwise`` where one says nothing of it."""
    first, second = ({each for each in side if each.startswith(kind) and each != ABUSE} for side in (one, other))
    return len(first & second) / min(len(first), len(second)) if first and second else otherwise
