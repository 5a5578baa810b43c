"""How a case ends and what outlives it: exit, the reviews after 6 and 12 months, transfer, retention with holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.deadlines import corresponding_date
from safermk_desktop.domain.record import ChannelId, PreventRecord, RecordId

REVIEW_MONTHS: Final = (6, 12)


class ExitReason(StrEnum):
    """Why somebody left the programme (domain 6.4)."""

    NEEDS_MET = "needs_met"
    WITHDREW_CONSENT = "withdrew_consent"
    MOVED_AREA = "moved_area"
    RISK_ESCALATED = "risk_escalated"
    OTHER_SERVICES = "other_services"
    NOT_SUITABLE = "not_suitable"
    UNAVAILABLE = "unavailable"
    DIED = "died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit(PreventRecord):
    """That somebody left the programme. ``evidence`` is ``objective number: text``, one of each objective."""

    exited_on: date
    reason: ExitReason
    evidence: tuple[str, ...]
    closing_report: str
    onward_support: str
    referrer_told: str
    recorded_by: str


class AfterReview(StrEnum):
    """What a review after exit decided."""

    NO_FURTHER = "no_further"
    RE_ENTER = "re_enter"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostExitReview(PreventRecord):
    """A review ``months`` (6 or 12) after an exit. It is made with the exit and survives the closing of the case.

    ``decision`` is empty until it is held. One set aside has the reason in ``words`` and who approved it.
    """

    exit_id: RecordId
    months: int
    due_on: date
    done_on: date | None = None
    contact_made: str = ""
    new_concern: str = ""
    decision: str = ""
    words: str = ""
    recorded_by: str = ""


def reviews_after(left: Exit, ids: Iterable[RecordId]) -> tuple[PostExitReview, ...]:
    """The two reviews that an exit makes, by corresponding date."""
    return tuple(
        PostExitReview(
            id=review_id,
            case_id=left.case_id,
            exit_id=left.id,
            months=months,
            due_on=corresponding_date(left.exited_on, months),
        )
        for months, review_id in zip(REVIEW_MONTHS, ids, strict=False)
    )


class Direction(StrEnum):
    """Which way a case is transferred."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(PreventRecord):
    """A transfer between panels when the person moves. Out, it counts once the receiving panel has accepted."""

    direction: Direction
    other_panel: str
    asked_on: date
    reason: str
    accepted_on: date | None = None
    accepted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(PreventRecord):
    """Until when the case is kept: ``years`` of the setting after the person left, or after it was closed."""

    counted_from: date
    years: int
    keep_until: date


class HoldReason(StrEnum):
    """Why a case is kept longer (domain 8.3)."""

    INQUIRY = "inquiry"
    INQUEST = "inquest"
    LITIGATION = "litigation"
    HOME_OFFICE = "home_office_review"
    POLICE = "police_disclosure"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionHold(PreventRecord):
    """A hold on the disposal of a case."""

    reason: HoldReason
    words: str
    placed_on: date
    placed_by: str
    lifted_on: date | None = None
    lifted_by: str = ""


NOBODY: Final = ChannelId("")


def disposal_refused(
    kept: Retention | None, holds: Iterable[RetentionHold], reviews: Iterable[PostExitReview], on: date
) -> str:
    """Why a closed case cannot be disposed of on ``on``, as a sentence; empty where it can."""
    if kept is None or on < kept.keep_until:
        return "Its retention period has not ended."
    if any(one.lifted_on is None for one in holds):
        return "A hold keeps it."
    if any(one.done_on is None for one in reviews):
        return "A review after exit is not held or set aside."
    return ""
