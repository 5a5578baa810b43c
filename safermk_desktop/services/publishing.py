"""Publishing a cleared review, and recording that it was."""

from __future__ import annotations

from datetime import date
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.documents import Audience
from safermk_desktop.domain.home_office import CLEARED_OUTCOMES
from safermk_desktop.domain.process import gate
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import DateImpossible, EntryInvalid, GateClosed
from safermk_desktop.services.casefiles import happened, need, open_file, regime_of
from safermk_desktop.services.family import refuse_anniversary
from safermk_desktop.services.leaks import refuse_stale_set
from safermk_desktop.services.open_findings import refuse_open
from safermk_desktop.services.ports import Compartment, Progress, Reading
from safermk_desktop.services.session import Session, new_id

BEFORE: Final = frozenset(
    {
        "family:publication",
        "family_answered",
        "no_live_proceedings",
        "no_publication_hold",
        "points_done",
        "second_person_approved",
    }
)
"""What must be met before anything is published; the rest of the gate follows publication."""

EARLY: Final = "{} was agreed with the family: nothing is published before, unless an earlier day is agreed with them."


def public_papers(file: CaseFile) -> tuple[str, ...]:
    """``file name: sha256`` of the latest public paper of each kind."""
    latest = {paper.kind: paper for paper in file.documents if paper.audience is Audience.PUBLIC}
    return tuple(f"{paper.file_name}: {paper.sha256}" for paper in latest.values())


def record_publication(
    session: Session,
    case_id: CaseId,
    *,
    published_on: date,
    where: str,
    link: str,
    progress: Progress | None = None,
) -> None:
    """Record where and when the cleared set was published.

    Raises ``EntryInvalid`` when the Home Office has not cleared it or the redacted copy is not of the report and
    register as they stand; ``GateClosed`` when no second person has approved it, the family was not told,
    proceedings may be live, a hold stands or a point of the letter is not done; ``ProofFailed``, ``DateImpossible``.
    """
    need(where=where, link=link)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_publication", case_id)) as work:
        file = open_file(work, case_id)
        if not file.qa_letters or file.qa_letters[-1].outcome not in CLEARED_OUTCOMES:
            raise EntryInvalid("The Quality Assurance Panel has not cleared the review for publication.")
        _refuse_unmet(file)
        refuse_stale_set(work, file, session.redactor, progress)
        if (copy := file.current_copy()) is not None:  # held back or opened again after the approval
            refuse_open(work, copy)
        papers = public_papers(file)
        if not papers:
            raise EntryInvalid("There is no public paper in the vault.")
        happened(published_on, today=session.clock.today(), not_before=file.qa_letters[-1].received_on)
        _refuse_day(work, file, published_on)
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


def _refuse_day(work: Reading, file: CaseFile, published_on: date) -> None:
    if (agreed := file.family.publication_day) and published_on < agreed.day:
        raise DateImpossible(EARLY.format(long_date(agreed.day)))
    refuse_anniversary(work, file, published_on)


def _refuse_unmet(file: CaseFile) -> None:
    stage = regime_of(file.case).stage("publication")
    unmet = [found for found in gate(stage, file, CONDITIONS) if found.condition.test in BEFORE and not found.is_met]
    if unmet:
        raise GateClosed(" ".join(found.sentence for found in unmet))
