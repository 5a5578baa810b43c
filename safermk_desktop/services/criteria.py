"""The criteria checklist, the Home Office's answer to a decision, and a decision not to publish (domain 3.2, 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.states import State
from safermk_desktop.domain.steps import Answer, CriteriaCheck, Ground, HomeOfficeAnswer, NotPublished, StepKind
from safermk_desktop.errors import EntryInvalid, EntryMissing
from safermk_desktop.services.casefiles import happened, load, need, open_file, regime_of
from safermk_desktop.services.cases import step_from, take_step
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id

IS_HELD: Final = (
    "A review is held: there is no decision against one that the Home Office could agree with. Record its answer "
    "before the decision is taken anew."
)


def check_criteria(
    session: Session,
    case_id: CaseId,
    *,
    checked_on: date,
    answers: Mapping[str, str],
    views: tuple[str, ...] = (),
    dissent: str = "",
    review_type: str = "full",
) -> None:
    """Fill in the criteria checklist of the case's regime. A later one corrects an earlier; both stay in the log.

    ``answers`` are texts by the id of their criterion. Raises ``EntryMissing`` naming what is not answered,
    ``EntryInvalid``, ``DateImpossible``.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("check_criteria", case_id)) as work:
        file = open_file(work, case_id)
        criteria = regime_of(file.case).criteria
        open_ones = [item.question for item in criteria if not answers.get(item.id, "").strip()]
        if open_ones:
            raise EntryMissing(f"Not answered: {' '.join(open_ones)}")
        received = file.notification.received_on if file.notification else None
        happened(checked_on, today=session.clock.today(), not_before=received)
        work.put(
            CriteriaCheck(
                id=new_id(),
                case_id=case_id,
                checked_on=checked_on,
                checked_by=session.person,
                answers=tuple(f"{item.id}: {answers[item.id].strip()}" for item in criteria),
                views=views,
                dissent=dissent,
                review_type=review_type,
            )
        )


def record_answer(session: Session, case_id: CaseId, *, answer: Answer, answered_on: date, note: str) -> None:
    """Record the Home Office's answer to a decision not to hold a review.

    Raises ``EntryMissing``, ``EntryInvalid`` when no decision is recorded, or it agrees although a review is held,
    ``DateImpossible``.
    """
    need(note=note)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_answer", case_id, subject=answer)) as work:
        file = open_file(work, case_id)
        if file.decision is None:
            raise EntryInvalid("No decision is recorded yet.")
        if file.is_review and answer is Answer.AGREES:
            raise EntryInvalid(IS_HELD)
        happened(answered_on, today=session.clock.today(), not_before=file.decision.decided_on)
        work.put(HomeOfficeAnswer(id=new_id(), case_id=case_id, answer=answer, answered_on=answered_on, note=note))


def record_not_published(
    session: Session,
    case_id: CaseId,
    *,
    ground: Ground,
    reason: str,
    legal_advice: str,
    decided_on: date,
    decided_by: str,
    home_office_consulted_on: date,
    partial: str,
) -> None:
    """Record that the review is not published: exceptional, the Home Office consulted, part of it considered.

    Raises ``EntryMissing``, ``EntryInvalid`` before the Home Office has cleared it, ``DateImpossible``.
    """
    need(reason=reason, legal_advice=legal_advice, decided_by=decided_by, partial_publication=partial)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_not_published", case_id, why=reason)) as work:
        file = open_file(work, case_id)
        regime = regime_of(file.case)
        if (aside := _aside(regime.state_of(file.case))) is None:
            raise EntryInvalid("Whether it is published is decided once the Home Office has cleared the review.")
        happened(home_office_consulted_on, today=session.clock.today(), not_before=file.case.opened_on)
        happened(decided_on, today=session.clock.today(), not_before=home_office_consulted_on)
        work.put(
            NotPublished(
                id=new_id(),
                case_id=case_id,
                ground=ground,
                reason=reason,
                legal_advice=legal_advice,
                decided_on=decided_on,
                decided_by=decided_by,
                home_office_consulted_on=home_office_consulted_on,
                partial=partial,
            )
        )
        step = step_from(session, file, regime.state(aside), kind=StepKind.MOVED)
        take_step(work, file, regime.state(aside), replace(step, reason=reason, approver=decided_by))


def _aside(state: State) -> str | None:
    """Where a review goes from here that is not published, if it may be decided here."""
    return next((way.to for way in state.ways if way.when == "not_published_decided"), None)


def look_at_unpublished(session: Session, case_id: CaseId, *, looked_on: date, note: str) -> None:
    """Record the yearly look at whether the review can be published after all.

    Raises ``EntryMissing``, ``EntryInvalid`` when it was not decided to keep it back, ``DateImpossible``.
    """
    need(note=note)
    with session.vault.writing(Compartment.REVIEWS, session.act("look_at_unpublished", case_id)) as work:
        file = load(work, case_id)  # closed or open: the look is owed as long as the review is kept back
        if not file.unpublished or file.publications:
            raise EntryInvalid("It was not decided to keep this review back.")
        kept = file.unpublished[-1]
        happened(looked_on, today=session.clock.today(), not_before=kept.looked_at_on or kept.decided_on)
        work.put(replace(kept, looked_at_on=looked_on, look_note=note))
