"""What may leave for the public: the copy of the latest report, with the register as it stands, proved twice."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import docx
import pytest

from safermk_desktop.domain.documents import Audience, Export, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid, GateClosed, InputRefused, NotWritable, ProofFailed
from safermk_desktop.redaction.engine import RedactionOptions
from safermk_desktop.redaction.register import Register
from safermk_desktop.services import (
    actions,
    approvals,
    cases,
    home_office,
    identities,
    keeping_papers,
    papers,
    publishing,
    queries,
    redacting,
)
from safermk_desktop.services.ports import Compartment, Redactor
from safermk_desktop.services.proof import ProvedCopy
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.second_proof import second_proof
from safermk_desktop.services.session import Session
from safermk_desktop.verifier import verify
from tests.services.approving import approve, look_first

DAY = date(2026, 3, 2)
NAME = "Ottoline Farnabeck"


def report_bytes(text: str = f"{NAME} lived in Milton Keynes.") -> bytes:
    paper = docx.Document()
    paper.add_heading("Overview report", 1)
    paper.add_paragraph(text)
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()


def add_report(session: Session, case_id: CaseId, kind: PaperKind = PaperKind.OVERVIEW_REPORT) -> RecordId:
    return redacting.keep_paper(
        session, case_id, report_bytes(), kind=kind, title="A report", audience=Audience.RESTRICTED
    )


def add_name(session: Session, case_id: CaseId, name: str = NAME, published: str = "Adult K") -> RecordId:
    return identities.put_identity(
        session, case_id, kind="person", role="subject", names=(name,), replacement=published
    )


@pytest.fixture
def copy_id(session: Session, case_id: CaseId) -> RecordId:
    add_name(session, case_id)
    made, report = redacting.make_redacted_copy(session, case_id, add_report(session, case_id))
    assert report["proof"]
    look_first(session, case_id, made)
    return made


def test_the_copy_holds_no_name_and_is_proved_twice(session: Session, case_id: CaseId, copy_id: RecordId) -> None:
    file = queries.case_file(session, case_id)
    assert file.current_copy() is not None
    with session.vault.reading(Compartment.REVIEWS) as work:
        data = work.content(file.copies[-1].document_id)
    assert verify(data, identities.export_register(session, case_id)).clean
    assert "Adult K" in docx.Document(io.BytesIO(data)).paragraphs[1].text
    assert copy_id == file.copies[-1].id


def test_a_copy_is_made_of_the_latest_report_alone(session: Session, case_id: CaseId) -> None:
    add_name(session, case_id)
    other = add_report(session, case_id, PaperKind.AGENCY_RETURN)
    first = add_report(session, case_id)
    add_report(session, case_id)
    for wrong in (other, first):
        with pytest.raises(EntryInvalid):
            redacting.make_redacted_copy(session, case_id, wrong)


def test_a_copy_from_before_a_change_of_the_register_goes_nowhere(
    session: Session, case_id: CaseId, copy_id: RecordId, tmp_path: Path
) -> None:
    add_name(session, case_id, "Bram Ostervale", "Adult L")
    file = queries.case_file(session, case_id)
    assert file.current_copy() is None
    with pytest.raises(EntryInvalid):
        approve(session, case_id, copy_id)
    with pytest.raises(EntryInvalid):
        keeping_papers.export_paper(
            session, case_id, file.copies[-1].document_id, tmp_path / "out", purpose="Publication", recipient="All"
        )
    assert not (tmp_path / "out").exists()


def test_an_earlier_copy_does_not_count_again_when_the_register_is_as_it_was(
    session: Session, case_id: CaseId, copy_id: RecordId
) -> None:
    """What was approved would be the first file, and what went out the second."""
    approve(session, case_id, copy_id)
    extra = add_name(session, case_id, "Tamsin Orchardleigh", "Adult T")
    report = queries.case_file(session, case_id).documents[0].id
    second, _ = redacting.make_redacted_copy(session, case_id, report)
    look_first(session, case_id, second)
    identities.remove_identity(session, case_id, extra)
    file = queries.case_file(session, case_id)
    assert file.register_digest == file.copies[0].register_digest
    assert file.current_copy() is None
    with pytest.raises(EntryInvalid, match="make it again"):
        approve(session, case_id, second)


def test_the_preparer_cannot_approve(session: Session, case_id: CaseId, copy_id: RecordId) -> None:
    with pytest.raises(EntryInvalid):
        approvals.approve_copy(session, case_id, copy_id)
    approve(session, case_id, copy_id)


def test_a_summary_with_a_name_or_a_full_date_is_refused(session: Session, case_id: CaseId) -> None:
    add_name(session, case_id)
    for text in (f"{NAME} was known to nobody.", "She rang on 14 March 2024."):
        with pytest.raises(ProofFailed):
            papers.write_executive_summary(session, case_id, sections=(("Summary", text),))
    papers.write_executive_summary(session, case_id, sections=(("Summary", "Adult K rang in March 2024."),))


class Watched:
    """The redactor of the session, and what it was asked for."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor, self.asked = redactor, list[str]()

    def __getattr__(self, name: str) -> object:
        self.asked.append(name)
        return getattr(self._redactor, name)

    def __call__(self, data: bytes, register: Register, options: RedactionOptions | None) -> ProvedCopy:
        self.asked.append("copy")
        return self._redactor(data, register, options)


