"""The case of a domestic homicide review: its notification, its decision and the dated facts on its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.record import Record
from safermk_desktop.domain.wording import long_date


class Stream(StrEnum):
    """The two kinds of casework. Each lives in a compartment of its own."""

    DHR = "DHR"
    CHANNEL = "Channel"


class CaseStatus(StrEnum):
    """Whether anything is still owed on the case."""

    OPEN = "open"
    CLOSED = "closed"


class Manner(StrEnum):
    """Suspected manner of death as notified (notification form)."""

    HOMICIDE = "homicide"
    SUICIDE = "suicide"
    UNEXPECTED = "unexpected"
    UNCLEAR = "unclear"


class Outcome(StrEnum):
    """What the chair of the partnership may decide after a notification."""

    REVIEW = "review"
    NO_REVIEW = "no_review"
    OTHER_REVIEW_LEADS = "other_review_leads"
    JOINT = "joint"


HELD: Final = frozenset({Outcome.REVIEW, Outcome.JOINT})
"""The outcomes by which a review is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """A review from notification to its last action. ``id`` equals ``case_id``.

    ``reference`` is internal; ``label`` is what may be said in an open meeting ("Case A (2024)").
    ``regime`` is the rules that the case was opened under, by id, and ``edition`` their number then (empty where it was
    not recorded); both stay. ``state`` is where it stands in the
    process and ``stage`` the stage of the rail that holds it; an empty state is the first of its stage.
    """

    reference: str
    label: str
    stream: Stream
    regime: str
    stage: str
    status: CaseStatus
    marking: str
    lead: str
    residence_area: str
    opened_on: date
    closed_on: date | None = None
    state: str = ""
    edition: str = ""

    @property
    def closed_words(self) -> str:
        """Why nothing can be changed in it; empty while it is open."""
        if self.status is CaseStatus.OPEN:
            return ""
        return f"Closed on {long_date(self.closed_on)}. What it holds can be read and exported; nothing in it changes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification(Record):
    """The written notification of a death, normally from the police."""

    received_on: date
    notifier_agency: str
    notifier_role: str
    manner: Manner
    death_on: date
    circumstances: str
    known_agencies: tuple[str, ...] = ()
    restricted_people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """The decision whether to hold a review, with its reasons and its source."""

    outcome: Outcome
    decided_on: date
    decided_by: str
    reasons: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """Something that happened on a day and is kept on the file ("the family was told", a file note).

    ``kind`` is a key of the regime's list of facts; ``detail`` says what the reader should know.
    """

    kind: str
    happened_on: date
    detail: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDate(Record):
    """A later date that the partnership set itself for a duty. It explains; it never moves the rule's own date."""

    rule: str
    own_on: date
    reason: str
    authoriser: str
    home_office_told_on: date | None = None
