"""The partnership's logo on what a case writes, for the public too; what is kept stays as it was."""

from __future__ import annotations

import io
import zipfile

from safermk_desktop.domain.record import CaseId
from safermk_desktop.services import queries
from safermk_desktop.services.partnership import set_logo
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.adapters.documents.test_papermaker import LOGO
from tests.services import meeting


def pictures(session: Session, case_id: CaseId) -> dict[str, list[bytes]]:
    """The pictures of every paper in Word that the case wrote, by file name."""
    found: dict[str, list[bytes]] = {}
    with session.vault.reading(Compartment.REVIEWS) as work:
        for paper in queries.case_file(session, case_id).documents:
            if paper.file_name.endswith(".docx"):
                with zipfile.ZipFile(io.BytesIO(bytes(work.content(paper.id)))) as package:
                    names = [name for name in package.namelist() if name.startswith("word/media/")]
                    found[paper.file_name] = [package.read(name) for name in names]
    return found


def test_letters_and_public_papers_carry_the_logo_and_the_certificate_does_not(
    session: Session, case_id: CaseId
) -> None:
    meeting.decide(session, case_id)
    meeting.decision_letter(session, case_id)
    set_logo(session, LOGO)
    meeting.report(session, case_id)
    meeting.copy(session, case_id)
    meeting.recommend(session, case_id)
    meeting.plan(session, case_id)
    meeting.submission_letter(session, case_id)
    found = pictures(session, case_id)
    assert found["DHR-2026-09-decision-letter-1.docx"] == [], "what was written before stays as it was"
    for name in ("submission-letter", "executive-summary", "action-plan"):
        assert len(found[f"DHR-2026-09-{name}-1.docx"]) == 1, name
    assert found["DHR-2026-09-redaction-certificate-1.docx"] == []
    meeting.submit(session, case_id)
