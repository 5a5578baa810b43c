"""The points of the letters, the processes beside the review with their holds, and the copies, on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.parallel import ProcessStatus, standing
from safermk_desktop.presentation.dialogs.qa_letter_dialog import QaLetterDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.pages.publication_page import PublicationPage
from safermk_desktop.services import home_office
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened
from tests.presentation.pages.test_publication_page import cleared, line_button, with_set, words

LETTERS = Path(__file__).parents[2] / "data" / "process" / "qa_letters"


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PublicationPage:
    made = PublicationPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    desk.settle(made)
    return made


def fill(dialog: StepDialog, **entries: str) -> None:
    """Type or choose entries, by the names of the fields, and save."""
    for name, text in entries.items():
        field = dialog.findChild(QLineEdit, f"{name}_edit") or dialog.findChild(QPlainTextEdit, f"{name}_edit")
        combo = dialog.findChild(QComboBox, f"{name}_combo")
        if isinstance(field, QLineEdit):
            field.setText(text)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        elif isinstance(combo, QComboBox):
            combo.setCurrentIndex(combo.findData(text))
        else:
            raise TypeError(name)
    dialog.save_button.click()


def submitted(desk: Desk) -> None:
    with_set(desk)
    home_office.record_submission(desk.session, desk.case_id, submitted_on=date(2026, 9, 1), method="E-mail")
    desk.context.changes.tell(desk.case_id)


def test_a_letter_in_word_is_read_and_recorded_point_by_point(desk: Desk, page: PublicationPage) -> None:
    submitted(desk)
    page.home_office_card.qa_button.click()
    dialog = opened(page, QaLetterDialog)
    desk.teller.path = LETTERS / "linden.docx"
    dialog.word_button.click()
    assert dialog.panel_edit.text() == "9 October 2024"
    assert dialog.outcome_combo.currentData() == "PUBLISH_AFTER_CHANGES"
    assert "11 points found, 6 of them areas" in dialog.found_label.text()
    assert "14 November 2024" in dialog.found_label.text()
    dialog.panel_edit.setText("1/10/2026")
    dialog.received_edit.setText("12/10/2026")
    dialog.save_button.click()
    file = desk.file()
    assert [point.number for point in file.qa_conditions][:5] == ["1", "2", "2.1", "2.2", "2.3"]
    assert len(file.qa_conditions) == 11
    assert file.document(PaperKind.QA_LETTER) is not None
    assert page.points_card.standing_tag.text() == "11 of 11 not done"


def test_a_pasted_letter_is_read_and_a_point_answered_by_keyboard(
    desk: Desk, page: PublicationPage, qtbot: QtBot
) -> None:
    submitted(desk)
    page.home_office_card.qa_button.click()
    letter = opened(page, QaLetterDialog)
    letter.points_edit.setPlainText((LETTERS / "hazel.txt").read_text(encoding="utf-8"))
    letter.paste_button.click()
    assert letter.points_edit.toPlainText().startswith("1 Panel membership")
    letter.panel_edit.setText("1/10/2026")
    letter.received_edit.setText("12/10/2026")
    letter.save_button.click()
    card = page.points_card
    rows = card.points_table.model()
    assert isinstance(rows, QAbstractItemModel)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows.rowCount() == 10
    assert not card.response_button.isEnabled()
    card.points_table.setFocus()
    card.points_table.setCurrentIndex(rows.index(0, 0))
    qtbot.keyClick(card.points_table, Qt.Key.Key_Return)
    dialog = opened(page, StepDialog)
    fill(dialog, state="done", day="2/11/2026")
    assert dialog.isVisible(), "a point that is done has an owner and an answer"
    fill(dialog, owner="The chair", answer="The reason is given.", page="9")
    point = desk.file().qa_conditions[0]
    assert (point.owner, point.page, point.done_on) == ("The chair", "9", date(2026, 11, 2))
    assert card.standing_tag.text() == "9 of 10 not done"


def test_a_live_trial_holds_publication_until_the_hold_is_lifted_with_a_reason(
    desk: Desk, page: PublicationPage
) -> None:
    cleared(desk)
    desk.context.changes.tell(desk.case_id)
    card = page.parallel_card
    assert card.standing_tag.text() == "No hold"
    card.process_button.click()
    fill(opened(page, StepDialog), lead="Senior investigating officer", status=ProcessStatus.LIVE.value)
    assert card.standing_tag.text() == "1 hold on publication"
    assert "Publication is held" in page.published_card.reason_label.text()
    assert "Publication is held" in words(page.publish_check_card)
    hold, process = desk.file().holds[0], desk.file().processes[0]
    line_button(page, f"check_process_{process.id}").click()
    fill(opened(page, StepDialog), status=ProcessStatus.ENDED.value, note="Sentence was passed.")
    assert standing(desk.file().holds), "a hold stands until somebody lifts it"
    line_button(page, f"lift_hold_{hold.id}").click()
    dialog = opened(page, StepDialog)
    fill(dialog, reason="")
    assert dialog.isVisible()
    fill(dialog, reason="The time for an appeal has passed.")
    assert card.standing_tag.text() == "No hold"
    assert "The time for an appeal has passed." in words(card)


def test_what_was_disclosed_is_logged_and_given(desk: Desk, page: PublicationPage) -> None:
    page.parallel_card.disclosure_button.click()
    fill(opened(page, StepDialog), item="Minutes of the panel")
    item = desk.file().disclosures[0]
    line_button(page, f"give_disclosure_{item.id}").click()
    fill(opened(page, StepDialog), given_to="Disclosure officer")
    assert "given to Disclosure officer on 17 November 2026" in words(page.parallel_card)


def test_a_copy_to_the_commissioner_is_checked_and_logged(desk: Desk, page: PublicationPage) -> None:
    cleared(desk)
    desk.context.changes.tell(desk.case_id)
    card = page.copies_card
    assert "Domestic Abuse Commissioner: has to be sent a copy by law." in words(card)
    line_button(page, "record_copy_Domestic Abuse Commissioner").click()
    dialog = opened(page, StepDialog)
    combo = dialog.findChild(QComboBox, "recipient_combo")
    assert combo is not None
    assert combo.currentData() == "Domestic Abuse Commissioner"
    fill(dialog, method="Secure e-mail")
    assert desk.teller.checks, "answers are checked before anything is recorded as sent"
    assert desk.file().copies_sent[0].recipient == "Domestic Abuse Commissioner"
    assert desk.file().fact("commissioner_copy_sent") is not None
    assert "has to be sent a copy by law" not in words(card)
    assert "Secure e-mail" in words(card)


def test_the_checklist_is_kept_and_shown(desk: Desk, page: PublicationPage) -> None:
    page.home_office_card.check_button.click()
    fill(opened(page, StepDialog), equality="yes", coercive_control="yes")
    assert len(desk.file().self_checks[0].unmet) == 11
    assert "11 still to be met" in words(page.home_office_card)
