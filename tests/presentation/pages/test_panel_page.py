"""The page of the panel: its chair, its seats, its members, and what each refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.case import Outcome
from safermk_desktop.domain.panel import PanelRole, SeatState
from safermk_desktop.presentation.dialogs.appoint_dialog import AppointDialog
from safermk_desktop.presentation.dialogs.end_membership_dialog import EndMembershipDialog
from safermk_desktop.presentation.dialogs.seat_dialog import SeatDialog
from safermk_desktop.presentation.dialogs.settle_seat_dialog import SettleSeatDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.panel_page import PanelPage
from safermk_desktop.presentation.pages.panel_rows import (
    MEMBER_COLUMNS,
    SEAT_COLUMNS,
    MemberRow,
    SeatRow,
    member_rows,
    seat_rows,
)
from safermk_desktop.services import cases, panel
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        cases.record_decision(
            found.session,
            found.case_id,
            outcome=Outcome.REVIEW,
            decided_on=date(2026, 3, 20),
            decided_by="Chair of the partnership",
            reasons="The conditions of the Act are met.",
            source="Minute 4",
        )
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PanelPage:
    made = PanelPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    desk.settle(made)
    return made


def seat_of(desk: Desk, kind: str) -> SeatRow:
    return next(row for row in seat_rows(desk.file()) if row.seat.agency_kind == kind)


def with_chair(desk: Desk) -> None:
    panel.appoint(
        desk.session,
        desk.case_id,
        role=PanelRole.CHAIR,
        name="Dr R. Lindqvist",
        post="Independent chair",
        organisation="",
        joined_on=date(2026, 4, 1),
        independence="Never employed by an agency of the area.",
    )


def test_an_empty_panel_says_what_belongs_here(page: PanelPage) -> None:
    assert page.chair_empty_label.isVisible()
    assert page.members_empty.isVisible()
    assert not page.members_table.isVisible()
    assert not page.end_button.isEnabled()
    assert page.seats_table.isVisible()
    assert "not set" in page.quorum_label.text()


def test_without_seats_the_page_says_where_they_come_from(
    tmp_path: Path, teller: RecordingTeller, qtbot: QtBot
) -> None:
    with open_desk(tmp_path, teller) as bare:
        page = PanelPage(bare.context)
        qtbot.addWidget(page)
        page.show()
        bare.settle(page)
        assert page.seats_empty.isVisible() is not bool(bare.file().seats)
        assert page.fill_button.isEnabled() is bool(bare.file().seats)


def test_the_tables_are_sound_models(desk: Desk) -> None:
    with_chair(desk)
    seats = RowsModel(SEAT_COLUMNS, key=lambda row: row.seat.id)
    members = RowsModel(MEMBER_COLUMNS, key=lambda row: row.member.id)
    for model in (seats, members):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    seats.set_rows(seat_rows(desk.file()))
    members.set_rows(member_rows(desk.file()))


def test_the_chair_is_appointed_only_with_independence(desk: Desk, page: PanelPage) -> None:
    page.chair_button.click()
    dialog = opened(page, AppointDialog)
    assert not dialog.seat_combo.isVisible()
    dialog.name_edit.setText("Dr R. Lindqvist")
    dialog.post_edit.setText("Independent chair")
    dialog.joined_edit.setText("1/4/2026")
    dialog.save_button.click()
    assert dialog.independence_error.text()
    assert dialog.name_edit.text() == "Dr R. Lindqvist"
    dialog.independence_edit.setPlainText("Never employed by an agency of the area.")
    dialog.save_button.click()
    chair = desk.file().chair
    assert chair is not None
    assert page.chair_name_label.text() == chair.name == "Dr R. Lindqvist"
    assert "Never employed" in page.chair_independence_prose.plain_text()
    assert "Appoint another" in page.chair_button.text()


def test_a_new_chair_ends_the_term_of_the_one_before(desk: Desk, page: PanelPage) -> None:
    with_chair(desk)
    page.arrive(desk.case_id)
    page.chair_button.click()
    dialog = opened(page, AppointDialog)
    assert "Lindqvist" in dialog.explain_prose.plain_text()
    dialog.name_edit.setText("P. Adeyemi")
    dialog.post_edit.setText("Independent chair")
    dialog.independence_edit.setPlainText("From another county.")
    dialog.joined_edit.setText("1/6/2026")
    dialog.save_button.click()
    assert page.chair_name_label.text() == "P. Adeyemi"
    left = [row for row in member_rows(desk.file()) if row.has_left]
    assert [row.member.left_on for row in left] == [date(2026, 6, 1)]


def test_enter_on_a_seat_appoints_to_it(desk: Desk, page: PanelPage) -> None:
    row = seat_of(desk, "Probation")
    page.seats_table.choose(row.seat.id)
    page.seats_table.row_activated.emit(row)
    dialog = opened(page, AppointDialog)
    assert dialog.seat_combo.currentData() == "Probation"
    dialog.name_edit.setText("F. Okoro")
    dialog.post_edit.setText("Head of delivery")
    dialog.joined_edit.setText("31/11/2026")
    dialog.save_button.click()
    assert dialog.organisation_error.text()
    assert dialog.joined_error.text()
    dialog.organisation_edit.setText("Probation Service")
    dialog.joined_edit.setText("2/4/2026")
    dialog.save_button.click()
    filled = seat_of(desk, "Probation")
    assert filled.seat.state is SeatState.FILLED
    assert filled.filled_by == ("F. Okoro",)
    assert page.members_table.isVisible()


def test_a_membership_ends_and_the_seat_opens_again(desk: Desk, page: PanelPage) -> None:
    member_id = panel.appoint(
        desk.session,
        desk.case_id,
        role=PanelRole.MEMBER,
        name="F. Okoro",
        post="Head of delivery",
        organisation="Probation Service",
        joined_on=date(2026, 4, 2),
        agency_kind="Probation",
    )
    page.arrive(desk.case_id)
    page.members_table.choose(member_id)
    page.end_button.click()
    dialog = opened(page, EndMembershipDialog)
    dialog.left_edit.setText("1/4/2026")
    dialog.save_button.click()
    assert "too early" in dialog.left_error.text()
    dialog.left_edit.setText("1/7/2026")
    dialog.save_button.click()
    assert seat_of(desk, "Probation").seat.state is SeatState.OPEN
    row = page.members_table.current()
    assert isinstance(row, MemberRow)
    assert row.has_left
    assert not page.end_button.isEnabled()


def test_a_seat_is_added_for_this_case_with_its_reason(desk: Desk, page: PanelPage) -> None:
    page.seat_button.click()
    dialog = opened(page, SeatDialog)
    dialog.kind_edit.setText("Probation")
    dialog.save_button.click()
    assert dialog.reason_error.text()
    assert dialog.source_error.text()
    dialog.reason_edit.setPlainText("The tenancy matters.")
    dialog.source_edit.setText("Resolution of the partnership")
    dialog.save_button.click()
    assert dialog.isVisible(), "the panel has that seat already"
    assert dialog.reason_edit.toPlainText() == "The tenancy matters."
    dialog.kind_edit.setText("Housing association")
    dialog.save_button.click()
    assert seat_of(desk, "Housing association").seat.origin == "case"


def test_a_seat_is_settled_with_a_reason(desk: Desk, page: PanelPage) -> None:
    row = seat_of(desk, "NHS trust")
    page.seats_table.choose(row.seat.id)
    page.settle_button.click()
    dialog = opened(page, SettleSeatDialog)
    dialog.save_button.click()
    assert dialog.reason_error.text()
    dialog.reason_edit.setPlainText("The trust holds no records of either person.")
    dialog.save_button.click()
    settled = seat_of(desk, "NHS trust").seat
    assert settled.state is SeatState.NO_INVOLVEMENT
    assert settled.settled_reason == "The trust holds no records of either person."


def test_leaving_a_dialog_with_something_typed_asks_first(desk: Desk, page: PanelPage, teller: RecordingTeller) -> None:
    page.seat_button.click()
    dialog = opened(page, SeatDialog)
    dialog.kind_edit.setText("Housing")
    teller.answer = False
    dialog.reject()
    assert dialog.isVisible()
    teller.answer = True
    dialog.reject()
    assert not dialog.isVisible()
