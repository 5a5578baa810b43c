"""The steps of a case from state to state, and what is kept of the side steps (domain 2.3): pauses, delays, answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import Record


class StepKind(StrEnum):
    """How a case came from one state to another."""

    MOVED = "moved"
    OVERRIDDEN = "overridden"
    PAUSED = "paused"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    REOPENED = "reopened"
    TAKEN_OVER = "taken_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEvent(Record):
    """One step. ``was`` and ``now`` are ids of states; ``unmet`` what an override passed over, as sentences.

    ``reason`` and ``approver`` are empty for a step through an open gate; ``receiver`` is who takes a transferred case.
    """

    kind: StepKind
    was: str
    now: str
    happened_on: date
    recorded_by: str
    reason: str = ""
    approver: str = ""
    unmet: tuple[str, ...] = ()
    receiver: str = ""
    home_office_told_on: date | None = None


class PauseCause(StrEnum):
    """What a review may wait for."""

    CRIMINAL = "criminal"
    INQUEST = "inquest"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Record):
    """Time in which the review stands still. It explains a late date and moves none.

    ``advice`` is what the senior investigating officer or the prosecution advised, ``early_learning`` what could be
    acted on before the pause. ``reviewed_on`` is when it was last looked at whether it must go on.
    """

    cause: PauseCause
    started_on: date
    advice: str
    advised_by: str
    home_office_told_on: date
    early_learning: str
    reviewed_on: date | None = None
    review_note: str = ""
    lifted_on: date | None = None
    lifted_reason: str = ""


class DelayReason(StrEnum):
    """The reasons that a delay letter may give (domain 3.3 (c))."""

    CRIMINAL_PROCEEDINGS = "criminal_proceedings"
    INQUEST = "inquest"
    OTHER_REVIEW = "other_review"
    FAMILY_CIRCUMSTANCES = "family_circumstances"
    RETURN_LATE = "return_late"
    CHAIR_AVAILABILITY = "chair_availability"
    COMMISSIONING = "commissioning"
    QA_CHANGES = "qa_changes"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay(Record):
    """A delay that the Home Office was told of. It may happen again and again; none of them moves a date."""

    told_on: date
    reasons: tuple[str, ...]
    original_due: date
    expected_on: date
    interim_learning: str
    next_update_on: date
    signatory: str
    letter_id: str = ""


class Answer(StrEnum):
    """What the Home Office says to a decision not to hold a review."""

    AGREES = "agrees"
    RECONSIDER = "reconsider"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOfficeAnswer(Record):
    """The answer to a decision not to hold a review; a direction is the Secretary of State's (s.9(2), s.8A(2))."""

    answer: Answer
    answered_on: date
    note: str


class Ground(StrEnum):
    """Why a review is not published: exceptional, each with legal advice."""

    CHILD_WELFARE = "child_welfare"
    OTHER_PERSON_WELFARE = "other_person_welfare"
    LEGAL_ADVICE = "legal_advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPublished(Record):
    """The decision not to publish, the Home Office's view asked, and what could be published instead."""

    ground: Ground
    reason: str
    legal_advice: str
    decided_on: date
    decided_by: str
    home_office_consulted_on: date
    partial: str
    looked_at_on: date | None = None
    look_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaCheck(Record):
    """The checklist and the decision record of domain 3.2. ``answers`` and ``views`` are ``id or agency: text``."""

    checked_on: date
    checked_by: str
    answers: tuple[str, ...]
    views: tuple[str, ...] = ()
    dissent: str = ""
    review_type: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan(Record):
    """A clean residual-identifier scan of files as they were sent (domain 11, invariant 2).

    ``papers`` are ``file name: sha256`` of the exact bytes read, ``register_digest`` is of the register they were
    read against. A scan that finds something is no record: it refuses the act.
    """

    scanned_on: date
    scanned_by: str
    papers: tuple[str, ...]
    register_digest: str
