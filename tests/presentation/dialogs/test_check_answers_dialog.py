"""Check your answers: by mouse, by keyboard, and in front of every form that records something as sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.checking import Answer, Check, Checked
from safermk_desktop.presentation.dialogs.check_answers_dialog import NO_ANSWER, CheckAnswersDialog

CHECK = Check(
    answers=(
        Answer(question="Recipient", text="Home Office", field="recipient_edit"),
        Answer(question="Sent on", text="2 March 2026", field="sent_edit"),
        Answer(question="Interim learning", text="", field="interim_edit"),
    ),
    record="&Log as sent",
)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[CheckAnswersDialog]:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    made = CheckAnswersDialog(CHECK, parent)
    made.show()
    yield made
    made.hide()


def test_each_question_stands_with_its_answer_and_its_change(dialog: CheckAnswersDialog) -> None:
    names = [button.accessibleName() for button in dialog.change_buttons]
    assert names == ["Change: Recipient", "Change: Sent on", "Change: Interim learning"]
    told = [button.accessibleDescription() for button in dialog.change_buttons]
    assert told == ["Home Office", "2 March 2026", NO_ANSWER]
    assert dialog.record_button.text() == "&Log as sent"
    assert dialog.focusWidget() is dialog.change_buttons[0]


def test_what_is_right_is_recorded(dialog: CheckAnswersDialog) -> None:
    QTest.mouseClick(dialog.record_button, Qt.MouseButton.LeftButton)
    assert dialog.checked == Checked(is_right=True)
    assert not dialog.isVisible()


def test_by_keyboard_to_the_answer_that_is_wrong(dialog: CheckAnswersDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Tab)
    focus = dialog.focusWidget()
    assert focus is dialog.change_buttons[1]
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert dialog.checked == Checked(is_right=False, change="sent_edit")


def test_esc_goes_back_and_records_nothing(dialog: CheckAnswersDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.checked == Checked(is_right=False)
    assert not dialog.isVisible()
