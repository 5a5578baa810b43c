"""Recommendations and the actions that deliver them, with the rule for red, amber, green and blue (domain 7.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from safermk_desktop.domain.record import Record, RecordId

AMBER_DAYS = 30
SILENT_DAYS = 100
RED_REVISIONS = 2


class ActionStatus(StrEnum):
    """Where an action stands. Done and verified are two things."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_EVIDENCE = "awaiting_evidence"
    COMPLETE_UNVERIFIED = "complete_unverified"
    COMPLETE_VERIFIED = "complete_verified"
    ABANDONED = "closed_abandoned"


class Rag(StrEnum):
    """Each has its own shape and word on the screen; the colour never stands alone."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


FINISHED = frozenset({ActionStatus.COMPLETE_VERIFIED, ActionStatus.ABANDONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Record):
    """``level`` is single_agency, multi_agency or partnership; ``scope`` local, regional or national."""

    number: int
    text: str
    level: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """One step towards a recommendation, with one lead agency and one target date."""

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

    @property
    def is_finished(self) -> bool:
        """Complete and verified by another person, or abandoned with a reason and an approver."""
        return self.status in FINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUpdate(Record):
    """A dated update; "nothing new to report" is one, and is not silence."""

    action_id: RecordId
    updated_on: date
    updated_by: str
    text: str


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


class Heard(Protocol):
    """An update on an action of any plan."""

    @property
    def action_id(self) -> RecordId: ...

    @property
    def updated_on(self) -> date: ...


def last_heard(action: Planned, updates: Iterable[Heard]) -> date:
    """The day of the latest update on ``action``, or the day it was created."""
    return max((u.updated_on for u in updates if u.action_id == action.id), default=action.created_on)


def rag(action: Planned, updates: Iterable[Heard], on: date) -> Rag:
    """Red, amber, green, blue or grey by the rule of domain 7.1, with ``on`` as today.

    Blue: verified complete. Grey: abandoned. Red: overdue, two or more revised dates, or silent for over 100 days.
    Amber: due within 30 days, or one revised date. Green: anything else.
    """
    if action.status is ActionStatus.COMPLETE_VERIFIED:
        return Rag.BLUE
    if action.status is ActionStatus.ABANDONED:
        return Rag.GREY
    silent = (on - last_heard(action, updates)).days > SILENT_DAYS
    if action.target_on < on or action.revisions >= RED_REVISIONS or silent:
        return Rag.RED
    if (action.target_on - on).days <= AMBER_DAYS or action.revisions:
        return Rag.AMBER
    return Rag.GREEN
