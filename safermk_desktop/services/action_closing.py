"""The end of an action: evidence, what changed, done, verified by another person; or abandoned, or passed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from safermk_desktop.domain.actions import Action, ActionEvidence, ActionStatus, UpdateKind
from safermk_desktop.domain.documents import Audience, Document, PaperKind, extension_of
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import load
from safermk_desktop.services.entries import approved_by_another, happened, need
from safermk_desktop.services.papers import store
from safermk_desktop.services.plan_places import REVIEW_PLANS, PlanPlace, PlanWork, on_plan
from safermk_desktop.services.session import Session, new_id

OWN_WORK = "Someone else than the person who reported it done, or who recorded that, has to verify an action."

NO_FILES = "The plan of a board keeps no files. Say what the evidence is and where it is kept."


def add_evidence(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    title: str,
    dated_on: date,
    changed: str,
    audited: str = "",
    document_id: RecordId | None = None,
    path: Path | None = None,
    place: PlanPlace = REVIEW_PLANS,
) -> RecordId:
    """Record what shows that something changed: a paper of the case, a file that is taken in, or neither.

    Raises ``EntryMissing``, ``DateImpossible``, ``InputMissing``, ``DiskFull``, ``EntryInvalid`` for a finished action.
    """
    need(title=title, what_changed=changed)
    evidence_id = new_id()
    with on_plan(session, session.act("add_evidence", case_id, subject=action_id), place) as plan:
        plan.action(action_id)
        happened(dated_on, today=session.clock.today())
        plan.work.put(
            ActionEvidence(
                id=evidence_id,
                case_id=case_id,
                action_id=action_id,
                document_id=_paper(plan, document_id, path, title.strip()),
                title=title.strip(),
                dated_on=dated_on,
                changed=changed.strip(),
                audited=audited.strip(),
                added_on=session.clock.today(),
                added_by=session.person,
            )
        )
        plan.log(action_id, f"Evidence: {title.strip()}.", kind=UpdateKind.RECORD)
    return evidence_id


def record_outcome(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    outcome: str,
    measure: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Record what difference it made and how that is known; it says nothing of done. Raises ``EntryMissing``."""
    need(outcome=outcome, how_it_is_known=measure)
    with on_plan(session, session.act("record_outcome", case_id, subject=action_id), place) as plan:
        plan.work.put(replace(plan.action(action_id), outcome=outcome.strip(), measure=measure.strip()))


