"""Candidates for a replacement, and how close each stands to what the register says."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple


class Span(NamedTuple):
    """A candidate, in the source's offsets; ``owner`` is -1 for a date under the rule, ``others`` fit as well."""

    start: int
    end: int
    owner: int
    form: str
    certain: bool
    listed: bool
    text: str = ""
    others: tuple[int, ...] = ()


_RANKS: Final = MappingProxyType({"name": 1, "surname first": 2, "nickname": 4, "typing error": 5})
_OTHER_FORMS: Final = 3
SPACED_OUT: Final = "spaced out"


def rank(span: Span) -> int:
    """0 for a string of ``names``, 1 for a whole name, and so on: of two owners of one place the lower is meant."""
    return 0 if span.listed else _RANKS.get(span.form, _OTHER_FORMS)


def is_of_a_name(span: Span) -> bool:
    """Whether it is a form of a name as the register has it, and no guess (a misspelling, initials) nor any date."""
    return span.owner >= 0 and (span.listed or span.form not in {"typing error", "nickname", "initials"})


def is_whole_name(text: str, span: Span) -> bool:
    """Whether a forename and a surname stand there, so that no other person is meant."""
    return span.certain and not span.others and rank(span) in {0, 1, 2, 4} and not text[span.start : span.end].isalpha()
