"""Assessments on versioned templates that can be changed, with what became of each factor since last time (6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import PreventRecord, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentTemplate(PreventRecord):
    """One version of a set of factors. An assessment keeps the version it was made on; a change makes another.

    ``factors`` are ``section|id|words``; ``scale`` the words of the ratings from 0 up. ``retired_on`` says since when
    no new assessment is made on it, except in a case that has one on it already.
    """

    name: str
    version: int
    framework: str
    factors: tuple[str, ...]
    scale: tuple[str, ...]
    made_on: date
    made_by: str
    retired_on: date | None = None

    def listed(self) -> tuple[Factor, ...]:
        """The factors in their order."""
        return tuple(Factor(*entry.split("|", 2)) for entry in self.factors)


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a template."""

    section: str
    id: str
    words: str


class AssessmentStage(StrEnum):
    """When in the case an assessment was made."""

    INITIAL = "initial"
    THREE_MONTH = "three_month"
    FURTHER = "further"
    EXIT = "exit"
    SIX_MONTH = "six_month"
    TWELVE_MONTH = "twelve_month"


class RiskLevel(StrEnum):
    """The overall view of the risk."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(PreventRecord):
    """One assessment of the person. Its ratings are rows of their own."""

    template_id: RecordId
    stage: AssessmentStage
    assessed_on: date
    author: str
    overall: str
    risk: RiskLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRating(PreventRecord):
    """How one factor was rated in one assessment. ``rating`` is a place in the template's scale, from 0."""

    assessment_id: RecordId
    factor: str
    rating: int
    evidence: str
    seen_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One factor in two assessments. ``was`` is ``None`` where the earlier one did not have it; ``now`` likewise."""

    factor: Factor
    was: int | None
    now: int | None
    evidence: str

    @property
    def by(self) -> int | None:
        """How many steps up the scale; negative is down. ``None`` where one of the two has no rating."""
        return None if self.was is None or self.now is None else self.now - self.was


def changes(
    template: AssessmentTemplate, now: Sequence[FactorRating], before: Sequence[FactorRating]
) -> tuple[Change, ...]:
    """Each factor of the later assessment's template, in its order, with its rating then and now.

    Factors are matched by their ids, so that a new version of a template is compared with the one before it.
    """
    was = {one.factor: one for one in before}
    is_now = {one.factor: one for one in now}
    return tuple(
        Change(
            factor=factor,
            was=was[factor.id].rating if factor.id in was else None,
            now=is_now[factor.id].rating if factor.id in is_now else None,
            evidence=is_now[factor.id].evidence if factor.id in is_now else "",
        )
        for factor in template.listed()
    )
