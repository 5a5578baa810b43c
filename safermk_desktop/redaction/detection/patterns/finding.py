"""All rules of this tier over one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.patterns import ages, calendar, clock, contacts, places, quantities, references
from safermk_desktop.redaction.detection.patterns.folding import folded
from safermk_desktop.redaction.detection.patterns.rules import Index, Rule, Sieve, sieves
from safermk_desktop.redaction.detection.tokens import Tokens

RULES: Final[tuple[Rule, ...]] = (
    *contacts.RULES,
    *references.RULES,
    *calendar.RULES,
    *clock.RULES,
    *ages.RULES,
    *places.RULES,
    *quantities.RULES,
)
_SIEVES: Final = MappingProxyType(
    {lead: Sieve((), ()) for rule in RULES for lead in rule.leads | rule.needs} | sieves(RULES)
)
_ABOUT: Final = re.compile(r"\b(?:approximately|approx\.?|about|around|roughly|nearly|almost|some)\s$", re.IGNORECASE)
_RANK: Final = MappingProxyType({certainty: at for at, certainty in enumerate(Certainty)})
_OTHER_LETTERS: Final = frozenset("\u02bc\u0130")
"""Letters that folding takes for no letter, or for another."""


def find_patterns(text: str, tokens: Tokens | None = None) -> list[Span]:
    """Every place of ``text`` with a form of its own, in order; none lies within another."""
    plain = folded(text)
    if tokens is None or plain.origins or not _OTHER_LETTERS.isdisjoint(text):
        tokens = Tokens(plain.text)
    found = sorted(_matches(plain.text, tokens), key=lambda span: (span.start, -span.end, _RANK[span.certainty]))
    if not plain.origins:
        return [*_outermost(found)]
    return [
        Span(*plain.original(span.start, span.end), span.kind, span.certainty, span.source)
        for span in _outermost(found)
    ]


def indexed(text: str, tokens: Tokens) -> Index:
    """Where what the rules ask for stands in a folded text."""
    return Index(text, tokens, _SIEVES, places.STREET_ENDINGS)


def _matches(text: str, tokens: Tokens) -> Iterator[Span]:
    index = indexed(text, tokens)
    for rule in RULES:
        named = "found" in rule.pattern.groupindex
        for match in index.matches(rule):
            certainty = rule.certainty_of(match)
            if certainty is not None:
                start, end = match.span("found" if named else 0)
                if rule.kind is Kind.QUANTITY:
                    start = _with_about(text, start)
                yield Span(start, end, rule.kind, certainty, Source.PATTERN)


def _with_about(text: str, start: int) -> int:
    """A sum with the word before it that says how near it is."""
    about = _ABOUT.search(text, max(0, start - 16), start)
    return about.start() if about else start


def _outermost(found: list[Span]) -> Iterator[Span]:
    """Those that lie in no other; ``found`` is sorted by start, the longest and surest first."""
    reached = -1
    for span in found:
        if span.end > reached:
            reached = span.end
            yield span
