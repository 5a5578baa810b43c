"""What the panel decides about a case in its meeting, by which route, and the actions of the minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.panel import (
    AgendaItem,
    CaseAction,
    CaseActionStatus,
    ChannelAttendance,
    ChannelMeeting,
    ChannelMember,
    Outcome,
    PanelDecision,
    PanelReview,
    Route,
    Votes,
    cannot_decide,
    present,
    route_refused,
    voters,
)
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import EntryInvalid, GateClosed
from safermk_desktop.services.channel.files import PREVENT, channel_course, live_file, own
from safermk_desktop.services.entries import happened, need
from safermk_desktop.services.ports import Reading, Writing
from safermk_desktop.services.session import Session, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided: the outcome, the route, the votes by agency, and why. A dissent is said where there was one."""

    outcome: Outcome
    route: Route
    votes: Votes
    reasons: str
    dissent: str = ""
    next_on: date | None = None
    progress: tuple[str, ...] = ()
    new_information: str = ""
    assessment_due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """An action of the minutes."""

    text: str
    owner: str
    agency: str
    due_on: date


def decide(
    session: Session, case_id: ChannelId, item_id: RecordId, decided: Decided, *, actions: tuple[NewAction, ...] = ()
) -> RecordId:
    """Record the decision on one case, with its review and actions, in one act. Returns the decision's id.

    Raises ``GateClosed`` where the law asks for somebody who is not there (s.37(1), (3), (5)), ``EntryInvalid`` for
    an outcome that the state does not take or a route that the votes do not give (s.37(6)), ``EntryMissing``.
    """
    need(reasons=decided.reasons)
    with session.vault.writing(PREVENT, session.act("decide", case_id, subject=item_id)) as work:
        file = live_file(session, work, case_id)
        item = own(work, AgendaItem, item_id, case_id)
        meeting = work.get(ChannelMeeting, item.meeting_id)
        happened(meeting.held_on, today=session.clock.today(), not_before=file.round_from)
        _refuse_decided(file, item)
        _refuse_outcome(file, decided.outcome)
        _refuse_vote(work, file, item, decided)
        decision_id = _put(session, work, file, item, decided, held_on=meeting.held_on)
        for action in actions:
            _put_action(work, case_id, meeting, action)
    return decision_id


def add_case_action(session: Session, case_id: ChannelId, meeting_id: RecordId, action: NewAction) -> RecordId:
    """Add an action to the minutes of a case. Raises ``EntryMissing``, ``DateImpossible``."""
    with session.vault.writing(PREVENT, session.act("add_case_action", case_id, subject=meeting_id)) as work:
        live_file(session, work, case_id)
        return _put_action(work, case_id, work.get(ChannelMeeting, meeting_id), action)


def end_action(
    session: Session, case_id: ChannelId, action_id: RecordId, *, status: CaseActionStatus, on: date, outcome: str
) -> None:
    """Record that an action is done, or dropped with the reason. Raises ``EntryMissing``, ``EntryInvalid``."""
    need(outcome=outcome)
    if status is CaseActionStatus.OPEN:
        raise EntryInvalid("Say whether it is done or dropped.")
    with session.vault.writing(PREVENT, session.act("end_action", case_id, subject=action_id)) as work:
        live_file(session, work, case_id)
        happened(on, today=session.clock.today())
        work.put(replace(own(work, CaseAction, action_id, case_id), status=status, ended_on=on, outcome=outcome))


def _refuse_outcome(file: ChannelFile, outcome: Outcome) -> None:
    taken = channel_course(file.case).outcomes.get(file.case.state, ())
    if outcome not in taken:
        words = ", ".join(one.value.replace("_", " ") for one in taken) or "none"
        raise EntryInvalid(f"The panel cannot decide that in this state of the case; it can decide: {words}.")


def _refuse_decided(file: ChannelFile, item: AgendaItem) -> None:
    if any(one.item_id == item.id and one.visit != file.visit for one in file.decisions):
        raise EntryInvalid("The case moved on by what was decided on that item: put it on the agenda of a meeting.")


def _refuse_vote(work: Reading, file: ChannelFile, item: AgendaItem, decided: Decided) -> None:
    members = [one for one in work.every(ChannelMember) if one.id in item.invited]
    attendance = [one for one in work.every(ChannelAttendance) if one.meeting_id == item.meeting_id]
    voting = voters(item, present(members, attendance))
    missing = cannot_decide(voting, file.case.residence_force)
    if missing:
        raise GateClosed(" ".join(missing))
    refused = route_refused(decided.route, decided.votes, voting)
    if refused:
        raise EntryInvalid(refused)
    if decided.votes.against and not decided.dissent.strip():
        raise EntryInvalid("Somebody voted against it: the reason of the dissent is recorded.")


def _put(
    session: Session, work: Writing, file: ChannelFile, item: AgendaItem, decided: Decided, *, held_on: date
) -> RecordId:
    decision_id = new_id()
    work.put(
        PanelDecision(
            id=decision_id,
            case_id=file.case.case_id,
            item_id=item.id,
            meeting_id=item.meeting_id,
            outcome=decided.outcome,
            decided_on=held_on,
            route=decided.route,
            votes_for=decided.votes.for_it,
            votes_against=decided.votes.against,
            abstained=decided.votes.abstained,
            dissent=decided.dissent,
            reasons=decided.reasons,
            recorded_by=session.person,
            visit=file.visit,
            next_on=decided.next_on,
        )
    )
    if file.case.state == channel_course(file.case).support:
        review = PanelReview(
            id=new_id(),
            case_id=file.case.case_id,
            decision_id=decision_id,
            reviewed_on=held_on,
            progress=decided.progress,
            new_information=decided.new_information,
            assessment_due_on=decided.assessment_due_on,
        )
        work.put(review)
    return decision_id


def _put_action(work: Writing, case_id: ChannelId, meeting: ChannelMeeting, action: NewAction) -> RecordId:
    need(action=action.text, owner=action.owner, agency=action.agency)
    happened(meeting.held_on, today=action.due_on)
    action_id = new_id()
    work.put(
        CaseAction(
            id=action_id,
            case_id=case_id,
            meeting_id=meeting.id,
            text=action.text,
            owner=action.owner,
            agency=action.agency,
            due_on=action.due_on,
        )
    )
    return action_id
