"""The page of reports: begun, filled, read for faults, written in two versions; agencies asked, answers brought in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.period_report import PlanStatus
from safermk_desktop.domain.record import RecordId
from safermk_desktop.presentation.dialogs.returns_dialog import ReturnsDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.pages.period_report_page import PeriodReportPage
from safermk_desktop.presentation.places import all_places
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services import actions, period_reports
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened
from tests.services.test_returned_forms import every, fill_sheet


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PeriodReportPage:
    made = PeriodReportPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    desk.context.changes.changed.connect(lambda: made.arrive(""))
    made.arrive("")
    return made


def planned(desk: Desk) -> RecordId:
    item = actions.add_recommendation(
        desk.session, desk.case_id, number=1, text="Train them.", level="single_agency", scope="local"
    )
    return actions.add_action(
        desk.session,
        desk.case_id,
        item,
        text="Hold the course",
        lead_agency="Harbury Police",
        lead_role="Head",
        target_on=date(2026, 10, 1),
    )


def answer(page: PeriodReportPage, **entries: str) -> StepDialog:
    dialog = opened(page, StepDialog)
    for name, text in entries.items():
        field = next(
            one
            for kind in (QLineEdit, QPlainTextEdit, QComboBox)
            for one in dialog.findChildren(kind)
            if one.objectName() in {f"{name}_edit", f"{name}_combo"}
        )
        if isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(text))
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            field.setText(text)
    dialog.save_button.click()
    return dialog


def begun(page: PeriodReportPage) -> None:
    page.parts.period_button.click()
    answer(page)
    page.parts.add_button.click()
    answer(page, name="Violence at home", lead="Harbury Police", status=PlanStatus.NO_UPDATE.value, since="1/3/2026")


def words_of(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_a_report_is_begun_filled_checked_and_written_in_both_versions(
    desk: Desk, page: PeriodReportPage, qtbot: QtBot
) -> None:
    planned(desk)
    assert not page.parts.open_button.isEnabled()
    begun(page)
    assert "July to September 2026" in page.parts.head_label.text()
    assert "Chair: vacant." in page.parts.head_label.text()
    page.parts.texts_button.click()
    answer(page, reviews_note="The review will go to the panel on 20 July.", forward="All plans, 3 December 2026.")
    assert "2 to mend" in page.parts.faults_label.text()
    page.parts.offices_button.click()
    answer(page, chair="R. Attwell", election="3/12/2026")
    assert "Chair: R. Attwell" in page.parts.head_label.text()
    assert "Vice-chair: vacant. An election is due at the meeting of 3 December 2026." in page.parts.head_label.text()
    for name, act in (("open", page.parts.open_button), ("exempt", page.parts.exempt_button)):
        desk.teller.path = desk.folder / f"{name}.docx"
        act.click()
        answer(page, counts="Referrals: 23\nAdopted: 3")
        said = words_of(desk.teller.path)
        assert "No update since March 2026" in said
        assert "[c]" in said
        assert ("Case 09" in said) == (name == "exempt")
    for model in (page.parts.streams_table.model(), page.parts.faults_table.model()):
        QAbstractItemModelTester(model)
    assert all_places().open_to([Compartment.REVIEWS]).places[-1].id == "reports"


def test_a_count_that_is_none_is_told_and_nothing_is_lost(desk: Desk, page: PeriodReportPage) -> None:
    begun(page)
    page.parts.open_button.click()
    dialog = answer(page, counts="Referrals many")
    assert dialog.isVisible()
    dialog.reject()


def test_a_workstream_is_changed_and_removed(desk: Desk, page: PeriodReportPage) -> None:
    begun(page)
    page.parts.streams_table.choose(0)
    page.parts.edit_button.click()
    answer(page, headline="The pilot ended.")
    page.parts.streams_table.choose(0)
    desk.teller.answer = True
    page.parts.remove_button.click()
    kept = period_reports.latest(desk.session)
    assert kept is not None
    assert period_reports.entries_of(kept).workstreams == ()


def test_a_new_report_begins_with_the_workstreams_of_the_one_before(desk: Desk, page: PeriodReportPage) -> None:
    begun(page)
    page.parts.period_button.click()
    answer(page, first="1/10/2026", last="31/12/2026")
    assert "October to December 2026" in page.parts.head_label.text()
    assert "to mend" in page.parts.faults_label.text(), "the status stands still for two periods"


def test_an_agency_is_asked_and_its_answer_compared_and_brought_in(desk: Desk, page: PeriodReportPage) -> None:
    action_id = planned(desk)
    page.arrive("")
    page.parts.agencies_table.choose("Harbury Police")
    desk.teller.path = desk.folder / "letter.docx"
    page.parts.letter_button.click()
    answer(page, recipient="The chief constable")
    assert "Hold the course" in words_of(desk.teller.path)
    page.parts.text_button.click()
    answer(page, recipient="The chief constable")
    assert "Hold the course" in QGuiApplication.clipboard().text()
    desk.teller.path = desk.folder / "progress.docx"
    page.parts.progress_button.click()
    assert "Harbury Police leads 1 open action, 1 past the target date." in words_of(desk.teller.path)
    form = desk.teller.path = desk.folder / "form.xlsx"
    page.parts.excel_button.click()
    reference = next(iter(every(desk.session)))
    fill_sheet(form, {reference: {"Evidence": "A list of names taken"}})
    page.parts.returned_button.click()
    dialog = opened(page, ReturnsDialog)
    assert "1 action came back changed" in dialog.preview_label.text()
    dialog.save_button.click()
    now = every(desk.session)[reference]
    assert (now.id, now.evidence) == (action_id, "A list of names taken")


def test_a_conflict_is_chosen_by_a_person(desk: Desk, page: PeriodReportPage) -> None:
    action_id = planned(desk)
    form = desk.teller.path = desk.folder / "form.xlsx"
    page.arrive("")
    page.parts.excel_button.click()
    reference = next(iter(every(desk.session)))
    fill_sheet(form, {reference: {"Status": "Awaiting evidence"}})
    from safermk_desktop.domain.actions import ActionStatus

    actions.update_action(
        desk.session, desk.case_id, action_id, text="x", updated_on=date(2026, 11, 17), status=ActionStatus.IN_PROGRESS
    )
    page.parts.returned_button.click()
    dialog = opened(page, ReturnsDialog)
    choice = dialog.findChild(QComboBox, "conflict_0_combo")
    assert isinstance(choice, QComboBox)
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "Leave as it is: In progress",
        "form.xlsx: Awaiting evidence",
    ]
    choice.setCurrentIndex(1)
    dialog.save_button.click()
    assert every(desk.session)[reference].status is ActionStatus.AWAITING_EVIDENCE


def test_how_actions_get_on_is_drawn_and_said_in_words(desk: Desk, page: PeriodReportPage, theme: Theme) -> None:
    assert page.parts.bars_label.isVisible()
    assert not page.parts.bars[0][2].isVisible()
    planned(desk)
    desk.context.changes.tell()
    assert not page.parts.bars_label.isVisible()
    said = [words.text() for _, words, _ in page.parts.bars]
    assert said[:2] == ["1 action: 1 red.", "1 open action: Harbury Police 1, 1 late."]
    for title, words, bars in page.parts.bars:
        assert (bars.accessibleName(), bars.accessibleDescription()) == (title.text(), words.text())
        assert bars.isVisible()
    by_rating, by_agency = page.parts.bars[0][2], page.parts.bars[1][2]
    (red,) = by_rating.pieces(0)
    (late,) = by_agency.pieces(0)
    assert by_rating.pieces(1) == ()
    for bars, piece in ((by_rating, red), (by_agency, late)):
        assert bars.rect().contains(piece)
        seen = bars.grab().toImage().pixelColor(piece.center())
        assert seen.name() == theme.color("red.soft").name()
    theme.change(scale=2.0)
    (large,) = by_rating.pieces(0)
    assert large.top() > red.top()
    assert by_rating.rect().contains(large)
