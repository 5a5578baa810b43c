"""Consent to support, the support plan with its objectives, and every contact that was delivered or failed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from safermk_desktop.domain.channel.case import ChannelStepKind
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.conditions import consent_live
from safermk_desktop.domain.channel.support import (
    EXPLAINED,
    SCOPES,
    STATUTORY,
    Consent,
    ConsentAnswer,
    Consenter,
    Objective,
    SupportContact,
    SupportKind,
    SupportPlan,
    wrong_consenter,
)
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import EntryInvalid, EntryMissing, GateClosed
from safermk_desktop.services.channel.files import PREVENT, channel_course, live_file, own
from safermk_desktop.services.channel.moving import take_channel_step
from safermk_desktop.services.entries import happened, need
from safermk_desktop.services.ports import Writing
from safermk_desktop.services.session import Session, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """One answer to the request for consent (domain 6.3)."""

    answered_on: date
    consenter: Consenter
    name: str
    relationship: str
    method: str
    explained: tuple[str, ...] = EXPLAINED
    scope: tuple[str, ...] = SCOPES[:1]
    capacity_note: str = ""
    young_person_view: str = ""
    witness: str = ""
    copy_held: bool = False


def record_consent(session: Session, case_id: ChannelId, new: NewConsent) -> RecordId:
    """Record that consent was given, after all was explained, by whom the law asks it of (s.36(4)(b), note 206).

    Raises ``EntryMissing``, ``EntryInvalid`` (the wrong person, something not explained), ``DateImpossible``.
    """
    _refuse_incomplete(new)
    with session.vault.writing(PREVENT, session.act("record_consent", case_id)) as work:
        file = live_file(session, work, case_id)
        _refuse_day(session, file, new.answered_on)
        consent = _consent(case_id, new, ConsentAnswer.GIVEN, reason="")
        wrong = wrong_consenter(consent, file.person.born_on, new.answered_on)
        if wrong:
            raise EntryInvalid(wrong)
        work.put(consent)
    return consent.id


def record_refusal(session: Session, case_id: ChannelId, new: NewConsent, *, reason: str) -> None:
    """Record that consent was refused. The case goes the same day to where the panel considers what else there is.

    Raises ``EntryMissing``, ``EntryInvalid`` before the panel adopted the case, ``DateImpossible``.
    """
    need(name=new.name, reason=reason)
    with session.vault.writing(PREVENT, session.act("record_refusal", case_id)) as work:
        file = live_file(session, work, case_id)
        _refuse_day(session, file, new.answered_on)
        work.put(_consent(case_id, new, ConsentAnswer.REFUSED, reason=reason))
        _to_refused(session, work, file, ChannelStepKind.REFUSED)


def withdraw_consent(session: Session, case_id: ChannelId, *, withdrawn_on: date, by: str, reason: str) -> None:
    """Record that consent was withdrawn; support ends and the case moves the same day (invariant 7).

    Raises ``EntryMissing``, ``EntryInvalid`` where there is none, ``DateImpossible``.
    """
    need(who_withdrew=by, reason=reason)
    with session.vault.writing(PREVENT, session.act("withdraw_consent", case_id)) as work:
        file = live_file(session, work, case_id)
        consent = file.consent
        if consent is None or not consent.is_live(session.clock.today()):
            raise EntryInvalid("There is no consent to withdraw.")
        _refuse_left(file)
        happened(withdrawn_on, today=session.clock.today(), not_before=consent.answered_on)
        work.put(replace(consent, withdrawn_on=withdrawn_on, withdrawn_by=by, withdrawn_reason=reason))
        _to_refused(session, work, file, ChannelStepKind.WITHDRAWN)


def write_plan(session: Session, case_id: ChannelId, plan: SupportPlan) -> RecordId:
    """Keep the next version of the support plan; what section 36(5) asks for must be said. Returns its id.

    Raises ``EntryMissing``, ``EntryInvalid`` before the panel adopted the case, ``DateImpossible``.
    """
    need(lead_professional=plan.lead_professional, **{name: str(getattr(plan, name)) for name in STATUTORY})
    plan_id = new_id()
    with session.vault.writing(PREVENT, session.act("write_plan", case_id)) as work:
        file = _adopted(session, work, case_id)
        happened(plan.made_on, today=session.clock.today(), not_before=file.adopted_on)
        version = max((one.version for one in file.plans), default=0) + 1
        work.put(replace(plan, id=plan_id, case_id=case_id, version=version))
    return plan_id


def put_objective(
    session: Session,
    case_id: ChannelId,
    *,
    need_met: str,
    factor: str,
    support: SupportKind,
    provider: str,
    starts_on: date,
    how_often: str,
    measure: str,
) -> RecordId:
    """Add an objective to the plan. Raises ``EntryMissing``, ``EntryInvalid`` without a plan."""
    need(need=need_met, provider=provider, how_often=how_often, measure=measure)
    objective_id = new_id()
    with session.vault.writing(PREVENT, session.act("put_objective", case_id)) as work:
        file = _adopted(session, work, case_id)
        if file.plan is None:
            raise EntryInvalid("There is no support plan yet.")
        work.put(
            Objective(
                id=objective_id,
                case_id=case_id,
                number=max((one.number for one in file.objectives), default=0) + 1,
                need=need_met,
                factor=factor,
                support=support,
                provider=provider,
                starts_on=starts_on,
                how_often=how_often,
                measure=measure,
            )
        )
    return objective_id


def record_progress(
    session: Session, case_id: ChannelId, objective_id: RecordId, *, progress: str, ends_on: date | None = None
) -> None:
    """Record how an objective goes. Raises ``EntryMissing``, ``RecordUnknown``."""
    need(progress=progress)
    with session.vault.writing(PREVENT, session.act("record_progress", case_id, subject=objective_id)) as work:
        live_file(session, work, case_id)
        held = own(work, Objective, objective_id, case_id)
        work.put(replace(held, progress=progress, ends_on=ends_on or held.ends_on))


def record_contact(
    session: Session,
    case_id: ChannelId,
    objective_id: RecordId,
    *,
    happened_on: date,
    by: str,
    was_delivered: bool,
    note: str = "",
) -> None:
    """Record a contact of support. Without consent that day none can have been delivered (invariant 7).

    Raises ``GateClosed`` without consent, ``EntryMissing``, ``DateImpossible``.
    """
    need(who_gave_it=by)
    if not was_delivered:
        need(why_it_failed=note)
    with session.vault.writing(PREVENT, session.act("record_contact", case_id, subject=objective_id)) as work:
        file = live_file(session, work, case_id)
        happened(happened_on, today=session.clock.today(), not_before=file.adopted_on)
        if was_delivered:
            _refuse_without_consent(file, happened_on)
        own(work, Objective, objective_id, case_id)
        work.put(
            SupportContact(
                id=new_id(),
                case_id=case_id,
                objective_id=objective_id,
                happened_on=happened_on,
                by=by,
                was_delivered=was_delivered,
                note=note,
            )
        )


def _refuse_without_consent(file: ChannelFile, on: date) -> None:
    if file.case.state != channel_course(file.case).support:
        raise GateClosed("The case is not in support.")
    missing = consent_live(replace(file, today=on))
    if missing is not None:
        raise GateClosed(missing or "There was no consent to the support that day.")


def _refuse_incomplete(new: NewConsent) -> None:
    need(name=new.name, relationship=new.relationship, method=new.method)
    left = [name.replace("_", " ") for name in EXPLAINED if name not in new.explained]
    if left:
        raise EntryMissing(f"It was not explained: {', '.join(left)}.")
    if "support" not in new.scope or set(new.scope) - set(SCOPES):
        raise EntryInvalid("Consent is for the support; it may go to sharing information and to the school as well.")


def _refuse_day(session: Session, file: ChannelFile, answered_on: date) -> None:
    if file.adopted_on is None:
        raise EntryInvalid("The panel has not adopted the case: there is no support yet to consent to.")
    _refuse_left(file)
    happened(answered_on, today=session.clock.today(), not_before=file.adopted_on)


def _refuse_left(file: ChannelFile) -> None:
    if file.exit is not None:
        raise EntryInvalid("The person has left the programme: there is no support to consent to.")


def _adopted(session: Session, work: Writing, case_id: ChannelId) -> ChannelFile:
    file = live_file(session, work, case_id)
    if file.adopted_on is None:
        raise EntryInvalid("The panel has not adopted the case.")
    return file


def _to_refused(session: Session, work: Writing, file: ChannelFile, kind: ChannelStepKind) -> None:
    course = channel_course(file.case)
    take_channel_step(session, work, file, course.state(course.refused), kind=kind)


def _consent(case_id: ChannelId, new: NewConsent, answer: ConsentAnswer, *, reason: str) -> Consent:
    return Consent(
        id=new_id(),
        case_id=case_id,
        answer=answer,
        answered_on=new.answered_on,
        consenter=new.consenter,
        name=new.name,
        relationship=new.relationship,
        capacity_note=new.capacity_note,
        young_person_view=new.young_person_view,
        explained=new.explained,
        scope=new.scope,
        method=new.method,
        witness=new.witness,
        copy_held=new.copy_held,
        reason=reason,
    )
