"""What a combination is: its class, the reason in a sentence, and the parts and sentences that identify together."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Clue(StrEnum):
    """One harmless part of a combination, by what it tells."""

    DAY = "an exact day"
    MONTH = "a month"
    AGE = "an age"
    SMALL = "a small place"
    PLACE = "a named place"
    TOWN = "a town"
    WORK = "an unusual occupation"
    JOB = "an occupation"
    EMPLOYER = "what the employer does"
    CHILDREN = "the number and sex of children"
    FAMILY = "an unusual family"
    ORIGIN = "a rare nationality or faith"
    MINORITY = "a nationality or faith"
    HEALTH = "a rare condition"
    ONLY = "the only one of its kind"
    FIRST = "a first, a last or a record"
    DEATH = "an unusual death"
    DIED = "a death with its month"
    EVENT = "an event that was in the news"
    INCIDENT = "something that happens to few"
    COURT = "a court hearing"
    SCHOOL_YEAR = "a school year"
    SCHOOL_EVENT = "a school event"


class Class(StrEnum):
    """The classes of combination (the issue's list, and the guidance on motivated intruders of the ICO behind it)."""

    DATE_PLACE_AGE = "date_place_age"
    CHILDREN_PLACE = "children_place"
    OCCUPATION_PLACE = "occupation_place"
    ONLY_ONE = "only_one"
    UNUSUAL_DEATH = "unusual_death"
    ORIGIN_PLACE = "origin_place"
    SCHOOL_DATE = "school_date"
    JOB_EMPLOYER_AGE = "job_employer_age"
    FAMILY_PLACE = "family_place"
    NEWS_EVENT = "news_event"
    HEALTH_PLACE = "health_place"
    SEVERAL = "several"


class Part(NamedTuple):
    """One clue: ``earlier`` is ``None`` for the text itself, else which of the earlier documents, from 0."""

    earlier: int | None
    start: int
    end: int
    clue: Clue


class Sentence(NamedTuple):
    """One sentence of a combination; ``earlier`` as in ``Part``."""

    earlier: int | None
    start: int
    end: int


class Combination(NamedTuple):
    """Parts that identify together. ``reason`` is a sentence without anything of the text."""

    kind: Class
    reason: str
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
