"""The action plans to look at: of one case, and of all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.actions import (
    Action,
    ActionEvidence,
    ActionUpdate,
    Recommendation,
    RecommendationSent,
    rating,
)
from safermk_desktop.domain.case import Case, CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.plan_view import ActionLine, line_of, most_pressing, unsent
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services.collector import no_collection
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

SHOWN: Final = (
    "id recommendation_id number text lead_agency lead_role lead_person target_on created_on revisions status"
    " completed_on reference contributors accepted_on is_at_risk themes"
).split()
"""What a line over all cases shows, is filtered by, or is rated by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryAction:
    """The lines of all cases, the most pressing first, and the national recommendations that were sent to nobody.

    The actions have the fields of ``SHOWN`` alone. ``closed`` are the cases on which nothing changes any more.
    """

    lines: tuple[ActionLine, ...]
    unsent: tuple[Recommendation, ...]
    labels: Mapping[CaseId, str]
    closed: frozenset[CaseId]


def case_lines(file: CaseFile, on: date) -> tuple[ActionLine, ...]:
    """The lines of one case by their number, with ``on`` as today."""
    heard = _latest(file.updates)
    shown = Counter(one.action_id for one in file.evidence)
    items = {item.id: item for item in file.recommendations}
    lines = [
        _line(action, items[action.recommendation_id], label=file.case.label, heard=heard, shown=shown, on=on)
        for action in file.actions
        if action.recommendation_id in items
    ]
    return tuple(sorted(lines, key=lambda line: (line.recommendation.number, line.action.number)))


def every_action(session: Session) -> EveryAction:
    """The actions of every case, read in a few statements, however many there are."""
    with no_collection():
        return _every_action(session)


def _every_action(session: Session) -> EveryAction:
    today = session.clock.today()
    with session.vault.reading(Compartment.REVIEWS) as work:
        cases = work.chosen(Case, ("label", "status"))
        items = {item.id: item for item in work.chosen(Recommendation, ("id", "number", "text", "scope"))}
        actions = work.chosen(Action, SHOWN)
        heard = _latest(work.chosen(ActionUpdate, ("action_id", "updated_on")))
        shown = Counter(one.action_id for one in work.chosen(ActionEvidence, ("action_id",)))
        sent = {one.recommendation_id for one in work.chosen(RecommendationSent, ("recommendation_id",))}
    labels = {case.case_id: case.label for case in cases}
    lines = [
        _line(one, items[one.recommendation_id], label=labels.get(one.case_id, ""), heard=heard, shown=shown, on=today)
        for one in actions
        if one.recommendation_id in items
    ]
    return EveryAction(
        lines=most_pressing(lines),
        unsent=unsent(items.values(), sent),
        labels=labels,
        closed=frozenset(case.case_id for case in cases if case.status is CaseStatus.CLOSED),
    )


def _line(
    action: Action,
    item: Recommendation,
    *,
    label: str,
    heard: Mapping[RecordId, date],
    shown: Mapping[RecordId, int],
    on: date,
) -> ActionLine:
    heard_on = heard.get(action.id, action.created_on)
    rated = rating(action, heard_on, on)
    return line_of(action, item, rated, label=label, heard_on=heard_on, evidence=shown.get(action.id, 0), on=on)


def _latest(updates: Iterable[ActionUpdate]) -> dict[RecordId, date]:
    found: dict[RecordId, date] = {}
    for update in updates:
        known = found.get(update.action_id)
        if known is None or known < update.updated_on:
            found[update.action_id] = update.updated_on
    return found
