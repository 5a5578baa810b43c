"""The submission to the Home Office and the Quality Assurance letter that comes back."""

from __future__ import annotations

from datetime import date
from typing import Final

from safermk_desktop.domain.home_office import QaLetter, QaOutcome, Submission
from safermk_desktop.domain.qa_letter import QaItem
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid, EntryMissing
from safermk_desktop.services.casefiles import happened, need, open_file
from safermk_desktop.services.leaks import refuse_stale_set
from safermk_desktop.services.open_findings import refuse_open
from safermk_desktop.services.ports import Compartment, Progress
from safermk_desktop.services.qa_points import plain_items, points_of
from safermk_desktop.services.scanning import clean_scan
from safermk_desktop.services.session import Session, new_id
from safermk_desktop.services.submission_set import submission_papers

NO_CHANGES: Final = "Missing: the points. The letter asks for changes: enter each, for they hold publication."


def record_submission(
    session: Session, case_id: CaseId, *, submitted_on: date, method: str, progress: Progress | None = None
) -> None:
    """Record that the set went to the Home Office: redacted report, executive summary and action plan.

    Raises ``EntryMissing`` when one of them is not in the vault, ``EntryInvalid`` when the redacted copy is not of the
    report and register as they stand or anything of it is undecided or held back, ``ProofFailed``, ``DateImpossible``.
    """
    need(method=method)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_submission", case_id)) as work:
        file = open_file(work, case_id)
        papers = submission_papers(file)
        refuse_stale_set(work, file, session.redactor, progress)
        if (copy := file.current_copy()) is not None:
            refuse_open(work, copy)
        completed = file.fact("partnership_agreed_report")
        happened(
            submitted_on,
            today=session.clock.today(),
            not_before=completed.happened_on if completed else file.case.opened_on,
        )
        work.put(clean_scan(session, work, file, papers, progress))
        work.put(
            Submission(
                id=new_id(),
                case_id=case_id,
                submitted_on=submitted_on,
                submitted_by=session.person,
                method=method,
                papers=papers,
            )
        )


def record_qa_letter(
    session: Session,
    case_id: CaseId,
    *,
    received_on: date,
    panel_on: date,
    outcome: QaOutcome,
    points: tuple[str, ...] = (),
    items: tuple[QaItem, ...] = (),
) -> None:
    """Record the letter of the Quality Assurance Panel with its outcome; each of its points becomes a task.

    ``items`` are the points with their numbers as read in the letter; ``points`` alone are numbered in their order.

    Raises ``EntryMissing`` for changes that no point names, ``EntryInvalid`` when nothing was submitted,
    ``DateImpossible``.
    """
    read = tuple(item for item in items or plain_items(points) if item.text.strip())
    if outcome is QaOutcome.PUBLISH_AFTER_CHANGES and not read:
        raise EntryMissing(NO_CHANGES)
    with session.vault.writing(
        Compartment.REVIEWS, session.act("record_qa_letter", case_id, subject=outcome.value)
    ) as work:
        file = open_file(work, case_id)
        if not file.submissions:
            raise EntryInvalid("Nothing was submitted to the Home Office yet.")
        happened(panel_on, today=session.clock.today(), not_before=file.submissions[-1].submitted_on)
        happened(received_on, today=session.clock.today(), not_before=panel_on)
        letter = QaLetter(
            id=new_id(),
            case_id=case_id,
            received_on=received_on,
            panel_on=panel_on,
            outcome=outcome,
            points=tuple(item.text for item in read),
        )
        for record in (letter, *points_of(letter, read)):
            work.put(record)
