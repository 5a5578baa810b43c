"""The dialogs of a case: each act through its form, and one refusal of each."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.case import Outcome
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.requests import ReturnKind, ReturnState
from safermk_desktop.errors import DiskFull, EntryInvalid
from safermk_desktop.presentation.dialogs.ask_agency_dialog import AskAgencyDialog
from safermk_desktop.presentation.dialogs.decision_dialog import DecisionDialog
from safermk_desktop.presentation.dialogs.delay_letter_dialog import DelayLetterDialog
from safermk_desktop.presentation.dialogs.fact_dialog import FactDialog
from safermk_desktop.presentation.dialogs.letter_dialog import LetterDialog
from safermk_desktop.presentation.dialogs.own_date_dialog import OwnDateDialog
from safermk_desktop.presentation.dialogs.recommendation_dialog import RecommendationDialog
from safermk_desktop.presentation.dialogs.record_return_dialog import RecordReturnDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services import cases, queries, requests
from safermk_desktop.services.plans import plan_file
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller

TODAY = date(2026, 3, 2)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def decided(session: Session, case_id: CaseId) -> CaseId:
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome.REVIEW,
        decided_on=TODAY,
        decided_by="The chair",
        reasons="The criteria are met.",
        source="The Act",
    )
    return case_id


def test_a_decision(context: PageContext, window: QWidget, session: Session, case_id: CaseId) -> None:
    dialog = DecisionDialog(context, case_id, window)
    dialog.open()
    dialog.decided_edit.setText("1/3/2026")
    dialog.save()
    assert dialog.decided_error.text() == "1 March 2026 is too early: type 2 March 2026 or a later day."
    assert dialog.reasons_error.text() == "Give the reasons for the decision."
    dialog.decided_edit.setText("2/3/2026")
    dialog.decided_by_edit.setText("The chair")
    dialog.reasons_edit.setPlainText("Met.")
    dialog.outcome_combo.setCurrentText("Hold a joint review")
    dialog.save()
    decision = queries.case_file(session, case_id).decision
    assert decision is not None
    assert (decision.outcome, decision.decided_on, decision.reasons) == (Outcome.JOINT, TODAY, "Met.")
    assert not dialog.reasons_error.text()


def test_enter_presses_the_button_that_has_the_focus(
    context: PageContext, window: QWidget, session: Session, case_id: CaseId, qtbot: QtBot
) -> None:
    dialog = FactDialog(context, case_id, "coroner_told", window)
    dialog.open()
    dialog.cancel_button.setFocus()
    qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert queries.case_file(session, case_id).facts == (), "Enter on Cancel cancels"
    dialog = FactDialog(context, case_id, "coroner_told", window)
    dialog.open()
    dialog.happened_edit.setText("2 Mar 2026")
    qtbot.keyClick(dialog.happened_edit, Qt.Key.Key_Return)
    assert len(queries.case_file(session, case_id).facts) == 1, "Enter in a field saves"


def test_with_a_field_its_label_comes_into_sight(
    context: PageContext, window: QWidget, session: Session, case_id: CaseId, qtbot: QtBot, theme: Theme
) -> None:
    theme.change(scale=2.0)
    dialog = DecisionDialog(context, case_id, window)
    dialog.open()
    area = dialog.findChild(QScrollArea, "form_scroll")
    assert area is not None
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    labels = {buddy: label for label in dialog.findChildren(QLabel) if (buddy := label.buddy())}
    for key in (*[Qt.Key.Key_Tab] * 8, *[Qt.Key.Key_Backtab] * 8):
        focus = dialog.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        qtbot.wait(10)
        focus = dialog.focusWidget()
        label = labels.get(focus)
        if label is not None:
            qtbot.waitUntil(lambda label=label: label.visibleRegion().boundingRect() == label.rect())
    dialog.outcome_combo.setFocus()
    dialog.focusNextPrevChild(True)
    dialog.focusNextPrevChild(False)
    qtbot.waitUntil(lambda: bar.value() == 0)  # what is explained above the first field is read with it


def test_the_ring_of_the_last_field_is_not_cut(
    context: PageContext, window: QWidget, session: Session, case_id: CaseId, qtbot: QtBot
) -> None:
    dialog = FactDialog(context, case_id, "coroner_told", window)
    dialog.open()
    dialog.detail_edit.setFocus()
    area = dialog.findChild(QScrollArea, "form_scroll")
    assert area is not None
    field = dialog.detail_edit
    foot = field.mapTo(area.viewport(), field.rect().bottomLeft()).y()
    qtbot.waitUntil(lambda: area.viewport().height() > 0)
    assert area.viewport().height() - foot > 4, "the ring lies 4 px outside the field"


def test_a_fact(context: PageContext, window: QWidget, session: Session, case_id: CaseId) -> None:
    dialog = FactDialog(context, case_id, "coroner_told", window)
    dialog.open()
    assert dialog.kind_combo.currentText() == "The coroner was told"
    assert dialog.kind_combo.findData("gate_override") == -1
    dialog.happened_edit.setText("3/3/2026")
    dialog.save()
    assert dialog.happened_error.text() == "3 March 2026 is too late: type 2 March 2026 or an earlier day."
    dialog.happened_edit.setText("tomorrow")
    dialog.save()
    assert "day, month, year" in dialog.happened_error.text()
    assert dialog.happened_edit.text() == "tomorrow"
    dialog.happened_edit.setText("2 Mar 2026")
    dialog.detail_edit.setPlainText("By letter.")
    dialog.save()
    fact = queries.case_file(session, case_id).facts[-1]
    assert (fact.kind, fact.happened_on, fact.detail) == ("coroner_told", TODAY, "By letter.")


def test_the_decision_letter_is_written_and_logged(
    context: PageContext, window: QWidget, session: Session, decided: CaseId
) -> None:
    dialog = LetterDialog(context, decided, window)
    dialog.open()
    dialog.recipient_edit.clear()
    dialog.save()
    assert dialog.recipient_error.text() == "Type who the letter goes to."
    dialog.recipient_edit.setText("Home Office")
    dialog.save()
    letter = queries.case_file(session, decided).letter(PaperKind.DECISION_LETTER)
    assert letter is not None
    assert (letter.recipient, letter.sent_on, letter.document_id) == ("Home Office", TODAY, dialog.result_of_act)


def test_a_letter_before_the_decision_is_refused_in_its_dialog(
    context: PageContext, window: QWidget, session: Session, case_id: CaseId
) -> None:
    dialog = LetterDialog(context, case_id, window)
    dialog.open()
    dialog.save()
    assert dialog.isVisible()
    assert dialog.error_summary.isVisible()
    assert dialog.save_button.isEnabled()
    assert not queries.case_file(session, case_id).letters


def test_a_delay_letter_sets_the_own_date(
    context: PageContext, window: QWidget, session: Session, decided: CaseId
) -> None:
    dialog = DelayLetterDialog(context, decided, window)
    dialog.open()
    dialog.save()
    assert dialog.new_date_error.text() == "Type the new date for the report."
    assert dialog.reasons_error.text() == "Give at least one reason for the delay."
    dialog.new_date_edit.setText("1/12/2026")
    dialog.update_edit.setText("1/6/2026")
    dialog.reasons_edit.setPlainText("The trial is in October.\n\nTwo returns are late.")
    dialog.save()
    file = queries.case_file(session, decided)
    assert file.letter(PaperKind.DELAY_LETTER) is not None
    assert file.own_dates[0].own_on == date(2026, 12, 1)
    assert file.own_dates[0].reason == "The trial is in October.; Two returns are late."


def test_an_agency_is_not_asked_twice(context: PageContext, window: QWidget, session: Session, case_id: CaseId) -> None:
    requests.ask_agency(
        session, case_id, organisation="Probation Service", kind=ReturnKind.IMR, asked_on=TODAY, due_on=date(2026, 4, 2)
    )
    dialog = AskAgencyDialog(context, case_id, window)
    dialog.open()
    assert dialog.organisation_combo.findText("Probation Service") == -1
    dialog.organisation_combo.setCurrentText("Probation Service")
    dialog.due_edit.setText("1/5/2026")
    dialog.save()
    assert dialog.isVisible()
    assert dialog.error_summary.isVisible()
    dialog.kind_combo.setCurrentText("Chronology only")
    dialog.save()
    asked = queries.case_file(session, case_id).requests
    assert [(item.kind, item.due_on) for item in asked[1:]] == [(ReturnKind.CHRONOLOGY_ONLY, date(2026, 5, 1))]


def test_a_return_with_queries_begins_from_what_was_noted(
    context: PageContext, window: QWidget, session: Session, case_id: CaseId
) -> None:
    request = requests.ask_agency(
        session, case_id, organisation="Probation Service", kind=ReturnKind.IMR, asked_on=TODAY, due_on=date(2026, 4, 2)
    )
    requests.record_return(
        session, case_id, request, state=ReturnState.QUERIES, returned_on=TODAY, note="Two dates differ."
    )
    dialog = RecordReturnDialog(context, case_id, request, window)
    dialog.open()
    assert dialog.note_edit.toPlainText() == "Two dates differ."
    dialog.returned_edit.setText("1/3/2026")
    dialog.save()
    assert dialog.returned_error.text().startswith("1 March 2026 is too early")
    dialog.returned_edit.setText("2/3/2026")
    dialog.save()
    assert queries.case_file(session, case_id).requests[0].state is ReturnState.ACCEPTED


def test_an_own_date_can_be_changed(context: PageContext, window: QWidget, session: Session, decided: CaseId) -> None:
    cases.set_own_date(
        session, decided, rule="report", own_on=date(2026, 11, 2), reason="The trial", authoriser="H. Chair"
    )
    dialog = OwnDateDialog(context, decided, "report", window)
    dialog.open()
    assert dialog.own_edit.text() == "2 November 2026"
    dialog.reason_edit.clear()
    dialog.save()
    assert dialog.reason_error.text() == "Give the reason for another date."
    dialog.reason_edit.setPlainText("The appeal")
    dialog.own_edit.setText("1/12/2026")
    dialog.save()
    held = queries.case_file(session, decided).own_dates
    assert [(item.own_on, item.reason) for item in held] == [(date(2026, 12, 1), "The appeal")]


def test_what_is_not_about_the_entries_is_told_in_a_message(
    context: PageContext, window: QWidget, teller: RecordingTeller, case_id: CaseId
) -> None:
    dialog = FactDialog(context, case_id, "acknowledged", window)
    dialog.open()
    dialog.detail_edit.setPlainText("Kept")
    dialog.refuse(DiskFull())
    assert teller.told[-1].title == "The disk is full"
    dialog.refuse(EntryInvalid("That kind of fact is not in the rules of this case."))
    assert dialog.error_summary.isVisible()
    assert dialog.detail_edit.toPlainText() == "Kept"


def test_cancel_without_a_word_typed_asks_nothing(
    context: PageContext, window: QWidget, teller: RecordingTeller, case_id: CaseId
) -> None:
    dialog = FactDialog(context, case_id, "acknowledged", window)
    dialog.open()
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert not teller.told


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_dialog_stays_inside_its_window(
    context: PageContext, window: QWidget, theme: Theme, decided: CaseId, scale: float
) -> None:
    theme.change(scale=scale)
    dialog = DelayLetterDialog(context, decided, window)
    dialog.fit()
    dialog.open()
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    for field in dialog.findChildren(QPlainTextEdit):
        assert field.width() <= dialog.width()


def test_esc_asks_before_anything_typed_is_lost(
    context: PageContext, window: QWidget, case_id: CaseId, teller: RecordingTeller
) -> None:
    dialog = RecommendationDialog(context, plan_file(context.session, case_id), window)
    dialog.open()
    assert not dialog.has_typed
    dialog.number_spin.setValue(2)
    assert dialog.has_typed
    teller.answer = False
    dialog.reject()
    assert dialog.isVisible()
    assert teller.told[-1].title == "Leave without saving?"
    dialog.number_spin.setValue(1)
    dialog.reject()
    assert not dialog.isVisible()
    assert len(teller.told) == 1


def test_with_large_text_a_dialog_scrolls_and_stays_in_the_window(
    context: PageContext, window: QWidget, decided: CaseId, theme: Theme, qtbot: QtBot
) -> None:
    theme.change(scale=2.0)
    dialog = DelayLetterDialog(context, decided, window)
    dialog.open()
    dialog.save()
    assert dialog.new_date_error.text()
    qtbot.waitUntil(lambda: not dialog.new_date_edit.visibleRegion().isEmpty())
    assert dialog.height() <= window.height()
    assert dialog.width() <= window.width()
    assert dialog.form_scroll.verticalScrollBar().maximum() > 0


def test_with_large_text_nothing_in_a_form_lies_over_anything_else(
    context: PageContext, window: QWidget, case_id: CaseId, theme: Theme, qtbot: QtBot
) -> None:
    theme.change(scale=2.0)
    dialog = RecommendationDialog(context, plan_file(context.session, case_id), window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.form_scroll.verticalScrollBar().maximum() > 0)
    form = dialog.form_scroll.widget()
    parts = [dialog.text_label, dialog.text_edit, dialog.source_combo, dialog.place_edit, dialog.lesson_edit]
    boxes = [QRect(part.mapTo(form, QPoint(0, 0)), part.size()) for part in parts]
    for at, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[at + 1 :])
    assert dialog.number_spin.height() == dialog.level_combo.height()
