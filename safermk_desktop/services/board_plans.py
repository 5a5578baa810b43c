"""Action plans that belong to no review: begun, closed, listed. The rest is done on them as on any other plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from safermk_desktop.domain.actions import Action, ActionSource, plan_mark
from safermk_desktop.domain.board_plan import BOARD_SOURCES, BoardPlan, label_of, mark_of
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import happened, need
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session, new_id

NO_BOARD: Final = "A plan of its own comes from the Prevent board, from assurance or from the management group."


def board_plans(session: Session) -> tuple[BoardPlan, ...]:
    """Every plan of a board, open ones first, then by name."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        found = work.every(BoardPlan)
    return tuple(sorted(found, key=lambda one: (one.closed_on is not None, one.label.casefold())))


def plan_labels(work: Reading) -> Mapping[CaseId, str]:
    """The name of every plan that there is: the label of its review, or its own."""
    cases = {case.case_id: case.label for case in work.chosen(Case, ("label",))}
    return cases | {one.case_id: one.label for one in work.chosen(BoardPlan, ("label",))}


def begin_plan(session: Session, *, source: ActionSource, body: str, opened_on: date, label: str = "") -> CaseId:
    """Begin the plan of a board; without a ``label`` it is named after its body and the year.

    Raises ``EntryMissing``, ``DateImpossible``, ``EntryInvalid`` for a review's source or a name that is taken.
    """
    need(body=body)
    if source not in BOARD_SOURCES:
        raise EntryInvalid(NO_BOARD)
    happened(opened_on, today=session.clock.today())
    plan_id = CaseId(new_id())
    named = label.strip() or label_of(source, body, opened_on.year)
    with session.vault.writing(Compartment.REVIEWS, session.act("begin_plan", plan_id, subject=plan_id)) as work:
        if named.casefold() in {one.casefold() for one in plan_labels(work).values()}:
            raise EntryInvalid(f"There is a plan or a review with the name “{named}” already.")
        work.put(
            BoardPlan(
                id=RecordId(plan_id),
                case_id=plan_id,
                label=named,
                mark=mark_of(body, _marks(work, opened_on.year)),
                source=source,
                body=body.strip(),
                opened_on=opened_on,
            )
        )
    return plan_id


def close_plan(session: Session, plan_id: CaseId, *, closed_on: date, reason: str) -> None:
    """Close a plan whose every action is finished: nothing in it changes then.

    Raises ``EntryMissing``, ``DateImpossible``, ``RecordUnknown``, ``EntryInvalid`` with an action that is open.
    """
    need(reason=reason)
    act = session.act("close_plan", plan_id, subject=plan_id, why=reason)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        plan = work.get(BoardPlan, RecordId(plan_id))
        if plan.closed_on is not None:
            raise EntryInvalid("The plan is closed already.")
        actions = work.of_case(Action, plan_id)
        ended = (max(filter(None, (one.completed_on, one.verified_on)), default=None) for one in actions)
        last = max((plan.opened_on, *filter(None, ended)))
        happened(closed_on, today=session.clock.today(), not_before=last)
        left = sum(not one.is_finished for one in actions)
        if left:
            raise EntryInvalid(
                f"Not finished yet: {count_of(left, 'action')}. Complete, abandon or pass on each first."
            )
        work.put(replace(plan, closed_on=closed_on, closed_reason=reason.strip()))


def _marks(work: Reading, year: int) -> frozenset[str]:
    """The marks that references of that year bear already, of plans and of reviews."""
    cases = (plan_mark(case.label, case.opened_on) for case in work.chosen(Case, ("label", "opened_on")))
    plans = ((one.opened_on.year, one.mark) for one in work.chosen(BoardPlan, ("opened_on", "mark")))
    return frozenset(mark for when, mark in (*cases, *plans) if when == year)
