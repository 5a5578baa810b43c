"""Recommendations, the actions that deliver them, and the rule for red, amber, green and blue (domain 7.1).

Nothing here knows of which compartment a record is: ``case_id`` is the review, or the plan of a board.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from safermk_desktop.domain.record import Record, RecordId

AMBER_DAYS: Final = 30
SILENT_DAYS: Final = 100
RED_REVISIONS: Final = 2
NOTHING_NEW: Final = "Nothing new to report."

LEVELS: Final = ("single_agency", "multi_agency", "partnership")
SCOPES: Final = ("local", "regional", "national")
NATIONAL: Final = "national"


class ActionSource(StrEnum):
    """What a recommendation came from."""

    REVIEW = "review"
    PREVENT_BOARD = "prevent_board"
    ASSURANCE = "assurance"
    BMG = "bmg"
    QA_LETTER = "qa_letter"


class ActionStatus(StrEnum):
    """Where an action stands. Done and verified are two things; overdue is a matter of the day and is kept nowhere."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_EVIDENCE = "awaiting_evidence"
    COMPLETE_UNVERIFIED = "complete_unverified"
    COMPLETE_VERIFIED = "complete_verified"
    ABANDONED = "closed_abandoned"
    TRANSFERRED = "transferred"


class UpdateKind(StrEnum):
    """How an update came: in writing, by word of mouth, as "nothing new to report", or from another act's record."""

    WRITTEN = "written"
    VERBAL = "verbal"
    NOTHING_NEW = "nothing_new"
    RECORD = "record"


class Rag(StrEnum):
    """Each has its own shape and word on the screen; the colour never stands alone."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


RAG_WORDS: Final[Mapping[Rag, str]] = MappingProxyType(
    {Rag.RED: "Red", Rag.AMBER: "Amber", Rag.GREEN: "Green", Rag.BLUE: "Complete", Rag.GREY: "Closed"}
)
RAG_SHAPES: Final[Mapping[Rag, str]] = MappingProxyType(
    {
        Rag.RED: "diamond",
        Rag.AMBER: "triangle",
        Rag.GREEN: "circle",
        Rag.BLUE: "circle with a tick",
        Rag.GREY: "ring",
    }
)
"""The shape that is drawn beside the word."""

RAG_MEANINGS: Final[Mapping[Rag, str]] = MappingProxyType(
    {
        Rag.RED: "Late, changed twice or more, or not heard of for over 100 days",
        Rag.AMBER: "At risk: reported so, due within 30 days, or its date was changed once",
        Rag.GREEN: "On track for its target date",
        Rag.BLUE: "Done, and checked by a second person",
        Rag.GREY: "Ended without completion or passed on, with a reason that was approved",
    }
)
STATUS_WORDS: Final[Mapping[ActionStatus, str]] = MappingProxyType(
    {
        ActionStatus.NOT_STARTED: "Not started",
        ActionStatus.IN_PROGRESS: "In progress",
        ActionStatus.AWAITING_EVIDENCE: "Awaiting evidence",
        ActionStatus.COMPLETE_UNVERIFIED: "Complete, not yet verified",
        ActionStatus.COMPLETE_VERIFIED: "Complete",
        ActionStatus.ABANDONED: "Closed without completion",
        ActionStatus.TRANSFERRED: "Transferred",
    }
)
LEVEL_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"single_agency": "single agency", "multi_agency": "multi-agency", "partnership": "partnership"}
)
SOURCE_WORDS: Final[Mapping[ActionSource, str]] = MappingProxyType(
    {
        ActionSource.REVIEW: "Review",
        ActionSource.PREVENT_BOARD: "Prevent board",
        ActionSource.ASSURANCE: "Assurance",
        ActionSource.BMG: "Business Management Group",
        ActionSource.QA_LETTER: "Quality Assurance letter",
    }
)

FINISHED: Final = frozenset({ActionStatus.COMPLETE_VERIFIED, ActionStatus.ABANDONED, ActionStatus.TRANSFERRED})
UNFINISHED: Final = frozenset(ActionStatus) - FINISHED
BY_UPDATE: Final = frozenset({ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS, ActionStatus.AWAITING_EVIDENCE})
"""The statuses that an update alone may set; each other one is the record of an act."""


def plan_mark(label: str, opened_on: date) -> tuple[int, str]:
    """The year and the letter of a case in its actions' references: ``Case A (2024)`` gives 2024 and ``A``."""
    words, _, rest = label.partition("(")
    year = re.search(r"\b(19|20)\d\d\b", rest) or re.search(r"\b(19|20)\d\d\b", words)
    mark = "".join(re.findall(r"\w+", re.sub(r"^\s*case\b", "", words, flags=re.IGNORECASE)))
    return (int(year[0]) if year else opened_on.year), mark or "X"


