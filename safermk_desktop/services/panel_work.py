"""The work of the panel: the chair's independence, declarations, substitutes, meetings and the quorum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelMember, PanelRole, Seat
from safermk_desktop.domain.panel_work import (
    Attendance,
    ChairCheck,
    Declaration,
    PanelMeeting,
    PastEmployment,
    Presence,
    Quorum,
    QuorumRule,
    SeatExpertise,
    Substitute,
)
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import CHARACTERISTICS
from safermk_desktop.errors import DateImpossible, EntryInvalid
from safermk_desktop.services.casefiles import happened, need, open_file, regime_of
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id


def require_expertise(
    session: Session, case_id: CaseId, *, characteristic: str, agency_kind: str, reason: str, source: str
) -> RecordId:
    """Require a seat that brings knowledge of a protected characteristic; one of that kind is used if there is one.

    Raises ``EntryMissing``, ``EntryInvalid`` for no protected characteristic or one that the seat has already.
    """
    need(agency_kind=agency_kind, reason=reason, source=source)
    if characteristic not in CHARACTERISTICS:
        raise EntryInvalid("Choose one of the nine protected characteristics.")
    act = session.act("require_expertise", case_id, subject=agency_kind, why=reason)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        file = open_file(work, case_id)
        seat = next((one for one in file.seats if one.agency_kind == agency_kind), None)
        if seat is None:
            seat = Seat(
                id=new_id(), case_id=case_id, agency_kind=agency_kind, origin="case", reason=reason, source=source
            )
            work.put(seat)
        if any(one.seat_id == seat.id and one.characteristic == characteristic for one in file.panel.expertise):
            raise EntryInvalid("The panel has that seat for that characteristic already.")
        work.put(
            SeatExpertise(id=new_id(), case_id=case_id, seat_id=seat.id, characteristic=characteristic, reason=reason)
        )
    return seat.id


def check_chair(session: Session, case_id: CaseId, *, checked_on: date, evidence: Mapping[str, str]) -> None:
    """Fill in the checklist of the chair in office, by criterion of its edition. What has no evidence stays open.

    Raises ``EntryInvalid`` without a chair or for an unknown criterion, ``EntryMissing`` without any evidence.
    """
    need(evidence=" ".join(evidence.values()))
    with session.vault.writing(Compartment.REVIEWS, session.act("check_chair", case_id)) as work:
        file = open_file(work, case_id)
        asked = regime_of(file.case).chair_criteria
        if not evidence.keys() <= {item.id for item in asked}:
            raise EntryInvalid("That is not a criterion for a chair.")
        chair = _chair(file)
        happened(checked_on, today=session.clock.today(), not_before=file.case.opened_on)
        work.put(
            ChairCheck(
                id=new_id(),
                case_id=case_id,
                member_id=chair.id,
                checked_on=checked_on,
                checked_by=session.person,
                answers=tuple(f"{item.id}: {evidence.get(item.id, '').strip()}" for item in asked),
            )
        )


def declare_employment(
    session: Session, case_id: CaseId, *, organisation: str, post: str, since: date, until: date | None
) -> None:
    """Record employment that the chair declared. Raises ``EntryMissing``, ``EntryInvalid``, ``DateImpossible``."""
    need(organisation=organisation, post=post)
    if until is not None and until < since:
        raise DateImpossible("An employment ends after it began.")
    with session.vault.writing(Compartment.REVIEWS, session.act("declare_employment", case_id)) as work:
        chair = _chair(open_file(work, case_id))
        happened(since, today=session.clock.today())
        if until is not None:
            happened(until, today=session.clock.today())
        work.put(
            PastEmployment(
                id=new_id(),
                case_id=case_id,
                member_id=chair.id,
                organisation=organisation,
                post=post,
                since=since,
                until=until,
            )
        )


def declare(
    session: Session,
    case_id: CaseId,
    member_id: RecordId,
    *,
    declared_on: date,
    is_independent: bool,
    manages_no_one: bool,
    words: str = "",
) -> None:
    """Record what a member declared. A link with the case needs words that say which.

    Raises ``EntryMissing``, ``DateImpossible``, ``EntryInvalid`` for a member who has left.
    """
    if not (is_independent and manages_no_one):
        need(what_the_link_is=words)
    with session.vault.writing(Compartment.REVIEWS, session.act("declare", case_id, subject=member_id)) as work:
        file = open_file(work, case_id)
        member = _sitting(work.get(PanelMember, member_id))
        happened(declared_on, today=session.clock.today(), not_before=file.case.opened_on)
        work.put(
            Declaration(
                id=new_id(),
                case_id=case_id,
                member_id=member.id,
                declared_on=declared_on,
                is_independent=is_independent,
                manages_no_one=manages_no_one,
                words=words,
            )
        )


def name_substitute(
    session: Session, case_id: CaseId, member_id: RecordId, *, name: str, post: str, since: date
) -> None:
    """Name who sits for a member; the substitute before ends on the day before.

    Raises ``EntryMissing``, ``DateImpossible``, ``EntryInvalid`` for the chair, or a member who has left.
    """
    need(name=name, post=post)
    act = session.act("name_substitute", case_id, subject=member_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        file = open_file(work, case_id)
        member = _sitting(work.get(PanelMember, member_id))
        if member.role is PanelRole.CHAIR:
            raise EntryInvalid("Nobody sits for the independent chair: appoint another chair.")
        happened(since, today=session.clock.today(), not_before=member.joined_on)
        for held in file.panel.substitutes:
            if held.member_id == member_id and held.until is None:
                work.put(replace(held, until=since))
        work.put(
            Substitute(id=new_id(), case_id=case_id, member_id=member_id, name=name, post=post, since=since, until=None)
        )


def record_meeting(
    session: Session,
    case_id: CaseId,
    *,
    held_on: date,
    place: str,
    attendance: Mapping[RecordId, Presence],
    note: str = "",
) -> RecordId:
    """Record a meeting with who came. Everybody who sat on the panel that day is accounted for.

    A substitute is the one named for the member on that day. Raises ``EntryMissing``, ``EntryInvalid``,
    ``DateImpossible``.
    """
    need(place=place)
    meeting_id = new_id()
    with session.vault.writing(Compartment.REVIEWS, session.act("record_meeting", case_id)) as work:
        file = open_file(work, case_id)
        happened(held_on, today=session.clock.today(), not_before=file.case.opened_on)
        due = sitting_on(file, held_on)
        if not due:
            raise EntryInvalid("Nobody sat on the panel on that day.")
        if set(attendance) != {one.id for one in due}:
            raise EntryInvalid("Say of everybody who sat on the panel on that day whether they came.")
        number = max((one.number for one in file.panel.meetings), default=0) + 1
        work.put(PanelMeeting(id=meeting_id, case_id=case_id, number=number, held_on=held_on, place=place, note=note))
        for member in due:
            work.put(_attendance(file, meeting_id, member, attendance[member.id], held_on))
    return meeting_id


def set_quorum(session: Session, case_id: CaseId, *, rule: QuorumRule, number: int, reason: str, set_by: str) -> None:
    """Record what the panel decided about its quorum; until then none is assumed.

    Raises ``EntryMissing``, ``EntryInvalid`` for a number below 2: the chair and somebody more.
    """
    need(reason=reason, set_by=set_by)
    if rule is QuorumRule.NUMBER and number < 2:
        raise EntryInvalid("A quorum is 2 at least: the chair and one member.")
    with session.vault.writing(Compartment.REVIEWS, session.act("set_quorum", case_id, why=reason)) as work:
        open_file(work, case_id)
        work.put(
            Quorum(
                id=new_id(),
                case_id=case_id,
                rule=rule,
                number=number if rule is QuorumRule.NUMBER else 0,
                reason=reason,
                set_by=set_by,
                set_on=session.clock.today(),
            )
        )


def sitting_on(file: CaseFile, day: date) -> tuple[PanelMember, ...]:
    """Who sat on the panel on a day, the chair first; the day of leaving is no longer one."""
    there = (one for one in file.members if one.joined_on <= day and (one.left_on is None or day < one.left_on))
    return tuple(sorted(there, key=lambda one: one.role is not PanelRole.CHAIR))


def substitute_on(file: CaseFile, member_id: RecordId, day: date) -> Substitute | None:
    """Who was named to sit for a member on a day."""
    found = (one for one in file.panel.substitutes if one.member_id == member_id and one.since <= day)
    return next((one for one in reversed(tuple(found)) if one.until is None or day < one.until), None)


def _attendance(file: CaseFile, meeting_id: RecordId, member: PanelMember, presence: Presence, day: date) -> Attendance:
    sat = substitute_on(file, member.id, day) if presence is Presence.SUBSTITUTE else None
    if presence is Presence.SUBSTITUTE and sat is None:
        raise EntryInvalid(f"No substitute is named for {member.name} on that day: name one first.")
    return Attendance(
        id=new_id(),
        case_id=member.case_id,
        meeting_id=meeting_id,
        member_id=member.id,
        presence=presence,
        person=sat.name if sat else "",
    )


def _chair(file: CaseFile) -> PanelMember:
    if file.chair is None:
        raise EntryInvalid("No independent chair is appointed yet.")
    return file.chair


def _sitting(member: PanelMember) -> PanelMember:
    if member.left_on is not None:
        raise EntryInvalid("That member has left the panel.")
    return member
