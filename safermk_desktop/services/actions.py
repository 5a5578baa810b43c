"""Recommendations and the actions that deliver them, while they are under way."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import chain, count

from safermk_desktop.domain.actions import (
    BY_UPDATE,
    LEVELS,
    NOTHING_NEW,
    SCOPES,
    SOURCE_WORDS,
    Action,
    ActionSource,
    ActionStatus,
    Recommendation,
    RecommendationSent,
    TargetRevision,
    UpdateKind,
    reference,
)
from safermk_desktop.domain.board_plan import BOARD_SOURCES
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.entries import approved_by_another, happened, lies_ahead, need
from safermk_desktop.services.plan_places import FINISHED, REVIEW_PLANS, Holder, PlanPlace, PlanWork, on_plan
from safermk_desktop.services.session import Session, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWords:
    """What is written about an action and may be corrected; each other field is the record of an act."""

    text: str
    lead_agency: str
    lead_role: str = ""
    lead_person: str = ""
    deputy_role: str = ""
    deputy_person: str = ""
    contributors: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    for_management: bool = True
    for_partnership: bool = True
    for_public: bool = True
    themes: tuple[str, ...] = ()

    @classmethod
    def of(cls, action: Action) -> ActionWords:
        """What is written about ``action`` now."""
        return cls(**{field.name: getattr(action, field.name) for field in fields(cls)})

    def on(self, action: Action) -> Action:
        """``action`` with these words."""
        return replace(action, **{field.name: getattr(self, field.name) for field in fields(self)})


def add_recommendation(
    session: Session,
    case_id: CaseId,
    *,
    number: int,
    text: str,
    level: str,
    scope: str,
    source: ActionSource = ActionSource.REVIEW,
    source_reference: str = "",
    lesson: str = "",
    place: PlanPlace = REVIEW_PLANS,
) -> RecordId:
    """Record a recommendation.

    Raises ``EntryMissing``, ``EntryInvalid`` for a number that is taken or none, or a source that such a plan has not.
    """
    _fits(text, level, scope)
    if number < 1:
        raise EntryInvalid("Recommendations are numbered from 1.")
    recommendation_id = new_id()
    with on_plan(session, session.act("add_recommendation", case_id, subject=str(number)), place) as plan:
        if any(item.number == number for item in plan.work.of_case(Recommendation, case_id)):
            raise EntryInvalid(f"Recommendation {number} is there already.")
        _comes_from(plan.holder, source)
        plan.work.put(
            Recommendation(
                id=recommendation_id,
                case_id=case_id,
                number=number,
                text=text.strip(),
                level=level,
                scope=scope,
                source=source,
                source_reference=source_reference.strip(),
                lesson=lesson.strip(),
            )
        )
    return recommendation_id


def change_recommendation(session: Session, changed: Recommendation, *, place: PlanPlace = REVIEW_PLANS) -> None:
    """Correct a recommendation; its number stays. Raises ``EntryMissing``, ``RecordUnknown``.

    ``EntryInvalid`` where the words of a review's recommendation change after its report was submitted.
    """
    _fits(changed.text, changed.level, changed.scope)
    with on_plan(session, session.act("change_recommendation", changed.case_id, subject=changed.id), place) as plan:
        was, locked = plan.work.get(Recommendation, changed.id), plan.holder.locked_on
        if changed.source is not was.source:
            _comes_from(plan.holder, changed.source)
        if changed.text != was.text and was.source is ActionSource.REVIEW and locked is not None:
            raise EntryInvalid(
                f"The report was submitted on {long_date(locked)} with this recommendation: its words no longer change."
            )
        plan.work.put(replace(changed, number=was.number))


def send_recommendation(
    session: Session,
    case_id: CaseId,
    recommendation_id: RecordId,
    *,
    recipient: str,
    sent_on: date,
    method: str,
    place: PlanPlace = REVIEW_PLANS,
) -> RecordId:
    """Record to whom a national or regional recommendation was sent, and when.

    Raises ``EntryMissing``, ``DateImpossible``, ``EntryInvalid`` for a local one: its actions deliver it.
    """
    need(recipient=recipient, method=method)
    sent_id = new_id()
    with on_plan(session, session.act("send_recommendation", case_id, subject=recommendation_id), place) as plan:
        if plan.work.get(Recommendation, recommendation_id).scope == SCOPES[0]:
            raise EntryInvalid("A local recommendation is delivered by its actions: only others are sent to a body.")
        plan.happened(sent_on)
        plan.work.put(
            RecommendationSent(
                id=sent_id,
                case_id=case_id,
                recommendation_id=recommendation_id,
                recipient=recipient.strip(),
                sent_on=sent_on,
                method=method.strip(),
                sent_by=session.person,
            )
        )
    return sent_id


def record_answer(
    session: Session,
    case_id: CaseId,
    sent_id: RecordId,
    *,
    answered_on: date,
    answer: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Record what the body answered. Raises ``EntryMissing``, ``DateImpossible``, ``RecordUnknown``."""
    need(answer=answer)
    with on_plan(session, session.act("record_recommendation_answer", case_id, subject=sent_id), place) as plan:
        sent = plan.work.get(RecommendationSent, sent_id)
        happened(answered_on, today=session.clock.today(), not_before=sent.sent_on)
        plan.work.put(replace(sent, answered_on=answered_on, answer=answer.strip()))


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
    words: ActionWords | None = None,
    place: PlanPlace = REVIEW_PLANS,
) -> RecordId:
    """Add the next action of a recommendation; ``words`` says the rest of it. Raises ``EntryMissing``."""
    need(text=text, lead_agency=lead_agency)
    action_id = new_id()
    with on_plan(session, session.act("add_action", case_id, subject=recommendation_id), place) as plan:
        recommendation = plan.work.get(Recommendation, recommendation_id)
        there = plan.work.of_case(Action, case_id)
        number = 1 + max((one.number for one in there if one.recommendation_id == recommendation_id), default=0)
        action = Action(
            id=action_id,
            case_id=case_id,
            recommendation_id=recommendation_id,
            number=number,
            text=text,
            lead_agency=lead_agency,
            lead_role=lead_role,
            target_on=target_on,
            first_target_on=target_on,
            created_on=session.clock.today(),
            reference=_reference(plan, recommendation.number, number),
            milestones=milestones,
        )
        own = {"text": text.strip(), "lead_agency": lead_agency.strip(), "lead_role": lead_role.strip()}
        rest = replace(words, **own, milestones=milestones or words.milestones) if words else ActionWords.of(action)
        plan.work.put(rest.on(action))
    return action_id


