"""The review panel: its independent chair, the seats it must fill, and its members."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelRole, SeatState
from safermk_desktop.domain.panel_work import quorum_words
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.appoint_dialog import AppointDialog
from safermk_desktop.presentation.dialogs.end_membership_dialog import EndMembershipDialog
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.seat_dialog import SeatDialog
from safermk_desktop.presentation.dialogs.settle_seat_dialog import SettleSeatDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_wide import case_wide
from safermk_desktop.presentation.pages.case_words import closed_words
from safermk_desktop.presentation.pages.panel_checks import MEETING_COLUMNS, chair_lines, employments, meeting_rows
from safermk_desktop.presentation.pages.panel_rows import (
    MEMBER_COLUMNS,
    SEAT_COLUMNS,
    MemberRow,
    SeatRow,
    member_rows,
    seat_rows,
)
from safermk_desktop.presentation.pages.publication_lines import state_line
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.head_acts import HeadActs
from safermk_desktop.presentation.widgets.text import Prose, Tag, label
from safermk_desktop.services import queries


class PanelPage(Page):
    """Enter on a seat appoints to it; the buttons above a table act on its chosen row."""

    chair_layout: QVBoxLayout
    chair_head_layout: QHBoxLayout
    quorum_layout: QHBoxLayout
    chair_tag: Tag
    chair_button: QPushButton
    chair_widget: QWidget
    chair_name_label: QLabel
    chair_post_label: QLabel
    chair_independence_prose: Prose
    chair_empty_label: QLabel
    check_widget: QWidget
    check_layout: QVBoxLayout
    employment_button: QPushButton
    check_button: QPushButton
    quorum_label: QLabel
    quorum_button: QPushButton
    seats_layout: QVBoxLayout
    seats_head_layout: QHBoxLayout
    seats_tag: Tag
    seats_table: DataTable
    seats_empty: EmptyState
    seat_button: QPushButton
    expertise_button: QPushButton
    fill_button: QPushButton
    settle_button: QPushButton
    members_layout: QVBoxLayout
    members_head_layout: QHBoxLayout
    members_tag: Tag
    members_table: DataTable
    members_empty: EmptyState
    member_button: QPushButton
    declaration_button: QPushButton
    substitute_button: QPushButton
    end_button: QPushButton
    meetings_table: DataTable
    meetings_empty: EmptyState
    meeting_button: QPushButton

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "panel_page")
        self._file: CaseFile | None = None
        self._seats = RowsModel(SEAT_COLUMNS, key=lambda row: row.seat.id, parent=self)
        self._members = RowsModel(MEMBER_COLUMNS, key=lambda row: row.member.id, parent=self)
        self._meetings = RowsModel(MEETING_COLUMNS, key=lambda row: row.meeting.id, parent=self)
        self.meetings_table.use(self._meetings, is_fitted=True)
        self.seats_table.use(self._seats, is_fitted=True)
        self.members_table.use(self._members, is_fitted=True)
        _lay_out_heads(self)
        self._connect()

    def arrive(self, case_id: str) -> None:
        self._file = file = queries.case_file(self.context.session, CaseId(case_id))
        self._show_chair(file)
        self._seats.set_rows(seat_rows(file))
        self._members.set_rows(member_rows(file))
        open_seats = sum(seat.state is SeatState.OPEN for seat in file.seats)
        self.seats_table.setVisible(bool(file.seats))
        self.seats_empty.setVisible(not file.seats)
        self.seats_tag.show_tag(
            ""
            if not file.seats
            else self.tr("{count} open").format(count=open_seats)
            if open_seats
            else self.tr("All settled"),
            "amber" if open_seats else "green",
        )
        sitting = sum(member.left_on is None for member in file.members)
        self.members_table.setVisible(bool(file.members))
        self.members_empty.setVisible(not file.members)
        self.members_tag.show_tag(self.tr("{count} now").format(count=sitting) if file.members else "", "grey")
        self._show_meetings(file)
        self._choose_first(file)
        self.quorum_label.setText(closed_words(file.case) or quorum_words(file.panel.quorum))
        self._enable()

    def acts(self) -> Mapping[str, Act]:
        """A file note, and Ctrl+Z."""
        return case_wide(self.context, self._file.case.case_id, self) if self._file else {}

    def panes(self) -> tuple[QWidget, ...]:
        tables = (self.seats_table, self.members_table, self.meetings_table)
        return (*(table for table in tables if not table.isHidden()), self.chair_button)

    def _connect(self) -> None:
        self.seats_empty.show_empty(
            self.tr("No required seats yet. They are laid out when a review is decided on; more can be added here.")
        )
        self.members_empty.show_empty(self.tr("Nobody is appointed yet. Start with the independent chair."))
        self.seats_table.row_chosen.connect(self._enable)
        self.seats_table.row_activated.connect(self._fill_row)
        self.members_table.row_chosen.connect(self._enable)
        self.chair_button.clicked.connect(lambda: self._appoint(PanelRole.CHAIR))
        self.seat_button.clicked.connect(self._add_seat)
        self.fill_button.clicked.connect(lambda: self._fill_row(self.seats_table.current()))
        self.settle_button.clicked.connect(self._settle)
        self.member_button.clicked.connect(lambda: self._appoint(PanelRole.MEMBER))
        self.end_button.clicked.connect(self._end)
        self.meetings_empty.show_empty(self.tr("No meeting is recorded yet."))
        for button, act in (
            (self.check_button, "check_chair"),
            (self.employment_button, "declare_employment"),
            (self.quorum_button, "quorum"),
            (self.expertise_button, "expertise"),
            (self.meeting_button, "meeting"),
        ):
            button.clicked.connect(lambda _checked=False, act=act: self._step(act))
        for button, act in ((self.declaration_button, "declaration"), (self.substitute_button, "substitute")):
            button.clicked.connect(lambda _checked=False, act=act: self._about_member(act))

    def _show_chair(self, file: CaseFile) -> None:
        chair = file.chair
        self.chair_widget.setVisible(chair is not None)
        self.chair_empty_label.setVisible(chair is None)
        self.check_widget.setVisible(chair is not None)
        _show_checks(self.check_layout, file)
        self.chair_button.setText(self.tr("Appoint another chai&r") if chair else self.tr("Appoint chai&r"))
        if chair is None:
            self.chair_tag.show_tag(self.tr("Not appointed"), "amber")
            return
        self.chair_tag.show_tag(self.tr("In office"), "green")
        self.chair_name_label.setText(chair.name)
        since = self.tr("since {day}").format(day=long_date(chair.joined_on))
        self.chair_post_label.setText(", ".join(part for part in (chair.post, chair.organisation, since) if part))
        self.chair_independence_prose.show_text(
            self.tr("Independence: {words}").format(words=chair.independence)
            if chair.independence.strip()
            else self.tr("The chair's independence is not stated.")
        )

    def _show_meetings(self, file: CaseFile) -> None:
        self._meetings.set_rows(meeting_rows(file))
        self.meetings_table.setVisible(bool(file.panel.meetings))
        self.meetings_empty.setVisible(not file.panel.meetings)

    def _choose_first(self, file: CaseFile) -> None:
        """Where nothing is chosen, the first seat that still has to be settled."""
        if file.seats and self.seats_table.current() is None:
            self.seats_table.choose(next((s for s in file.seats if s.state is SeatState.OPEN), file.seats[0]).id)
        if file.members and self.members_table.current() is None:
            self.members_table.choose(self._members.rows[0].member.id)

    def _enable(self, _row: object = None) -> None:
        is_open = self._file is not None and self._file.case.status is CaseStatus.OPEN
        changes = (self.chair_button, self.seat_button, self.fill_button, self.settle_button, self.member_button)
        work = (self.expertise_button, self.declaration_button, self.substitute_button, self.quorum_button)
        for button in (*changes, *work, self.end_button, self.meeting_button):
            button.setVisible(is_open)
        has_chair = is_open and self._file is not None and self._file.chair is not None
        for button in (self.check_button, self.employment_button):
            button.setVisible(has_chair)
        self.meeting_button.setEnabled(self._file is not None and bool(self._file.members))
        seat, member = self.seats_table.current(), self.members_table.current()
        self.fill_button.setEnabled(isinstance(seat, SeatRow))
        self.settle_button.setEnabled(isinstance(seat, SeatRow) and seat.seat.state is not SeatState.FILLED)
        sits = isinstance(member, MemberRow) and not member.has_left
        self.end_button.setEnabled(sits)
        for button in (self.declaration_button, self.substitute_button):
            button.setEnabled(sits and isinstance(member, MemberRow) and member.member.role is PanelRole.MEMBER)

    def _open(self, dialog: EntryDialog, file: CaseFile) -> None:
        open_dialog(dialog, lambda: self.context.changes.tell(file.case.case_id))

    def _step(self, act: str) -> None:
        if self._file:
            self._open(StepDialog(self.context, self._file.case.case_id, act, self), self._file)

    def _about_member(self, act: str) -> None:
        row = self.members_table.current()
        if isinstance(row, MemberRow):
            self._step(f"{act}:{row.member.id}")

    def _appoint(self, role: PanelRole) -> None:
        if self._file:
            self._open(AppointDialog(self.context, self._file, role, parent=self), self._file)

    def _fill_row(self, row: object) -> None:
        if self._file and self._file.case.status is CaseStatus.OPEN and isinstance(row, SeatRow):
            dialog = AppointDialog(
                self.context, self._file, PanelRole.MEMBER, agency_kind=row.seat.agency_kind, parent=self
            )
            self._open(dialog, self._file)

    def _add_seat(self) -> None:
        if self._file:
            self._open(SeatDialog(self.context, self._file.case.case_id, self), self._file)

    def _settle(self) -> None:
        row = self.seats_table.current()
        if self._file and isinstance(row, SeatRow):
            self._open(SettleSeatDialog(self.context, row.seat, self), self._file)

    def _end(self) -> None:
        row = self.members_table.current()
        if self._file and isinstance(row, MemberRow):
            self._open(EndMembershipDialog(self.context, row.member, self), self._file)


def _lay_out_heads(page: PanelPage) -> None:
    HeadActs(
        page.chair_layout,
        page.chair_head_layout,
        (page.employment_button, page.check_button, page.chair_button),
    )
    HeadActs(page.chair_layout, page.quorum_layout, (page.quorum_button,))
    HeadActs(
        page.seats_layout,
        page.seats_head_layout,
        (page.settle_button, page.fill_button, page.expertise_button, page.seat_button),
    )
    HeadActs(
        page.members_layout,
        page.members_head_layout,
        (page.declaration_button, page.substitute_button, page.end_button, page.member_button),
    )


def _show_checks(layout: QVBoxLayout, file: CaseFile) -> None:
    empty(layout)
    for line in chair_lines(file):
        layout.addWidget(state_line(line))
    layout.addWidget(label(employments(file), "small", tone="secondary", wraps=True))