def test_the_public_papers_that_the_app_writes_pass_through_the_same_replacement_and_proof(
    session: Session, case_id: CaseId
) -> None:
    """The action plan is replaced and proved as a report is; the summary, in published forms already, is proved."""
    watched = Watched(session.redactor)
    session = replace(session, redactor=cast("Redactor", watched))
    add_name(session, case_id)
    actions.add_recommendation(
        session,
        case_id,
        number=1,
        text=f"Train all who met {NAME}, Farnabeck’s friends too.",
        level="single_agency",
        scope="local",
    )
    papers.write_action_plan(session, case_id)
    assert watched.asked == ["copy"]
    papers.write_executive_summary(session, case_id, sections=(("Summary", "Adult K was known."),))
    assert watched.asked == ["copy", "refuse_leak"]
    with session.vault.reading(Compartment.REVIEWS) as work:
        register = register_of(work, case_id)
        file = queries.case_file(session, case_id)
        for kind in (PaperKind.ACTION_PLAN, PaperKind.EXECUTIVE_SUMMARY):
            paper = file.document(kind)
            assert paper is not None
            data = work.content(paper.id)
            text = session.redactor.read(data).text
            assert "Adult K" in text
            assert "Farnabeck" not in text
            assert second_proof(data, register).clean
            session.redactor.refuse_leak(data, register)


def test_the_public_plan_leaves_out_what_is_not_flagged_for_it(session: Session, case_id: CaseId) -> None:
    add_name(session, case_id)
    flags = {"Open the clinic.": True, "Move the keys.": False, "Change the locks.": False}
    for number, texts in enumerate((("Open the clinic.", "Move the keys."), ("Change the locks.",), ()), 1):
        on = actions.add_recommendation(
            session, case_id, number=number, text=f"Lesson {number}.", level="single_agency", scope="local"
        )
        for text in texts:
            action = actions.add_action(
                session, case_id, on, text=text, lead_agency="Police", lead_role="Lead", target_on=date(2026, 9, 1)
            )
            words = actions.ActionWords(text=text, lead_agency="Police", lead_role="Lead", for_public=flags[text])
            actions.change_action(session, case_id, action, words)
    paper_id = papers.write_action_plan(session, case_id)
    with session.vault.reading(Compartment.REVIEWS) as work:
        counted, plan, *_ = docx.Document(io.BytesIO(work.content(paper_id))).tables
    told = [[cell.text for cell in row.cells] for row in plan.rows[1:]]
    assert [row[0].splitlines()[1] for row in told] == ["Lesson 1.", "Lesson 2.", "Lesson 3."]
    assert "Open the clinic." in told[0][2]
    assert [row[2] for row in told[1:]] == ["Not published", "Not set yet"]
    assert not any(hidden in cell for row in told for cell in row for hidden in ("Move the keys", "Change the locks"))
    assert sum(int(row.cells[1].text) for row in counted.rows[1:]) == 1


def test_an_export_that_fails_leaves_no_line_in_the_ledger(
    session: Session, case_id: CaseId, copy_id: RecordId
) -> None:
    assert copy_id
    paper = queries.case_file(session, case_id).copies[-1].document_id
    with pytest.raises(NotWritable):
        keeping_papers.export_paper(session, case_id, paper, Path("/dev/null"), purpose="Publication", recipient="All")
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert work.of_case(Export, case_id) == ()
    assert [entry.what for entry in session.vault.trail(Compartment.REVIEWS)][-2:] == ["export_paper", "export_failed"]


def test_nothing_is_exported_into_a_vault(session: Session, case_id: CaseId, copy_id: RecordId) -> None:
    assert copy_id
    paper = queries.case_file(session, case_id).copies[-1].document_id
    before = sorted(session.vault.folder.iterdir())
    for folder in (session.vault.folder, session.vault.folder / "below"):
        with pytest.raises(EntryInvalid):
            keeping_papers.export_paper(session, case_id, paper, folder, purpose="Publication", recipient="All")
    assert sorted(session.vault.folder.iterdir()) == before


def test_publication_waits_for_the_letter_the_family_the_court_and_a_second_person(
    session: Session, case_id: CaseId, copy_id: RecordId
) -> None:
    assert copy_id
    with pytest.raises(EntryInvalid, match="Quality Assurance"):
        publishing.record_publication(session, case_id, published_on=DAY, where="Web page", link="https://a.example")
    with pytest.raises(InputRefused):
        home_office.record_submission(session, case_id, submitted_on=DAY, method="Portal")


def test_a_case_without_a_review_moves_on_by_no_override(session: Session, case_id: CaseId) -> None:
    from safermk_desktop.domain.case import Outcome

    for _ in range(2):
        cases.advance(session, case_id, reason="Scoped by telephone", approver="Chair")
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome.NO_REVIEW,
        decided_on=DAY,
        decided_by="Chair",
        reasons="The criteria are not met.",
        source="Section 9",
    )
    assert cases.advance(session, case_id).startswith("No review")
    with pytest.raises(GateClosed):
        cases.advance(session, case_id, reason="Go on", approver="Chair")


@pytest.mark.parametrize("reference", ["../../etc", "DHR Quillmarsh", "dhr-1", "A", "DHR-2026/04", "DHR-" + "9" * 40])
def test_a_reference_is_never_a_name_or_a_path(session: Session, reference: str) -> None:
    from tests.services.conftest import notify

    with pytest.raises(EntryInvalid):
        notify(session, reference)
