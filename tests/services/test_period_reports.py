from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from safermk_desktop.adapters.documents.manifest import entry
from safermk_desktop.assets import folder as asset_folder
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.documents import Export
from safermk_desktop.domain.period_report import (
    Office,
    PlanStatus,
    PreventCounts,
    ReportEntries,
    Workstream,
    period_words,
    quarter_before,
)
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.report_lint import Rule
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, ProofFailed, RecordUnknown
from safermk_desktop.services import actions, identities
from safermk_desktop.services.period_reports import (
    earlier_entries,
    entries_of,
    keep_report,
    lint_report,
    report_of,
    write_report,
)
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

BODY = "Business Management Group"
STREAMS = (
    Workstream(name="Violence at home", lead="Harbury Police", status=PlanStatus.RECEIVED, headline="The pilot ended."),
    Workstream(name="Fear of crime", lead="Linden Community Action", status=PlanStatus.IN_PROGRESS),
    Workstream(name="Disorder", lead="Council", status=PlanStatus.DRAFT, recommendation="That a group is formed."),
    Workstream(name="Reoffending", lead="Probation", status=PlanStatus.NO_UPDATE, since=date(2026, 3, 5)),
    Workstream(
        name="Prevent",
        lead="Council",
        status=PlanStatus.TO_BE_AGREED,
        board="the Prevent Board",
        agreed_on=date(2026, 11, 12),
        note="x",
    ),
)
ENTRIES = ReportEntries(
    workstreams=STREAMS,
    offices=(Office(title="Chair"), Office(title="Vice-chair", holder="R. Attwell", until=date(2027, 5, 1))),
    reviews_note="Nothing new on the plan that was looked at in April 2026.",
    publication_note="The page for reviews is being written.",
    prevent_note="The panel met three times.",
    decisions=("To agree the terms of the second review.",),
    recommendations=("That a new way of reporting is tried.",),
    forward=("12 November 2026: all plans are looked at.",),
)


def kept(session: Session, entries: ReportEntries = ENTRIES, first: date = date(2026, 7, 1)) -> RecordId:
    last = date(2026, first.month + 2, 30)
    return keep_report(
        session, entries, body=BODY, author="A. Officer", first_on=first, last_on=last, dated_on=date(2026, 10, 6)
    )


