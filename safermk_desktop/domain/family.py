"""The family and friends of a review: who they are, every contact, what they said and what became of it (domain 2.7).

Names stand in the identity register alone; here a person is a relation and a published form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.record import Record, RecordId


class Relation(StrEnum):
    """What a person was to the one who died. Its value is what the screen says."""

    PARENT = "Parent"
    SIBLING = "Brother or sister"
    PARTNER = "Partner or former partner"
    ADULT_CHILD = "Son or daughter, adult"
    CHILD = "Child"
    RELATIVE = "Other relative"
    FRIEND = "Friend"
    COLLEAGUE = "Colleague"
    NEIGHBOUR = "Neighbour"
    EMPLOYER = "Employer"
    PERPETRATOR = "Person causing harm"
    OTHER = "Somebody else"


class Matter(StrEnum):
    """What a contact was about."""

    DECISION = "decision"
    LEAFLET = "leaflet"
    ADVOCACY = "advocacy"
    TERMS = "terms"
    CONTRIBUTION = "contribution"
    PSEUDONYM = "pseudonym"
    DRAFT = "draft"
    FINAL_COPY = "final_copy"
    PUBLICATION = "publication"
    OTHER = "other"


class ContactMethod(StrEnum):
    """How it was tried. Its value is what the screen says."""

    IN_PERSON = "In person"
    LETTER = "By letter"
    TELEPHONE = "By telephone"
    EMAIL = "By e-mail"
    VIDEO = "By video call"
    ADVOCATE = "Through the advocate"
    POLICE = "Through the police family liaison officer"


class ContactOutcome(StrEnum):
    """What came of it. Its value is what the screen says."""

    REACHED = "Reached"
    ACCEPTED = "Accepted"
    DECLINED = "Declined"
    LATER = "Asked to be contacted later"
    NO_ANSWER = "No answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPerson(Record):
    """Somebody of the family or near the person who died. ``entry_id`` is their entry in the identity register.

    ``approach`` is the risk check for the person causing harm, and for a child how contact fits their age.
    """

    entry_id: str
    pseudonym: str
    relation: Relation
    preferred_contact: str
    advocate: str
    interpreter: str
    pseudonym_wishes: str
    approach: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyContact(Record):
    """One contact, or one attempt. ``place`` is where, for a draft that was read; ``words`` what was said."""

    person_id: RecordId
    matter: Matter
    happened_on: date
    by_whom: str
    method: ContactMethod
    outcome: ContactOutcome
    place: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyReason(Record):
    """Why the review goes on without a contact that it owes."""

    matter: Matter
    recorded_on: date
    reason: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyComment(Record):
    """What somebody said on a paper of the review, how it was answered, and where the report reflects it.

    ``answer_by`` is the day promised for the answer, ``None`` where none was promised.
    """

    person_id: RecordId
    about: Matter
    received_on: date
    text: str
    is_disagreement: bool
    answer_by: date | None
    answer: str
    answered_on: date | None
    answered_by: str
    reflected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDay(Record):
    """The day of publication agreed with the family. The last one recorded holds."""

    person_id: RecordId
    day: date
    agreed_on: date
    words: str


FAR: Final = frozenset({ContactOutcome.NO_ANSWER, ContactOutcome.LATER})
"""Outcomes by which nobody was heard yet: they are on file and meet no gate."""


NO_FAMILY_OR_FRIEND: Final = frozenset(
    {Relation.PERPETRATOR, Relation.EMPLOYER, Relation.COLLEAGUE, Relation.NEIGHBOUR}
)
"""Those who are asked besides (domain 2.7): hearing them does not meet what is owed to the family."""


def counts(contact: FamilyContact) -> bool:
    """Whether somebody was heard: reached, accepted or declined."""
    return contact.outcome not in FAR


def is_anniversary(day: date, of: date) -> bool:
    """Whether a day falls on the day and month of another, in any year.

    The 29th of February is remembered in other years on the day before or after, so both count then.
    """
    if (of.month, of.day) != (2, 29) or _is_leap(day.year):
        return (day.month, day.day) == (of.month, of.day)
    return (day.month, day.day) in {(2, 28), (3, 1)}


def falls_on(day: date, kept: Iterable[date]) -> bool:
    """Whether a day is the anniversary of any of the days kept."""
    return any(is_anniversary(day, of) for of in kept)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


MATTER_WORDS: Final[Mapping[Matter, str]] = MappingProxyType(
    {
        Matter.DECISION: "Told of the decision",
        Matter.LEAFLET: "Leaflet given",
        Matter.ADVOCACY: "Advocacy offered",
        Matter.TERMS: "Asked about the terms of reference",
        Matter.CONTRIBUTION: "Interview or other contribution",
        Matter.PSEUDONYM: "Wishes on the pseudonym",
        Matter.DRAFT: "Draft report read",
        Matter.FINAL_COPY: "Final copy given",
        Matter.PUBLICATION: "Day of publication",
        Matter.OTHER: "Keeping in touch",
    }
)
STAGES: Final = (
    Matter.DECISION,
    Matter.LEAFLET,
    Matter.ADVOCACY,
    Matter.TERMS,
    Matter.CONTRIBUTION,
    Matter.PSEUDONYM,
    Matter.DRAFT,
    Matter.FINAL_COPY,
    Matter.PUBLICATION,
)
"""What the review owes the family, in its order: each asks for a contact or a recorded reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyFile:
    """Everything on the family and friends of one review, in the order of entry."""

    people: tuple[FamilyPerson, ...] = ()
    contacts: tuple[FamilyContact, ...] = ()
    reasons: tuple[FamilyReason, ...] = ()
    comments: tuple[FamilyComment, ...] = ()
    publication_days: tuple[PublicationDay, ...] = ()

    @property
    def publication_day(self) -> PublicationDay | None:
        """The day of publication as last agreed."""
        return self.publication_days[-1] if self.publication_days else None

    @property
    def besides(self) -> frozenset[str]:
        """Who is asked besides, by id, and is neither family nor friend."""
        return frozenset(one.id for one in self.people if one.relation in NO_FAMILY_OR_FRIEND)

    @property
    def unanswered(self) -> tuple[FamilyComment, ...]:
        """The comments that wait for an answer."""
        return tuple(one for one in self.comments if one.answered_on is None)


NO_FAMILY: Final = FamilyFile()
