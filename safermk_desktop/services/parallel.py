"""Processes beside a review: their status, what was disclosed to them, and the holds on publication (domain 2.8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from safermk_desktop.domain.parallel import (
    DisclosureItem,
    HoldCause,
    ParallelProcess,
    ProcessStatus,
    PublicationHold,
    kind_of,
    standing,
)
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import happened, need, open_file
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessEntry:
    """What is known of a process. ``holds`` asks for a hold on publication while it is live."""

    kind: str
    lead: str
    contact: str
    status: ProcessStatus
    can_share: bool
    restrictions: str
    joint_approach: str
    checked_on: date
    holds: bool = False


def add_process(session: Session, case_id: CaseId, entry: ProcessEntry) -> RecordId:
    """Record a process beside the review. Criminal proceedings that are not over place a hold; others where asked for.

    Raises ``EntryMissing``, ``EntryInvalid`` for a kind that is none, ``DateImpossible``.
    """
    need(lead=entry.lead)
    try:
        kind = kind_of(entry.kind)
    except KeyError:
        raise EntryInvalid("That is no kind of process.") from None
    with session.vault.writing(Compartment.REVIEWS, session.act("add_process", case_id, subject=entry.kind)) as work:
        open_file(work, case_id)
        happened(entry.checked_on, today=session.clock.today())
        process = ParallelProcess(
            id=new_id(),
            case_id=case_id,
            kind=entry.kind,
            lead=entry.lead,
            contact=entry.contact,
            status=entry.status,
            can_share=entry.can_share,
            restrictions=entry.restrictions,
            joint_approach=entry.joint_approach,
            checked_on=entry.checked_on,
        )
        work.put(process)
        if not process.is_over and (kind.always_holds or entry.holds):
            reason = f"{kind.name}, led by {entry.lead}."
            work.put(_hold(session, case_id, cause=kind.holds, reason=reason, process_id=process.id))
        return process.id


def check_process(
    session: Session, case_id: CaseId, process_id: RecordId, *, checked_on: date, status: ProcessStatus, note: str = ""
) -> None:
    """Record how a process stands when it was asked after. A hold that it placed stands until it is lifted.

    ``note`` takes the place of the agreed approach where it says something. Raises ``DateImpossible``.
    """
    act = session.act("check_process", case_id, subject=process_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        open_file(work, case_id)
        process = work.get(ParallelProcess, process_id)
        happened(checked_on, today=session.clock.today(), not_before=process.checked_on)
        approach = note.strip() or process.joint_approach
        work.put(replace(process, checked_on=checked_on, status=status, joint_approach=approach))


def log_disclosure(session: Session, case_id: CaseId, *, item: str, created_on: date, held_by: str) -> RecordId:
    """Enter something that the panel made while proceedings are live. Raises ``EntryMissing``, ``DateImpossible``."""
    need(item=item, held_by=held_by)
    with session.vault.writing(Compartment.REVIEWS, session.act("log_disclosure", case_id)) as work:
        file = open_file(work, case_id)
        happened(created_on, today=session.clock.today(), not_before=file.case.opened_on)
        made = DisclosureItem(id=new_id(), case_id=case_id, item=item, created_on=created_on, held_by=held_by)
        work.put(made)
        return made.id


def give_disclosure(session: Session, case_id: CaseId, item_id: RecordId, *, given_to: str, given_on: date) -> None:
    """Record that an item was given to the investigation or the prosecution.

    Raises ``EntryMissing``, ``EntryInvalid`` when it was already, ``DateImpossible``.
    """
    need(given_to=given_to)
    with session.vault.writing(Compartment.REVIEWS, session.act("give_disclosure", case_id, subject=item_id)) as work:
        open_file(work, case_id)
        item = work.get(DisclosureItem, item_id)
        if item.given_on is not None:
            raise EntryInvalid("That item was given already.")
        happened(given_on, today=session.clock.today(), not_before=item.created_on)
        work.put(replace(item, given_to=given_to, given_on=given_on))


def place_hold(session: Session, case_id: CaseId, *, cause: HoldCause, reason: str) -> RecordId:
    """Hold publication. Raises ``EntryMissing``."""
    need(reason=reason)
    with session.vault.writing(Compartment.REVIEWS, session.act("place_hold", case_id, why=reason)) as work:
        open_file(work, case_id)
        hold = _hold(session, case_id, cause=cause, reason=reason, process_id=RecordId(""))
        work.put(hold)
        return hold.id


def lift_hold(session: Session, case_id: CaseId, hold_id: RecordId, *, lifted_on: date, reason: str) -> None:
    """Lift a hold, with the reason. Raises ``EntryMissing``, ``EntryInvalid`` where it stands no more."""
    need(reason=reason)
    act = session.act("lift_hold", case_id, subject=hold_id, why=reason)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        file = open_file(work, case_id)
        hold = next((one for one in standing(file.holds) if one.id == hold_id), None)
        if hold is None:
            raise EntryInvalid("That hold does not stand any more.")
        happened(lifted_on, today=session.clock.today(), not_before=hold.placed_on)
        work.put(replace(hold, lifted_on=lifted_on, lifted_by=session.person, lifted_reason=reason))


def _hold(session: Session, case_id: CaseId, *, cause: HoldCause, reason: str, process_id: RecordId) -> PublicationHold:
    return PublicationHold(
        id=new_id(),
        case_id=case_id,
        cause=cause,
        reason=reason,
        placed_on=session.clock.today(),
        placed_by=session.person,
        process_id=process_id,
    )
