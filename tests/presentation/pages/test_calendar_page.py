"""The page of the calendar: dates by month, filters, why a date is what it is, the file, and what it opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Outcome
from safermk_desktop.presentation.models.calendar_rows import LATE, UNDATED, MonthRow, columns
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.calendar_page import CalendarPage
from safermk_desktop.presentation.places import all_places
from safermk_desktop.services import cases
from safermk_desktop.services.duty_calendar import CalendarRow, duty_calendar
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk
from tests.services.conftest import notify


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CalendarPage:
    made = CalendarPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1300, 700)
    made.show()
    desk.context.changes.changed.connect(lambda: made.arrive(""))
    made.arrive("")
    return made


def decided(desk: Desk) -> None:
    cases.record_decision(
        desk.session,
        desk.case_id,
        outcome=Outcome.REVIEW,
        decided_on=date(2026, 8, 31),
        decided_by="The chair",
        reasons="The criteria are met.",
        source="Guidance",
    )
    cases.record_fact(desk.session, desk.case_id, kind="partnership_agreed_report", happened_on=date(2026, 11, 16))
    desk.context.changes.tell(desk.case_id)


def shown(page: CalendarPage) -> list[str]:
    rows = (page.dates_table.model().index(at, 0).data() for at in range(page.dates_table.model().rowCount()))
    return [str(row) for row in rows]


def told(page: CalendarPage) -> str:
    return "\n".join(each.text() for each in page.why_card.findChildren(QLabel))


def test_dates_stand_by_month_with_why(desk: Desk, page: CalendarPage, qtbot: QtBot) -> None:
    decided(desk)
    notify(desk.session, "DHR-2026-10")
    page.arrive("")
    rows = page._model.rows
    assert shown(page)[0].startswith("Late · ")
    heads = [row.title for row in rows if isinstance(row, MonthRow)]
    assert heads[0] == "Late"
    assert heads[-1] == "Without a day"
    assert len(rows) - len(heads) == len(duty_calendar(desk.session))
    statute = next(row for row in rows if isinstance(row, CalendarRow) and row.duty.key == "commissioner_copy")
    assert page.dates_table.choose(statute.key)
    qtbot.waitUntil(lambda: "Rests on" in told(page))
    assert "Statute: " in told(page)
    assert "the law names no day" in told(page)
    late = next(row for row in rows if isinstance(row, CalendarRow) and row.duty.key == "decision")
    page.dates_table.choose(late.key)
    assert "the same day of the month, Thursday 2 April 2026" in told(page)
    page.dates_table.choose(rows[0].key)
    assert not page._case_button.isEnabled()


def test_enter_and_the_button_open_the_case(desk: Desk, page: CalendarPage) -> None:
    page.dates_table.setFocus()
    QTest.keyClick(page.dates_table, Qt.Key.Key_Return)
    page._case_button.click()
    assert desk.went == [f"case/{desk.case_id}/overview"] * 2


def test_filters_and_the_empty_state(desk: Desk, page: CalendarPage) -> None:
    decided(desk)
    every = len([row for row in page._model.rows if isinstance(row, CalendarRow)])
    page.basis_combo.setCurrentIndex(page.basis_combo.findData("statute"))
    assert [row.duty.key for row in page._model.rows if isinstance(row, CalendarRow)] == ["commissioner_copy"]
    page.when_combo.setCurrentIndex(page.when_combo.findData(LATE))
    assert not page.dates_table.isVisible()
    assert page.dates_empty.isVisible()
    page.dates_empty.findChildren(QPushButton)[0].click()
    assert len([row for row in page._model.rows if isinstance(row, CalendarRow)]) == every
    page.when_combo.setCurrentIndex(page.when_combo.findData(UNDATED))
    assert shown(page)[0] == "Without a day"
    page.when_combo.setCurrentIndex(0)
    page.find_edit.setText("dhr-2026-09 HOME office")
    assert "Tell the Home Office of the decision" in {
        row.duty.sentence for row in page._model.rows if isinstance(row, CalendarRow)
    }
    page.find_edit.setText("nothing of the kind")
    assert page.dates_empty.isVisible()


def test_the_file_is_written_and_said(desk: Desk, page: CalendarPage) -> None:
    desk.teller.path = desk.folder / "dates.ics"
    page.file_button.click()
    assert desk.teller.path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert page.page_banner.isVisible()
    assert page.leave()
    assert not page.page_banner.isVisible()
    desk.teller.path = desk.session.vault.folder / "dates.ics"
    page.file_button.click()
    assert "outside a vault" in desk.teller.told[-1].text
    desk.teller.path = None
    before = desk.session.vault.trail(Compartment.REVIEWS)
    page.file_button.click()
    assert desk.session.vault.trail(Compartment.REVIEWS) == before


def test_no_case_says_so(page: CalendarPage, desk: Desk) -> None:
    page._rows = ()
    page._filter()
    assert page.dates_empty.isVisible()
    assert not page.file_button.isEnabled()
    assert page.panes()[0] is page.find_edit


def test_the_end_of_the_table_of_bank_holidays_is_told(desk: Desk, page: CalendarPage) -> None:
    assert not page.table_banner.isVisible()
    clock = desk.session.clock
    assert isinstance(clock, StoryClock)
    clock.turn_to(date(2045, 8, 1))
    page.arrive("")
    assert "ends on 31 December 2045" in page.table_banner.text()


def test_many_dates_come_in_portions(desk: Desk, page: CalendarPage) -> None:
    row = duty_calendar(desk.session)[0]
    page._rows = (row,) * 450
    page._filter_anew()
    assert len(page._model.rows) == 201
    assert "450" in page.more_button.text()
    page.more_button.click()
    assert len(page._model.rows) == 451
    assert not page.more_button.isVisible()


def test_the_model_keeps_the_rules_of_qt(desk: Desk) -> None:
    model = RowsModel(columns(date(2026, 11, 17)), key=lambda row: row.key)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(duty_calendar(desk.session))


def test_only_who_opens_the_reviews_has_the_place() -> None:
    places = all_places()
    assert "calendar" in {place.id for place in places.open_to({Compartment.REVIEWS}).places}
    assert "calendar" not in {place.id for place in places.open_to({Compartment.PREVENT}).places}