def words_of(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


@pytest.fixture
def out(tmp_path: Path, clock: StoryClock, session: Session) -> Path:
    clock.turn_to(date(2026, 10, 6))
    place = tmp_path / "out"
    place.mkdir()
    return place


def test_the_exempt_report_has_every_section_and_the_statuses_in_their_words(
    session: Session, case_id: CaseId, out: Path
) -> None:
    _planned(session, case_id)
    counts = PreventCounts(counts=(("Referrals", 23), ("Adopted", 3)))
    write_report(session, kept(session), out / "r.docx", is_open=False, prevent=counts)
    said = words_of(out / "r.docx")
    for expected in (
        "Business Management Group: report for July to September 2026",
        "Chair: vacant. An election is due at the next meeting.",
        "Vice-chair: R. Attwell, until 1 May 2027",
        "Received",
        "In progress",
        "Draft developed",
        "No update since March 2026",
        "Received, to be agreed at the Prevent Board in November 2026",
        "Case 09",
        "paragraphs 1 and 2 of Part 1 of Schedule 12A",
        "1. Recommendation: That a group is formed.",
        "2. Recommendation: That a new way of reporting is tried.",
        "1 action: 1 red.",
        "Reoffending, Probation: no update since March 2026",
        "12 November 2026: all plans are looked at.",
        "Nothing new on the plan",
        "The page for reviews is being written.",
    ):
        assert expected in said
    tables = docx.Document(str(out / "r.docx")).tables
    (prevent,) = [table for table in tables if table.rows[0].cells[0].text == "Counted in the period"]
    assert [row.cells[1].text for row in prevent.rows[1:]] == ["23", "[c]"]
    with session.vault.reading(Compartment.REVIEWS) as work:
        (line,) = work.every(Export)
    assert (line.document_id, line.purpose) == ("partnership_report", f"{BODY}, exempt")


def test_the_open_report_says_nothing_of_a_review_that_is_not_published(
    session: Session, case_id: CaseId, out: Path
) -> None:
    _planned(session, case_id)
    write_report(session, kept(session), out / "r.docx", is_open=True)
    said = words_of(out / "r.docx")
    for kept_back in ("Case 09", "Train the call takers", "MK-2026", "looked at in April"):
        assert kept_back not in said
    assert "1 action past the target date" in said
    assert "large print" in said


def test_an_open_report_with_a_registered_name_does_not_leave(session: Session, case_id: CaseId, out: Path) -> None:
    identities.put_identity(
        session, case_id, kind="person", role="subject", names=("Ottoline Braithwaite",), replacement="Adult A"
    )
    named = ReportEntries(workstreams=STREAMS, decisions=("What to tell Ottoline Braithwaite's family.",))
    with pytest.raises(ProofFailed):
        write_report(session, kept(session, named), out / "r.docx", is_open=True)
    assert not (out / "r.docx").exists()
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert work.every(Export) == ()


def test_a_planted_stale_date_is_found_with_the_rest_of_what_is_wrong(
    session: Session, case_id: CaseId, out: Path
) -> None:
    kept(session, ReportEntries(workstreams=STREAMS), date(2026, 4, 1))
    planted = ReportEntries(
        workstreams=(*STREAMS[:3], Workstream(name="Hate crime", lead="", status=PlanStatus.DRAFT)),
        reviews_note="The outstanding review will be taken to the panel on the 20 July.",
        prevent_note="A verbal update will be given at the meeting.",
        decisions=("The death in May 2026, known to Harbury Police.",),
    )
    kept(session, planted)
    report = report_of(session, BODY, date(2026, 7, 1))
    assert report is not None
    found = lint_report(session, report)
    assert {one.rule for one in found} == {
        *(Rule.STALE, Rule.NO_YEAR, Rule.VERBAL, Rule.IDENTIFIES, Rule.NO_LEAD, Rule.UNCHANGED)
    }
    (stale,) = [one for one in found if one.rule is Rule.STALE]
    assert stale.place == "Reviews"
    assert "20 July" in stale.words


def test_what_is_entered_is_kept_as_it_was_and_one_report_stands_for_a_period(
    session: Session, case_id: CaseId, out: Path
) -> None:
    first = kept(session)
    assert kept(session, ReportEntries(forward=("x",))) == first
    spring = kept(session, ENTRIES, date(2026, 4, 1))
    assert spring != first
    report = report_of(session, BODY, date(2026, 4, 1))
    assert report is not None
    assert entries_of(report) == ENTRIES
    assert earlier_entries(session, BODY, date(2026, 7, 1)) == (ENTRIES,)
    assert report_of(session, "Another", date(2026, 7, 1)) is None


def test_refusals(session: Session, case_id: CaseId, out: Path, tmp_path: Path) -> None:
    with pytest.raises(EntryMissing):
        keep_report(session, ENTRIES, body="", author="x", first_on=out_day(7), last_on=out_day(9), dated_on=out_day(9))
    with pytest.raises(DateImpossible):
        keep_report(
            session, ENTRIES, body="x", author="x", first_on=out_day(9), last_on=out_day(7), dated_on=out_day(9)
        )
    with pytest.raises(RecordUnknown):
        write_report(session, RecordId("nothing"), out / "r.docx", is_open=True)
    with pytest.raises(EntryInvalid):
        write_report(session, kept(session), tmp_path / "test.smkv" / "r.docx", is_open=False)


@pytest.mark.parametrize("paper", ["agency_letter", "action_form", "plan_progress", "report_open", "report_exempt"])
def test_the_manifest_names_what_each_template_asks_for(paper: str) -> None:
    from docxtpl import DocxTemplate

    from safermk_desktop.adapters.documents.sandbox import PlainEnvironment

    folder = asset_folder("templates")
    found = entry(folder, f"partnership/{paper}")
    asked = DocxTemplate(folder / "partnership" / f"{paper}.docx").get_undeclared_template_variables(PlainEnvironment())
    assert asked <= found.top | found.own
    assert found.own - asked <= {"period", "body", "agency"}


def test_a_period_is_said_in_words() -> None:
    assert period_words(date(2026, 7, 1), date(2026, 9, 30)) == "July to September 2026"
    assert period_words(date(2026, 12, 1), date(2027, 2, 28)) == "December 2026 to February 2027"
    assert period_words(date(2026, 7, 1), date(2026, 7, 31)) == "July 2026"
    assert period_words(date(2026, 7, 2), date(2026, 7, 31)) == "2 July 2026 to 31 July 2026"
    assert quarter_before(date(2026, 10, 6)) == (date(2026, 7, 1), date(2026, 9, 30))
    assert quarter_before(date(2026, 1, 31)) == (date(2025, 10, 1), date(2025, 12, 31))


def out_day(month: int) -> date:
    return date(2026, month, 1)


def _planned(session: Session, case_id: CaseId) -> None:
    recommendation = actions.add_recommendation(
        session, case_id, number=1, text="Call takers need training.", level="single_agency", scope="local"
    )
    actions.add_action(
        session,
        case_id,
        recommendation,
        text="Train the call takers",
        lead_agency="Harbury Police",
        lead_role="Head",
        target_on=date(2026, 8, 1),
    )
