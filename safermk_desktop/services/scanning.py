"""The scan of the exact files that go to the Home Office, for identities left in them (domain 11, invariant 2)."""

from __future__ import annotations

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.steps import Scan
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import open_file
from safermk_desktop.services.leaks import told_as
from safermk_desktop.services.open_findings import refuse_open
from safermk_desktop.services.ports import Compartment, Progress, Reading
from safermk_desktop.services.progress import silent
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.session import Session, new_id


def clean_scan(
    session: Session, work: Reading, file: CaseFile, papers: tuple[str, ...], progress: Progress | None = None
) -> Scan:
    """Scan papers (``file name: sha256``) as they lie in the vault, against the register as it stands.

    The caller writes the record. Raises ``EntryInvalid`` when one is no longer kept as it was, ``RegisterEmpty``,
    ``ProofFailed`` when an identity is left in one of them.
    """
    kept = {f"{paper.file_name}: {paper.sha256}": paper for paper in file.documents}
    if any(entry not in kept for entry in papers):
        raise EntryInvalid("A paper that was submitted is no longer in the vault as it was sent.")
    register = register_of(work, file.case.case_id)
    tell = progress or silent
    for done, entry in enumerate(papers):
        session.redactor.refuse_leak(work.content(kept[entry].id), register, told_as(tell, done, len(papers)))
    return Scan(
        id=new_id(),
        case_id=file.case.case_id,
        scanned_on=session.clock.today(),
        scanned_by=session.person,
        papers=papers,
        register_digest=file.register_digest,
    )


def scan_submission(session: Session, case_id: CaseId) -> None:
    """Scan again what was submitted last, after the register changed, and record that it is clean.

    Raises ``EntryInvalid`` when nothing was submitted or what was sent has anything undecided, and as ``clean_scan``.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("scan_submission", case_id)) as work:
        file = open_file(work, case_id)
        if not file.submissions:
            raise EntryInvalid("Nothing was submitted to the Home Office yet.")
        papers = file.submissions[-1].papers
        digests = {entry.rpartition(": ")[2] for entry in papers}
        sent = [copy for copy in file.copies if copy.sha256 in digests]
        if sent:
            refuse_open(work, sent[-1])
        work.put(clean_scan(session, work, file, papers))
