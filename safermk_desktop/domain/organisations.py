"""Organisations and their posts, kept once for all cases: their days and what came after (domain 1.7, 2.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.record import Record, RecordId


class OrganisationKind(StrEnum):
    """What an organisation is. Its value is what the required seats of the regimes are called."""

    POLICE = "Police"
    LOCAL_AUTHORITY = "Local authority"
    PROBATION = "Probation"
    HEALTH_BOARD = "Integrated care board"
    NHS_TRUST = "NHS trust"
    DOMESTIC_ABUSE = "Specialist domestic abuse service"
    VOLUNTARY = "Voluntary and community sector"
    HOUSING = "Housing"
    EDUCATION = "Education"
    SUBSTANCE_MISUSE = "Substance misuse service"
    FIRE = "Fire and rescue service"
    OTHER = "Another organisation"


class ContactRole(StrEnum):
    """What a post is for when a review needs somebody of the organisation."""

    CHIEF_OFFICER = "chief_officer"
    REVIEW_LEAD = "review_lead"
    IMR_AUTHOR = "imr_author"
    QUALITY_APPROVER = "quality_approver"
    INFORMATION_GOVERNANCE = "information_governance"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    MEDIA = "media"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """An organisation that reviews ask and seat. ``case_id`` is empty.

    ``since`` and ``until`` are its first and its last day, ``None`` where nobody knows or it still stands.
    ``successor_id`` is the organisation that took its work over on the day after ``until``; several may have the same.
    """

    name: str
    kind: OrganisationKind
    since: date | None
    until: date | None
    successor_id: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Record):
    """A post in an organisation and who holds it, from ``since`` to ``until``. ``case_id`` is empty."""

    organisation_id: str
    role: ContactRole
    title: str
    holder: str
    contact: str
    since: date | None
    until: date | None


def stood(since: date | None, until: date | None, on: date) -> bool:
    """Whether what began on ``since`` and had its last day on ``until`` was there on a day; both days belong to it."""
    return (since is None or since <= on) and (until is None or on <= until)


def existing(organisations: Iterable[Organisation], on: date) -> tuple[Organisation, ...]:
    """The organisations that existed on a day, by name."""
    return tuple(sorted((one for one in organisations if stood(one.since, one.until, on)), key=_name))


def held_on(posts: Iterable[Post], organisation_id: str, on: date) -> tuple[Post, ...]:
    """The posts of an organisation that were held on a day."""
    return tuple(one for one in posts if one.organisation_id == organisation_id and stood(one.since, one.until, on))


def on_that_day(organisations: Sequence[Organisation], organisation_id: str, on: date) -> Organisation | None:
    """Who did the work of an organisation on a day: itself, or the one that it passed to by then.

    ``None`` where the day lies before it began, or after its end with nobody to follow.
    """
    known = {one.id: one for one in organisations}
    found, seen = known.get(RecordId(organisation_id)), set[str]()
    while found is not None and found.id not in seen:
        if stood(found.since, found.until, on):
            return found
        if found.until is None or on <= found.until:
            return None
        seen.add(found.id)
        found = known.get(RecordId(found.successor_id))
    return None


def would_circle(organisations: Iterable[Organisation], former_id: str, successor_id: str) -> bool:
    """Whether an organisation would come after itself if the second followed the first."""
    after = {str(one.id): one.successor_id for one in organisations} | {former_id: successor_id}
    at, seen = former_id, set[str]()
    while at and at not in seen:
        seen.add(at)
        at = after.get(at, "")
    return bool(at)


def took_over_on(organisation: Organisation) -> date | None:
    """The first day of the one that came after; ``None`` where none did."""
    return organisation.until + timedelta(days=1) if organisation.until and organisation.successor_id else None


def _name(organisation: Organisation) -> str:
    return organisation.name.casefold()


ROLE_WORDS: Final[Mapping[ContactRole, str]] = MappingProxyType(
    {
        ContactRole.CHIEF_OFFICER: "Chief officer",
        ContactRole.REVIEW_LEAD: "Lead for domestic homicide reviews",
        ContactRole.IMR_AUTHOR: "Author of individual management reviews",
        ContactRole.QUALITY_APPROVER: "Approver of individual management reviews",
        ContactRole.INFORMATION_GOVERNANCE: "Information governance",
        ContactRole.SAFEGUARDING_LEAD: "Safeguarding lead",
        ContactRole.MEDIA: "Media and communications",
        ContactRole.LEGAL: "Legal adviser",
    }
)