def report_done(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    completed_on: date,
    reported_by: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Record who reported the action done; it stays open until another person verified it.

    Raises ``EntryMissing``, ``DateImpossible``, ``EntryInvalid`` for one that is finished.
    """
    need(reported_by=reported_by)
    with on_plan(session, session.act("report_done", case_id, subject=action_id), place) as plan:
        plan.happened(completed_on)
        done = replace(
            plan.action(action_id),
            status=ActionStatus.COMPLETE_UNVERIFIED,
            completed_on=completed_on,
            reported_by=reported_by.strip(),
            recorded_by=session.person,
        )
        plan.work.put(done)
        plan.log(action_id, f"Reported done by {done.reported_by}.", on=completed_on, kind=UpdateKind.RECORD)


def verify_action(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    verified_on: date,
    verified_by: str,
    sample: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Record that another person verified a done action, and what they looked at.

    Raises ``EntryMissing``, ``DateImpossible``, ``EntryInvalid`` where it was not reported done, has no evidence or no
    outcome, or where the person who reported it done or wrote that down would verify it.
    """
    need(verified_by=verified_by, what_was_checked=sample)
    with on_plan(session, session.act("verify_action", case_id, subject=action_id), place) as plan:
        action = plan.action(action_id)
        _refuse_unready(plan, action)
        _refuse_own(verified_by, action.reported_by, action.recorded_by)
        happened(verified_on, today=session.clock.today(), not_before=action.completed_on)
        verified = replace(
            action,
            status=ActionStatus.COMPLETE_VERIFIED,
            verified_by=verified_by.strip(),
            verified_on=verified_on,
            sample=sample.strip(),
        )
        plan.work.put(verified)
        plan.log(action_id, f"Verified by {verified.verified_by}: {verified.sample}", kind=UpdateKind.RECORD)


def complete_action(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    completed_on: date,
    outcome: str,
    evidence: str,
    verified_by: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Complete an action at once: what changed, the evidence in words, and another person who verified it.

    Raises ``EntryMissing``, ``EntryInvalid`` when the person at work verifies their own record, ``DateImpossible``.
    """
    need(outcome=outcome, evidence=evidence, verified_by=verified_by)
    with on_plan(session, session.act("complete_action", case_id, subject=action_id), place) as plan:
        action = plan.action(action_id)
        reported_by = action.reported_by or session.person
        _refuse_own(verified_by, reported_by, session.person)
        plan.happened(completed_on)
        plan.work.put(
            replace(
                action,
                status=ActionStatus.COMPLETE_VERIFIED,
                completed_on=completed_on,
                outcome=outcome,
                evidence=evidence,
                reported_by=reported_by,
                recorded_by=action.recorded_by or session.person,
                verified_by=verified_by.strip(),
                verified_on=completed_on,
            )
        )


def abandon_action(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    on: date,
    reason: str,
    approver: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Close an action that will not be done, with the reason and who approved it.

    Raises ``EntryMissing``, ``DateImpossible``, ``EntryInvalid`` where the person at work would approve it.
    """
    need(reason=reason, approver=approver)
    approved_by_another(approver, session.person)
    with on_plan(session, session.act("abandon_action", case_id, subject=action_id, why=reason), place) as plan:
        plan.happened(on)
        plan.work.put(
            replace(
                plan.action(action_id),
                status=ActionStatus.ABANDONED,
                completed_on=on,
                closed_reason=reason.strip(),
                closed_approver=approver.strip(),
            )
        )


def transfer_action(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    on: date,
    receiver: str,
    reason: str,
    approver: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Close an action that another plan or body took over, with the reason and who approved it. Raises as above."""
    need(receiver=receiver, reason=reason, approver=approver)
    approved_by_another(approver, session.person)
    with on_plan(session, session.act("transfer_action", case_id, subject=action_id, why=reason), place) as plan:
        plan.happened(on)
        plan.work.put(
            replace(
                plan.action(action_id),
                status=ActionStatus.TRANSFERRED,
                completed_on=on,
                receiver=receiver.strip(),
                closed_reason=reason.strip(),
                closed_approver=approver.strip(),
            )
        )


def _paper(plan: PlanWork, document_id: RecordId | None, path: Path | None, title: str) -> str:
    """The id of the paper that shows it, one of the case or a file taken in now; empty for neither."""
    if path is not None:
        return _taken_in(plan, path, title)
    return plan.work.get(Document, document_id).id if document_id else ""


def _taken_in(plan: PlanWork, path: Path, title: str) -> RecordId:
    """The file as a paper of the case, within the act; what it was called outside is not kept."""
    session = plan.session
    if plan.holder.is_board:
        raise EntryInvalid(NO_FILES)
    size = session.files.size(path)
    return store(
        session,
        plan.work,
        load(plan.work, plan.case_id),
        kind=PaperKind.OTHER,
        title=title,
        audience=Audience.INTERNAL,
        data=session.files.pieces(path),
        size=size,
        extension=extension_of(path.name),
    ).id


def _refuse_unready(plan: PlanWork, action: Action) -> None:
    if action.status is not ActionStatus.COMPLETE_UNVERIFIED or action.completed_on is None:
        raise EntryInvalid("It was not reported done yet.")
    if not action.outcome.strip():
        raise EntryInvalid(
            f"It was done on {long_date(action.completed_on)}; what changed by it is not recorded. Record the outcome."
        )
    shown = (one for one in plan.work.of_case(ActionEvidence, plan.case_id) if one.action_id == action.id)
    if not action.evidence.strip() and next(shown, None) is None:
        raise EntryInvalid("There is no evidence of it. Add what shows that something changed.")


def _refuse_own(verified_by: str, *others: str) -> None:
    if _same(verified_by) in {_same(one) for one in others if one}:
        raise EntryInvalid(OWN_WORK)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
