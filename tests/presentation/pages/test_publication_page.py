"""The page of the publication: the set, the Home Office, the publish check, the way out, and what each refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.domain.documents import Export, PaperKind
from safermk_desktop.domain.family import Matter
from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.presentation.dialogs.approve_copy_dialog import ApproveCopyDialog
from safermk_desktop.presentation.dialogs.executive_summary_dialog import ExecutiveSummaryDialog
from safermk_desktop.presentation.dialogs.publication_dialog import PublicationDialog
from safermk_desktop.presentation.dialogs.qa_letter_dialog import QaLetterDialog
from safermk_desktop.presentation.dialogs.submission_dialog import SubmissionDialog
from safermk_desktop.presentation.dialogs.submission_letter_dialog import SubmissionLetterDialog
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.pages.publication_page import PublicationPage
from safermk_desktop.presentation.pages.publication_rows import paper_line, short_digest
from safermk_desktop.presentation.pages.publish_check_card import _why_closed
from safermk_desktop.services import actions, cases, family, home_office, papers, publishing, redacting
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened
from tests.services.approving import OTHERS_WORDS, approve, decide_findings, decide_items, give_slot


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


def with_set(desk: Desk) -> None:
    """The three papers of the submission set."""
    desk.enter("Joanna Fenwick", "Fenwick")
    report = desk.import_report()
    decide_findings(desk.session, desk.case_id, report)
    redacting.make_redacted_copy(desk.session, desk.case_id, report)
    decide_items(desk.session, desk.case_id, desk.file().copies[-1])
    papers.write_executive_summary(desk.session, desk.case_id, sections=(("Introduction", "Adult K died."),))
    actions.add_recommendation(desk.session, desk.case_id, number=1, text="Ask.", level="single_agency", scope="local")
    papers.write_action_plan(desk.session, desk.case_id)


def cleared(desk: Desk) -> None:
    """Submitted, and cleared by the Quality Assurance Panel."""
    with_set(desk)
    home_office.record_submission(desk.session, desk.case_id, submitted_on=date(2026, 9, 1), method="E-mail")
    home_office.record_qa_letter(
        desk.session,
        desk.case_id,
        received_on=date(2026, 10, 12),
        panel_on=date(2026, 10, 1),
        outcome=QaOutcome.PUBLISH,
    )


def ready(desk: Desk) -> None:
    """Everything met that can be met before the set leaves."""
    cleared(desk)
    approve(desk.session, desk.case_id, desk.file().copies[-1].id, "H. Marlow")
    for kind in (
        "no_proceedings",
        "third_parties_considered",
        "agencies_briefed",
        "media_plan_agreed",
        "accessibility_checked",
    ):
        cases.record_fact(desk.session, desk.case_id, kind=kind, happened_on=date(2026, 11, 1))
    family.record_reason(desk.session, desk.case_id, matter=Matter.FINAL_COPY, reason="They wish for none.")
    family.record_reason(desk.session, desk.case_id, matter=Matter.PUBLICATION, reason="They wish to hear no more.")


def line_button(page: PublicationPage, name: str) -> QPushButton:
    """The button of a line, which is made anew with the line."""
    QTest.qWait(1)
    return next(b for b in page.findChildren(QPushButton, f"{name}_line_button") if b.isVisibleTo(page))


def words(card: QWidget) -> str:
    """Everything that a card says now."""
    QTest.qWait(1)
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))


def exports(desk: Desk) -> tuple[Export, ...]:
    with desk.session.vault.reading(Compartment.REVIEWS) as work:
        return work.of_case(Export, desk.case_id)


def test_an_empty_case_says_what_is_missing_and_why_buttons_are_closed(page: PublicationPage) -> None:
    home, check, published = page.home_office_card, page.publish_check_card, page.published_card
    assert "Redacted overview report: missing" in words(home)
    assert "executive summary" in home.reason_label.text()
    assert "Quality Assurance Panel" in check.reason_label.text()
    assert published.reason_label.text()
    for one in (home.letter_button, home.set_button, home.submission_button, home.qa_button):
        assert not one.isEnabled()
    assert not check.export_button.isEnabled()
    assert not published.publish_button.isEnabled()
    page.acts()["export_word"]()


def test_lines_lead_to_the_tabs_where_their_act_is_done(desk: Desk, page: PublicationPage) -> None:
    line_button(page, "make_redacted_copy").click()
    line_button(page, "add_recommendation").click()
    assert desk.went == [f"case/{desk.case_id}/redaction", f"case/{desk.case_id}/actions"]


def test_the_summary_is_written_section_by_section(desk: Desk, page: PublicationPage) -> None:
    line_button(page, "write_summary").click()
    dialog = opened(page, ExecutiveSummaryDialog)
    desk.enter("Joanna Fenwick", "Fenwick")
    rows = dialog.sections_table.model()
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dialog.text_edit.setPlainText("Joanna Fenwick died in March 2024.")
    while rows.rowCount() > 1:
        dialog.sections_table.choose(2)
        dialog.remove_button.click()
    dialog.add_button.click()
    dialog.save_button.click()
    assert dialog.heading_error.text()
    assert dialog.text_error.text()
    dialog.heading_edit.setText("Findings")
    dialog.heading_edit.textEdited.emit("Findings")
    dialog.text_edit.setPlainText("The services did not ask.")
    dialog.save_button.click()
    assert dialog.isVisible(), "the proof refuses the name"
    assert "registered identity" in words(dialog.error_summary) + " ".join(
        button.text() for button in dialog.error_summary.findChildren(QPushButton)
    )
    assert desk.file().document(PaperKind.EXECUTIVE_SUMMARY) is None
    dialog.sections_table.choose(1)
    assert dialog.text_edit.toPlainText() == "Joanna Fenwick died in March 2024."
    dialog.text_edit.setPlainText("Adult K died in March 2024.")
    dialog.save_button.click()
    paper = desk.file().document(PaperKind.EXECUTIVE_SUMMARY)
    assert paper is not None
    assert short_digest(paper.sha256) in words(page.home_office_card)


def test_a_section_with_text_is_not_removed_without_asking(
    desk: Desk, page: PublicationPage, teller: RecordingTeller
) -> None:
    line_button(page, "write_summary").click()
    dialog = opened(page, ExecutiveSummaryDialog)
    dialog.text_edit.setPlainText("Words.")
    teller.answer = False
    dialog.remove_button.click()
    assert len(dialog.sections()) == 4
    teller.answer = True
    dialog.remove_button.click()
    assert dialog.sections()[0].heading == "Summary of events"
    assert dialog.heading_edit.text() == "Summary of events"
    assert [section.number for section in dialog.sections()] == [1, 2, 3]


def test_the_action_plan_needs_a_register_and_is_written_without_names(
    desk: Desk, page: PublicationPage, teller: RecordingTeller
) -> None:
    actions.add_recommendation(
        desk.session, desk.case_id, number=1, text="Tell Fenwick.", level="single_agency", scope="local"
    )
    page.arrive(desk.case_id)
    line_button(page, "write_action_plan").click()
    assert teller.told[-1].title == "The identity register is empty"
    desk.enter("Joanna Fenwick", "Fenwick")
    line_button(page, "write_action_plan").click()
    paper = desk.file().document(PaperKind.ACTION_PLAN)
    assert paper is not None
    assert paper.file_name in words(page.home_office_card)


def test_letter_submission_and_answer(desk: Desk, page: PublicationPage) -> None:
    with_set(desk)
    page.arrive(desk.case_id)
    home = page.home_office_card
    home.letter_button.click()
    letter = opened(page, SubmissionLetterDialog)
    letter.method_edit.setText("Secure e-mail")
    letter.sent_edit.setText("1/9/2026")
    letter.save_button.click()
    assert desk.file().letter(PaperKind.SUBMISSION_LETTER)
    home.submission_button.click()
    submission = opened(page, SubmissionDialog)
    submission.submitted_edit.setText("1/12/2026")
    submission.save_button.click()
    assert "too late" in submission.submitted_error.text()
    assert submission.method_error.text()
    submission.submitted_edit.setText("1/9/2026")
    submission.method_edit.setText("Secure e-mail")
    submission.save_button.click()
    assert "Submitted 1 September 2026" in words(home)
    home.qa_button.click()
    answer = opened(page, QaLetterDialog)
    answer.panel_edit.setText("1/10/2026")
    answer.received_edit.setText("30/9/2026")
    answer.save_button.click()
    assert "too early" in answer.received_error.text()
    assert answer.outcome_error.text()
    answer.received_edit.setText("12/10/2026")
    answer.outcome_combo.setCurrentIndex(answer.outcome_combo.findData(QaOutcome.PUBLISH_AFTER_CHANGES.value))
    answer.points_edit.setPlainText("Say more of her life.\n\nExplain the gap.")
    answer.save_button.click()
    assert desk.file().qa_letters[-1].points == ("Say more of her life.", "Explain the gap.")
    assert [point.text for point in desk.file().qa_conditions] == ["Say more of her life.", "Explain the gap."]
    assert "2 of 2 not done" in words(page.points_card)
    assert home.standing_tag.text() == "Cleared for publication"


def test_recording_searches_off_the_window_s_thread_and_can_be_stopped(
    desk: Desk, page: PublicationPage, qtbot: QtBot
) -> None:
    with_set(desk)
    page.arrive(desk.case_id)
    jobs, session = Jobs(), replace(desk.session, redactor=bootstrap.redactor())
    page.context = replace(desk.context, jobs=jobs, session=session)
    page.home_office_card.submission_button.click()
    dialog = opened(page, SubmissionDialog)
    dialog.submitted_edit.setText("1/9/2026")
    dialog.method_edit.setText("Secure e-mail")
    dialog.save_button.click()
    job = dialog.job_line.job
    assert job is not None
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(dialog.job_line.isVisible, timeout=10_000)
    with qtbot.waitSignal(job.ended, timeout=10_000):
        dialog.cancel_button.click()
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    assert dialog.method_edit.text() == "Secure e-mail"
    assert not desk.file().submissions
    assert "record_submission" not in desk.log()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(desk.file().submissions), timeout=60_000)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=60_000)


def test_the_set_leaves_for_the_home_office(desk: Desk, page: PublicationPage, tmp_path: Path) -> None:
    with_set(desk)
    page.arrive(desk.case_id)
    folder = tmp_path / "set"
    folder.mkdir()
    page.home_office_card.set_button.click()
    assert not exports(desk), "no folder was chosen"
    desk.teller.path = folder
    page.home_office_card.set_button.click()
    assert len(list(folder.iterdir())) == 3
    assert {one.purpose for one in exports(desk)} == {"Submission to the Home Office"}


def test_a_second_person_approves_here(desk: Desk, page: PublicationPage) -> None:
    give_slot(desk.session, "H. Marlow")
    cleared(desk)
    page.arrive(desk.case_id)
    assert "Second proof, by the independent verifier" in words(page.publish_check_card)
    assert not page.published_card.publish_button.isEnabled()
    line_button(page, "approve_copy").click()
    dialog = opened(page, ApproveCopyDialog)
    dialog.read_check.setChecked(True)
    assert dialog.approver_combo.findText("A. Officer") < 0, "whoever prepared the copy cannot approve it"
    dialog.save_button.click()
    assert dialog.isVisible(), "nobody approves without a passphrase"
    dialog.passphrase_edit.setText(OTHERS_WORDS)
    dialog.save_button.click()
    assert desk.file().copies[-1].approved_by == "H. Marlow"
    assert "H. Marlow" in words(page.publish_check_card)
    assert not page.published_card.publish_button.isEnabled(), "summary and plan go to the public, too"
    for title in ("Executive summary", "Action plan"):
        line_button(page, "approve_copy").click()
        dialog = opened(page, ApproveCopyDialog)
        assert dialog.title_label.text() == "Approve a public file"
        assert dialog.file_combo.currentText().startswith(title)
        assert "set by A. Officer" in dialog.slot_label.text()
        assert "A. Officer, who prepared this file, made this key" in dialog.slot_banner.text()
        dialog.read_check.setChecked(True)
        dialog.passphrase_edit.setText(OTHERS_WORDS)
        dialog.save_button.click()
    assert page.published_card.publish_button.isEnabled()
    plan = desk.file().document(PaperKind.ACTION_PLAN)
    assert plan is not None
    given = desk.file().approval(plan.id, plan.sha256)
    assert given is not None
    assert given.approved_by == "H. Marlow"
    assert "with a key of their own" in words(page.publish_check_card)
    assert given.slot_id not in words(page.publish_check_card), "an id is for the log"


def test_the_cleared_set_is_exported_and_files_are_not_replaced_unasked(
    desk: Desk, page: PublicationPage, tmp_path: Path
) -> None:
    ready(desk)
    page.arrive(desk.case_id)
    check = page.publish_check_card
    assert check.export_button.isEnabled(), check.reason_label.text()
    folder = tmp_path / "web"
    folder.mkdir()
    desk.teller.path = folder
    page.acts()["export_word"]()
    names = {path.name for path in folder.iterdir()}
    assert names == {paper_line(entry)[0] for entry in publishing.public_papers(desk.file())}
    (folder / min(names)).write_bytes(b"mine")
    desk.teller.answer = False
    check.export_button.click()
    assert (folder / min(names)).read_bytes() == b"mine"
    assert len(exports(desk)) == 3


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, page: PublicationPage, teller: RecordingTeller) -> None:
    ready(desk)
    page.arrive(desk.case_id)
    teller.path = desk.folder / "absent"
    page.export()
    assert teller.told[-1].tone == "red"


def test_the_publication_is_recorded_with_its_files(desk: Desk, page: PublicationPage) -> None:
    ready(desk)
    page.arrive(desk.case_id)
    published = page.published_card
    published.publish_button.click()
    dialog = opened(page, PublicationDialog)
    dialog.published_edit.setText("1/10/2026")
    dialog.save_button.click()
    assert dialog.where_error.text()
    assert "too early" in dialog.published_error.text()
    dialog.published_edit.setText("10/11/2026")
    dialog.where_edit.setText("The partnership's page")
    dialog.link_edit.setText("https://reviews.example/9")
    dialog.save_button.click()
    (publication,) = desk.file().publications
    assert publication.published_on == date(2026, 11, 10)
    shown = words(published)
    assert "https://reviews.example/9" in shown
    assert all(" ".join(paper_line(entry)) in shown for entry in publication.papers)
    assert published.standing_tag.text() == "Published"


def test_a_copy_of_an_earlier_report_is_called_so(desk: Desk, page: PublicationPage) -> None:
    with_set(desk)
    desk.import_report()
    page.arrive(desk.case_id)
    assert "earlier version of the report" in words(page.publish_check_card)


def test_a_register_changed_since_closes_the_export(desk: Desk, page: PublicationPage) -> None:
    ready(desk)
    desk.enter("Mrs Tolland", replacement="Neighbour 1")
    page.arrive(desk.case_id)
    assert not page.publish_check_card.export_button.isEnabled()
    assert "register changed" in page.publish_check_card.reason_label.text()


def test_every_stop_is_reached_and_focus_stays_on_its_button(desk: Desk, page: PublicationPage) -> None:
    assert page.panes()
    page.activateWindow()
    button = line_button(page, "write_summary")
    button.setFocus()
    page.arrive(desk.case_id)
    assert page.focusWidget() is line_button(page, "write_summary")


def test_entries_of_a_submission_are_read() -> None:
    assert paper_line("a: b.docx: " + "0123" * 16) == ("a: b.docx", "0123 0123 0123 … 0123")


def test_many_conditions_that_stand_above_are_counted_beside_the_button() -> None:
    above = ["No hold is lifted.", "Nobody was told.", "No day is agreed.", "No plan is made."]
    few = _why_closed(above[:2], above)
    assert few == "Closed. No hold is lifted. Nobody was told."
    many = _why_closed([*above, "Not in the vault yet: action plan."], above)
    assert many == (
        "Closed. No hold is lifted. Not in the vault yet: action plan. 3 more of the conditions above are not met."
    )
    assert _why_closed([], above) == ""
