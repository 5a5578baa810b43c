"""A Channel case: one referral of one person, where it stands, its steps and its dated facts (domain 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.deadlines import corresponding_date
from safermk_desktop.domain.record import PreventRecord, RecordId

ADULT = 18
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCase(PreventRecord):
    """One referral of one person to Channel, from its receipt to its closing. ``id`` equals ``case_id``.

    ``reference`` is the panel's own and ``tracker_reference`` that of the national tracker, which stays the system of
    record; a shared screen shows these and no name. ``person_id`` is the same in every case of the same person.
    ``residence_force`` is the police force for the area where the person lives (s.37(3)).
    """

    reference: str
    tracker_reference: str
    person_id: RecordId
    referral_number: int
    regime: str
    stage: str
    state: str
    status: CaseStatus
    marking: str
    lead: str
    residence_area: str
    residence_force: str
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPerson(PreventRecord):
    """Who was referred: one record for each case, and never more than one person in it (domain 6.1).

    ``published`` is what stands for the person wherever no name is asked for.
    """

    names: tuple[str, ...]
    published: str
    born_on: date | None
    sex: str
    ethnicity: str
    nationality: str
    faith: str
    address: str
    occupation: str
    language: str
    interpreter: str
    carers: tuple[str, ...]
    household_children: tuple[str, ...]
    family_aware: str
    needs: tuple[str, ...] = ()


class ChannelStepKind(StrEnum):
    """How a case came from one state to another."""

    MOVED = "moved"
    OVERRIDDEN = "overridden"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    POLICE = "police"
    TRANSFERRED = "transferred"
    CLOSED_EARLY = "closed_early"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelStep(PreventRecord):
    """One step. ``was`` and ``now`` are ids of states; ``unmet`` what an override passed over, as sentences."""

    kind: ChannelStepKind
    was: str
    now: str
    happened_on: date
    recorded_by: str
    reason: str = ""
    approver: str = ""
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFact(PreventRecord):
    """Something that happened on a day and is kept on the file. ``kind`` is a key of the regime's list of facts.

    ``visit`` is the number of steps that the case had taken, so that a fact counts for the state it is recorded in.
    """

    kind: str
    happened_on: date
    detail: str
    recorded_by: str
    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLook(PreventRecord):
    """That the chair looked at all earlier referrals of the person, before this one went on or was turned down.

    ``cases`` are the references that the chair was shown.
    """

    looked_on: date
    looked_by: str
    cases: tuple[str, ...]
    words: str


def age_on(born_on: date, day: date) -> int:
    """Full years of age on ``day``; who was born on 29 February has had the birthday on 28 February."""
    years = day.year - born_on.year
    return years - (corresponding_date(born_on, MONTHS * years) > day)


def is_under_18(born_on: date, day: date) -> bool:
    """Whether a person is a child for the purpose of consent (explanatory note 206 to s.36)."""
    return age_on(born_on, day) < ADULT
