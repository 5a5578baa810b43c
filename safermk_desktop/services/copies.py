"""The log of copies: to whom a file of the report went, by digest; tied to the ledger of what left (domain 3.11)."""

from __future__ import annotations

from datetime import date

from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.copies import CopySent, missing_sentence, without_copy
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import happened, need, open_file, regime_of
from safermk_desktop.services.ledger import line_of
from safermk_desktop.services.ports import Compartment, Writing
from safermk_desktop.services.session import Session, new_id

AGENCIES = "Chief officer of each agency on the panel"
STATUTORY_SENT = "commissioner_copy_sent"
AGENCIES_SENT = "copies_sent"


def papers_to_copy(file: CaseFile) -> tuple[Document, ...]:
    """The files that may be sent, the report first: those that were published last, else those submitted last."""
    names: tuple[str, ...] = ()
    if file.publications:
        names = file.publications[-1].papers
    elif file.submissions:
        names = file.submissions[-1].papers
    kept = {f"{paper.file_name}: {paper.sha256}": paper for paper in file.documents}
    return tuple(kept[name] for name in names if name in kept)


def missing_copies(file: CaseFile) -> tuple[str, ...]:
    """A sentence for each recipient of the regime that has no copy, the statutory ones first."""
    return tuple(map(missing_sentence, without_copy(regime_of(file.case).recipients, file.copies_sent)))


def record_copy(
    session: Session,
    case_id: CaseId,
    document_id: RecordId,
    *,
    recipient: str,
    person: str,
    sent_on: date,
    method: str,
) -> None:
    """Record that a copy was sent, with its line in the ledger.

    Once everybody whom the Act names has one, the duty to send them is met; likewise the agencies'. Raises
    ``EntryMissing``, ``EntryInvalid`` for a paper that was neither published nor submitted, ``DateImpossible``.
    """
    need(recipient=recipient, method=method)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_copy", case_id, subject=document_id)) as work:
        file = open_file(work, case_id)
        paper = next((one for one in papers_to_copy(file) if one.id == document_id), None)
        if paper is None:
            raise EntryInvalid("Copies are sent of what was submitted or published.")
        happened(sent_on, today=session.clock.today(), not_before=paper.day)
        line = line_of(session, paper, purpose=f"Copy of the report: {method}", recipient=recipient)
        work.put(line)
        copy = CopySent(
            id=new_id(),
            case_id=case_id,
            recipient=recipient,
            person=person.strip(),
            document_id=paper.id,
            file_name=paper.file_name,
            sha256=paper.sha256,
            sent_on=sent_on,
            method=method,
            sent_by=session.person,
            export_id=line.id,
        )
        work.put(copy)
        _meet_duties(session, work, file, copy)


def _meet_duties(session: Session, work: Writing, file: CaseFile, copy: CopySent) -> None:
    """The facts that gates and clocks read, put when the copies that they stand for were sent."""
    lacking = without_copy(regime_of(file.case).recipients, (*file.copies_sent, copy))
    met = {
        STATUTORY_SENT: all(one.basis is not Basis.STATUTE for one in lacking),
        AGENCIES_SENT: all(one.name != AGENCIES for one in lacking),
    }
    for kind, is_met in met.items():
        if is_met and file.fact(kind) is None:
            work.put(
                Fact(
                    id=new_id(),
                    case_id=file.case.case_id,
                    kind=kind,
                    happened_on=copy.sent_on,
                    detail=f"{copy.method}, {copy.file_name}",
                    recorded_by=session.person,
                )
            )
