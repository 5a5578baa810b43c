"""The page of the action plan: every act on a recommendation and an action."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.actions import NOTHING_NEW, ActionSource, ActionStatus, Rag, UpdateKind
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.record import RecordId
from safermk_desktop.presentation.dialogs.abandon_action_dialog import AbandonActionDialog
from safermk_desktop.presentation.dialogs.action_dialog import ActionDialog
from safermk_desktop.presentation.dialogs.action_update_dialog import ActionUpdateDialog
from safermk_desktop.presentation.dialogs.complete_action_dialog import CompleteActionDialog
from safermk_desktop.presentation.dialogs.recommendation_dialog import RecommendationDialog
from safermk_desktop.presentation.dialogs.revise_target_dialog import ReviseTargetDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.models.plan_rows import PLAN_COLUMNS, plan_rows
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.actions_page import ActionsPage
from safermk_desktop.services import action_closing, actions
from safermk_desktop.services.plans import plan_file, plan_lines
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened

TODAY = date(2026, 11, 17)


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ActionsPage:
    made = ActionsPage(desk.context)
    qtbot.addWidget(made)
    made.show()
    desk.settle(made)
    return made


@pytest.fixture
def action_id(desk: Desk, page: ActionsPage) -> RecordId:
    recommendation = actions.add_recommendation(
        desk.session, desk.case_id, number=1, text="Ask about safety.", level="multi_agency", scope="local"
    )
    added = actions.add_action(
        desk.session,
        desk.case_id,
        recommendation,
        text="Change the template.",
        lead_agency="Integrated care board",
        lead_role="Named nurse",
        target_on=date(2026, 10, 31),
    )
    desk.context.changes.tell(desk.case_id)
    page.plan_table.choose(added)
    return added


def test_without_recommendations_the_page_says_what_belongs_here(desk: Desk, page: ActionsPage) -> None:
    assert page.plan_empty.isVisible()
    assert not page.action_button.isEnabled()
    assert not page.write_button.isEnabled()
    page.plan_empty.asked.emit()
    dialog = opened(page, RecommendationDialog)
    dialog.save_button.click()
    assert dialog.text_error.text()
    dialog.text_edit.setPlainText("Employers can recognise abuse.")
    assert dialog.source_combo.currentData() == ActionSource.REVIEW
    assert dialog.source_combo.count() == len(ActionSource)
    dialog.source_combo.setCurrentIndex(dialog.source_combo.findData(ActionSource.QA_LETTER))
    dialog.place_edit.setText("Point 4")
    dialog.lesson_edit.setPlainText("Nobody at work knew whom to ask.")
    dialog.save_button.click()
    (item,) = desk.file().recommendations
    assert (item.number, item.text, item.scope) == (1, "Employers can recognise abuse.", "local")
    assert (item.source, item.source_reference, item.lesson) == (
        ActionSource.QA_LETTER,
        "Point 4",
        "Nobody at work knew whom to ask.",
    )
    assert page.plan_table.isVisible()


def test_a_number_is_used_once(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    page.recommendation_button.click()
    dialog = opened(page, RecommendationDialog)
    assert dialog.number_spin.value() == 2
    dialog.number_spin.setValue(1)
    dialog.text_edit.setPlainText("Another one.")
    dialog.save_button.click()
    assert "Recommendation 1 is there already" in dialog.number_error.text()
    assert dialog.text_edit.toPlainText() == "Another one."
    dialog.reject()


def test_an_action_is_added_to_the_chosen_recommendation(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    page.action_button.click()
    dialog = opened(page, ActionDialog)
    dialog.text_edit.setPlainText("Audit 200 records.")
    dialog.agency_edit.setText("Integrated care board")
    dialog.target_edit.setText("31/2/2027")
    dialog.save_button.click()
    assert "February 2027 has days 1 to 28" in dialog.target_error.text()
    dialog.target_edit.setText("28/2/2027")
    dialog.save_button.click()
    added = desk.file().actions[-1]
    assert (added.number, added.target_on) == (2, date(2027, 2, 28))


def test_enter_records_an_update(desk: Desk, page: ActionsPage, action_id: RecordId, qtbot: QtBot) -> None:
    page.plan_acts.do("update")
    dialog = opened(page, ActionUpdateDialog)
    dialog.text_edit.setPlainText("Nine practices of eleven.")
    dialog.day_edit.setText("18/11/2026")
    dialog.save_button.click()
    assert "too late: type 17 November 2026" in dialog.day_error.text()
    dialog.day_edit.set_day(TODAY)
    dialog.status_combo.setCurrentIndex(dialog.status_combo.findData(ActionStatus.IN_PROGRESS))
    dialog.save_button.click()
    assert desk.file().updates[-1].text == "Nine practices of eleven."
    assert desk.file().actions[0].status is ActionStatus.IN_PROGRESS
    assert "Nine practices of eleven." in page.history_label.text()
    qtbot.keyClick(page.plan_table, Qt.Key.Key_Return)
    opened(page, ActionUpdateDialog).reject()


def test_nothing_new_is_one_click(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    page.plan_acts.buttons["nothing"].click()
    (update,) = desk.file().updates
    assert (update.action_id, update.text, update.updated_on) == (action_id, NOTHING_NEW, TODAY)


def test_a_date_moves_with_reason_and_approver(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    page.plan_acts.buttons["target"].click()
    dialog = opened(page, ReviseTargetDialog)
    dialog.target_edit.setText("31 October 2026")
    dialog.save_button.click()
    assert "already" in dialog.target_error.text()
    assert dialog.reason_error.text()
    assert dialog.approver_error.text()
    dialog.target_edit.setText("31 March 2027")
    dialog.reason_edit.setPlainText("Two practices merged.")
    dialog.approver_edit.setText(desk.context.session.person)
    dialog.save_button.click()
    assert "another than the person at work" in dialog.approver_error.text()
    assert not dialog.target_error.text()
    dialog.approver_edit.setText("H. Marlow")
    dialog.save_button.click()
    action = desk.file().actions[0]
    assert (action.target_on, action.revisions) == (date(2027, 3, 31), 1)
    assert "revised once" in page.history_label.text()


def test_another_person_verifies(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    page.plan_acts.buttons["complete"].click()
    dialog = opened(page, CompleteActionDialog)
    dialog.outcome_edit.setPlainText("The prompt is asked.")
    dialog.evidence_edit.setPlainText("Audit of October.")
    dialog.verifier_edit.setText("a. officer")
    dialog.save_button.click()
    assert "Someone else" in dialog.verifier_error.text()
    dialog.verifier_edit.setText("H. Marlow")
    dialog.save_button.click()
    assert desk.file().actions[0].status is ActionStatus.COMPLETE_VERIFIED
    assert "Every action is finished" in page.page_banner.text()
    page.page_banner.asked.emit()
    assert desk.went == [f"case/{desk.case_id}/overview"]


def test_an_action_is_abandoned_with_reason_and_approver(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    page.plan_acts.buttons["abandon"].click()
    dialog = opened(page, AbandonActionDialog)
    dialog.save_button.click()
    assert dialog.reason_error.text()
    dialog.reason_edit.setPlainText("Replaced by a national rule.")
    dialog.approver_edit.setText("H. Marlow")
    dialog.save_button.click()
    assert desk.file().actions[0].status is ActionStatus.ABANDONED
    page.all_button.click()
    page.plan_table.choose(action_id)
    assert not page.plan_acts.buttons["update"].isVisible()


def test_finished_actions_are_shown_on_request(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    action_closing.abandon_action(
        desk.session, desk.case_id, action_id, on=TODAY, reason="No longer needed.", approver="H. Marlow"
    )
    desk.context.changes.tell(desk.case_id)
    assert not page.plan_table.choose(action_id)
    page.all_button.click()
    assert page.plan_table.choose(action_id)


def test_the_plan_is_written_to_word_once_there_is_a_register(
    desk: Desk, page: ActionsPage, action_id: RecordId
) -> None:
    page.write_button.click()
    assert "identity register is empty" in desk.teller.told[-1].text
    desk.enter("Joanna Fenwick")
    page.acts()["export_word"]()
    assert desk.file().document(PaperKind.ACTION_PLAN) is not None
    assert page.write_button.isEnabled()


def test_rows_carry_rag_lateness_and_counts(desk: Desk, action_id: RecordId) -> None:
    model = RowsModel(PLAN_COLUMNS, key=lambda row: row.key)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    file = plan_file(desk.context.session, desk.case_id)
    lines = plan_lines(file, TODAY)
    model.set_rows(plan_rows(file.recommendations, lines, lines))
    group, row = model.rows
    assert group.counts == (("red", 1),)
    assert (row.number, row.rag, row.is_late) == ("1.1", Rag.RED, True)
    assert model.cell(model.index(1, 3)).sub == "17 days late"
    assert model.group_rows() == (0,)
    assert "1 red" in model.cell(model.index(0, 0)).words()


def form(page: ActionsPage, name: str) -> StepDialog:
    page.plan_acts.buttons[name].click()
    return opened(page, StepDialog)


def fill_in(dialog: StepDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.findChild(QWidget, f"{name}_edit")
        assert isinstance(field, (QLineEdit, QPlainTextEdit))
        field.setPlainText(text) if isinstance(field, QPlainTextEdit) else field.setText(text)
    dialog.save_button.click()


def test_an_action_goes_from_acceptance_to_verification_with_evidence(
    desk: Desk, page: ActionsPage, action_id: RecordId
) -> None:
    assert "has not accepted it yet" in page.history_label.text()
    fill_in(form(page, "accept"), by="Named nurse, L. Testwood")
    assert not page.plan_acts.buttons["accept"].isVisible()
    fill_in(form(page, "details"), person="L. Testwood", themes="training; health", milestones="Draft [due 2026-12-01]")
    action = desk.file().actions[0]
    assert (action.lead_person, action.themes) == ("L. Testwood", ("training", "health"))
    fill_in(form(page, "evidence"), title="Audit", changed="Nine of ten ask.", audited="9 of 10")
    fill_in(form(page, "outcome"), outcome="They ask.", measure="Audit of ten")
    fill_in(form(page, "done"), by="L. Testwood")
    assert not page.plan_acts.buttons["done"].isVisible()
    dialog = form(page, "verify")
    fill_in(dialog, by="l. testwood", sample="Ten records")
    assert "Someone else" in dialog.error_summary.findChildren(QPushButton)[0].text()
    fill_in(dialog, by="H. Marlow")
    action = desk.file().actions[0]
    assert (action.status, action.sample) == (ActionStatus.COMPLETE_VERIFIED, "Ten records")
    page.all_button.click()
    page.plan_table.choose(action_id)
    assert "Checked: Ten records" in page.history_label.text()
    assert page._plan.cell(page._plan.index(1, 6)).text == "1"


def test_a_file_from_outside_is_taken_in_with_the_evidence_in_one_act(
    desk: Desk, page: ActionsPage, action_id: RecordId, teller: RecordingTeller, tmp_path: Path
) -> None:
    assert action_id
    page.plan_acts.buttons["file"].click()
    assert page.findChildren(StepDialog) == [], "no file was chosen"
    teller.path = tmp_path / "Ottoline Farnabeck.pdf"
    teller.path.write_bytes(b"%PDF nine of ten")
    before = len(desk.session.vault.trail(Compartment.REVIEWS))
    dialog = form(page, "file")
    assert "Ottoline Farnabeck.pdf is taken into the vault" in dialog.explain_prose.text()
    assert dialog.findChild(QComboBox, "paper_combo") is None
    fill_in(dialog, title="Audit", changed="Nine of ten ask.")
    desk.settle(page)
    (evidence,) = desk.file().evidence
    (paper,) = [one for one in desk.file().documents if one.id == evidence.document_id]
    assert (paper.title, Path(paper.file_name).suffix) == ("Audit", ".pdf")
    assert "Farnabeck" not in paper.file_name
    assert len(desk.session.vault.trail(Compartment.REVIEWS)) == before + 1


def test_an_action_is_passed_on(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    dialog = form(page, "transfer")
    fill_in(dialog, receiver="Children's board", reason="Its plan has it.")
    assert desk.file().actions[0].status is ActionStatus.NOT_STARTED
    fill_in(dialog, approver="The board")
    assert desk.file().actions[0].status is ActionStatus.TRANSFERRED


def test_a_recommendation_is_edited_sent_and_answered(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    item = desk.file().recommendations[0]
    page.plan_table.choose(item.id)
    assert not page.plan_acts.buttons["send"].isVisible()
    dialog = form(page, "recommendation")
    scope = dialog.findChild(QComboBox, "scope_combo")
    assert isinstance(scope, QComboBox)
    scope.setCurrentIndex(scope.findData("national"))
    fill_in(dialog, lesson="Nobody asked.")
    assert "R1" in page.page_banner.text()
    page.plan_table.choose(item.id)
    dialog = form(page, "send")
    fill_in(dialog, recipient="The department")
    if dialog.isVisible():  # what is sent is looked at once more
        dialog.save_button.click()
    page.plan_table.choose(item.id)
    fill_in(form(page, "answer"), answer="It will be considered.")
    (sent,) = desk.file().sent
    assert (sent.recipient, sent.answer) == ("The department", "It will be considered.")
    assert page.page_banner.isHidden()


def test_f2_edits_the_row_where_it_stands(desk: Desk, page: ActionsPage, action_id: RecordId, qtbot: QtBot) -> None:
    page.acts()["edit_row"]()
    editor = page.editing.editor
    text = editor.text_edit
    assert text is not None
    assert text.text() == "Change the template."
    text.setText("")
    qtbot.keyClicks(text, "Ensure staff know")
    assert "says what should be so" in page.footer_label.text()
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert not editor.is_open
    assert desk.file().actions[0].text == "Change the template."
    page.acts()["edit_row"]()
    text = editor.text_edit
    assert text is not None
    text.setText("Change 11 templates.")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert desk.file().actions[0].text == "Change 11 templates."
    assert not editor.is_open
    assert desk.log()[0] == "change_action"


def test_a_refused_edit_keeps_what_was_typed_and_the_page(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    page.acts()["edit_row"]()
    text, day = page.editing.editor.text_edit, page.editing.editor.target_edit
    assert text is not None
    assert day is not None
    text.setText(" ")
    assert not page.leave()
    assert "Missing" in page.footer_label.text()
    text.setText("Change 11 templates.")
    day.setText("31/2/2027")
    assert not page.leave()
    assert "February 2027" in page.footer_label.text()
    day.setText("31/10/2026")
    assert page.leave()
    assert desk.file().actions[0].text == "Change 11 templates."


def test_another_date_in_the_row_asks_for_reason_and_approver(
    desk: Desk, page: ActionsPage, action_id: RecordId, qtbot: QtBot
) -> None:
    page.acts()["edit_row"]()
    day = page.editing.editor.target_edit
    assert day is not None
    day.setText("31/3/2027")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    dialog = opened(page, ReviseTargetDialog)
    assert dialog.target_edit.text() == "31 March 2027"
    assert desk.file().actions[0].target_on == date(2026, 10, 31)
    dialog.reason_edit.setPlainText("Two practices merged.")
    dialog.approver_edit.setText("H. Marlow")
    dialog.save_button.click()
    assert desk.file().actions[0].target_on == date(2027, 3, 31)


def test_the_board_and_the_dates_show_the_same_actions(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    (mark,) = page.timeline.marks
    assert mark.words == "1.1 late"
    assert "1.1, 31 Oct 2026, Red, late" in page.timeline.accessibleDescription()
    page.board_button.click()
    assert page.plan_table.isHidden()
    table = page.plan_board.tables["Not started"]
    assert table.accessibleName() == "Not started, 1"
    table.choose(action_id)
    assert page.chosen() is not None
    page.plan_filter.words_edit.setText("nowhere")
    assert page.plan_empty.isVisible()
    assert not page.dates_card.isVisible()
    page.plan_empty.asked.emit()
    assert page.plan_board.isVisible()


def test_hints_are_given_while_an_action_is_written(desk: Desk, page: ActionsPage, action_id: RecordId) -> None:
    page.action_button.click()
    dialog = opened(page, ActionDialog)
    assert dialog.hints_prose.isHidden()
    dialog.text_edit.setPlainText("Ensure staff know")
    assert "S: “Ensure” says what should be so" in dialog.hints_prose.plain_text()
    dialog.text_edit.setPlainText("Train 40 call handlers to ask about safety at home")
    dialog.agency_edit.setText("Council")
    dialog.target_edit.setText("31/3/2027")
    assert dialog.hints_prose.isHidden()
    dialog.reject()


def test_an_update_says_that_it_was_told_and_that_the_date_is_at_risk(
    desk: Desk, page: ActionsPage, action_id: RecordId
) -> None:
    page.plan_acts.do("target")
    revise = opened(page, ReviseTargetDialog)
    revise.target_edit.setText("31/10/2027")
    revise.reason_edit.setPlainText("Two practices merged.")
    revise.approver_edit.setText("H. Marlow")
    revise.save_button.click()
    page.plan_acts.do("update")
    dialog = opened(page, ActionUpdateDialog)
    dialog.text_edit.setPlainText("The author left.")
    dialog.risk_check.setChecked(True)
    dialog.verbal_check.setChecked(True)
    dialog.save_button.click()
    assert desk.file().updates[-1].kind is UpdateKind.VERBAL
    assert desk.file().actions[0].is_at_risk
    assert "Amber: reported at risk" in page.history_label.text()