def change_action(
    session: Session, case_id: CaseId, action_id: RecordId, words: ActionWords, *, place: PlanPlace = REVIEW_PLANS
) -> None:
    """Correct what is written about an action. Another lead agency has to accept it anew.

    Raises ``EntryMissing``, ``RecordUnknown``, ``EntryInvalid`` where more than its themes and where it is reported
    would change on a finished action.
    """
    need(text=words.text, lead_agency=words.lead_agency)
    with on_plan(session, session.act("change_action", case_id, subject=action_id), place) as plan:
        was = plan.work.get(Action, action_id)
        now = words.on(was)
        if was.is_finished and _reported(now, was) != was:
            raise EntryInvalid(FINISHED)
        if now.lead_agency != was.lead_agency:
            now = replace(now, accepted_on=None, accepted_by="")
        if now != was:
            plan.work.put(now)


def accept_action(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    accepted_on: date,
    accepted_by: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Record that the lead agency accepted the action, and who did for it. Raises ``EntryMissing``."""
    need(accepted_by=accepted_by)
    with on_plan(session, session.act("accept_action", case_id, subject=action_id), place) as plan:
        plan.happened(accepted_on)
        action = replace(plan.action(action_id), accepted_on=accepted_on, accepted_by=accepted_by.strip())
        plan.work.put(action)
        told = f"Accepted by {action.lead_agency}: {action.accepted_by}."
        plan.log(action_id, told, on=accepted_on, kind=UpdateKind.RECORD)


def update_action(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    text: str,
    updated_on: date,
    status: ActionStatus | None = None,
    is_verbal: bool = False,
    is_at_risk: bool | None = None,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Record a dated update; "nothing new to report" is one. It resets the silence, never the target date.

    Raises ``EntryMissing``, ``EntryInvalid`` for a status that needs more than an update, ``DateImpossible``.
    """
    need(update=text)
    if status is not None and status not in BY_UPDATE | {ActionStatus.COMPLETE_UNVERIFIED}:
        raise EntryInvalid("Completing, abandoning and transferring an action need their own record.")
    kind = UpdateKind.VERBAL if is_verbal else UpdateKind.WRITTEN
    if text.strip().rstrip(".").casefold() == NOTHING_NEW.rstrip(".").casefold():
        kind = UpdateKind.NOTHING_NEW
    with on_plan(session, session.act("update_action", case_id, subject=action_id), place) as plan:
        action = plan.action(action_id)
        plan.happened(updated_on)
        plan.log(action_id, text.strip(), on=updated_on, kind=kind)
        now = action if status is None else _moved(action, status, session)
        now = now if is_at_risk is None else replace(now, is_at_risk=is_at_risk)
        if now != action:
            plan.work.put(now)


def revise_target(
    session: Session,
    case_id: CaseId,
    action_id: RecordId,
    *,
    target_on: date,
    reason: str,
    approver: str,
    place: PlanPlace = REVIEW_PLANS,
) -> None:
    """Move an action's target date, with the reason and who approved it; every earlier date is kept.

    Raises ``EntryMissing``, ``EntryInvalid`` for a finished action, for the date that is set already, and where the
    person at work would approve it; ``DateImpossible`` for a day that has passed.
    """
    need(reason=reason, approver=approver)
    approved_by_another(approver, session.person)
    lies_ahead(target_on, today=session.clock.today())
    with on_plan(session, session.act("revise_target", case_id, subject=action_id, why=reason), place) as plan:
        action = plan.action(action_id)
        if target_on == action.target_on:
            raise EntryInvalid("That is its target date already.")
        plan.work.put(replace(action, target_on=target_on, revisions=action.revisions + 1))
        plan.work.put(
            TargetRevision(
                id=new_id(),
                case_id=case_id,
                action_id=action_id,
                was_on=action.target_on,
                now_on=target_on,
                reason=reason.strip(),
                approver=approver.strip(),
                revised_on=session.clock.today(),
                revised_by=session.person,
            )
        )
        told = f"Target date revised. Reason: {reason} Approved by: {approver}"
        plan.log(action_id, told, kind=UpdateKind.RECORD)


def _fits(text: str, level: str, scope: str) -> None:
    need(text=text, level=level, scope=scope)
    if level not in LEVELS or scope not in SCOPES:
        raise EntryInvalid(f"A level is one of {', '.join(LEVELS)}, a scope one of {', '.join(SCOPES)}.")


def _comes_from(holder: Holder, source: ActionSource) -> None:
    """No review stands behind the plan of a board, nor a letter about its report."""
    if holder.is_board and source not in BOARD_SOURCES:
        raise EntryInvalid(f"This plan is a board's own: {SOURCE_WORDS[source]} is no source of it.")


def _reference(plan: PlanWork, recommendation: int, number: int) -> str:
    """The reference of an action. A returned form is told by it: no plan takes what another's begin with."""
    mark, year, prefix = plan.holder.mark, plan.holder.year, plan.session.partnership.prefix
    others = [one.reference for one in plan.work.chosen(Action, ("reference",)) if one.case_id != plan.case_id]
    marks = chain((mark,), (f"{mark}-{again}" for again in count(2)))
    own = next(one for one in marks if not any(each.startswith(f"{prefix}-{year}-{one}-R") for each in others))
    return reference(prefix, year, own, recommendation=recommendation, number=number)


def _reported(now: Action, was: Action) -> Action:
    """``now`` with the themes and the reporting of ``was``, which may change at any time."""
    return replace(
        now,
        themes=was.themes,
        for_management=was.for_management,
        for_partnership=was.for_partnership,
        for_public=was.for_public,
    )


def _moved(action: Action, status: ActionStatus, session: Session) -> Action:
    """The action with a status of an update; one that was reported done and is not any more is open again."""
    if status is ActionStatus.COMPLETE_UNVERIFIED:
        if action.status is status:
            return action
        today, person = session.clock.today(), session.person
        return replace(action, status=status, completed_on=today, reported_by=person, recorded_by=person)
    return replace(action, status=status, completed_on=None, reported_by="", recorded_by="")
