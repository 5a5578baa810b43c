"""The page of the terms of reference: the draft, its versions, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import TermsVersion
from safermk_desktop.domain.terms_lint import Fault
from safermk_desktop.presentation.dialogs.agree_terms_dialog import AgreeTermsDialog, next_number
from safermk_desktop.presentation.dialogs.clause_library_dialog import ClauseLibraryDialog
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.pages.clause_list import ClauseBlock
from safermk_desktop.presentation.pages.identity_watch import look
from safermk_desktop.presentation.pages.terms_page import TermsPage
from safermk_desktop.presentation.pages.terms_rows import VersionRow, version_html
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import identities, terms, terms_library, terms_review
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


def blocks(page: TermsPage) -> list[ClauseBlock]:
    return [one for one in page.section_editor.clauses.findChildren(ClauseBlock) if one.isVisible()]


def three_clauses(desk: Desk, page: TermsPage) -> None:
    text = "To learn.\n\nTo change.\n\nTo tell."
    terms.draft_terms(desk.session, desk.case_id, [("Purpose", text), ("Key lines of enquiry", "Housing.")])
    page.arrive(desk.case_id)


def clause_texts(desk: Desk) -> list[str]:
    return [clause.text for clause in desk.file().sections[0].clauses]


def press(page: TermsPage, words: str, qtbot: QtBot) -> None:
    """Press one of the buttons under the clause that is written in."""

    def found() -> list[QPushButton]:
        buttons = page.section_editor.clauses.findChildren(QPushButton)
        return [one for one in buttons if one.text() == words and one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    found()[0].click()


def test_each_clause_is_a_block_with_its_words_as_its_name(desk: Desk, page: TermsPage, qtbot: QtBot) -> None:
    three_clauses(desk, page)
    qtbot.waitUntil(lambda: len(blocks(page)) == 2)
    assert [one.accessibleName() for one in blocks(page)] == ["Clause 1.2: To change.", "Clause 1.3: To tell."]
    assert page.section_editor.text_edit.accessibleName() == "Text of clause 1.1"
    page.section_editor.text_edit.setPlainText("To learn more.")
    qtbot.keyClick(blocks(page)[1], Qt.Key.Key_Return)
    assert clause_texts(desk)[0] == "To learn more."
    assert page.section_editor.text() == "To tell."
    qtbot.waitUntil(lambda: [one.clause.text for one in blocks(page)] == ["To learn more.", "To change."])
    qtbot.keyClick(blocks(page)[0], Qt.Key.Key_F2)
    assert page.section_editor.text() == "To learn more."


def test_clauses_are_moved_added_deleted_and_brought_back_with_the_keys(desk: Desk, page: TermsPage) -> None:
    three_clauses(desk, page)
    page.activateWindow()
    edit = page.section_editor.text_edit
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert clause_texts(desk) == ["To change.", "To learn.", "To tell."]
    assert page.section_editor.text() == "To learn."
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    edit.setPlainText("To listen.\n\nTo answer.")
    assert page.save()
    assert clause_texts(desk) == ["To change.", "To learn.", "To listen.", "To answer.", "To tell."]
    assert page.section_editor.text() == "To listen."
    QTest.keyClick(edit, Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    assert clause_texts(desk) == ["To change.", "To learn.", "To answer.", "To tell."]
    assert page.deleted_banner.isVisible()
    page.deleted_banner.asked.emit()
    assert clause_texts(desk) == ["To change.", "To learn.", "To listen.", "To answer.", "To tell."]
    assert not page.deleted_banner.isVisible()


def test_what_is_to_mend_is_listed_as_one_types_and_leads_to_its_place(
    desk: Desk, page: TermsPage, qtbot: QtBot
) -> None:
    three_clauses(desk, page)
    desk.enter("Joanna Fenwick")
    page.arrive(desk.case_id)
    page.section_editor.text_edit.setPlainText("What Fenwick knew.")
    side = page.terms_side
    qtbot.waitUntil(lambda: any(one.fault is Fault.REAL_NAME for one in side.findings))
    assert side.mend_button.text().endswith(str(len(side.findings)))
    page.sections_table.choose(desk.file().sections[1].id)
    named = next(one for one in side.findings if one.fault is Fault.REAL_NAME)
    side.finding_asked.emit(named)
    assert page.section_editor.text_edit.textCursor().selectedText() == "Fenwick"
    page.agree_button.click()
    assert "registered name" in desk.teller.told[-1].text
    assert "Fenwick" not in desk.teller.told[-1].text
    assert not page.findChildren(AgreeTermsDialog)


def test_the_agreed_version_is_compared_in_words(desk: Desk, page: TermsPage, qtbot: QtBot) -> None:
    agreed(desk, page)
    page.section_editor.text_edit.setPlainText("To learn much.")
    page.acts()["compare"]()
    browser = page.terms_side.changes_browser
    qtbot.waitUntil(lambda: "Added: much" in browser.toPlainText())
    assert browser.isVisible()
    assert page.terms_side.changes_button.text().endswith("1")


def test_the_library_adds_what_is_ticked_as_it_is_worded(desk: Desk, page: TermsPage) -> None:
    three_clauses(desk, page)
    page.sections_table.choose(desk.file().sections[1].id)
    page.settled_card.clauses_asked.emit()
    dialog = opened(page, ClauseLibraryDialog)
    assert dialog.clauses_list.count() == 24
    dialog.save_button.click()
    assert dialog.clauses_error.text()
    dialog.clauses_list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.clauses_list.setCurrentRow(1)
    dialog.text_edit.setPlainText("Was the risk assessed?")
    dialog.keep_button.click()
    dialog.save_button.click()
    added = [clause.text for clause in desk.file().sections[1].clauses]
    assert len(added) == 3
    assert added[2] == "Was the risk assessed?"
    assert any(one.text == "Was the risk assessed?" for one in terms_library.clauses(desk.session))


def test_a_comment_is_made_shown_and_answered(desk: Desk, page: TermsPage, qtbot: QtBot) -> None:
    three_clauses(desk, page)
    press(page, "Comment", qtbot)
    dialog = opened(page, StepDialog)
    dialog.save_button.click()
    assert dialog.error_summary.isVisible()
    field(dialog, "comment_edit").setPlainText("From whom?")
    dialog.save_button.click()
    assert any("From whom?" in one.plain_text() for one in page.section_editor.clauses.findChildren(Prose))
    press(page, "Answer", qtbot)
    dialog = opened(page, StepDialog)
    field(dialog, "answer_edit").setPlainText("From the agencies.")
    dialog.save_button.click()
    assert terms_review.studio(desk.session, desk.case_id).comments[0].resolved_on


def field(dialog: StepDialog, name: str) -> QPlainTextEdit:
    found = dialog.findChild(QPlainTextEdit, name)
    assert found is not None
    return found


def test_the_tables_of_a_section_are_filled_in_and_shown(desk: Desk, page: TermsPage) -> None:
    terms.draft_terms(desk.session, desk.case_id, [("Period in scope", "The dates:"), ("Purpose", "To learn.")])
    page.arrive(desk.case_id)
    page.settled_card.form_asked.emit("terms_scope")
    dialog = opened(page, StepDialog)
    for name, day in (("first_edit", "1/3/2024"), ("last_edit", "20/2/2026")):
        edit = dialog.findChild(QLineEdit, name)
        assert edit is not None
        edit.setText(day)
    field(dialog, "reason_edit").setPlainText("From the move to the death.")
    dialog.save_button.click()
    lines = [one.plain_text() for one in page.settled_card.findChildren(Prose)]
    assert "From 1 March 2024 to 20 February 2026. From the move to the death." in lines


def test_the_group_approves_the_version(desk: Desk, page: TermsPage) -> None:
    agreed(desk, page)
    page.approve_button.click()
    dialog = opened(page, StepDialog)
    dialog.save_button.click()
    assert desk.file().fact(terms_review.NOTED)
    assert not page.approve_button.isVisible()


def test_a_clause_shows_all_its_words_in_a_narrower_window(desk: Desk, page: TermsPage, qtbot: QtBot) -> None:
    drafted(desk, page)
    edit = page.section_editor.text_edit
    edit.setPlainText("How agencies recognised what happened and what each of them did about it. " * 5)
    seen: set[int] = set()

    def is_fitted() -> bool:
        lines = round(edit.document().size().height())
        seen.add(lines)
        line = edit.document().firstBlock().layout().lineAt(0).height()
        return lines * line <= edit.viewport().height() <= (lines + 1.5) * line

    for width in range(1400, 1100, -50):
        page.resize(width, 800)
        qtbot.waitUntil(is_fitted)
        assert edit.verticalScrollBar().maximum() == 0
    assert len(seen) > 1
