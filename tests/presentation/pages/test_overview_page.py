"""The overview of a case: what it says, and each of its acts through its own buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import safermk_desktop.services
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Case, CaseStatus, Outcome
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.requests import ReturnKind, ReturnState
from safermk_desktop.domain.undo import INSTEAD, LOOKS, UNDOABLE
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.fact_dialog import FactDialog
from safermk_desktop.presentation.dialogs.own_date_dialog import OwnDateDialog
from safermk_desktop.presentation.dialogs.record_return_dialog import RecordReturnDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages import case_acts, case_words
from safermk_desktop.presentation.pages.audit_rows import VAULT_ACTS
from safermk_desktop.presentation.pages.overview_page import OverviewPage
from safermk_desktop.presentation.pages.overview_rows import months_between
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import cases, holidays, identities, notes, queries, requests
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller

FIRST_GATE = ("acknowledged", "access_list_set", "conflicts_checked", "hold_note_sent")


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, case_id: CaseId) -> OverviewPage:
    made = OverviewPage(context)
    qtbot.addWidget(made)
    context.changes.changed.connect(lambda _change: made.arrive(case_id))
    made.resize(1200, 660)
    made.show()
    made.arrive(case_id)
    return made


@pytest.fixture
def decided(session: Session, case_id: CaseId) -> CaseId:
    """The case after the decision of 2 March 2026 to hold a review."""
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome.REVIEW,
        decided_on=date(2026, 3, 2),
        decided_by="The chair",
        reasons="The criteria are met.",
        source="The Act",
    )
    return case_id


def said(page: OverviewPage) -> str:
    """Every word that the page shows."""
    QApplication.processEvents()
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(page: OverviewPage, words: str) -> None:
    QApplication.processEvents()
    found = [button for button in page.findChildren(QPushButton) if button.text() == words and button.isVisible()]
    assert found, f"no button {words}"
    found[0].click()


def open_dialog(page: OverviewPage) -> EntryDialog:
    return next(found for found in page.findChildren(EntryDialog) if found.isVisible())


def test_what_is_required_next_with_its_source(page: OverviewPage) -> None:
    words = said(page)
    assert "Decide whether to hold a review by 2 April 2026" in words
    assert "31 days left" in words
    assert "Guidance" in words
    assert "Domestic Violence, Crime and Victims Act 2004" in words
    assert page.dates_card.table.model().index(0, 0).data() == "Acknowledge the notification"


def test_the_rail_and_the_gate(page: OverviewPage) -> None:
    steps = page.process_rail.steps()
    assert [step.state for step in steps[:3]] == ["current", "later", "later"]
    assert page.rail_count_label.text() == "0 of 9 stages done"
    words = said(page)
    assert "The gate to Scoping is closed" in words
    assert "4 of 4 unmet" in words


def test_each_condition_is_met_by_its_button_and_the_case_moves_on(page: OverviewPage, session: Session) -> None:
    case_id = queries.caseload(session)[0].case_id
    for words in ("Record receipt", "Record list", "Record check", "Record note"):
        press(page, words)
        dialog = open_dialog(page)
        assert isinstance(dialog, FactDialog)
        dialog.save_button.click()
    assert {fact.kind for fact in queries.case_file(session, case_id).facts} == set(FIRST_GATE)
    assert "The gate to Scoping is open" in said(page)
    press(page, "Move to Scoping")
    assert queries.case_file(session, case_id).case.state == "D1"
    assert "The gate to Decision is closed" in said(page)
    assert page.process_rail.steps()[0].line == "Scoping. 4 of 4 unmet"
    assert page.activity_panel.words()[0] == "The case moved to Scoping"


def test_a_gate_is_passed_by_override_with_reason_and_approver(page: OverviewPage, session: Session) -> None:
    press(page, "Record an override")
    dialog = open_dialog(page)
    dialog.save_button.click()
    assert dialog.error_summary.isVisible()
    assert dialog.isVisible()
    reason, approver = getattr(dialog, "reason_edit"), getattr(dialog, "approver_edit")  # noqa: B009
    reason.setPlainText("The replies come by post.")
    approver.setText("H. Chair")
    dialog.save_button.click()
    assert queries.case_file(session, queries.caseload(session)[0].case_id).case.state == "D1"
    entry = page.activity_panel.words()[0]
    assert entry == "The case moved to Scoping by override"


def test_the_last_gate_has_no_override(page: OverviewPage, session: Session, case_id: CaseId) -> None:
    with session.vault.writing(Compartment.REVIEWS, session.act("advance", case_id)) as work:
        work.put(replace(work.get(Case, RecordId(case_id)), stage="action_plan", state="D14"))
    page.arrive(case_id)
    assert "The gate to closing the case is closed" in said(page)
    words = [button.text() for button in page.findChildren(QPushButton) if button.isVisible()]
    assert "Record an override" not in words


def test_a_file_note_is_kept_and_an_empty_one_refused(
    page: OverviewPage, session: Session, teller: RecordingTeller, case_id: CaseId
) -> None:
    page.activity_panel.add_button.click()
    assert page.activity_panel.note_error.text() == "Type the note first."
    page.activity_panel.note_edit.setText("The family rang.")
    page.activity_panel.note_edit.returnPressed.emit()
    assert notes.note_lines(session, case_id)[-1].note.text == "The family rang."
    assert page.activity_panel.note_edit.text() == ""
    assert page.activity_panel.words()[0] == "File note"
    assert "The family rang." not in said(page)
    press(page, "Read the note")
    assert "The family rang." in teller.told[-1].text


def test_a_note_half_typed_is_not_lost_without_asking(page: OverviewPage, teller: RecordingTeller) -> None:
    assert page.leave()
    page.activity_panel.note_edit.setText("Half a no")
    teller.answer = False
    assert not page.leave()
    assert page.activity_panel.note_edit.text() == "Half a no"
    teller.answer = True
    assert page.leave()


def test_the_own_date_stands_beside_the_date_of_the_guidance(
    page: OverviewPage, session: Session, decided: CaseId
) -> None:
    page.arrive(decided)
    assert "Complete the overview report by 2 September 2026" in said(page)
    press(page, "Set own date")
    dialog = open_dialog(page)
    assert isinstance(dialog, OwnDateDialog)
    dialog.own_edit.setText("1/2/2026")
    dialog.save_button.click()
    assert dialog.own_error.text().startswith("1 February 2026 is too early")
    dialog.own_edit.setText("1/12/2026")
    dialog.reason_edit.setPlainText("the trial is in October.")
    dialog.authoriser_edit.setText("H. Chair")
    dialog.save_button.click()
    words = said(page)
    assert "Complete the overview report by 2 September 2026" in words
    assert "own date is 1 December 2026, because: the trial is in October. Authorised by H. Chair." in words


def test_a_late_review_says_so_calmly(page: OverviewPage, session: Session, clock: StoryClock, decided: CaseId) -> None:
    clock.turn_to(date(2026, 10, 1))
    page.arrive(decided)
    assert page.late_prose.plain_text() == "6 months since the decision. No contact with the Home Office is on file."


def test_the_decision_can_be_corrected(page: OverviewPage, session: Session, decided: CaseId) -> None:
    page.arrive(decided)
    press(page, "Correct decision")
    dialog = open_dialog(page)
    by = getattr(dialog, "decided_by_edit")  # noqa: B009
    assert by.text() == "The chair"
    by.setText("The vice-chair")
    dialog.save_button.click()
    decision = queries.case_file(session, decided).decision
    assert decision is not None
    assert decision.decided_by == "The vice-chair"


def test_returns_are_asked_for_and_recorded(
    page: OverviewPage, session: Session, clock: StoryClock, case_id: CaseId
) -> None:
    assert page.returns_card.nothing.isVisible()
    press(page, "Ask agency")
    dialog = open_dialog(page)
    combo, due = getattr(dialog, "organisation_combo"), getattr(dialog, "due_edit")  # noqa: B009
    assert combo.itemText(0) == "Probation Service"
    dialog.save_button.click()
    assert dialog.isVisible()
    combo.setCurrentText("Probation Service")
    due.setText("2/3/2026")
    dialog.save_button.click()
    assert dialog.isVisible()
    due.setText("2/4/2026")
    dialog.save_button.click()
    clock.turn_to(date(2026, 4, 12))
    page.arrive(case_id)
    assert page.returns_card.table.model().index(0, 2).data() == "10 days late"
    page.returns_card.table.selectRow(0)
    press(page, "Record what came back")
    back = open_dialog(page)
    assert isinstance(back, RecordReturnDialog)
    back.state_combo.setCurrentIndex(back.state_combo.findData(ReturnState.WAIVED))
    back.save_button.click()
    assert back.note_error.text() == "Give the reason why the return is waived."
    back.note_edit.setPlainText("No record holds them.")
    back.save_button.click()
    assert queries.case_file(session, case_id).requests[0].state is ReturnState.WAIVED
    assert page.returns_card.table.model().index(0, 2).data() == "Waived"


def test_f2_on_a_return_records_it(page: OverviewPage, session: Session, case_id: CaseId, qtbot: QtBot) -> None:
    for name in ("Probation Service", "Thames Valley Police"):
        requests.ask_agency(
            session,
            case_id,
            organisation=name,
            kind=ReturnKind.IMR,
            asked_on=date(2026, 3, 2),
            due_on=date(2026, 4, 2),
        )
    page.arrive(case_id)
    page.activateWindow()
    page.returns_card.table.setFocus()
    page.returns_card.table.selectRow(1)
    qtbot.waitUntil(page.returns_card.table.hasFocus)
    page.acts()["edit_row"]()
    dialog = open_dialog(page)
    assert isinstance(dialog, RecordReturnDialog)
    assert dialog.request_combo.currentText().startswith("Thames Valley Police")


def test_people_by_published_forms_and_the_month_of_death_alone(
    page: OverviewPage, session: Session, case_id: CaseId
) -> None:
    for role, name, form in (
        ("subject", "Orla Brackenthwaite", "Adult A"),
        ("child", "Finn Brackenthwaite", "Child 1"),
    ):
        identities.put_identity(session, case_id, kind="person", role=role, names=(name,), replacement=form)
    page.arrive(case_id)
    words = said(page)
    assert "Adult A" in words
    assert "Child 1" in words
    assert "February 2026" in words
    assert "20 February" not in words
    assert "Brackenthwaite" not in words


def test_a_closed_case_is_read_only_and_says_when(page: OverviewPage, session: Session, case_id: CaseId) -> None:
    with session.vault.writing(Compartment.REVIEWS, session.act("advance", case_id)) as work:
        case = work.get(Case, RecordId(case_id))
        work.put(replace(case, status=CaseStatus.CLOSED, closed_on=session.clock.today()))
    page.arrive(case_id)
    assert (
        page.state_banner.text() == f"Closed on {day_text(session.clock.today())}. Nothing more is owed on this case."
    )
    assert {step.state for step in page.process_rail.steps()} == {"done"}
    for part in (
        page.gate_card,
        page.law_card,
        page.acts_widget,
        page.returns_card.ask_button,
        page.returns_card.return_button,
    ):
        assert not part.isVisible()


def test_what_cannot_be_done_is_told_and_nothing_moves(
    page: OverviewPage, session: Session, teller: RecordingTeller, case_id: CaseId
) -> None:
    page.gate_card.move_asked.emit()
    assert teller.told[-1].title == "The gate is closed"
    assert queries.caseload(session)[0].stage == "Notification"


def test_the_activity_goes_under_where_there_is_no_room(page: OverviewPage, qtbot: QtBot) -> None:
    assert page.activity_panel.parentWidget() is page
    page.resize(1000, 660)
    qtbot.waitUntil(lambda: page.activity_panel.parentWidget() is not page)
    page.resize(1200, 660)
    qtbot.waitUntil(lambda: page.activity_panel.parentWidget() is page)


def test_the_tables_keep_the_rules_of_qt(page: OverviewPage, session: Session, case_id: CaseId) -> None:
    requests.ask_agency(
        session,
        case_id,
        organisation="Probation Service",
        kind=ReturnKind.IMR,
        asked_on=date(2026, 3, 2),
        due_on=date(2026, 4, 2),
    )
    page.arrive(case_id)
    for table in (page.returns_card.table, page.dates_card.table):
        QAbstractItemModelTester(table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.arrive(case_id)


def test_every_act_of_every_gate_leads_somewhere(page: OverviewPage, visited: list[str], case_id: CaseId) -> None:
    acts = {condition.act for regime in REGIMES.values() for stage in regime.stages for condition in stage.gate}
    assert acts
    for act in sorted(acts):
        assert case_acts.button_words(act), act
        page.do(act)
        if act in case_acts.TABS:
            assert visited[-1] == f"case/{case_id}/{case_acts.TABS[act]}"
        else:
            dialog = open_dialog(page)
            assert dialog.windowTitle()
            dialog.reject()
            assert not dialog.isVisible()


def test_every_act_of_the_services_has_its_words() -> None:
    folder = Path(str(safermk_desktop.services.__file__)).parent
    text = "".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    written = set(re.findall(r'session\.act\(\s*"(\w+)"', text))
    of_no_case = set(re.findall(r'session\.act\(\s*"(\w+)", (?:NOWHERE|CaseId\(""\))', text))
    by_name = set(re.findall(r'[( ]what="(\w+)"', text))
    assert by_name >= {"add_clauses", "approve_copy"}
    assert by_name <= set(case_words.ACTS)
    assert {"partnership changed", "logo changed", holidays.CHANGED} <= set(VAULT_ACTS)
    assert written
    assert of_no_case
    assert written - of_no_case <= set(case_words.ACTS)
    assert of_no_case <= set(VAULT_ACTS)


def test_every_act_on_a_case_is_undone_or_says_what_to_do_instead() -> None:
    kinds = (set(UNDOABLE), set(LOOKS), set(INSTEAD))
    assert set(case_words.ACTS) <= set().union(*kinds)
    assert sum(map(len, kinds)) == len(set().union(*kinds))


def test_an_act_of_a_newer_version_is_shown_by_its_id() -> None:
    assert case_words.act_words("seal_the_case")[1] == "Seal the case"


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2025, 12, 9), date(2026, 11, 17), 11),
        (date(2025, 12, 9), date(2026, 12, 9), 12),
    ],
)
def test_whole_months(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


def test_no_callable_is_left_over(page: OverviewPage) -> None:
    acts: list[Callable[[], None]] = list(page.acts().values())
    assert len(acts) == 8
    assert page.panes()


def test_an_idle_lock_keeps_the_note_that_is_typed(page: OverviewPage, session: Session, case_id: CaseId) -> None:
    page.activity_panel.note_edit.setText("Rang the coroner's officer.")
    page.keep_typed()
    (line,) = notes.note_lines(session, case_id)
    assert line.note.text == "Rang the coroner's officer."
    assert not page.activity_panel.note_edit.text()
