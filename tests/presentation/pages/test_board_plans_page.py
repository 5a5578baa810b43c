"""The plans of boards: begun, worked on as any other, closed; found from the list of all actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.actions import NOTHING_NEW, ActionSource
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.action_dialog import ActionDialog
from safermk_desktop.presentation.dialogs.recommendation_dialog import RecommendationDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.launch import is_address
from safermk_desktop.presentation.pages.board_plans_page import BoardPlansPage
from safermk_desktop.presentation.pages.case_heading import find, find_records
from safermk_desktop.presentation.pages.every_action_page import EveryActionPage
from safermk_desktop.presentation.places import all_places
from safermk_desktop.presentation.shell import Shell
from safermk_desktop.services import action_closing
from safermk_desktop.services.board_plans import begin_plan, board_plans
from safermk_desktop.services.plans import every_action, plan_file
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened

TODAY = date(2026, 11, 17)


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> BoardPlansPage:
    made = BoardPlansPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    desk.context.changes.changed.connect(lambda change: made.arrive(change.case_id))
    made.arrive("")
    return made


def planned(desk: Desk, page: BoardPlansPage) -> CaseId:
    plan = begin_plan(desk.session, source=ActionSource.ASSURANCE, body="Prevent Board", opened_on=TODAY)
    desk.context.changes.tell(plan)
    page.recommendation_button.click()
    dialog = opened(page, RecommendationDialog)
    assert dialog.source_combo.currentData() == ActionSource.ASSURANCE
    assert dialog.source_combo.findData(ActionSource.REVIEW) < 0
    dialog.text_edit.setPlainText("Every desk knows whom to ask.")
    dialog.lesson_edit.setPlainText("Two of nine did not.")
    dialog.save_button.click()
    page.action_button.click()
    form = opened(page, ActionDialog)
    form.text_edit.setPlainText("Train the staff of nine desks.")
    form.agency_edit.setText("Harbury Council")
    form.target_edit.setText("28/2/2027")
    form.save_button.click()
    return plan


def test_without_a_plan_the_page_offers_to_begin_one(desk: Desk, page: BoardPlansPage) -> None:
    assert page.plan_empty.isVisible()
    assert not page.recommendation_button.isVisible()
    assert not page.plan_chooser.plan_combo.isVisible()
    assert page.panes() == (page.plan_chooser.begin_button,)
    page.plan_chooser.begin_button.click()
    dialog = opened(page, StepDialog)
    source = dialog.findChildren(QComboBox)[0]
    source.setCurrentIndex(source.findData("bmg"))
    dialog.save_button.click()
    (plan,) = board_plans(desk.session)
    assert (plan.source, plan.body, plan.opened_on) == (ActionSource.BMG, "Prevent Board", TODAY)
    assert desk.went == [f"boards/{plan.id}/plan"]
    assert is_address(desk.went[0])
    assert page.recommendation_button.isVisible()
    assert page.plan_chooser.plan_combo.currentText() == "Prevent Board (2026)"


def test_a_plan_is_worked_on_as_any_other_and_closed(desk: Desk, page: BoardPlansPage) -> None:
    plan = planned(desk, page)
    file = plan_file(desk.session, plan)
    (action,) = file.actions
    assert file.recommendations[0].lesson == "Two of nine did not."
    page.plan_table.choose(action.id)
    assert not page.plan_acts.buttons["file"].isVisible()
    assert not page.write_button.isVisible()
    page.plan_acts.buttons["nothing"].click()
    assert [one.text for one in plan_file(desk.session, plan).updates] == [NOTHING_NEW]
    page.plan_acts.buttons["evidence"].click()
    dialog = opened(page, StepDialog)
    assert "Train the staff" in dialog.explain_prose.text()
    dialog.reject()
    page.plan_chooser.close_button.click()
    closing = opened(page, StepDialog)
    (why,) = closing.findChildren(QPlainTextEdit)
    why.setPlainText("Done.")
    closing.save_button.click()
    assert "Not finished yet: 1 action" in closing.error_summary.findChildren(QPushButton)[0].text()
    closing.reject()
    action_closing.abandon_action(
        desk.session, plan, action.id, reason="Another plan has it.", approver="Chair", on=TODAY
    )
    desk.context.changes.tell(plan)
    assert "can be closed" in page.page_banner.text()


def test_the_list_of_all_actions_leads_there_and_a_search_finds_it(
    desk: Desk, page: BoardPlansPage, qtbot: QtBot
) -> None:
    plan = planned(desk, page)
    every = EveryActionPage(desk.context)
    qtbot.addWidget(every)
    every.arrive("")
    assert "(from: Assurance)" in every.chosen_label.text()
    every.open_button.click()
    every.boards_button.click()
    assert desk.went[-2:] == [f"boards/{plan}/plan", "boards"]
    (hit,) = [one for one in find_records(desk.session, "nine desks", 1) if "action:" in one.text]
    assert hit.address == f"boards/{plan}/plan"
    assert hit.text.startswith("Prevent Board (2026), action:")
    assert [one.address for one in find(desk.session, "prevent b")] == [f"boards/{plan}/plan"]


def test_the_shell_shows_the_plan_that_the_address_names(desk: Desk, qtbot: QtBot) -> None:
    first, second = (
        begin_plan(desk.session, source=ActionSource.BMG, body=body, opened_on=TODAY) for body in ("Board One", "Two B")
    )
    shell = Shell(desk.context, all_places())
    qtbot.addWidget(shell)
    for plan, label in ((second, "Two B (2026)"), (first, "Board One (2026)")):
        assert shell.go(f"boards/{plan}/plan")
        shown = shell.page
        assert isinstance(shown, BoardPlansPage)
        assert shown.plan_chooser.plan_combo.currentText() == label
        assert shell.address == f"boards/{plan}/plan"
        assert not shell.case_header.isVisibleTo(shell)
    shell.go("boards")
    assert isinstance(shell.page, BoardPlansPage)
    assert every_action(desk.session).boards == {first, second}
