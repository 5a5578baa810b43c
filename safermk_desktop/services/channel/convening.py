"""The panel's members, its meetings with their agenda, who was invited to which case, and who came and signed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from safermk_desktop.domain.channel.case import ChannelCase, ChannelPerson
from safermk_desktop.domain.channel.panel import (
    LEADS,
    AgendaItem,
    Capacity,
    ChannelAttendance,
    ChannelMeeting,
    ChannelMember,
    ItemGuest,
    MeetingStatus,
    PanelDecision,
    cannot_decide,
    present,
    voters,
)
from safermk_desktop.domain.panel_work import Presence
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.channel.files import NO_CASE, PREVENT, live_file, own
from safermk_desktop.services.entries import happened, need
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.session import Session, new_id

POLICE_NAMES: Final = re.compile(r"\b(police|constabulary)\b", re.IGNORECASE)
"""Who never chairs: the panel is not run by the police (domain 5.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How a member took part, and whether they signed the confidentiality statement of this meeting."""

    presence: Presence
    has_signed: bool
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One case on an agenda, by reference: who may vote on it, and what the law still asks for."""

    item: AgendaItem
    reference: str
    published: str
    guests: tuple[ItemGuest, ...]
    voting: tuple[ChannelMember, ...]
    missing: tuple[str, ...]
    decision: PanelDecision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting with those who sit on the panel that day, who came, and its agenda in order."""

    meeting: ChannelMeeting
    members: tuple[ChannelMember, ...]
    attendance: tuple[ChannelAttendance, ...]
    items: tuple[ItemRow, ...]


def appoint_member(
    session: Session, *, capacity: Capacity, agency: str, name: str, post: str, since: date, force: str = ""
) -> RecordId:
    """Appoint a member of the panel. Only one chair at a time; the police say which force they are from.

    Raises ``EntryMissing``, ``EntryInvalid``.
    """
    need(agency=agency, name=name, post=post)
    if capacity is Capacity.POLICE:
        need(police_force=force)
    member_id = new_id()
    with session.vault.writing(PREVENT, session.act("appoint_member", NO_CASE, subject=capacity.value)) as work:
        sitting = [one for one in work.every(ChannelMember) if one.sits_on(since)]
        _refuse_seat(sitting, capacity, agency)
        member = ChannelMember(
            id=member_id,
            case_id=NO_CASE,
            capacity=capacity,
            agency=agency.strip(),
            name=name.strip(),
            post=post.strip(),
            force=force.strip(),
            since=since,
        )
        work.put(member)
    return member_id


def _refuse_seat(sitting: Sequence[ChannelMember], capacity: Capacity, agency: str) -> None:
    leads = [one for one in sitting if one.capacity in LEADS]
    if capacity is Capacity.CHAIR and any(one.capacity is Capacity.CHAIR for one in leads):
        raise EntryInvalid("There is a chair that day. Record first when their time ended.")
    same = [one for one in sitting if one.agency.casefold() == agency.strip().casefold()]
    is_lead = capacity in LEADS
    if is_lead and (POLICE_NAMES.search(agency) or any(one not in same for one in leads)):
        raise EntryInvalid("Chair and deputy chair are both of the responsible local authority: section 37(5).")
    is_beside = is_lead and all(one.capacity in LEADS and one.capacity is not capacity for one in same)
    if same and not is_beside:  # the authority's two share its one vote
        raise EntryInvalid("That agency has a member on the panel: it has one vote.")


def end_member(session: Session, member_id: RecordId, *, until: date) -> None:
    """Record the last day of a member. Raises ``DateImpossible``, ``RecordUnknown``."""
    with session.vault.writing(PREVENT, session.act("end_member", NO_CASE, subject=member_id)) as work:
        member = work.get(ChannelMember, member_id)
        happened(until, today=until, not_before=member.since)
        work.put(replace(member, until=until))


def plan_meeting(session: Session, *, held_on: date, place: str) -> RecordId:
    """Plan the next meeting of the panel. Raises ``EntryMissing``, ``EntryInvalid`` for a day that has one."""
    need(place=place)
    meeting_id = new_id()
    with session.vault.writing(PREVENT, session.act("plan_meeting", NO_CASE)) as work:
        meetings = work.every(ChannelMeeting)
        if any(one.held_on == held_on for one in meetings):
            raise EntryInvalid("There is a meeting that day already.")
        number = max((one.number for one in meetings), default=0) + 1
        work.put(
            ChannelMeeting(
                id=meeting_id,
                case_id=NO_CASE,
                number=number,
                held_on=held_on,
                place=place,
                status=MeetingStatus.PLANNED,
            )
        )
    return meeting_id


def put_on_agenda(
    session: Session, meeting_id: RecordId, case_id: ChannelId, *, purpose: str, invited: tuple[RecordId, ...]
) -> RecordId:
    """Put a case on the agenda, for the members invited to it and nobody else.

    Chair, deputy and police are always invited: the law asks for them. Raises ``EntryMissing``, ``EntryInvalid``.
    """
    need(purpose=purpose)
    item_id = new_id()
    with session.vault.writing(PREVENT, session.act("put_on_agenda", case_id, subject=meeting_id)) as work:
        live_file(session, work, case_id)
        meeting = work.get(ChannelMeeting, meeting_id)
        items = [one for one in work.every(AgendaItem) if one.meeting_id == meeting_id]
        if any(one.case_id == case_id for one in items):
            raise EntryInvalid("The case is on that agenda already.")
        sitting = {one.id: one for one in work.every(ChannelMember) if one.sits_on(meeting.held_on)}
        if set(invited) - sitting.keys():
            raise EntryInvalid("Only members who sit on the panel that day can be invited.")
        always = (one.id for one in sitting.values() if one.capacity is not Capacity.MEMBER)
        work.put(
            AgendaItem(
                id=item_id,
                case_id=case_id,
                meeting_id=meeting_id,
                position=max((one.position for one in items), default=0) + 1,
                purpose=purpose,
                invited=tuple(dict.fromkeys((*always, *invited))),
            )
        )
    return item_id


def invite_guest(
    session: Session, case_id: ChannelId, item_id: RecordId, *, name: str, agency: str, role: str
) -> RecordId:
    """Ask a professional who knows the person to this one item, without a vote. Raises ``EntryMissing``."""
    need(name=name, agency=agency, role=role)
    guest_id = new_id()
    with session.vault.writing(PREVENT, session.act("invite_guest", case_id, subject=item_id)) as work:
        live_file(session, work, case_id)
        own(work, AgendaItem, item_id, case_id)
        work.put(ItemGuest(id=guest_id, case_id=case_id, item_id=item_id, name=name, agency=agency, role=role))
    return guest_id


def record_guest(session: Session, case_id: ChannelId, guest_id: RecordId, *, came: bool, has_signed: bool) -> None:
    """Record whether a guest came to their item, and signed. Raises ``EntryInvalid`` for one who came unsigned."""
    if came and not has_signed:
        raise EntryInvalid("Nobody takes part who has not signed the confidentiality statement.")
    with session.vault.writing(PREVENT, session.act("record_guest", case_id, subject=guest_id)) as work:
        live_file(session, work, case_id)
        work.put(replace(own(work, ItemGuest, guest_id, case_id), came=came, has_signed=has_signed))


def declare_conflict(session: Session, case_id: ChannelId, item_id: RecordId, member_id: RecordId) -> None:
    """Record that a member has a conflict in this case: they take no part in its decision.

    Raises ``EntryInvalid`` for a case of which nothing more is kept, or where a decision that was taken would stand
    without whom the law asks for, ``RecordUnknown``.
    """
    with session.vault.writing(PREVENT, session.act("declare_conflict", case_id, subject=item_id)) as work:
        live_file(session, work, case_id)
        item = own(work, AgendaItem, item_id, case_id)
        work.get(ChannelMember, member_id)
        before = view_of(work, item.meeting_id)
        work.put(replace(item, conflicts=tuple(dict.fromkeys((*item.conflicts, member_id)))))
        _refuse_undone(work, before)


def record_channel_attendance(session: Session, meeting_id: RecordId, who: Mapping[RecordId, Came]) -> None:
    """Record how everybody who sits on the panel that day took part, and that they signed; a later record corrects it.

    Raises ``EntryInvalid`` where a member is left out or somebody present has not signed, and where a decision that
    was taken would stand without whom the law asks for; ``DateImpossible`` for a meeting still to come.
    """
    with session.vault.writing(PREVENT, session.act("record_channel_attendance", NO_CASE, subject=meeting_id)) as work:
        before = view_of(work, meeting_id)
        meeting = before.meeting
        happened(meeting.held_on, today=session.clock.today())
        if set(who) != {one.id for one in before.members}:
            raise EntryInvalid("Everybody who sits on the panel that day is accounted for, and nobody else.")
        if any(one.presence in {Presence.PRESENT, Presence.SUBSTITUTE} and not one.has_signed for one in who.values()):
            raise EntryInvalid("Nobody takes part who has not signed the confidentiality statement.")
        held = {one.member_id: one.id for one in before.attendance}
        for member_id, came in who.items():
            work.put(
                ChannelAttendance(
                    id=held.get(member_id) or new_id(),
                    case_id=NO_CASE,
                    meeting_id=meeting_id,
                    member_id=member_id,
                    presence=came.presence,
                    has_signed=came.has_signed,
                    person=came.person,
                )
            )
        _refuse_undone(work, before)
        work.put(replace(meeting, status=MeetingStatus.HELD))


def meetings(session: Session) -> tuple[ChannelMeeting, ...]:
    """Every meeting, the latest first."""
    with session.vault.reading(PREVENT) as work:
        return tuple(sorted(work.every(ChannelMeeting), key=lambda one: one.held_on, reverse=True))


def panel_members(session: Session) -> tuple[ChannelMember, ...]:
    """Everybody who sits or sat on the panel, in the order of entry."""
    with session.vault.reading(PREVENT) as work:
        return work.every(ChannelMember)


def meeting_view(session: Session, meeting_id: RecordId, *, member_id: RecordId | None = None) -> MeetingView:
    """A meeting with its agenda; for one member, only the cases that they are invited to."""
    with session.vault.reading(PREVENT) as work:
        return view_of(work, meeting_id, member_id)


def view_of(work: Reading, meeting_id: RecordId, member_id: RecordId | None = None) -> MeetingView:
    """The same inside a transaction that has begun."""
    meeting = work.get(ChannelMeeting, meeting_id)
    members = tuple(one for one in work.every(ChannelMember) if one.sits_on(meeting.held_on))
    attendance = tuple(one for one in work.every(ChannelAttendance) if one.meeting_id == meeting_id)
    there = present(members, attendance)
    items = sorted(
        (one for one in work.every(AgendaItem) if one.meeting_id == meeting_id), key=lambda one: one.position
    )
    rows = (_item_row(work, item, there) for item in items if member_id is None or member_id in item.invited)
    return MeetingView(meeting=meeting, members=members, attendance=attendance, items=tuple(rows))


def _refuse_undone(work: Reading, before: MeetingView) -> None:
    """Refuse what would leave a decision of the meeting without somebody whom the law asks for."""
    lacked = {row.item.id for row in before.items if row.missing}
    for row in view_of(work, before.meeting.id).items:
        if row.decision and row.missing and row.item.id not in lacked:
            raise EntryInvalid(f"The decision on {row.reference} rests on who took part. {' '.join(row.missing)}")


def _item_row(work: Reading, item: AgendaItem, there: tuple[ChannelMember, ...]) -> ItemRow:
    case = work.get(ChannelCase, RecordId(item.case_id))
    voting = voters(item, there)
    decisions = [one for one in work.of_case(PanelDecision, item.case_id) if one.item_id == item.id]
    return ItemRow(
        item=item,
        reference=case.reference,
        published=work.of_case(ChannelPerson, item.case_id)[-1].published,
        guests=tuple(one for one in work.of_case(ItemGuest, item.case_id) if one.item_id == item.id),
        voting=voting,
        missing=cannot_decide(voting, case.residence_force),
        decision=decisions[-1] if decisions else None,
    )
