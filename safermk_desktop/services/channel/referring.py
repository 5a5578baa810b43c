"""Logging a referral, finding out whether the person was referred before, and what is kept of who they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.case import ChannelCase, ChannelFact, ChannelPerson, HistoryLook
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.referral import Referral
from safermk_desktop.domain.record import ChannelId, PreventRecord, RecordId
from safermk_desktop.domain.regimes.channel_2023 import CHANNEL_2023
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.channel.files import MARKING, NO_CASE, PREVENT, channel_course, live_file, load
from safermk_desktop.services.entries import happened, need
from safermk_desktop.services.kinds import Role
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.session import Session, new_id

REFERENCE: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{2,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReferral:
    """What a referral says, as a case is opened from it (domain 6.1). ``same_as`` is an earlier case of the person.

    ``published`` is what stands for the person wherever no name is asked for; it is not the name.
    """

    reference: str
    published: str
    names: tuple[str, ...]
    received_on: date
    sector: str
    referrer_agency: str
    referrer_name: str
    referrer_role: str
    concern: str
    concern_type: str
    residence_area: str
    residence_force: str
    lead: str
    referrer_contact: str = ""
    person_consulted: bool = False
    born_on: date | None = None
    sex: str = ""
    ethnicity: str = ""
    nationality: str = ""
    faith: str = ""
    address: str = ""
    occupation: str = ""
    language: str = ""
    interpreter: str = ""
    carers: tuple[str, ...] = ()
    household_children: tuple[str, ...] = ()
    family_aware: str = ""
    needs: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    immediate_risk: bool = False
    safeguarding: str = ""
    source: str = ""
    tracker_reference: str = ""
    same_as: ChannelId = NO_CASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An earlier case that may be of the same person, without a name: by its reference and what is alike."""

    case_id: ChannelId
    reference: str
    opened_on: date
    why: str


def log_referral(session: Session, new: NewReferral) -> ChannelId:
    """Open a case from a referral. Raises ``EntryMissing``, ``EntryInvalid``, ``DateImpossible``, ``RecordUnknown``."""
    need(
        reference=new.reference,
        name_of_the_person=" ".join(new.names),
        what_stands_for_the_name=new.published,
        sector=new.sector,
        referrer=new.referrer_agency,
        concern=new.concern,
        residence_area=new.residence_area,
        lead=new.lead,
    )
    happened(new.received_on, today=session.clock.today(), not_before=new.born_on)
    case_id = ChannelId(new_id())
    with session.vault.writing(PREVENT, session.act("log_referral", case_id)) as work:
        _refuse_reference(work, new)
        for record in _records(work, case_id, new):
            work.put(record)
    return case_id


def known_before(session: Session, names: tuple[str, ...], born_on: date | None) -> tuple[Known, ...]:
    """Earlier cases of whoever has one of these names or this date of birth; the look is on the record."""
    wanted = {_plain(name) for name in names if name.strip()}
    with session.vault.writing(PREVENT, session.act("look_for_earlier_referrals", NO_CASE)) as work:
        cases = {case.case_id: case for case in work.every(ChannelCase)}
        found: list[Known] = []
        for person in work.every(ChannelPerson):
            why = [
                words
                for words, is_alike in (
                    ("the same name", bool(wanted & {_plain(name) for name in person.names})),
                    ("the same date of birth", born_on is not None and person.born_on == born_on),
                )
                if is_alike
            ]
            if why:
                case = cases[person.case_id]
                alike = " and ".join(why)
                found.append(Known(case_id=case.case_id, reference=case.reference, opened_on=case.opened_on, why=alike))
    return tuple(found)


def look_at_history(session: Session, case_id: ChannelId, *, words: str) -> tuple[ChannelFile, ...]:
    """The whole history of a person who was referred before, shown to the chair; that it was is on the record.

    Returns the files of the earlier cases, the oldest first. Raises ``EntryMissing``, ``EntryInvalid`` where there are
    none, or where the person at work is neither chair nor head: the chair has to look.
    """
    need(what_the_history_says=words)
    if session.vault.role not in {Role.CHAIR, Role.HEAD}:
        raise EntryInvalid("The chair of the panel looks at the history of a person who was referred before.")
    with session.vault.writing(PREVENT, session.act("look_at_history", case_id)) as work:
        file = live_file(session, work, case_id)
        if not file.earlier:
            raise EntryInvalid("No earlier referral of this person is known.")
        work.put(
            HistoryLook(
                id=new_id(),
                case_id=case_id,
                looked_on=session.clock.today(),
                looked_by=session.person,
                cases=tuple(one.reference for one in file.earlier),
                words=words,
            )
        )
        return tuple(load(work, one.case_id, session.clock.today()) for one in file.earlier)


def join_person(session: Session, case_id: ChannelId, same_as: ChannelId) -> None:
    """Record that a case, with all others of its person, is of the same person as another one.

    Raises ``EntryInvalid``, ``RecordUnknown``.
    """
    with session.vault.writing(PREVENT, session.act("join_person", case_id, subject=same_as)) as work:
        file = live_file(session, work, case_id)
        other = work.get(ChannelCase, RecordId(same_as))
        if other.case_id == case_id or other.person_id == file.case.person_id:
            raise EntryInvalid("Both are of the same person already.")
        same = work.chosen(ChannelCase, ("id", "person_id"), person_id=(file.case.person_id,))
        moved = sorted((work.get(ChannelCase, one.id) for one in same), key=lambda one: one.referral_number)
        number = _next_number(work, other.person_id)
        for offset, one in enumerate(moved):
            work.put(replace(one, person_id=other.person_id, referral_number=number + offset))


