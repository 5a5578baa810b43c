"""Where action plans lie: the compartment of what they belong to, and what the acts on them ask of that."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.actions import Action, ActionUpdate, UpdateKind, plan_mark
from safermk_desktop.domain.board_plan import BoardPlan
from safermk_desktop.domain.case import Case, CaseStatus
from safermk_desktop.domain.home_office import Submission
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import happened
from safermk_desktop.services.ports import Act, Compartment, Reading, Writing
from safermk_desktop.services.session import Session, new_id

FINISHED: Final = "The action is finished. What came later is a file note."


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """What a plan belongs to: a review, or a board's own plan. ``mark`` is its part of an action's reference.

    ``locked_on`` is the day from which the words of its recommendations no longer change.
    """

    opened_on: date
    year: int
    mark: str
    locked_on: date | None = None
    is_board: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPlace:
    """One compartment with action plans. ``holder`` raises ``RecordUnknown``, ``EntryInvalid`` for a closed one."""

    compartment: Compartment
    holder: Callable[[Reading, CaseId], Holder]


def _holder(work: Reading, case_id: CaseId) -> Holder:
    """The review, or the plan of a board, that bears the id."""
    board = next(iter(work.of_case(BoardPlan, case_id)), None)
    return _review(work, case_id) if board is None else _board(board)


def _board(plan: BoardPlan) -> Holder:
    if plan.closed_words:
        raise EntryInvalid(f"The plan is closed. {plan.closed_words}")
    return Holder(opened_on=plan.opened_on, year=plan.opened_on.year, mark=plan.mark, is_board=True)


def _review(work: Reading, case_id: CaseId) -> Holder:
    case = work.get(Case, RecordId(case_id))
    if case.status is CaseStatus.CLOSED:
        raise EntryInvalid("The case is closed. A file note can still be added.")
    year, mark = plan_mark(case.label, case.opened_on)
    sent = work.of_case(Submission, case_id)
    return Holder(opened_on=case.opened_on, year=year, mark=mark, locked_on=sent[0].submitted_on if sent else None)


REVIEW_PLANS: Final = PlanPlace(compartment=Compartment.REVIEWS, holder=_holder)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWork:
    """A transaction on the plan of one case or board."""

    work: Writing
    session: Session
    case_id: CaseId
    holder: Holder

    def action(self, action_id: RecordId) -> Action:
        """An action that is not finished. Raises ``RecordUnknown``, ``EntryInvalid``."""
        found = self.work.get(Action, action_id)
        if found.is_finished:
            raise EntryInvalid(FINISHED)
        return found

    def happened(self, day: date) -> None:
        """Refuse a day in the future or before the plan began. Raises ``DateImpossible``."""
        happened(day, today=self.session.clock.today(), not_before=self.holder.opened_on)

    def log(self, action_id: RecordId, text: str, *, on: date | None = None, kind: UpdateKind) -> None:
        """Add a line to the updates of an action."""
        self.work.put(
            ActionUpdate(
                id=new_id(),
                case_id=self.case_id,
                action_id=action_id,
                updated_on=on or self.session.clock.today(),
                updated_by=self.session.person,
                text=text,
                kind=kind,
            )
        )


@contextmanager
def on_plan(session: Session, act: Act, place: PlanPlace = REVIEW_PLANS) -> Generator[PlanWork]:
    """One act on a plan that is open. Raises ``RecordUnknown``, ``EntryInvalid`` for a closed one."""
    with session.vault.writing(place.compartment, act) as work:
        case_id = CaseId(act.case_id)
        yield PlanWork(work=work, session=session, case_id=case_id, holder=place.holder(work, case_id))
