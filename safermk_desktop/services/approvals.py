"""A second person's approval of a public file: with a key slot of their own, never the preparer's, by its digest.

Who approves is known by the passphrase that opened a slot, not by a name that is typed (domain 11, invariant 3).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from safermk_desktop.domain.documents import Approval, PaperKind, RedactedCopy, same_person
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.summer_time import english_day
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import load, open_file
from safermk_desktop.services.key_slots import KeySlot
from safermk_desktop.services.kinds import Role
from safermk_desktop.services.open_findings import refuse_open_findings
from safermk_desktop.services.ports import Act, Compartment
from safermk_desktop.services.redaction_items import items_of, refuse_undecided
from safermk_desktop.services.renewing import renew_certificate
from safermk_desktop.services.session import Session, new_id

CLOSED: Final = "The key slot of that person does not open the reviews."
READS: Final = "That person may read the reviews. Someone who works on them has to approve it."
SAME_PERSON: Final = "Someone else than the person who prepared the file has to approve it."
NOT_PUBLIC: Final = "That file is not the one that would be published now: approve the latest."
CHANGED: Final = "The report or the register has changed since the copy was made; make it again."


PUBLIC_KINDS: Final = (PaperKind.REDACTED_REPORT, PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN)
"""What is published; the first is a redacted copy of the report."""
GAVE: Final = frozenset({"create_vault", "add_slot", "change_passphrase", "bind_slot", "unbind_slot", "recover"})
"""Acts that give a slot its passphrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """Who approves, by name on their slot and the passphrase that they typed themselves. It is kept nowhere."""

    person: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """A file that goes to the public, as it stands. ``copy_id`` is that of the redacted copy, else empty."""

    document_id: RecordId
    title: str
    file_name: str
    sha256: str
    prepared_by: str
    prepared_on: date
    copy_id: str = ""
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotOrigin:
    """Who gave a key slot its passphrase and when, as the log tells; both are empty where it does not."""

    slot_id: str
    made_by: str
    made_on: date | None

    def is_made_by(self, person: str) -> bool:
        """Whether ``person`` chose the passphrase of the slot, and may still know it."""
        return same_person(self.made_by, person)


def public_files(session: Session, case_id: CaseId) -> tuple[PublicFile, ...]:
    """The files of the case that go to the public, as they now stand, each with its approval."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        file = load(work, case_id)
    writers = _writers(session, case_id)
    copy = file.current_copy()
    papers = [file.document(kind) for kind in PUBLIC_KINDS]
    if copy is None:
        papers[0] = None
    return tuple(
        PublicFile(
            document_id=paper.id,
            title=paper.title,
            file_name=paper.file_name,
            sha256=paper.sha256,
            prepared_by=writers.get(paper.id, ""),
            prepared_on=paper.added_on,
            copy_id=copy.id if copy and paper.id == copy.document_id else "",
            approval=file.approval(paper.id, paper.sha256),
        )
        for paper in papers
        if paper
    )


def slot_origin(session: Session, person: str) -> SlotOrigin:
    """Where the key slot of a person comes from: the last entry of the log that gave it a passphrase."""
    slots = [slot.id for slot in session.vault.slots.listed() if slot.person == person]
    slot_id = slots[-1] if slots else ""
    trail = session.vault.trail(Compartment.COMMON)
    made = next((one for one in reversed(trail) if one.subject == f"person:{slot_id}" and one.what in GAVE), None)
    if made is None:
        return SlotOrigin(slot_id=slot_id, made_by="", made_on=None)
    return SlotOrigin(slot_id=slot_id, made_by=made.who, made_on=english_day(datetime.fromisoformat(made.at)))


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
    slot = _slot(session, by)
    with session.vault.reading(Compartment.REVIEWS, case_id) as work:
        prepared_by = work.get(RedactedCopy, copy_id).prepared_by
    why = _why(session, slot, prepared_by)
    act = Act(who=slot.person, what="approve_copy", case_id=case_id, subject=copy_id, why=why)
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
        of = (approved.document_id, approved.sha256, approved.prepared_by)
        work.put(_approval(session, slot, case_id, of))
        renew_certificate(session, work, approved, items_of(work, approved))


def approve_file(session: Session, case_id: CaseId, document_id: RecordId, *, by: Confirmed | None = None) -> None:
    """Record a second person's approval of a public file: of the redacted copy, or of a paper written for the public.

    Raises as ``approve_copy``, and ``EntryInvalid`` for a file that is not, or no longer, the one that would go out.
    """
    found = next((one for one in public_files(session, case_id) if one.document_id == document_id), None)
    if found is None:
        raise EntryInvalid(NOT_PUBLIC)
    if found.copy_id:
        approve_copy(session, case_id, RecordId(found.copy_id), by=by)
        return
    slot = _slot(session, by)
    if not found.prepared_by or same_person(slot.person, found.prepared_by):
        raise EntryInvalid(SAME_PERSON)
    why = _why(session, slot, found.prepared_by)
    act = Act(who=slot.person, what="approve_paper", case_id=case_id, subject=document_id, why=why)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        file = open_file(work, case_id)
        if all((paper := file.document(kind)) is None or paper.id != document_id for kind in PUBLIC_KINDS):
            raise EntryInvalid(NOT_PUBLIC)
        work.put(_approval(session, slot, case_id, (document_id, found.sha256, found.prepared_by)))


def _slot(session: Session, by: Confirmed | None) -> KeySlot:
    """The slot that approves. Raises ``EntryInvalid`` where it does not open the reviews or reads alone."""
    slot = session.vault.slots.own() if by is None else session.vault.slots.confirm(by.person, by.passphrase)
    if Compartment.REVIEWS not in slot.compartments:
        raise EntryInvalid(CLOSED)
    if slot.role is Role.READER:
        raise EntryInvalid(READS)
    return slot


def _writers(session: Session, case_id: CaseId) -> dict[str, str]:
    """Who wrote each paper of a case: by the first entry of the log that holds it."""
    found: dict[str, str] = {}
    for entry in session.vault.trail(Compartment.REVIEWS, case_id):
        for row in entry.rows:
            table, _, row_id = row.partition(":")
            if table == "document":
                found.setdefault(row_id, entry.who)
    return found


def _approval(session: Session, slot: KeySlot, case_id: CaseId, of: tuple[RecordId, str, str]) -> Approval:
    document_id, sha256, prepared_by = of
    return Approval(
        id=new_id(),
        case_id=case_id,
        document_id=document_id,
        sha256=sha256,
        prepared_by=prepared_by,
        approved_by=slot.person,
        slot_id=slot.id,
        approved_on=session.clock.today(),
        witnessed_by="" if slot.id == session.vault.slots.own().id else session.person,
    )


def _why(session: Session, slot: KeySlot, prepared_by: str) -> str:
    """What the log says of an approval: with whom at work, and plainly where the preparer made the approver's slot."""
    told: list[str] = []
    if slot.id != session.vault.slots.own().id:
        told.append(f"Confirmed by their own passphrase, with {session.person} at work.")
    if slot_origin(session, slot.person).is_made_by(prepared_by):
        told.append("Whoever prepared the file made this key slot and chose its passphrase.")
    return " ".join(told)