def reference(prefix: str, year: int, mark: str, *, recommendation: int, number: int) -> str:
    """``MK-2024-A-R1-A2``: the partnership's prefix, the case, the recommendation and the action."""
    return f"{prefix}-{year}-{mark}-R{recommendation}-A{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Record):
    """``level`` is one of ``LEVELS``, ``scope`` of ``SCOPES``. ``lesson`` is what it was learned from.

    ``source_reference`` says where it stands: a paragraph of the report, a minute, a point of the letter.
    """

    number: int
    text: str
    level: str
    scope: str
    source: ActionSource = ActionSource.REVIEW
    source_reference: str = ""
    lesson: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationSent(Record):
    """That a recommendation beyond the partnership's reach was sent to the body it asks, and what came back."""

    recommendation_id: RecordId
    recipient: str
    sent_on: date
    method: str
    sent_by: str
    answered_on: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """One step towards a recommendation, with one lead agency and one target date.

    ``reference`` is ``MK-<year>-<case label>-R<rec>-A<n>`` and stays as it was first given. ``milestones`` are lines of
    ``Milestone``. ``evidence`` says in words what there is; the files are ``ActionEvidence``. ``completed_on`` is the
    day it was done or closed; ``outcome`` what changed, apart from done, and ``measure`` how that is known.
    ``reported_by`` said that it is done, ``recorded_by`` wrote that down; neither may be ``verified_by``.
    ``closed_reason`` and ``closed_approver`` are those of an abandoned or transferred one, ``receiver`` who took it.
    """

    recommendation_id: RecordId
    number: int
    text: str
    lead_agency: str
    lead_role: str
    target_on: date
    first_target_on: date
    created_on: date
    revisions: int = 0
    status: ActionStatus = ActionStatus.NOT_STARTED
    completed_on: date | None = None
    outcome: str = ""
    evidence: str = ""
    verified_by: str = ""
    milestones: tuple[str, ...] = ()
    reference: str = ""
    lead_person: str = ""
    deputy_role: str = ""
    deputy_person: str = ""
    contributors: tuple[str, ...] = ()
    accepted_on: date | None = None
    accepted_by: str = ""
    is_at_risk: bool = False
    measure: str = ""
    reported_by: str = ""
    recorded_by: str = ""
    verified_on: date | None = None
    sample: str = ""
    closed_reason: str = ""
    closed_approver: str = ""
    receiver: str = ""
    for_management: bool = True
    for_partnership: bool = True
    for_public: bool = True
    themes: tuple[str, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Complete and verified by another person, or abandoned or transferred with a reason and an approver."""
        return self.status in FINISHED

    @property
    def result(self) -> str:
        """What came of it: what changed by it, or why and with whose approval it was closed."""
        if not self.closed_reason:
            return self.outcome
        how = f"Transferred to {self.receiver}" if self.status is ActionStatus.TRANSFERRED else "Abandoned"
        return f"{how}: {self.closed_reason} Approved by: {self.closed_approver}"

    def is_overdue(self, on: date) -> bool:
        """Whether its target date has passed on ``on`` and it is not finished."""
        return not self.is_finished and self.target_on < on


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUpdate(Record):
    """A dated update; "nothing new to report" is one, and is not silence."""

    action_id: RecordId
    updated_on: date
    updated_by: str
    text: str
    kind: UpdateKind = UpdateKind.WRITTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRevision(Record):
    """One move of a target date, with the reason and who approved it."""

    action_id: RecordId
    was_on: date
    now_on: date
    reason: str
    approver: str
    revised_on: date
    revised_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEvidence(Record):
    """A kept file, or something that is kept elsewhere and described, that shows what changed.

    ``document_id`` is empty for what is not kept in the vault. ``audited`` is the result of an audit or sample.
    """

    action_id: RecordId
    document_id: str
    title: str
    dated_on: date
    changed: str
    audited: str
    added_on: date
    added_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A rating and the rule that gave it, as half a sentence."""

    rag: Rag
    why: str

    @property
    def words(self) -> str:
        """``Red: past its target date``."""
        return f"{RAG_WORDS[self.rag]}: {self.why}"


class Planned(Protocol):
    """An action of any plan, as its colour and its silence read it."""

    @property
    def id(self) -> RecordId: ...

    @property
    def created_on(self) -> date: ...

    @property
    def target_on(self) -> date: ...

    @property
    def revisions(self) -> int: ...

    @property
    def status(self) -> ActionStatus: ...

    @property
    def is_at_risk(self) -> bool: ...

    @property
    def is_finished(self) -> bool: ...


class Heard(Protocol):
    """An update on an action of any plan."""

    @property
    def action_id(self) -> RecordId: ...

    @property
    def updated_on(self) -> date: ...


def last_heard(action: Planned, updates: Iterable[Heard]) -> date:
    """The day of the latest update on ``action``, or the day it was created."""
    return max((u.updated_on for u in updates if u.action_id == action.id), default=action.created_on)


def rating(action: Planned, heard_on: date, on: date) -> Rating:
    """The rating by the rule of domain 7.1, with ``on`` as today and ``heard_on`` as by ``last_heard``.

    Blue: verified complete. Grey: abandoned or transferred. Red: overdue, two or more revised dates, or silent for
    over 100 days. Amber: at risk, due within 30 days, or one revised date. Green: anything else. The first that fits
    holds.
    """
    if action.is_finished:
        return _FINAL[action.status]
    return next(
        (Rating(rag=rag, why=why) for is_so, rag, why in _rules(action, heard_on, on) if is_so),
        Rating(rag=Rag.GREEN, why="on track"),
    )


_FINAL: Final[Mapping[ActionStatus, Rating]] = MappingProxyType(
    {
        ActionStatus.COMPLETE_VERIFIED: Rating(rag=Rag.BLUE, why="done and verified"),
        ActionStatus.ABANDONED: Rating(rag=Rag.GREY, why="abandoned, with a reason and an approver"),
        ActionStatus.TRANSFERRED: Rating(rag=Rag.GREY, why="transferred to another owner"),
    }
)


def _rules(action: Planned, heard_on: date, on: date) -> tuple[tuple[bool, Rag, str], ...]:
    return (
        (action.target_on < on, Rag.RED, "past its target date"),
        (action.revisions >= RED_REVISIONS, Rag.RED, "its target date was revised twice or more"),
        ((on - heard_on).days > SILENT_DAYS, Rag.RED, f"no update for more than {SILENT_DAYS} days"),
        (action.is_at_risk, Rag.AMBER, "reported at risk"),
        ((action.target_on - on).days <= AMBER_DAYS, Rag.AMBER, f"due within {AMBER_DAYS} days"),
        (action.revisions > 0, Rag.AMBER, "its target date was revised"),
    )


def rag(action: Planned, updates: Iterable[Heard], on: date) -> Rag:
    """Red, amber, green, blue or grey, as ``rating`` says."""
    return rating(action, last_heard(action, updates), on).rag
