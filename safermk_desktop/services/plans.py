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
    ActionSource,
    ActionUpdate,
    Recommendation,
    RecommendationSent,
    TargetRevision,
    rating,
)
from safermk_desktop.domain.board_plan import BoardPlan, PlanFile
from safermk_desktop.domain.case import Case, CaseStatus
from safermk_desktop.domain.documents import Document
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

    The actions have the fields of ``SHOWN`` alone. ``closed`` are the plans on which nothing changes any
    more, ``boards`` those that belong to no review.
    """

    lines: tuple[ActionLine, ...]
    unsent: tuple[Recommendation, ...]
    labels: Mapping[CaseId, str]
    closed: frozenset[CaseId]
    boards: frozenset[CaseId]


def plan_file(session: Session, case_id: CaseId) -> PlanFile:
    """The plan of a review, or of a board, with everything on it. Raises ``RecordUnknown``."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        board = next(iter(work.of_case(BoardPlan, case_id)), None)
        holder = board or work.get(Case, RecordId(case_id))
        return PlanFile(
            case_id=case_id,
            label=holder.label,
            source=board.source if board else ActionSource.REVIEW,
            closed=holder.closed_words,
            is_board=board is not None,
            recommendations=work.of_case(Recommendation, case_id),
            actions=work.of_case(Action, case_id),
            updates=work.of_case(ActionUpdate, case_id),
            sent=work.of_case(RecommendationSent, case_id),
            revisions=work.of_case(TargetRevision, case_id),
            evidence=work.of_case(ActionEvidence, case_id),
            documents=work.of_case(Document, case_id),
        )


def plan_lines(file: PlanFile, on: date) -> tuple[ActionLine, ...]:
    """The lines of one plan by their number, with ``on`` as today."""
    heard = _latest(file.updates)
    shown = Counter(one.action_id for one in file.evidence)
    items = {item.id: item for item in file.recommendations}
    lines = [
        _line(action, items[action.recommendation_id], label=file.label, heard=heard, shown=shown, on=on)
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
        boards = work.chosen(BoardPlan, ("label", "closed_on"))
        items = {item.id: item for item in work.chosen(Recommendation, ("id", "number", "text", "scope", "source"))}
        actions = work.chosen(Action, SHOWN)
        heard = _latest(work.chosen(ActionUpdate, ("action_id", "updated_on")))
        shown = Counter(one.action_id for one in work.chosen(ActionEvidence, ("action_id",)))
        sent = {one.recommendation_id for one in work.chosen(RecommendationSent, ("recommendation_id",))}
    labels = {one.case_id: one.label for one in (*cases, *boards)}
    closed = {case.case_id for case in cases if case.status is CaseStatus.CLOSED}
    lines = [
        _line(one, items[one.recommendation_id], label=labels.get(one.case_id, ""), heard=heard, shown=shown, on=today)
        for one in actions
        if one.recommendation_id in items
    ]
    return EveryAction(
        lines=most_pressing(lines),
        unsent=unsent(items.values(), sent),
        labels=labels,
        closed=frozenset(closed | {one.case_id for one in boards if one.closed_on is not None}),
        boards=frozenset(one.case_id for one in boards),
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
