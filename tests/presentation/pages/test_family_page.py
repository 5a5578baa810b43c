"""The family page: contacts, reasons, comments and answers through the dialogs, calm when nothing is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.family import ContactOutcome, Matter, Relation
from safermk_desktop.domain.record import RecordId
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.family_page import FamilyPage
from safermk_desktop.presentation.pages.family_rows import (
    COMMENT_COLUMNS,
    CONTACT_COLUMNS,
    PERSON_COLUMNS,
    STAGE_COLUMNS,
    comment_rows,
    contact_rows,
    person_rows,
    stage_rows,
)
from safermk_desktop.services import family
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened

DAY = date(2026, 10, 1)


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> FamilyPage:
    made = FamilyPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    desk.settle(made)
    return made


def sister(desk: Desk) -> RecordId:
    return family.put_person(desk.session, desk.case_id, relation=Relation.SIBLING, pseudonym="the sister")


def field(dialog: StepDialog, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def long_field(dialog: StepDialog, name: str) -> QPlainTextEdit:
    found = dialog.findChild(QPlainTextEdit, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def test_an_empty_page_says_where_to_begin(page: FamilyPage) -> None:
    assert page.people_empty.isVisible()
    assert page.contacts_empty.isVisible()
    assert not page.comment_button.isEnabled()
    page.stage_contact_button.click()
    assert "Family or friend" in opened(page, StepDialog).windowTitle()
    assert page.reason_button.isEnabled()
    assert page.stages_tag.text().startswith("0 of 9")


def test_a_contact_that_nobody_answered_leaves_the_matter_owed(desk: Desk, page: FamilyPage) -> None:
    sister(desk)
    page.arrive(desk.case_id)
    page.stage_contact_button.click()
    dialog = opened(page, StepDialog)
    dialog.save_button.click()
    assert dialog.isVisible(), "nothing is taken as reached that nobody said"
    assert not desk.file().family.contacts
    outcomes = field(dialog, "outcome_combo")
    outcomes.setCurrentIndex(outcomes.findData(ContactOutcome.NO_ANSWER.value))
    dialog.save_button.click()
    assert [one.matter for one in desk.file().family.contacts] == [Matter.DECISION]
    assert page.stages_tag.text().startswith("0 of 9")
    assert "tried 1 time" in stage_rows(desk.file())[0].words


def test_a_reason_needs_words_and_then_stands(desk: Desk, page: FamilyPage) -> None:
    page.reason_button.click()
    dialog = opened(page, StepDialog)
    dialog.save_button.click()
    assert dialog.isVisible()
    long_field(dialog, "reason_edit").setPlainText("No relative could be traced.")
    dialog.save_button.click()
    assert desk.file().family.reasons[0].matter is Matter.DECISION
    assert page.stages_tag.text().startswith("1 of 9")


def test_a_comment_is_recorded_and_answered(desk: Desk, page: FamilyPage) -> None:
    sister(desk)
    page.arrive(desk.case_id)
    page.comment_button.click()
    dialog = opened(page, StepDialog)
    long_field(dialog, "text_edit").setPlainText("She did ask for help.")
    dialog.save_button.click()
    assert "1 to answer" in page.comments_tag.text()
    page.answer_button.click()
    dialog = opened(page, StepDialog)
    long_field(dialog, "answer_edit").setPlainText("The paragraph says so now.")
    dialog.save_button.click()
    assert desk.file().family.unanswered == ()
    assert not page.comments_tag.text()


def test_the_tables_are_sound_models(desk: Desk) -> None:
    person = sister(desk)
    family.record_comment(
        desk.session, desk.case_id, person, about=Matter.DRAFT, received_on=DAY, text="No.", is_disagreement=True
    )
    stages = RowsModel(STAGE_COLUMNS, key=lambda row: row.matter)
    comments = RowsModel(COMMENT_COLUMNS, key=lambda row: row.comment.id)
    people = RowsModel(PERSON_COLUMNS, key=lambda row: row.person.id)
    contacts = RowsModel(CONTACT_COLUMNS, key=lambda row: row.contact.id)
    for model in (stages, comments, people, contacts):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    file = desk.file()
    stages.set_rows(stage_rows(file))
    comments.set_rows(comment_rows(file))
    people.set_rows(person_rows(file))
    contacts.set_rows(contact_rows(file))
    assert stages.rowCount() == 9
    assert people.rowCount() == comments.rowCount() == 1
