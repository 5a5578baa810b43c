"""File notes and undo, from the menu to the log and back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.overview_page import OverviewPage
from safermk_desktop.services import cases, notes, queries
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, case_id: CaseId) -> OverviewPage:
    made = OverviewPage(context)
    qtbot.addWidget(made)
    context.changes.changed.connect(lambda _change: made.arrive(case_id))
    made.resize(1200, 660)
    made.show()
    made.arrive(case_id)
    return made


def dialog_of(page: OverviewPage) -> StepDialog:
    return next(found for found in page.findChildren(StepDialog) if found.isVisible())


def write(dialog: StepDialog, text: str) -> None:
    field = dialog.findChild(QPlainTextEdit, "text_edit")
    assert field is not None
    field.setPlainText(text)
    dialog.save_button.click()


def test_a_note_is_added_corrected_and_both_are_read(
    page: OverviewPage, session: Session, case_id: CaseId, teller: RecordingTeller
) -> None:
    page.acts()["add_note"]()
    dialog = dialog_of(page)
    dialog.save_button.click()
    assert dialog.error_summary.isVisible()
    kind = dialog.findChild(QComboBox, "kind_combo")
    assert kind is not None
    assert [kind.itemText(at) for at in range(kind.count())][:3] == ["Telephone call", "Meeting", "E-mail"]
    write(dialog, "The coroner rang.")
    assert page.activity_panel.words()[0] == "File note: telephone call"
    (correct,) = [one for one in page.findChildren(QPushButton) if one.accessibleName() == "Correct the file note"]
    correct.click()
    write(dialog_of(page), "Her officer rang.")
    assert page.activity_panel.words()[:2] == [
        "A file note was corrected",
        "File note: telephone call (corrected)",
    ]
    page.activity_panel.note_asked.emit(page.activity_panel._entries[1])
    assert "The coroner rang." in teller.told[-1].text
    assert "Corrected on" in teller.told[-1].text
    assert [line.note.text for line in notes.note_lines(session, case_id)] == ["The coroner rang.", "Her officer rang."]


def test_undo_says_what_it_takes_back_asks_and_takes_it_back(
    page: OverviewPage, session: Session, case_id: CaseId, teller: RecordingTeller
) -> None:
    cases.record_fact(session, case_id, kind="acknowledged", happened_on=session.clock.today())
    teller.answer = False
    page.acts()["undo"]()
    assert teller.told[-1].title == "Undo the dated fact?"
    assert "cannot be undone" in teller.told[-1].text
    assert queries.case_file(session, case_id).fact("acknowledged")
    teller.answer = True
    page.acts()["undo"]()
    assert queries.case_file(session, case_id).fact("acknowledged") is None
    assert page.activity_panel.words()[:2] == ["An act was undone", "A dated fact was recorded; it was undone later"]
    page.acts()["undo"]()
    assert teller.told[-1].title == "Nothing to undo"


def test_what_cannot_be_undone_says_why(
    page: OverviewPage, session: Session, case_id: CaseId, teller: RecordingTeller
) -> None:
    cases.record_fact(session, case_id, kind="acknowledged", happened_on=date(2026, 3, 2))
    cases.advance(session, case_id, reason="Urgent.", approver="H. Chair")
    page.acts()["undo"]()
    assert "since" in teller.told[-1].text
    assert queries.case_file(session, case_id).fact("acknowledged")
