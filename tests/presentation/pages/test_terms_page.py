"""The page of the terms of reference: the draft, its versions, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import TermsVersion
from safermk_desktop.presentation.dialogs.agree_terms_dialog import AgreeTermsDialog, next_number
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.pages.identity_watch import look
from safermk_desktop.presentation.pages.terms_page import TermsPage
from safermk_desktop.presentation.pages.terms_rows import VersionRow, version_html
from safermk_desktop.services import identities, terms
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened

_ID, _CASE = RecordId("1"), CaseId("c")


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TermsPage:
    made = TermsPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    desk.settle(made)
    return made


def drafted(desk: Desk, page: TermsPage) -> None:
    """Two sections with text."""
    terms.draft_terms(desk.session, desk.case_id, [("Purpose", "To learn."), ("Scope", "Two years.")])
    page.arrive(desk.case_id)


def agreed(desk: Desk, page: TermsPage) -> None:
    drafted(desk, page)
    terms.agree_terms(desk.session, desk.case_id, number="1.0", agreed_on=date(2026, 5, 12), agreed_by="Review panel")
    page.arrive(desk.case_id)


def test_a_case_without_a_draft_offers_one(desk: Desk, page: TermsPage) -> None:
    assert page.empty_widget.isVisible()
    assert not page.work_widget.isVisible()
    page.terms_empty.asked.emit()
    assert page.work_widget.isVisible()
    assert len(page.sections.rows) == len(desk.file().sections) > 10
    assert page.section_editor.shown == desk.file().sections[1]
    assert not page.export_button.isEnabled()


def test_the_lists_are_sound_models(page: TermsPage, desk: Desk) -> None:
    agreed(desk, page)
    for model in (page.sections, page.versions):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.arrive(desk.case_id)


def test_going_to_another_section_saves_the_one_left(desk: Desk, page: TermsPage) -> None:
    drafted(desk, page)
    first, second = desk.file().sections
    page.section_editor.text_edit.setPlainText("To learn, and to say what should change.")
    assert page.section_editor.saved_label.text() == "Not saved yet"
    page.sections_table.choose(second.id)
    assert desk.file().sections[0].text == "To learn, and to say what should change."
    assert page.section_editor.text() == second.text
    page.sections_table.choose(first.id)
    assert page.section_editor.text() == "To learn, and to say what should change."


def test_keys_and_button_save(desk: Desk, page: TermsPage) -> None:
    drafted(desk, page)
    page.section_editor.text_edit.setPlainText("Typed.")
    page.section_editor.save_button.click()
    assert desk.file().sections[0].text == "Typed."
    assert not page.section_editor.save_button.isEnabled()
    page.section_editor.text_edit.setPlainText("Typed again.")
    page.activateWindow()
    page.section_editor.text_edit.setFocus()
    QTest.keyClick(page.section_editor.text_edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.file().sections[0].text == "Typed again."


def test_leaving_the_page_saves(desk: Desk, page: TermsPage) -> None:
    drafted(desk, page)
    page.section_editor.text_edit.setPlainText("Kept.")
    assert page.leave()
    assert desk.file().sections[0].text == "Kept."
    before = len(desk.log())
    assert page.leave()
    assert len(desk.log()) == before


def test_a_section_without_heading_is_not_left(desk: Desk, page: TermsPage) -> None:
    drafted(desk, page)
    first, second = desk.file().sections
    page.section_editor.heading_edit.setText("  ")
    page.section_editor.text_edit.setPlainText("Not lost.")
    page.sections_table.choose(second.id)
    assert page.section_editor.heading_error.text()
    assert page.section_editor.text() == "Not lost."
    assert page.sections_table.current() == first
    assert not page.leave()
    page.section_editor.heading_edit.setText("Purpose")
    assert page.leave()
    assert desk.file().sections[0].text == "Not lost."


def test_a_change_elsewhere_leaves_what_is_typed(desk: Desk, page: TermsPage) -> None:
    drafted(desk, page)
    page.section_editor.text_edit.setPlainText("Half a sen")
    page.arrive(desk.case_id)
    assert page.section_editor.text() == "Half a sen"
    assert page.section_editor.is_unsaved


def test_a_version_is_agreed_with_the_number_proposed(desk: Desk, page: TermsPage) -> None:
    drafted(desk, page)
    page.section_editor.text_edit.setPlainText("To learn first.")
    page.agree_button.click()
    dialog = opened(page, AgreeTermsDialog)
    dialog.save_button.click()
    assert dialog.by_error.text()
    dialog.by_edit.setText("Review panel")
    dialog.agreed_edit.setText("1/3/2026")
    dialog.save_button.click()
    assert "too early" in dialog.agreed_error.text()
    dialog.agreed_edit.setText("12/5/2026")
    dialog.save_button.click()
    (version,) = desk.file().versions
    assert (version.number, version.agreed_on, version.agreed_by) == ("1.0", date(2026, 5, 12), "Review panel")
    assert version.texts[0] == "To learn first."
    assert page.draft_tag.text() == "As agreed in 1.0"
    assert not page.agree_button.isEnabled()
    page.section_editor.text_edit.setPlainText("Changed after that.")
    assert page.draft_tag.text() == "Not agreed"
    page.agree_button.click()
    assert opened(page, AgreeTermsDialog).number_edit.text() == "1.1"


def test_a_number_is_not_given_twice(desk: Desk, page: TermsPage) -> None:
    agreed(desk, page)
    page.section_editor.text_edit.setPlainText("Changed.")
    page.agree_button.click()
    dialog = opened(page, AgreeTermsDialog)
    dialog.number_edit.setText("1.0")
    dialog.by_edit.setText("Review panel")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert len(desk.file().versions) == 1
    assert dialog.by_edit.text() == "Review panel"


def test_sections_without_text_are_named_before_agreeing(desk: Desk, page: TermsPage, teller: RecordingTeller) -> None:
    terms.draft_terms(desk.session, desk.case_id, [("Purpose", "To learn."), ("Scope", "")])
    page.arrive(desk.case_id)
    page.agree_button.click()
    assert "Scope" in teller.told[-1].text
    assert page.section_editor.heading() == "Scope"
    assert not page.findChildren(AgreeTermsDialog)


def test_an_agreed_version_is_read_and_never_written(desk: Desk, page: TermsPage) -> None:
    agreed(desk, page)
    page.section_editor.text_edit.setPlainText("Later words.")
    version = desk.file().versions[0]
    page.versions_table.choose(version.id)
    assert page.version_widget.isVisible()
    assert page.version_browser.isReadOnly()
    assert "To learn." in page.version_browser.toPlainText()
    page.version_banner.asked.emit()
    assert page.draft_scroll.isVisible()
    assert page.section_editor.text() == "Later words."


def test_what_was_typed_is_never_markup() -> None:
    version = TermsVersion(
        id=_ID,
        case_id=_CASE,
        number="1.0",
        agreed_on=date(2026, 5, 12),
        agreed_by="",
        headings=("<b>",),
        texts=("<i>",),
    )
    assert "&lt;b&gt;" in version_html(version)
    assert "<i>" not in version_html(version)


@pytest.mark.parametrize(("last", "proposed"), [("", "1.0"), ("1.0", "1.1"), ("2.9", "2.10"), ("final", "")])
def test_the_next_number(last: str, proposed: str) -> None:
    versions = (
        TermsVersion(
            id=_ID, case_id=_CASE, number=last, agreed_on=date(2026, 5, 12), agreed_by="", headings=(), texts=()
        ),
    )
    assert next_number(versions if last else ()) == proposed


def test_the_agreed_version_leaves_as_a_word_file(desk: Desk, page: TermsPage, tmp_path: Path) -> None:
    agreed(desk, page)
    desk.teller.path = tmp_path
    page.acts()["export_word"]()
    dialog = opened(page, ExportPaperDialog)
    dialog.save_button.click()
    assert dialog.purpose_error.text()
    dialog.purpose_edit.setText("For the panel")
    dialog.recipient_edit.setText("The panel")
    dialog.save_button.click()
    assert next(tmp_path.glob("*-terms-of-reference-1.docx")).read_bytes()[:2] == b"PK"
    assert desk.file().document(PaperKind.TERMS_OF_REFERENCE)
    assert "export_paper" in desk.log()


def test_a_registered_name_is_told_without_showing_it(desk: Desk, page: TermsPage, qtbot: QtBot) -> None:
    drafted(desk, page)
    desk.enter("Joanna Fenwick")
    page.arrive(desk.case_id)
    editor = page.section_editor
    editor.text_edit.setPlainText("The review of the death of \U0001f600 Joanna Fenwick.")
    qtbot.waitUntil(editor.identity_frame.isVisible)
    assert "registered identity" in editor.identity_label.text()
    assert "Fenwick" not in editor.identity_label.text()
    editor.identity_button.click()
    assert editor.text_edit.textCursor().selectedText() == "Joanna Fenwick"
    editor.text_edit.setPlainText("The review of the death of Adult K.")
    qtbot.waitUntil(editor.identity_frame.isHidden)
    editor.heading_edit.setText("About Joanna Fenwick")
    editor.heading_edit.textEdited.emit("")
    qtbot.waitUntil(editor.identity_frame.isVisible)
    editor.identity_button.click()
    assert editor.heading_edit.selectedText() == "Joanna Fenwick"


def test_full_dates_in_a_draft_are_no_identity(desk: Desk) -> None:
    desk.enter("Joanna Fenwick")
    register = identities.register(desk.session, desk.case_id)
    assert look("From 1 January 2023 to 3 March 2024.", register) is None


def test_a_narrow_window_shows_the_versions_behind_a_button(desk: Desk, page: TermsPage) -> None:
    agreed(desk, page)
    assert not page.versions_button.isVisible()
    assert page.versions_table.isVisible()
    page.resize(1070, 600)
    assert page.sections_table.isVisible()
    assert not page.versions_table.isVisible()
    page.versions_button.click()
    assert page.versions_table.isVisible()
    assert isinstance(page.versions_table.current(), VersionRow)


def test_an_idle_lock_keeps_what_is_typed_without_asking(desk: Desk, page: TermsPage) -> None:
    drafted(desk, page)
    page.section_editor.text_edit.setPlainText("Typed and not saved.")
    page.section_editor.heading_edit.setText("  ")
    page.keep_typed()
    first = desk.file().sections[0]
    assert (first.heading, first.text) == ("Purpose", "Typed and not saved.")
