"""Publishing a cleared review, and recording that it was."""

from __future__ import annotations

from datetime import date

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Audience
from safermk_desktop.domain.home_office import CLEARED_OUTCOMES
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import happened, load, need
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id


def public_papers(file: CaseFile) -> tuple[str, ...]:
    """``file name: sha256`` of the latest public paper of each kind."""
    latest = {paper.kind: paper for paper in file.documents if paper.audience is Audience.PUBLIC}
    return tuple(f"{paper.file_name}: {paper.sha256}" for paper in latest.values())


def record_publication(session: Session, case_id: CaseId, *, published_on: date, where: str, link: str) -> None:
    """Record where and when the cleared set was published.

    Raises ``EntryInvalid`` when the Home Office has not cleared it, no second person has approved the redacted
    copy, or there is nothing public in the vault; ``DateImpossible``.
    """
    need(where=where, link=link)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_publication", case_id)) as work:
        file = load(work, case_id)
        if not file.qa_letters or file.qa_letters[-1].outcome not in CLEARED_OUTCOMES:
            raise EntryInvalid("The Quality Assurance Panel has not cleared the review for publication.")
        if not file.copies or not file.copies[-1].approved_by:
            raise EntryInvalid("No second person has approved the redacted copy.")
        papers = public_papers(file)
        if not papers:
            raise EntryInvalid("There is no public paper in the vault.")
        happened(published_on, today=session.clock.today(), not_before=file.qa_letters[-1].received_on)
        work.put(
            Publication(
                id=new_id(),
                case_id=case_id,
                published_on=published_on,
                where=where,
                link=link,
                papers=papers,
                published_by=session.person,
            )
        )
