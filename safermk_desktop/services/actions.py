"""Recommendations and actions, from the first to the last one finished."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from safermk_desktop.domain.actions import Action, ActionStatus, ActionUpdate, Recommendation
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import happened, need, open_file
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id


def add_recommendation(
    session: Session, case_id: CaseId, *, number: int, text: str, level: str, scope: str
) -> RecordId:
    """Record a recommendation of the review. Raises ``EntryMissing``, ``EntryInvalid`` when the number is taken."""
    need(text=text, level=level, scope=scope)
    recommendation_id = new_id()
    with session.vault.writing(
        Compartment.REVIEWS, session.act("add_recommendation", case_id, subject=str(number))
    ) as work:
        if any(item.number == number for item in open_file(work, case_id).recommendations):
            raise EntryInvalid(f"Recommendation {number} is there already.")
        work.put(
            Recommendation(id=recommendation_id, case_id=case_id, number=number, text=text, level=level, scope=scope)
        )
    return recommendation_id


def add_action(
    session: Session,
    case_id: CaseId,
    recommendation_id: RecordId,
    *,
    text: str,
    lead_agency: str,
    lead_role: str,
    target_on: date,
    milestones: tuple[str, ...] = (),
) -> RecordId:
    """Add the next action of a recommendation. Raises ``EntryMissing``, ``RecordUnknown``."""
    need(text=text, lead_agency=lead_agency)
    action_id = new_id()
    with session.vault.writing(
        Compartment.REVIEWS, session.act("add_action", case_id, subject=recommendation_id)
    ) as work:
        work.get(Recommendation, recommendation_id)
        numbers = [a.number for a in open_file(work, case_id).actions if a.recommendation_id == recommendation_id]
        work.put(
            Action(
                id=action_id,
                case_id=case_id,
                recommendation_id=recommendation_id,
                number=max(numbers, default=0) + 1,
                text=text,
                lead_agency=lead_agency,
                lead_role=lead_role,
                target_on=target_on,
                first_target_on=target_on,
                created_on=session.clock.today(),
                milestones=milestones,
            )
        )
    return action_id


def update_action(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    text: str,
    updated_on: date,
    status: ActionStatus | None = None,
) -> None:
    """Record a dated update; "nothing new to report" is one. It resets the silence, never the target date.

    Raises ``EntryMissing``, ``EntryInvalid`` for a status that needs more than an update, ``DateImpossible``.
    """
    need(update=text)
    if status in {ActionStatus.COMPLETE_VERIFIED, ActionStatus.ABANDONED}:
        raise EntryInvalid("Completing and abandoning an action need their own record.")
    with session.vault.writing(Compartment.REVIEWS, session.act("update_action", case_id, subject=action_id)) as work:
        action = work.get(Action, action_id)
        happened(updated_on, today=session.clock.today(), not_before=open_file(work, case_id).case.opened_on)
        work.put(
            ActionUpdate(
                id=new_id(),
                case_id=case_id,
                action_id=action_id,
                updated_on=updated_on,
                updated_by=session.person,
                text=text,
            )
        )
        if status is not None and status is not action.status:
            work.put(replace(action, status=status))


def revise_target(
    session: Session, case_id: CaseId, action_id: RecordId, *, target_on: date, reason: str, approver: str
) -> None:
    """Move an action's target date, with the reason and who approved it. Raises ``EntryMissing``, ``EntryInvalid``."""
    need(reason=reason, approver=approver)
    with session.vault.writing(
        Compartment.REVIEWS, session.act("revise_target", case_id, subject=action_id, why=reason)
    ) as work:
        open_file(work, case_id)
        action = work.get(Action, action_id)
        if action.is_finished:
            raise EntryInvalid("The action is finished.")
        work.put(replace(action, target_on=target_on, revisions=action.revisions + 1))
        work.put(
            ActionUpdate(
                id=new_id(),
                case_id=case_id,
                action_id=action_id,
                updated_on=session.clock.today(),
                updated_by=session.person,
                text=f"Target date revised. Reason: {reason} Approved by: {approver}",
            )
        )


def complete_action(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    completed_on: date,
    outcome: str,
    evidence: str,
    verified_by: str,
) -> None:
    """Complete an action: what changed, the evidence, and another person who verified it.

    Raises ``EntryMissing``, ``EntryInvalid`` when the person at work verifies their own record, ``DateImpossible``.
    """
    need(outcome=outcome, evidence=evidence, verified_by=verified_by)
    if verified_by.strip().casefold() == session.person.casefold():
        raise EntryInvalid("Someone else than the person who records it has to verify an action.")
    with session.vault.writing(Compartment.REVIEWS, session.act("complete_action", case_id, subject=action_id)) as work:
        open_file(work, case_id)
        happened(completed_on, today=session.clock.today())
        work.put(
            replace(
                work.get(Action, action_id),
                status=ActionStatus.COMPLETE_VERIFIED,
                completed_on=completed_on,
                outcome=outcome,
                evidence=evidence,
                verified_by=verified_by,
            )
        )


def abandon_action(
    session: Session, case_id: CaseId, action_id: RecordId, *, on: date, reason: str, approver: str
) -> None:
    """Close an action that will not be done, with the reason and who approved it. Raises ``EntryMissing``."""
    need(reason=reason, approver=approver)
    with session.vault.writing(
        Compartment.REVIEWS, session.act("abandon_action", case_id, subject=action_id, why=reason)
    ) as work:
        open_file(work, case_id)
        happened(on, today=session.clock.today())
        action = work.get(Action, action_id)
        detail = f"Abandoned: {reason} Approved by: {approver}"
        work.put(replace(action, status=ActionStatus.ABANDONED, completed_on=on, outcome=detail))