def see_person(session: Session, case_id: ChannelId, *, reason: str) -> ChannelPerson:
    """The record of who the person is; every look is on the record with its reason. Raises ``EntryMissing``."""
    need(reason=reason)
    with session.vault.writing(PREVENT, session.act("see_person", case_id, why=reason)) as work:
        return load(work, case_id, session.clock.today()).person


def correct_person(session: Session, case_id: ChannelId, person: ChannelPerson) -> None:
    """Correct what is kept of the person. Raises ``EntryMissing``, ``EntryInvalid``."""
    need(name=" ".join(person.names), what_stands_for_the_name=person.published)
    with session.vault.writing(PREVENT, session.act("correct_person", case_id)) as work:
        held = live_file(session, work, case_id).person
        _refuse_published(person.names, person.published)
        work.put(replace(person, id=held.id, case_id=held.case_id))


def set_particulars(
    session: Session,
    case_id: ChannelId,
    *,
    tracker_reference: str,
    residence_area: str,
    residence_force: str,
    lead: str,
) -> None:
    """Correct the number in the national tracker, where the person lives with its police force, and who leads."""
    need(residence_area=residence_area, lead=lead)
    with session.vault.writing(PREVENT, session.act("set_particulars", case_id)) as work:
        case = live_file(session, work, case_id).case
        changed = replace(
            case,
            tracker_reference=tracker_reference.strip(),
            residence_area=residence_area.strip(),
            residence_force=residence_force.strip(),
            lead=lead.strip(),
        )
        work.put(changed)


def record_channel_fact(
    session: Session, case_id: ChannelId, *, kind: str, happened_on: date, detail: str = ""
) -> None:
    """Record that something happened on a day. ``kind`` is one of the regime's facts, and says what was found.

    Raises ``EntryMissing``, ``EntryInvalid`` for an unknown kind, ``DateImpossible``.
    """
    need(what_was_found_or_done=detail)
    with session.vault.writing(PREVENT, session.act("record_channel_fact", case_id, subject=kind)) as work:
        file = live_file(session, work, case_id)
        if kind not in {fact.kind for fact in channel_course(file.case).facts}:
            raise EntryInvalid("That kind of fact is not in the rules of this case.")
        happened(happened_on, today=session.clock.today(), not_before=file.case.opened_on)
        work.put(
            ChannelFact(
                id=new_id(),
                case_id=case_id,
                kind=kind,
                happened_on=happened_on,
                detail=detail,
                recorded_by=session.person,
                visit=file.visit,
            )
        )


def _records(work: Reading, case_id: ChannelId, new: NewReferral) -> tuple[PreventRecord, ...]:
    person_id, number = new_id(), 1
    if new.same_as:
        person_id = work.get(ChannelCase, RecordId(new.same_as)).person_id
        number = _next_number(work, person_id)
    return _case(case_id, new, person_id, number), _person(case_id, new), _referral(case_id, new)


def _next_number(work: Reading, person_id: RecordId) -> int:
    same = work.chosen(ChannelCase, ("person_id", "referral_number"), person_id=(person_id,))
    return max((one.referral_number for one in same), default=0) + 1


def _refuse_reference(work: Reading, new: NewReferral) -> None:
    if not REFERENCE.fullmatch(new.reference):
        raise EntryInvalid("A reference has 3 to 32 capitals, digits and hyphens, such as CH-2026-04; never a name.")
    if work.chosen(ChannelCase, ("reference",), reference=(new.reference,)):
        raise EntryInvalid(f"The reference {new.reference} is in use.")
    _refuse_published(new.names, new.published)


def _refuse_published(names: tuple[str, ...], published: str) -> None:
    words = set(_plain(published).split())
    if any(words & set(_plain(name).split()) for name in names):
        raise EntryInvalid("What stands for the person must not hold a part of their name.")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _case(case_id: ChannelId, new: NewReferral, person_id: RecordId, number: int) -> ChannelCase:
    return ChannelCase(
        id=RecordId(case_id),
        case_id=case_id,
        reference=new.reference,
        tracker_reference=new.tracker_reference,
        person_id=person_id,
        referral_number=number,
        regime=CHANNEL_2023.id,
        stage=CHANNEL_2023.stages[0].id,
        state=CHANNEL_2023.states[0].id,
        status=CaseStatus.OPEN,
        marking=MARKING,
        lead=new.lead,
        residence_area=new.residence_area,
        residence_force=new.residence_force,
        opened_on=new.received_on,
    )


def _person(case_id: ChannelId, new: NewReferral) -> ChannelPerson:
    return ChannelPerson(
        id=new_id(),
        case_id=case_id,
        names=new.names,
        published=new.published,
        born_on=new.born_on,
        sex=new.sex,
        ethnicity=new.ethnicity,
        nationality=new.nationality,
        faith=new.faith,
        address=new.address,
        occupation=new.occupation,
        language=new.language,
        interpreter=new.interpreter,
        carers=new.carers,
        household_children=new.household_children,
        family_aware=new.family_aware,
        needs=new.needs,
    )


def _referral(case_id: ChannelId, new: NewReferral) -> Referral:
    return Referral(
        id=new_id(),
        case_id=case_id,
        received_on=new.received_on,
        sector=new.sector,
        referrer_agency=new.referrer_agency,
        referrer_name=new.referrer_name,
        referrer_role=new.referrer_role,
        referrer_contact=new.referrer_contact,
        person_consulted=new.person_consulted,
        concern_type=new.concern_type,
        concern=new.concern,
        prompts=new.prompts,
        immediate_risk=new.immediate_risk,
        safeguarding=new.safeguarding,
        source=new.source,
    )
