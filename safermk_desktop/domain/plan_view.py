"""Actions as a plan shows them: each with its rating, filtered, and what is waited for from each agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.actions import (
    NATIONAL,
    SILENT_DAYS,
    SOURCE_WORDS,
    Action,
    ActionStatus,
    Rag,
    Rating,
    Recommendation,
)
from safermk_desktop.domain.record import CaseId, RecordId

SOON_DAYS: Final = 30
QUARTER_DAYS: Final = 91
MOST_WORDS: Final = 8


class Due(StrEnum):
    """Which target dates are asked for."""

    ANY = "any"
    LATE = "late"
    SOON = "soon"
    QUARTER = "quarter"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action on one day. ``label`` is that of its case; ``searched`` what its filter looks in, in small letters."""

    action: Action
    recommendation: Recommendation
    label: str
    rating: Rating
    heard_on: date
    evidence: int
    on: date
    searched: str

    @property
    def case_id(self) -> CaseId:
        """The case, or the plan of a board, that the action belongs to."""
        return self.action.case_id

    @property
    def number(self) -> str:
        """The number as the plan prints it: ``2.1``."""
        return f"{self.recommendation.number}.{self.action.number}"

    @property
    def is_late(self) -> bool:
        """Whether its target date has passed and it is not finished."""
        return self.action.is_overdue(self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilter:
    """What is asked for; an empty field asks for nothing. ``rags`` and ``statuses`` are any of several."""

    words: str = ""
    agency: str = ""
    theme: str = ""
    scope: str = ""
    rags: frozenset[Rag] = frozenset()
    statuses: frozenset[ActionStatus] = frozenset()
    due: Due = Due.ANY
    with_finished: bool = True

    def keeps(self, line: ActionLine) -> bool:
        """Whether the line is asked for. An agency is asked for as lead or as one that contributes."""
        action = line.action
        return (
            (self.with_finished or not action.is_finished)
            and (not self.rags or line.rating.rag in self.rags)
            and (not self.statuses or action.status in self.statuses)
            and (not self.agency or self.agency == action.lead_agency or self.agency in action.contributors)
            and (not self.theme or self.theme in action.themes)
            and (not self.scope or self.scope == line.recommendation.scope)
            and (self.due is Due.ANY or _is_due(self.due, line))
            and all(word in line.searched for word in self.words.casefold().split()[:MOST_WORDS])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is waited for from one lead agency."""

    agency: str
    open: int
    late: int
    unaccepted: int
    silent: int
    evidence: int
    unverified: int
    next_on: date

    @property
    def sentence(self) -> str:
        """``2 to accept, 1 without news for 100 days``; what an agency owes beside the work itself."""
        parts = (
            (self.unaccepted, "to accept"),
            (self.silent, "without news for 100 days"),
            (self.evidence, "to send evidence of"),
            (self.unverified, "to be verified"),
        )
        return ", ".join(f"{count} {words}" for count, words in parts if count) or "their work alone"


def line_of(
    action: Action,
    recommendation: Recommendation,
    rating: Rating,
    *,
    label: str,
    heard_on: date,
    evidence: int,
    on: date,
) -> ActionLine:
    """An action as the plan shows it."""
    parts = (action.reference, action.text, action.lead_agency, action.lead_role, action.lead_person, *action.themes)
    source = SOURCE_WORDS[recommendation.source]
    return ActionLine(
        action=action,
        recommendation=recommendation,
        label=label,
        rating=rating,
        heard_on=heard_on,
        evidence=evidence,
        on=on,
        searched=" ".join((*parts, recommendation.text, label, source)).casefold(),
    )


def kept(lines: Iterable[ActionLine], asked: PlanFilter) -> tuple[ActionLine, ...]:
    """The lines that are asked for, in their order."""
    return tuple(line for line in lines if asked.keeps(line))


def tally(lines: Iterable[ActionLine]) -> Mapping[Rag, int]:
    """How many lines have each rating."""
    found = dict.fromkeys(Rag, 0)
    for line in lines:
        found[line.rating.rag] += 1
    return found


def most_pressing(lines: Iterable[ActionLine]) -> tuple[ActionLine, ...]:
    """Open ones first, the earliest target date first; finished ones last, the latest first."""
    return tuple(sorted(lines, key=_pressing))


def waiting_for(lines: Iterable[ActionLine]) -> tuple[Waiting, ...]:
    """What is waited for from each lead agency with an open action; who is most behind comes first."""
    by_agency: dict[str, list[ActionLine]] = {}
    for line in lines:
        if not line.action.is_finished:
            by_agency.setdefault(line.action.lead_agency, []).append(line)
    found = [_waiting(agency, owed) for agency, owed in by_agency.items()]
    return tuple(sorted(found, key=lambda one: (-one.late, -one.open, one.agency.casefold())))


def agencies_of(lines: Iterable[ActionLine]) -> tuple[str, ...]:
    """Every lead agency and every one that contributes, by name."""
    found = {line.action.lead_agency for line in lines} | {one for line in lines for one in line.action.contributors}
    return tuple(sorted(found, key=str.casefold))


def themes_of(lines: Iterable[ActionLine]) -> tuple[str, ...]:
    """Every theme, by name."""
    return tuple(sorted({theme for line in lines for theme in line.action.themes}, key=str.casefold))


def unsent(recommendations: Iterable[Recommendation], sent: Iterable[RecordId]) -> tuple[Recommendation, ...]:
    """The national recommendations that are not recorded as sent to anybody."""
    there = set(sent)
    return tuple(item for item in recommendations if item.scope == NATIONAL and item.id not in there)


def _is_due(due: Due, line: ActionLine) -> bool:
    if line.action.is_finished:
        return False
    left = (line.action.target_on - line.on).days
    return {
        Due.ANY: True,
        Due.LATE: left < 0,
        Due.SOON: 0 <= left <= SOON_DAYS,
        Due.QUARTER: 0 <= left <= QUARTER_DAYS,
        Due.LATER: left > QUARTER_DAYS,
    }[due]


def _pressing(line: ActionLine) -> tuple[bool, date | timedelta, str, int, int]:
    action = line.action
    when = date.max - (action.completed_on or date.min) if action.is_finished else action.target_on
    return action.is_finished, when, line.label, line.recommendation.number, action.number


def _waiting(agency: str, owed: Sequence[ActionLine]) -> Waiting:
    return Waiting(
        agency=agency,
        open=len(owed),
        late=sum(line.is_late for line in owed),
        unaccepted=sum(line.action.accepted_on is None for line in owed),
        silent=sum((line.on - line.heard_on).days > SILENT_DAYS for line in owed),
        evidence=sum(line.action.status is ActionStatus.AWAITING_EVIDENCE for line in owed),
        unverified=sum(line.action.status is ActionStatus.COMPLETE_UNVERIFIED for line in owed),
        next_on=min(line.action.target_on for line in owed),
    )
