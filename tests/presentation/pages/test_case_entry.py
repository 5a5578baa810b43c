"""From a tracker to a case where it stands, a note, its correction, and an act that is undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.notes import NoteKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.import_tracker_dialog import ImportTrackerDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages import overview_rows
from safermk_desktop.presentation.pages.actions_page import ActionsPage
from safermk_desktop.presentation.pages.audit_rows import audit_rows
from safermk_desktop.presentation.pages.documents_page import DocumentsPage
from safermk_desktop.presentation.pages.family_page import FamilyPage
from safermk_desktop.presentation.pages.home_page import HomePage
from safermk_desktop.presentation.pages.overview_page import OverviewPage
from safermk_desktop.presentation.pages.panel_page import PanelPage
from safermk_desktop.presentation.pages.panel_rows import member_rows
from safermk_desktop.presentation.pages.publication_page import PublicationPage
from safermk_desktop.presentation.pages.terms_page import TermsPage
from safermk_desktop.services import cases, importing, notes, papers, queries
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller

TRACKER = """Case no;Notified on;Died on;Where it stands;Decided on;Chair;Chair appointed on
DHR-2025-01;10/1/2025;20/12/2024;Information gathering;3/2/2025;J. Chair;1/3/2025
DHR-2025-02;31/2/2025;20/12/2024;Scoping;;;
DHR-2025-03;10/1/2025;20/12/2024;Scoping;;;
"""


@pytest.fixture
def home(qtbot: QtBot, context: PageContext) -> HomePage:
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(1200, 660)
    made.show()
    made.arrive("")
    return made


def typed(dialog: StepDialog | ImportTrackerDialog, **entries: str) -> None:
    for name, text in entries.items():
        for kind in (QLineEdit, QPlainTextEdit):
            field = dialog.findChild(kind, f"{name}_edit")
            if isinstance(field, QLineEdit):
                field.setText(text)
            elif isinstance(field, QPlainTextEdit):
                field.setPlainText(text)


def choose(dialog: StepDialog | ImportTrackerDialog, name: str, value: str) -> None:
    combo = dialog.findChild(QComboBox, f"{name}_combo")
    assert combo is not None
    combo.setCurrentIndex(combo.findData(value))
    assert combo.currentData() == value


def test_a_tracker_is_mapped_looked_at_and_brought_in_and_one_of_its_cases_is_worked_on(
    home: HomePage, context: PageContext, session: Session, teller: RecordingTeller, tmp_path: Path, qtbot: QtBot
) -> None:
    teller.path = tmp_path / "tracker.csv"
    teller.path.write_text(TRACKER, encoding="utf-8")
    before = set(queries.references(session))
    home.acts()["import_tracker"]()
    (dialog,) = home.findChildren(ImportTrackerDialog)
    assert not dialog.save_button.isEnabled()
    assert "Reference" in dialog.preview_label.text()
    choose(dialog, "reference", "Case no")
    assert dialog.preview_label.text() == "2 of 3 rows can come in."
    assert dialog.rejected_text.toPlainText().startswith("Row 3 (DHR-2025-02): Notified on: “31/2/2025” is no day")
    dialog.save_button.click()
    assert dialog.error_summary.isVisible()
    typed(dialog, reason="Kept in a tracker so far.", approver="H. Head")
    dialog.save_button.click()
    assert teller.told[-1].title == "The tracker came in"
    assert "Row 3" in teller.told[-1].text
    assert set(queries.references(session)) - before == {"DHR-2025-01", "DHR-2025-03"}
    assert importing.kept_columns(session)["reference"] == "Case no"

    case_id = next(row.case_id for row in queries.caseload(session) if row.reference == "DHR-2025-01")
    page = OverviewPage(context)
    qtbot.addWidget(page)
    page.show()
    page.arrive(case_id)
    assert queries.overview(session, case_id).state.id == "D6"
    first = notes.add_note(session, case_id, kind=NoteKind.CALL, happened_on=date(2025, 5, 1), text="A call.")
    notes.correct_note(
        session, case_id, first, kind=NoteKind.CALL, happened_on=date(2025, 5, 2), text="A call on the 2nd."
    )
    cases.record_fact(session, case_id, kind="chronology_combined", happened_on=date(2025, 6, 1))
    page.arrive(case_id)
    page.acts()["undo"]()
    page.arrive(case_id)
    words = page.activity_panel.words()
    assert words[:2] == ["An act was undone", "A dated fact was recorded; it was undone later"]
    assert words[2:4] == ["A file note was corrected", "File note: telephone call (corrected)"]
    assert words[4] == "The case came in under way"
    page.activity_panel.note_asked.emit(page.activity_panel._entries[2])
    assert "Recorded afterwards on" in teller.told[-1].text
    facts = dict(overview_rows.facts(queries.overview(session, case_id), session.clock.today()))
    assert "Recorded afterwards on" in facts["Decision"]
    assert "Recorded afterwards on" in facts["Chair"]
    (chair,) = member_rows(queries.case_file(session, case_id))
    assert chair.mark
    row = next(one for one in audit_rows(session) if one.entry.what == "add_note" and one.entry.case_id == case_id)
    assert row.mark.startswith("Recorded afterwards on")


def test_a_letter_of_the_time_before_is_marked_among_the_papers_too(
    context: PageContext, session: Session, teller: RecordingTeller, tmp_path: Path, home: HomePage, qtbot: QtBot
) -> None:
    teller.path = tmp_path / "tracker.csv"
    teller.path.write_text(TRACKER, encoding="utf-8")
    home.acts()["import_tracker"]()
    (dialog,) = home.findChildren(ImportTrackerDialog)
    choose(dialog, "reference", "Case no")
    typed(dialog, reason="Kept in a tracker so far.", approver="H. Head")
    dialog.save_button.click()
    case_id = next(row.case_id for row in queries.caseload(session) if row.reference == "DHR-2025-01")
    papers.send_decision_letter(
        session, case_id, recipient="Home Office", sent_on=date(2025, 2, 5), signatory="A. Officer"
    )
    page = DocumentsPage(context)
    qtbot.addWidget(page)
    page.arrive(case_id)
    assert "Recorded afterwards on" in page.chosen_label.text()
    added = page.papers_table.model().index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "afterwards" in added


def test_each_page_of_a_case_takes_back_the_last_act(
    context: PageContext, session: Session, case_id: CaseId, qtbot: QtBot, teller: RecordingTeller
) -> None:
    for make in (DocumentsPage, FamilyPage, PanelPage, PublicationPage, TermsPage, ActionsPage):
        page = make(context)
        qtbot.addWidget(page)
        page.arrive(case_id)
        notes.add_note(session, case_id, kind=NoteKind.CALL, happened_on=session.clock.today(), text="A call.")
        page.acts()["undo"]()
        assert notes.note_lines(session, case_id) == (), make.__name__


def test_a_file_that_is_no_table_is_told_and_nothing_is_opened(
    home: HomePage, teller: RecordingTeller, tmp_path: Path
) -> None:
    teller.path = tmp_path / "tracker.xlsx"
    teller.path.write_bytes(b"no workbook")
    home.acts()["import_tracker"]()
    assert not home.findChildren(ImportTrackerDialog)
    assert "cannot be read" in teller.told[-1].text


def test_a_case_under_way_comes_in_by_the_form(home: HomePage, session: Session) -> None:
    home.acts()["enter_case"]()
    (dialog,) = home.findChildren(StepDialog)
    dialog.save_button.click()
    assert dialog.error_summary.isVisible()
    typed(dialog, reference="DHR-2024-07", label="Case G", received="10/1/2025", death="20/12/2024", agency="Police")
    typed(dialog, area="Milton Keynes", reason="Begun on paper.", approver="H. Head")
    choose(dialog, "state", "D5")
    dialog.save_button.click()
    assert dialog.isVisible()
    typed(dialog, decided="3/2/2025", reasons="The criteria are met.")
    dialog.save_button.click()
    case = next(row for row in queries.caseload(session) if row.reference == "DHR-2024-07")
    shown = queries.overview(session, case.case_id)
    assert shown.state.id == "D5"
    assert shown.taken_over is not None
