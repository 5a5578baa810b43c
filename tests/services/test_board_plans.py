"""A recommendation that no review made goes the whole way: entered, chased, brought back, reported, done, closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.actions import Action, ActionSource, ActionStatus, Recommendation
from safermk_desktop.domain.board_plan import BoardPlan, mark_of
from safermk_desktop.domain.case import Manner
from safermk_desktop.domain.period_report import ReportEntries
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, RecordUnknown
from safermk_desktop.services import action_closing, actions, cases, queries, side_steps
from safermk_desktop.services.board_plans import begin_plan, board_plans, close_plan
from safermk_desktop.services.chasing import agencies_asked, export_form, mail_text
from safermk_desktop.services.period_facts import gather
from safermk_desktop.services.period_reports import keep_report, write_report
from safermk_desktop.services.plans import every_action, plan_file
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.repeats import finder
from safermk_desktop.services.returned_forms import bring_in, compare_forms
from safermk_desktop.services.session import Session
from safermk_desktop.services.undoing import undo

SOURCES = (ActionSource.PREVENT_BOARD, ActionSource.ASSURANCE, ActionSource.BMG)
TEXT = "All front line staff should be trained to recognise domestic abuse."


@pytest.fixture
def plan(session: Session) -> CaseId:
    return begin_plan(session, source=ActionSource.PREVENT_BOARD, body="Prevent Board", opened_on=date(2026, 3, 1))


def planned(session: Session, plan: CaseId, source: ActionSource, number: int = 1) -> RecordId:
    item = actions.add_recommendation(
        session,
        plan,
        number=number,
        text=TEXT,
        level="multi_agency",
        scope="local",
        source=source,
        lesson="Seen twice.",
    )
    return actions.add_action(
        session,
        plan,
        item,
        text="Train the staff of the front desks",
        lead_agency="Harbury Council",
        lead_role="Head of service",
        target_on=date(2026, 6, 30),
    )


def review(session: Session, reference: str, label: str) -> CaseId:
    return cases.record_notification(
        session,
        cases.NewCase(
            reference=reference,
            label=label,
            received_on=date(2026, 3, 2),
            death_on=date(2026, 2, 20),
            notifier_agency="Thames Valley Police",
            notifier_role="Inspector",
            manner=Manner.HOMICIDE,
            circumstances="Restricted.",
            residence_area="Milton Keynes",
            lead="A. Officer",
        ),
    )


def the_action(session: Session) -> Action:
    with session.vault.reading(Compartment.REVIEWS) as work:
        (found,) = work.every(Action)
    return found


@pytest.mark.parametrize("source", SOURCES)
def test_a_recommendation_of_a_board_needs_no_case_and_lies_with_the_others(
    session: Session, source: ActionSource
) -> None:
    plan = begin_plan(session, source=source, body="Prevent Board", opened_on=date(2026, 3, 1))
    action_id = planned(session, plan, source)
    file = plan_file(session, plan)
    assert (file.is_board, file.source, file.label) == (True, source, "Prevent Board (2026)")
    every = every_action(session)
    (line,) = every.lines
    assert (line.action.id, line.label, line.recommendation.source) == (action_id, "Prevent Board (2026)", source)
    assert every.boards == {plan}
    assert the_action(session).reference == "MK-2026-PB-R1-A1"
    assert queries.caseload(session) == ()
    assert session.vault.orphans() == 0
    with pytest.raises(RecordUnknown):
        queries.case_file(session, plan)


def test_it_is_asked_about_brought_back_and_written_in_both_reports(
    session: Session, plan: CaseId, clock: StoryClock, tmp_path: Path
) -> None:
    planned(session, plan, ActionSource.ASSURANCE)
    out = tmp_path / "out"
    out.mkdir()
    assert agencies_asked(session) == (("Harbury Council", 1),)
    text = mail_text(session, "Harbury Council", answer_by=date(2026, 4, 1), signatory="A. Officer")
    assert "MK-2026-PB-R1-A1 (Prevent Board (2026))" in text
    export_form(session, out / "form.xlsx")
    book: Any = openpyxl.load_workbook(out / "form.xlsx")
    page: Any = book.worksheets[0]
    head = [cell.value for cell in page[1]]
    page.cell(2, head.index("Status") + 1).value = "In progress"
    book.save(out / "form.xlsx")
    compared = compare_forms(session, [out / "form.xlsx"])
    assert bring_in(session, compared.changes, received_on=date(2026, 3, 2)).references == ("MK-2026-PB-R1-A1",)
    assert the_action(session).status is ActionStatus.IN_PROGRESS
    clock.turn_to(date(2026, 7, 6))
    report = keep_report(
        session,
        ReportEntries(),
        body="Business Management Group",
        author="A. Officer",
        first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 31),
        dated_on=date(2026, 7, 6),
    )
    for is_open in (True, False):
        target = out / f"{is_open}.docx"
        write_report(session, report, target, is_open=is_open)
        paper = docx.Document(str(target))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        said = "\n".join([*(one.text for one in paper.paragraphs), *cells])
        assert "Prevent Board (2026): 1 action, 1 open, 1 past the target date." in said
        assert "MK-2026-PB-R1-A1" in said


def test_it_is_carried_to_its_end_and_the_plan_is_closed(session: Session, plan: CaseId) -> None:
    action_id = planned(session, plan, ActionSource.PREVENT_BOARD)
    today = date(2026, 3, 2)
    actions.accept_action(session, plan, action_id, accepted_on=today, accepted_by="Head of service")
    action_closing.add_evidence(session, plan, action_id, title="List", dated_on=today, changed="All know whom to ask.")
    action_closing.record_outcome(session, plan, action_id, outcome="All know.", measure="A sample of ten.")
    action_closing.report_done(session, plan, action_id, completed_on=today, reported_by="Head of service")
    with pytest.raises(EntryInvalid, match="1 action"):
        close_plan(session, plan, closed_on=today, reason="Done.")
    action_closing.verify_action(
        session, plan, action_id, verified_on=today, verified_by="M. Second", sample="Ten desks were asked."
    )
    close_plan(session, plan, closed_on=today, reason="Every action is done.")
    assert plan_file(session, plan).closed == "Closed on 2 March 2026: Every action is done."
    assert every_action(session).closed == {plan}
    with pytest.raises(EntryInvalid, match="closed"):
        actions.add_recommendation(
            session, plan, number=2, text=TEXT, level="multi_agency", scope="local", source=ActionSource.BMG
        )
    with pytest.raises(EntryInvalid):
        undo(session, plan)
    with pytest.raises(EntryInvalid):
        close_plan(session, plan, closed_on=today, reason="Again.")


def test_an_act_on_it_is_undone_as_on_any_plan(session: Session, plan: CaseId) -> None:
    planned(session, plan, ActionSource.BMG)
    undo(session, plan)
    undo(session, plan)
    assert plan_file(session, plan).recommendations == ()
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert work.every(Recommendation) == ()


def test_what_a_board_recommended_before_is_found_for_a_review(session: Session, case_id: CaseId, plan: CaseId) -> None:
    planned(session, plan, ActionSource.PREVENT_BOARD)
    looking = finder(session, case_id)
    assert not looking.read_more(1)
    (found,) = looking.repeats_of(TEXT)
    assert found.earlier.label == "Prevent Board (2026)"


def test_refusals(session: Session, case_id: CaseId, plan: CaseId, tmp_path: Path) -> None:
    today = date(2026, 3, 2)
    for source in (ActionSource.REVIEW, ActionSource.QA_LETTER):
        with pytest.raises(EntryInvalid):
            begin_plan(session, source=source, body="Board", opened_on=today)
        with pytest.raises(EntryInvalid):
            planned(session, plan, source)
    with pytest.raises(EntryMissing):
        begin_plan(session, source=ActionSource.BMG, body=" ", opened_on=today)
    with pytest.raises(DateImpossible):
        begin_plan(session, source=ActionSource.BMG, body="Board", opened_on=date(2026, 3, 3))
    with pytest.raises(EntryInvalid, match="name"):
        begin_plan(session, source=ActionSource.ASSURANCE, body="Prevent Board", opened_on=today)
    with pytest.raises(RecordUnknown):
        close_plan(session, case_id, closed_on=today, reason="No plan of a board.")
    action_id = planned(session, plan, ActionSource.BMG)
    paper = tmp_path / "list.csv"
    paper.write_text("1\n", encoding="utf-8")
    with pytest.raises(EntryInvalid, match="keeps no files"):
        action_closing.add_evidence(
            session, plan, action_id, title="List", dated_on=today, changed="All know.", path=paper
        )


def test_no_two_plans_of_a_year_share_the_beginning_of_their_references(session: Session, plan: CaseId) -> None:
    begin_plan(session, source=ActionSource.BMG, body="Partnership Body", opened_on=date(2026, 3, 1))
    begin_plan(session, source=ActionSource.BMG, body="Prevent Board", opened_on=date(2025, 3, 1))
    marks = {(one.label, one.mark) for one in board_plans(session)}
    assert marks == {("Prevent Board (2026)", "PB"), ("Partnership Body (2026)", "PB2"), ("Prevent Board (2025)", "PB")}
    assert (mark_of("assurance", ()), mark_of("–", ())) == ("ASSURA", "PLAN")


def test_no_review_shares_them_either_nor_a_name(session: Session, plan: CaseId) -> None:
    """A returned form is told by the reference, a report names a plan by its label."""
    planned(session, plan, ActionSource.BMG)
    for taken in ("Prevent Board (2026)", " prevent board (2026) "):
        with pytest.raises(EntryInvalid, match="already"):
            review(session, "DHR-2026-20", taken)
    first, second = review(session, "DHR-2026-21", "Case PB (2026)"), review(session, "DHR-2026-22", "PB (2026)")
    for each in (first, second, first, plan):
        number = len(plan_file(session, each).recommendations) + 1
        planned(session, each, ActionSource.BMG if each == plan else ActionSource.REVIEW, number)
    with session.vault.reading(Compartment.REVIEWS) as work:
        found = [action.reference.removeprefix("MK-2026-") for action in work.every(Action)]
    assert found == ["PB-R1-A1", "PB-2-R1-A1", "PB-3-R1-A1", "PB-2-R2-A1", "PB-R2-A1"]


def test_a_review_that_was_withdrawn_gives_its_name_free(session: Session, case_id: CaseId) -> None:
    with pytest.raises(EntryInvalid, match="already"):
        review(session, "DHR-2026-20", "Case 09")
    side_steps.withdraw(
        session, case_id, reason="Entered wrongly.", approver="Chair", home_office_told_on=date(2026, 3, 2)
    )
    assert review(session, "DHR-2026-20", "Case 09")


def test_no_day_of_an_end_lies_before_what_it_follows(session: Session, plan: CaseId, clock: StoryClock) -> None:
    action_id, early = planned(session, plan, ActionSource.BMG), date(2026, 2, 28)
    with pytest.raises(DateImpossible):
        action_closing.complete_action(
            session, plan, action_id, completed_on=early, outcome="Known.", evidence="List.", verified_by="B. Other"
        )
    with pytest.raises(DateImpossible):
        action_closing.abandon_action(session, plan, action_id, on=early, reason="No money.", approver="H. Head")
    with pytest.raises(DateImpossible):
        action_closing.transfer_action(
            session, plan, action_id, on=early, receiver="Region", reason="Theirs.", approver="H. Head"
        )
    clock.turn_to(date(2026, 4, 1))
    action_closing.abandon_action(
        session, plan, action_id, on=date(2026, 3, 20), reason="No money.", approver="H. Head"
    )
    with pytest.raises(DateImpossible, match="20 March 2026"):
        close_plan(session, plan, closed_on=date(2026, 3, 19), reason="Done.")
    close_plan(session, plan, closed_on=date(2026, 3, 20), reason="Done.")
    assert "Prevent Board (2026): 1 action, 0 open." in gather(session, date(2026, 1, 1), date(2026, 3, 31)).boards
    assert gather(session, date(2026, 4, 1), date(2026, 6, 30)).boards == ()


def test_recommendations_are_numbered_from_one(session: Session, plan: CaseId) -> None:
    for number in (0, -3):
        with pytest.raises(EntryInvalid, match="from 1"):
            planned(session, plan, ActionSource.BMG, number)


def test_nothing_of_a_plan_lies_where_everybody_reads(session: Session, plan: CaseId) -> None:
    with session.vault.reading(Compartment.COMMON) as work:
        assert BoardPlan not in work.kinds()
