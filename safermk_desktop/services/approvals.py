"""A second person's approval of a public file: with a key slot of their own, never the preparer's, by its digest.

Who approves is known by the passphrase that opened a slot, not by a name that is typed (domain 11, invariant 3).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from safermk_desktop.domain.documents import Approval, RedactedCopy, same_person
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import open_file
from safermk_desktop.services.key_slots import KeySlot
from safermk_desktop.services.kinds import Role
from safermk_desktop.services.open_findings import refuse_open_findings
from safermk_desktop.services.ports import Act, Compartment
from safermk_desktop.services.redaction_items import items_of, refuse_undecided
from safermk_desktop.services.renewing import renew_certificate
from safermk_desktop.services.session import Session, new_id

CLOSED: Final = "The key slot of that person does not open the reviews."
READS: Final = "That person may read the reviews. Someone who works on them has to approve it."
SAME_PERSON: Final = "Someone else than the person who prepared the copy has to approve it."
CHANGED: Final = "The report or the register has changed since the copy was made; make it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """Who approves, by name on their slot and the passphrase that they typed themselves. It is kept nowhere."""

    person: str
    passphrase: str = field(repr=False)


def possible_approvers(session: Session, prepared_by: str) -> tuple[str, ...]:
    """Those who work with a slot that opens the reviews, but for whoever prepared the copy."""
    slots = session.vault.slots.listed()
    names = (
        slot.person
        for slot in slots
        if slot.person and slot.role is not Role.READER and Compartment.REVIEWS in slot.compartments
    )
    return tuple(name for name in dict.fromkeys(names) if not same_person(name, prepared_by))


def approve_copy(session: Session, case_id: CaseId, copy_id: RecordId, *, by: Confirmed | None = None) -> None:
    """Record that a second person read and approved a redacted copy: the file of exactly this digest.

    Without ``by`` it is the person at work; with it another, who is at this computer and types their passphrase.
    Raises ``EntryInvalid`` when the approver prepared it, the copy is stale or something of it is not decided on;
    ``WrongPassphrase``, ``PersonUnknown``, ``KeychainUnavailable`` for a passphrase that opens no slot of theirs.
    """
    slot = session.vault.slots.own() if by is None else session.vault.slots.confirm(by.person, by.passphrase)
    if Compartment.REVIEWS not in slot.compartments:
        raise EntryInvalid(CLOSED)
    if slot.role is Role.READER:
        raise EntryInvalid(READS)
    act = Act(who=slot.person, what="approve_copy", case_id=case_id, subject=copy_id, why=_witness(session, slot))
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        copy = work.get(RedactedCopy, copy_id)
        if open_file(work, case_id).current_copy() != copy:
            raise EntryInvalid(CHANGED)
        if same_person(slot.person, copy.prepared_by):
            raise EntryInvalid(SAME_PERSON)
        refuse_undecided(work, copy)
        refuse_open_findings(work, copy)
        approved = replace(copy, approved_by=slot.person, approved_on=session.clock.today())
        work.put(approved)
        work.put(_approval(session, slot, approved))
        renew_certificate(session, work, approved, items_of(work, approved))


def _approval(session: Session, slot: KeySlot, copy: RedactedCopy) -> Approval:
    return Approval(
        id=new_id(),
        case_id=copy.case_id,
        document_id=copy.document_id,
        sha256=copy.sha256,
        prepared_by=copy.prepared_by,
        approved_by=slot.person,
        slot_id=slot.id,
        approved_on=session.clock.today(),
        witnessed_by="" if slot.id == session.vault.slots.own().id else session.person,
    )


def _witness(session: Session, slot: KeySlot) -> str:
    if slot.id == session.vault.slots.own().id:
        return ""
    return f"Confirmed by their own passphrase, with {session.person} at work."
