"""The invariants 2 to 5, 11 and 12 of the domain notes, each as a test by its name. All people are invented."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import assets, bootstrap
from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.demo.story import folder, register_text
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.deadlines import corresponding_date
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid, GateClosed, NotWritable, SafermkError
from safermk_desktop.services import (
    approvals,
    cases,
    home_office,
    identities,
    papers,
    queries,
    redacting,
    redaction_items,
    scanning,
)
from safermk_desktop.services.keeping_papers import export_paper
from safermk_desktop.services.partnership import change_partnership, set_logo
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.adapters.documents.test_papermaker import LOGO
from tests.services import approving, meeting
from tests.services.conftest import case_id, clock, session
from tests.services.test_every_state import placed
from tests.shared import shared_folder

__all__ = ["case_id", "clock", "session"]


TITLES = "Councillor|Cllr|Mr|Mrs|Ms|Dr|Miss|Superintendent|Inspector"


def submitted(session: Session, case_id: CaseId) -> None:
    """A case in D10 whose set was submitted, with everything else of its gate met."""
    for act in (
        meeting.report,
        meeting.copy,
        meeting.recommend,
        meeting.plan,
        meeting.submission_letter,
        meeting.submit,
    ):
        act(session, case_id)
    placed(session, case_id, "D10")
    meeting.meet(session, case_id, "fact:submission_received")


def test_2_a_case_leaves_d10_only_with_a_clean_scan_of_the_exact_files_submitted(
    session: Session, case_id: CaseId
) -> None:
    submitted(session, case_id)
    file = queries.case_file(session, case_id)
    assert file.scans[-1].papers == file.submissions[-1].papers
    identities.put_identity(
        session, case_id, kind="person", role="witness", names=("Zelda Quixworth",), replacement="Adult Z"
    )
    unmet = [finding.condition.test for finding in queries.overview(session, case_id).unmet]
    assert unmet == ["submission_scanned"], "the scan is of the register as it stands"
    with pytest.raises(GateClosed):
        cases.advance(session, case_id)
    scanning.scan_submission(session, case_id)
    assert cases.advance(session, case_id) == "Quality Assurance outcome"


def test_2_a_name_in_a_submitted_file_keeps_the_case_where_it_is(session: Session, case_id: CaseId) -> None:
    submitted(session, case_id)
    identities.put_identity(session, case_id, kind="person", role="witness", names=("learnt",), replacement="Adult Z")
    with pytest.raises(SafermkError):
        scanning.scan_submission(session, case_id)
    with pytest.raises(GateClosed):
        cases.advance(session, case_id)


def test_2_nothing_undecided_goes_to_the_home_office(session: Session, case_id: CaseId) -> None:
    meeting.report(session, case_id, bootstrap.overview_report())
    meeting.copy(session, case_id)
    meeting.recommend(session, case_id)
    meeting.plan(session, case_id)
    meeting.submission_letter(session, case_id)
    made = queries.case_file(session, case_id).copies[-1]
    items = redaction_items.redaction_items(session, made)
    assert items
    for number, item in enumerate(items):
        with pytest.raises(EntryInvalid, match=f"goes out: {len(items) - number}"):
            home_office.record_submission(session, case_id, submitted_on=session.clock.today(), method="Secure")
        redaction_items.choose(session, case_id, item.id, item.done)
    assert not queries.case_file(session, case_id).submissions
    meeting.submit(session, case_id)
    assert queries.case_file(session, case_id).submissions


def test_2_a_paper_that_nobody_looked_through_does_not_go_to_the_home_office(session: Session, case_id: CaseId) -> None:
    meeting.report(session, case_id)
    identities.import_register(session, case_id, register_text("A"))
    report = queries.case_file(session, case_id).document(PaperKind.OVERVIEW_REPORT)
    assert report is not None
    redacting.make_redacted_copy(session, case_id, report.id)
    meeting.recommend(session, case_id)
    meeting.plan(session, case_id)
    meeting.submission_letter(session, case_id)
    with pytest.raises(EntryInvalid, match="not looked through"):
        meeting.submit(session, case_id)
    approving.decide_findings(session, case_id, report.id)
    redacting.make_redacted_copy(session, case_id, report.id)
    meeting.submit(session, case_id)
    assert queries.case_file(session, case_id).scans


def test_3_preparer_and_approver_of_a_redaction_differ(session: Session, case_id: CaseId) -> None:
    meeting.report(session, case_id)
    meeting.copy(session, case_id)
    copy = queries.case_file(session, case_id).copies[-1]
    for item in redaction_items.redaction_items(session, copy):
        redaction_items.choose(session, case_id, item.id, item.done)
    with pytest.raises(EntryInvalid, match="prepared"):
        approvals.approve_copy(session, case_id, copy.id)
    held = queries.case_file(session, case_id).copies[-1]
    other = replace(held, approved_by=held.prepared_by)
    assert (
        CONDITIONS["second_person_approved"](replace(queries.case_file(session, case_id), copies=(other,))) is not None
    )


def test_4_an_export_is_in_the_audit_chain_before_its_bytes_leave(
    session: Session, case_id: CaseId, tmp_path: Path
) -> None:
    papers.write_notification_record(session, case_id)
    paper = queries.case_file(session, case_id).documents[-1]
    seen: list[str] = []

    class Watching(SystemFiles):
        """Files that look into the chain when the first bytes are asked for."""

        def write_pieces(self, path: Path, pieces: Iterable[bytes], *, may_replace: bool = False) -> None:
            seen.append(session.vault.trail(Compartment.REVIEWS, case_id)[-1].what)
            raise NotWritable(str(path))

    watched = replace(session, files=Watching())
    with pytest.raises(NotWritable):
        export_paper(watched, case_id, paper.id, tmp_path, purpose="For the panel", recipient="The panel")
    assert seen == ["export_paper"]
    assert not list(tmp_path.glob("*.docx"))


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        ("2026-01-29", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-30", 6, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-25", 1, "2026-12-25"),
        ("2026-03-03", 1, "2026-04-03"),
        ("2026-11-28", 1, "2026-12-28"),
    ],
)
def test_5_months_are_counted_by_corresponding_date_and_a_holiday_moves_none(day: str, months: int, due: str) -> None:
    found = corresponding_date(date.fromisoformat(day), months)
    assert found.isoformat() == due
    working = bootstrap.working_calendar()
    before = working.on_or_before(found)
    assert working.is_working(before)
    assert before <= found


def test_11_another_name_of_the_partnership_or_label_of_the_regime_leaves_signed_papers_as_they_are(
    session: Session, case_id: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.decide(session, case_id)
    meeting.decision_letter(session, case_id)
    before = {paper.id: paper.sha256 for paper in queries.case_file(session, case_id).documents}
    wanted = replace(session.partnership, name="Northmere Safeguarding Partnership", printed_name="DARDR")
    change_partnership(session, wanted, dardr_from=date(2026, 1, 1))
    meeting.decision_letter(session, case_id)
    set_logo(session, LOGO)
    meeting.decision_letter(session, case_id)
    file = queries.case_file(session, case_id)
    assert {paper.id: paper.sha256 for paper in file.documents if paper.id in before} == before
    with session.vault.reading(Compartment.REVIEWS) as work:
        kept = [bytes(work.content(paper.id)) for paper in file.documents]
        assert [hashlib.sha256(data).hexdigest() for data in kept] == [paper.sha256 for paper in file.documents]
        assert b"image1.png" in kept[-1], "the last letter, and none before it, has the logo"
        old, new = (bytes(work.content(paper.id)) for paper in file.documents[:2])
    assert old != new
    assert b"image1.png" not in old + new
    assert file.case.regime == "dhr_2016"


def names_of_the_seeds() -> set[str]:
    """Full names in the founding minutes and the report: two or three words with capitals after a title or alone."""
    seeds = shared_folder() / "seeds"
    text = " ".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(seeds.glob("*.txt")))
    titled = re.findall(rf"\b(?:{TITLES})\s+((?:[A-Z][a-z'-]+\s?){{1,3}})", text)
    return {" ".join(name.split()) for name in titled if len(name.split()) >= 2}


def test_12_the_demo_and_the_tests_name_nobody_of_the_seeds() -> None:
    real = names_of_the_seeds()
    assert len(real) >= 5, "the seeds name people"
    invented = [folder() / "story.json", *sorted((folder() / "registers").glob("*.json"))]
    root = assets.folder("resources").parent
    invented += sorted((root / "tests" / "data" / "process").rglob("*.json"))
    invented += sorted((root / "tests" / "acceptance").glob("*.py"))
    for path in invented:
        text = path.read_text(encoding="utf-8")
        found = {name for name in real if re.search(rf"\b{re.escape(name)}\b", text)}
        assert not found, path.name
