"""The actions of every case on one page, and what is waited for by agency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.actions import NOTHING_NEW
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.presentation.models.plan_rows import EVERY_COLUMNS
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.every_action_page import EveryActionPage
from safermk_desktop.services import action_closing, actions, queries
from safermk_desktop.services.plans import every_action
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk
from tests.services.conftest import notify

TODAY = date(2026, 11, 17)


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> EveryActionPage:
    made = EveryActionPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    desk.settle(made)
    return made


def act(desk: Desk, case_id: CaseId, *, agency: str, target_on: date, scope: str = "local") -> RecordId:
    items = queries.case_file(desk.session, case_id).recommendations
    item = actions.add_recommendation(
        desk.session,
        case_id,
        number=len(items) + 1,
        text=f"Recommendation to {agency}.",
        level="single_agency",
        scope=scope,
    )
    added = actions.add_action(
        desk.session, case_id, item, text=f"Audit 40 logs of {agency}.", lead_agency=agency, lead_role="Head",
        target_on=target_on,
    )  # fmt: skip
    desk.context.changes.tell(case_id)
    return added


def test_without_actions_the_page_says_so(page: EveryActionPage) -> None:
    assert not page.actions_empty.isHidden()
    assert page.actions_table.isHidden()
    assert page.plan_filter.isHidden()
    assert not page.open_button.isEnabled()


def test_actions_of_two_cases_stand_together_the_most_pressing_first(desk: Desk, page: EveryActionPage) -> None:
    other = notify(desk.session, "DHR-2026-11")
    late = act(desk, desk.case_id, agency="Police", target_on=date(2026, 10, 1))
    later = act(desk, other, agency="Council", target_on=date(2027, 3, 1))
    model = RowsModel(EVERY_COLUMNS, key=lambda line: line.action.id)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(every_action(desk.session).lines)
    assert [line.action.id for line in model.rows] == [late, later]
    assert model.cell(model.index(0, 0)).sub == "Case 09"
    assert page.count_label.text() == "2 actions of 2, 1 past the date"
    assert page.actions_table.choose(later)
    page.open_button.click()
    assert desk.went == [f"case/{other}/actions"]


def test_the_filter_and_the_agencies_narrow_the_list(desk: Desk, page: EveryActionPage, qtbot: QtBot) -> None:
    police = act(desk, desk.case_id, agency="Police", target_on=date(2026, 10, 1))
    council = act(desk, desk.case_id, agency="Council", target_on=date(2027, 3, 1))
    assert [row.agency for row in page._waiting.rows] == ["Police", "Council"]
    page.waiting_table.choose("Council")
    qtbot.keyClick(page.waiting_table, Qt.Key.Key_Return)
    assert page.plan_filter.agency_combo.currentText() == "Council"
    assert not page.actions_table.choose(police)
    assert page.actions_table.choose(council)
    page.plan_filter.words_edit.setText("nowhere")
    assert not page.actions_empty.isHidden()
    page.actions_empty.asked.emit()
    assert page.actions_table.choose(police)
    page.plan_filter.chips[every_action(desk.session).lines[0].rating.rag].click()
    assert not page.actions_table.choose(police)


def test_an_act_is_done_from_here_and_finished_ones_are_shown_on_request(desk: Desk, page: EveryActionPage) -> None:
    police = act(desk, desk.case_id, agency="Police", target_on=date(2027, 3, 1))
    page.actions_table.choose(police)
    page.plan_acts.buttons["nothing"].click()
    assert desk.file().updates[-1].text == NOTHING_NEW
    action_closing.abandon_action(desk.session, desk.case_id, police, on=TODAY, reason="Not needed.", approver="Board")
    desk.context.changes.tell(desk.case_id)
    assert not page.actions_table.choose(police)
    page.finished_check.click()
    assert page.actions_table.choose(police)
    assert page.plan_acts.buttons["update"].isHidden()


def test_a_national_recommendation_that_was_sent_to_nobody_is_told(desk: Desk, page: EveryActionPage) -> None:
    act(desk, desk.case_id, agency="Council", target_on=date(2027, 3, 1), scope="national")
    assert "1 national recommendation not recorded as sent" in page.page_banner.text()
    item = desk.file().recommendations[0]
    actions.send_recommendation(
        desk.session, desk.case_id, item.id, recipient="Department", sent_on=TODAY, method="Letter"
    )
    desk.context.changes.tell(desk.case_id)
    assert page.page_banner.isHidden()
