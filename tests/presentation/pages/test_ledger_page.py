"""The page of the ledger: what left, what is overdue, marked as deleted and taken back; the reminder in the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.models.ledger_rows import LEDGER_COLUMNS
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.documents_page import DocumentsPage
from safermk_desktop.presentation.pages.ledger_page import OUTSIDE, OVERDUE, LedgerPage
from safermk_desktop.services import ledger
from safermk_desktop.services.ledger import LedgerRow
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, let_out, open_desk
from tests.services.conftest import notify


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> LedgerPage:
    made = LedgerPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    desk.context.changes.changed.connect(lambda: made.arrive(""))
    made.arrive("")
    return made


def titles(page: LedgerPage) -> list[str]:
    model = page.ledger_table.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_an_empty_ledger_says_so(page: LedgerPage) -> None:
    assert page.ledger_empty.isVisible()
    assert not page.detail_card.isVisible()
    assert not page.mark_button.isEnabled()
    assert page.panes()


def test_overdue_lines_come_first_and_are_marked_and_taken_back(desk: Desk, page: LedgerPage) -> None:
    late = let_out(desk, "Late", left=date(2026, 10, 1))
    let_out(desk, "Fresh", left=date(2026, 11, 10))
    assert page.ledger_table.choose(late)
    assert [title.partition(",")[0] for title in titles(page)] == ["Late", "Fresh"]
    assert page.history_label.text() == (
        "1 October 2026 by A. Officer to Panel: Read by the panel. To be deleted outside by 31 October 2026"
    )
    page.mark_button.click()
    assert page.history_label.text().endswith("Deleted outside on 17 November 2026, marked by A. Officer")
    assert not page.mark_button.isEnabled()
    assert page.page_banner.isVisible()
    page.page_banner.findChildren(QPushButton)[0].click()
    assert ledger.overdue(desk.session)[0].export.id == late
    assert "no longer" in page.page_banner.text()
    page.mark_button.click()
    page.unmark_button.click()
    assert len(ledger.overdue(desk.session)) == 1
    assert desk.log()[:4] == ["unmark_deleted", "mark_deleted"] * 2


def test_the_filters_show_one_case_and_open_reminders(desk: Desk, page: LedgerPage) -> None:
    other = notify(desk.session, "DHR-2026-10")
    let_out(desk, "Late", left=date(2026, 10, 1))
    let_out(desk, "Fresh", left=date(2026, 11, 10), case_id=other)
    gone = let_out(desk, "Gone", left=date(2026, 10, 2), case_id=other)
    ledger.mark_deleted(desk.session, other, gone)
    page.arrive("")

    def shown(case_id: str, state: str) -> set[str]:
        page.case_combo.setCurrentIndex(page.case_combo.findData(case_id))
        page.state_combo.setCurrentIndex(page.state_combo.findData(state))
        return {title.partition(",")[0] for title in titles(page)}

    assert shown("", "all") == {"Late", "Fresh", "Gone"}
    assert shown("", OUTSIDE) == {"Late", "Fresh"}
    assert shown("", OVERDUE) == {"Late"}
    assert page.count_label.text() == "1 line"
    assert shown(other, "all") == {"Fresh", "Gone"}
    assert shown(other, OVERDUE) == set()
    assert page.ledger_empty.isVisible()
    page.arrive("")
    assert page.case_combo.currentData() == other


def test_enter_goes_to_the_papers_of_the_case(desk: Desk, page: LedgerPage) -> None:
    let_out(desk, "Late", left=date(2026, 10, 1))
    QTest.keyClick(page.ledger_table, Qt.Key.Key_Return)
    assert desk.went == [f"case/{desk.case_id}/documents"]


def test_a_line_that_changed_meanwhile_is_told(desk: Desk, page: LedgerPage) -> None:
    late = let_out(desk, "Late", left=date(2026, 10, 1))
    ledger.mark_deleted(desk.session, desk.case_id, late)
    page.mark_button.click()
    assert "already" in desk.teller.told[-1].text


def test_the_case_reminds_of_its_own_files_and_leads_to_the_ledger(desk: Desk, qtbot: QtBot) -> None:
    documents = DocumentsPage(desk.context)
    qtbot.addWidget(documents)
    documents.show()
    desk.settle(documents)
    assert not documents.reminder_banner.isVisible()
    let_out(desk, "Other", left=date(2026, 10, 1), case_id=notify(desk.session, "DHR-2026-10"))
    documents.arrive(desk.case_id)
    assert not documents.reminder_banner.isVisible()
    late = let_out(desk, "Late", left=date(2026, 10, 1))
    assert documents.reminder_banner.text() == "An exported file should have been deleted by 31 October 2026."
    assert documents.reminder_banner.property("banner") == "amber"
    documents.reminder_banner.asked.emit()
    assert desk.went == ["ledger"]
    ledger.mark_deleted(desk.session, desk.case_id, late)
    desk.context.changes.tell(desk.case_id)
    assert not documents.reminder_banner.isVisible()


def test_the_model_keeps_its_word(desk: Desk) -> None:
    let_out(desk, "Late", left=date(2026, 10, 1))
    model: RowsModel[LedgerRow] = RowsModel(LEDGER_COLUMNS, key=lambda row: row.export.id)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(ledger.ledger(desk.session))
    assert model.index(0, 5).data() == "Overdue"
