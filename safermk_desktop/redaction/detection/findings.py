"""What detection finds: where, of what kind, how certain, by which tier (contracts/cli.md, "Findings of detect")."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is found; a child is a person who comes first when a human decides."""

    PERSON = "person"
    CHILD = "child"
    PLACE = "place"
    ORGANISATION = "organisation"
    DATE = "date"
    AGE = "age"
    CONTACT = "contact"
    REFERENCE = "reference"
    DEMOGRAPHIC = "demographic"
    OCCUPATION = "occupation"
    QUANTITY = "quantity"


class Certainty(StrEnum):
    """How sure the finding is, the surest first."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Source(StrEnum):
    """The tier that found it, the surest first."""

    REGISTER = "register"
    PATTERN = "pattern"
    SHAPE = "shape"
    MODEL = "model"
    JIGSAW = "jigsaw"


class Tier(StrEnum):
    """How much is asked: ``fast`` uses no statistical model."""

    FAST = "fast"
    FULL = "full"


class Span(NamedTuple):
    """One place of a text, found by one tier; offsets are code points, the end exclusive."""

    start: int
    end: int
    kind: Kind
    certainty: Certainty
    source: Source


class Finding(NamedTuple):
    """A place as it is told: with its text, and the published form that is suggested for it."""

    start: int
    end: int
    text: str
    kind: Kind
    certainty: Certainty
    source: Source
    replacement: str


def union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The characters that any of the spans covers, as sorted spans apart from one another."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
