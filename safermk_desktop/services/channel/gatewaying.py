"""The police gateway, what partners are asked for, and the decision of section 36."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from safermk_desktop.domain.channel.case import ChannelStepKind
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.conditions import history_seen
from safermk_desktop.domain.channel.referral import (
    Decider,
    GatewayAnswer,
    GatewayOutcome,
    PartnerRequest,
    ReturnState,
    Section36Decision,
)
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import EntryInvalid, GateClosed
from safermk_desktop.services.channel.files import PREVENT, channel_course, live_file, own, settings_of
from safermk_desktop.services.channel.moving import take_channel_step
from safermk_desktop.services.entries import happened, need
from safermk_desktop.services.ports import Writing
from safermk_desktop.services.session import Session, new_id

LIVE_MATTER = (
    "Of a live matter of the police nothing is kept but that the case was not progressed: leave the note empty."
)


def record_gateway(
    session: Session, case_id: ChannelId, *, answer: GatewayAnswer, answered_on: date, note: str = ""
) -> None:
    """Record the outcome of the police gateway. A later word replaces it: the police may change their view.

    Once the case has left the gateway, an answer that the police lead or that it is not progressed moves it at once.
    Raises ``EntryInvalid`` for a note on a live matter, ``GateClosed`` where the history is still to be seen,
    ``DateImpossible``.
    """
    if answer is GatewayAnswer.NOT_PROGRESSED and note.strip():
        raise EntryInvalid(LIVE_MATTER)
    with session.vault.writing(PREVENT, session.act("record_gateway", case_id)) as work:
        file = live_file(session, work, case_id)
        happened(answered_on, today=session.clock.today(), not_before=file.case.opened_on)
        outcome = GatewayOutcome(id=new_id(), case_id=case_id, answer=answer, answered_on=answered_on, note=note)
        work.put(outcome)
        if file.visit > 1:
            _move_by_police(session, work, replace(file, gateway=(*file.gateway, outcome)), answer)


def _move_by_police(session: Session, work: Writing, file: ChannelFile, answer: GatewayAnswer) -> None:
    course = channel_course(file.case)
    to = {GatewayAnswer.POLICE_LED: course.police_led, GatewayAnswer.NOT_PROGRESSED: course.not_progressed}.get(answer)
    if to is None or to == file.case.state:
        return
    if history_seen(file) is not None:
        raise GateClosed("The chair has not looked at the whole history of the person.")
    take_channel_step(session, work, file, course.state(to), kind=ChannelStepKind.POLICE)


def ask_partner(
    session: Session,
    case_id: ChannelId,
    *,
    organisation: str,
    asked_on: date,
    due_on: date | None = None,
    note: str = "",
) -> RecordId:
    """Record that a partner was asked for what it knows; ten working days, or as the panel set, without a day.

    Raises ``EntryMissing``, ``DateImpossible``.
    """
    need(organisation=organisation)
    request_id = new_id()
    with session.vault.writing(PREVENT, session.act("ask_partner", case_id)) as work:
        file = live_file(session, work, case_id)
        happened(asked_on, today=session.clock.today(), not_before=file.case.opened_on)
        due = due_on or session.calendar.after(asked_on, settings_of(work)["return_days"])
        happened(asked_on, today=due)  # the day to answer by cannot lie before the asking
        request = PartnerRequest(
            id=request_id,
            case_id=case_id,
            organisation=organisation,
            asked_on=asked_on,
            due_on=due,
            state=ReturnState.ASKED,
            returned_on=None,
            note=note,
        )
        work.put(request)
    return request_id


def settle_return(
    session: Session, case_id: ChannelId, request_id: RecordId, *, state: ReturnState, on: date, note: str = ""
) -> None:
    """Record that a return came in, that the partner holds nothing, or that it was chased.

    Raises ``EntryInvalid``, ``DateImpossible``.
    """
    if state is ReturnState.ASKED:
        raise EntryInvalid("Say whether the return is in, the partner holds nothing, or it was chased.")
    with session.vault.writing(PREVENT, session.act("settle_return", case_id, subject=request_id)) as work:
        live_file(session, work, case_id)
        request = own(work, PartnerRequest, request_id, case_id)
        happened(on, today=session.clock.today(), not_before=request.asked_on)
        came = None if state is ReturnState.CHASED else on
        work.put(replace(request, state=state, returned_on=came, note=note or request.note))


def decide_section36(
    session: Session,
    case_id: ChannelId,
    *,
    decided_on: date,
    decider: Decider,
    decided_by: str,
    is_reasonable: bool,
    grounds: str,
) -> None:
    """Record whether there are reasonable grounds to believe that the person is vulnerable, and who decided (s.36(3)).

    Raises ``EntryMissing``, ``DateImpossible``.
    """
    need(decided_by=decided_by, grounds=grounds)
    with session.vault.writing(PREVENT, session.act("decide_section36", case_id)) as work:
        file = live_file(session, work, case_id)
        assessed = file.assessment()
        not_before = max(file.round_from, assessed.assessed_on) if assessed else file.round_from
        happened(decided_on, today=session.clock.today(), not_before=not_before)
        work.put(
            Section36Decision(
                id=new_id(),
                case_id=case_id,
                decided_on=decided_on,
                decider=decider,
                decided_by=decided_by,
                is_reasonable=is_reasonable,
                grounds=grounds,
            )
        )
