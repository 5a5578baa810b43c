"""What was recommended before is shown while a recommendation is written and on its card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.repeats import Finder
from safermk_desktop.presentation.dialogs.recommendation_dialog import RecommendationDialog
from safermk_desktop.presentation.pages.actions_page import ActionsPage
from safermk_desktop.presentation.widgets.repeat_list import WAIT_MS, RepeatList
from safermk_desktop.services import actions
from safermk_desktop.services.plans import plan_file
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened
from tests.services.conftest import notify

TOLD = "GP practices should train their staff to ask patients about domestic abuse."
AGAIN = "Doctors and nurses in general practice must have training in asking about domestic abuse."


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        for number, text in enumerate((TOLD, "Fit panic alarms."), 1):
            earlier = notify(found.session, f"DHR-2024-0{number}")
            actions.add_recommendation(found.session, earlier, number=3, text=text, level="multi_agency", scope="local")
        yield found


def told(shown: RepeatList) -> str:
    return "\n".join(each.text() for each in shown.findChildren(QLabel)) if not shown.isHidden() else ""


def test_it_is_shown_while_it_is_typed_and_on_the_card(desk: Desk, qtbot: QtBot) -> None:
    page = ActionsPage(desk.context)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    page.show()
    desk.settle(page)
    page.recommendation_button.click()
    dialog = opened(page, RecommendationDialog)
    assert told(dialog.repeat_list) == ""
    dialog.text_edit.setPlainText(AGAIN)
    qtbot.waitUntil(lambda: "second time" in told(dialog.repeat_list))
    assert f"Case 01, recommendation 3: {TOLD}" in told(dialog.repeat_list)
    assert "panic alarms" not in told(dialog.repeat_list)
    dialog.save_button.click()
    assert "This is the second time that this was recommended." in told(page.repeat_list)
    assert TOLD in told(page.repeat_list)


def test_what_is_new_says_nothing(desk: Desk, qtbot: QtBot) -> None:
    dialog = RecommendationDialog(desk.context, plan_file(desk.context.session, desk.case_id))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.text_edit.setPlainText("The lift should be mended.")
    qtbot.wait(500)
    assert told(dialog.repeat_list) == ""


def test_a_form_that_is_closed_before_the_typing_rests_reads_nothing(qtbot: QtBot) -> None:
    def no_more() -> Finder:
        pytest.fail("the form is closed")

    window = QWidget()
    qtbot.addWidget(window)
    shown = RepeatList(window)
    shown.use(no_more)
    window.show()
    shown.follow(AGAIN)
    window.hide()
    qtbot.wait(WAIT_MS + 200)
    assert told(shown) == ""
