"""The Channel caseload, the meetings and members of the panel, the plan and the statement, by reference numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from safermk_desktop.domain.channel.governance import AssuranceItem, Heading, PreventPlanItem
from safermk_desktop.domain.channel.panel import ChannelMeeting
from safermk_desktop.domain.record import ChannelId
from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.prevent_acts import NOBODY, do_act, follow_safe_view, show_safe_view
from safermk_desktop.presentation.pages.prevent_governance import show_plan, show_statement
from safermk_desktop.presentation.pages.prevent_rows import case_columns, meeting_columns, member_columns
from safermk_desktop.presentation.pages.prevent_words import SHUT
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.presentation.widgets.text import button
from safermk_desktop.services.channel import convening, showing
from safermk_desktop.services.channel.showing import ChannelRow

NARROW: Final = 880
"""Below this width of the page, in pixels at 100 % text, the caseload has fewer columns."""
LATEST: Final = 6
"""So many meetings are listed at first: what comes after them must be in sight."""
WAYS: Final = (
    ("dates", "&Dates", "calendar"),
    ("numbers", "N&umbers", "list-checks"),
    ("records", "&Papers, ledger and settings", "file-output"),
)
"""The parts of Prevent that have a page of their own."""


class PreventPage(Page):
    """Enter on a case opens it, Enter on a meeting runs it."""

    page_scroll: QScrollArea
    page_layout: QVBoxLayout
    title_label: QLabel
    line_label: QLabel
    safe_button: QPushButton
    new_button: QPushButton
    alarm_banner: Banner
    shut_empty: EmptyState
    ways_widget: QWidget
    cases_card: LinesCard
    meetings_card: LinesCard
    members_card: LinesCard
    plan_card: LinesCard
    statement_card: LinesCard

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "prevent_page")
        self._is_narrow = False
        self._shows_every_meeting = False
        self._cards = (self.cases_card, self.meetings_card, self.members_card, self.plan_card, self.statement_card)
        titles = ("Cases", "Meetings of the panel", "Members of the panel", "Prevent plan", "Assurance statement")
        for card, title in zip(self._cards, titles, strict=True):
            card.set_title(self.tr(title))
            card.act_asked.connect(self.do)
        self.cases_card.row_activated.connect(self._open_case)
        self.meetings_card.row_activated.connect(self._run)
        self.plan_card.row_activated.connect(self._update)
        self.statement_card.row_activated.connect(self._answer)
        self.new_button.clicked.connect(lambda: self.do("log_referral"))
        self._make_ways()
        follow_safe_view(context, self.safe_button, lambda: self.arrive(""))

    def arrive(self, case_id: str) -> None:
        session = self.context.session
        is_shut = not showing.is_open_to(session)
        for part in (*self._cards, self.safe_button, self.new_button, self.ways_widget):
            part.setHidden(is_shut)
        self.shut_empty.setVisible(is_shut)
        self.line_label.setText("")
        self.alarm_banner.hide()
        if is_shut:
            self.shut_empty.show_empty(self.tr(SHUT))
            return
        show_safe_view(self.context, self.safe_button)
        self._show_cases(showing.channel_cases(session))
        self._show_meetings()
        show_plan(self.plan_card, session)
        show_statement(self.statement_card, session)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW * Theme.current().scale
        if is_narrow is not self._is_narrow and not self.cases_card.isHidden():
            self._show_cases(showing.channel_cases(self.context.session))

    def acts(self) -> Mapping[str, Act]:
        if self.new_button.isHidden():
            return MappingProxyType({})
        return MappingProxyType(
            {"new_notification": lambda: self.do("log_referral"), "toggle_view": self.safe_button.toggle}
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.cases_card.table, self.new_button, self.meetings_card.table)

    def do(self, act: str) -> None:
        """Do an act that is about no one case: its dialog."""
        if act == "every_meeting":
            self._shows_every_meeting = True
            self._show_meetings()
            return
        do_act(self.context, NOBODY, act, self, done=self._opened if act == "log_referral" else None)

    def _make_ways(self) -> None:
        ways = FlowLayout(self.ways_widget)
        for part, words, icon in WAYS:
            made = button(self.tr(words), kind="ghost", icon=icon, is_dense=True)
            made.clicked.connect(lambda _checked=False, part=part: self.context.navigate(f"prevent/{part}"))
            ways.addWidget(made)

    def _opened(self, result: object) -> None:
        self.context.navigate(f"prevent/{result}/case")

    def _show_cases(self, rows: tuple[ChannelRow, ...]) -> None:
        today = self.context.session.clock.today()
        opened = sum(row.is_open for row in rows)
        self.line_label.setText(f"{long_date(today)}. {count_of(opened, 'open case')}, {len(rows) - opened} closed.")
        red = [row.reference for row in rows if any(one.is_red for one in row.alarms)]
        if red:
            words = self.tr("{cases} with an alarm that must not wait: {which}.")
            said = words.format(cases=count_of(len(red), "case"), which=", ".join(red))
            self.alarm_banner.show_banner("red", said)
        nothing = self.tr("No cases yet. A case begins with a referral.")
        self.cases_card.show_lines((), nothing="" if rows else nothing)
        self._is_narrow = self.width() < NARROW * Theme.current().scale
        columns = case_columns(today, is_safe=self.context.safe_view.is_on, is_narrow=self._is_narrow)
        self.cases_card.show_rows(self.tr("Channel cases"), columns, rows, key=lambda row: row.case_id)
        self.cases_card.show_acts(() if rows else (("log_referral", self.tr("New referral")),))

    def _show_meetings(self) -> None:
        session = self.context.session
        members = [one for one in convening.panel_members(session) if one.sits_on(session.clock.today())]
        held = convening.meetings(session)
        most = len(held) if self._shows_every_meeting else LATEST
        rows = [(one, self._agenda(one)) for one in held[:most]]
        nothing = self.tr("No meeting is planned. The panel meets every month.")
        self.meetings_card.show_lines((), nothing="" if held else nothing)
        self.meetings_card.show_rows(self.tr("Meetings"), meeting_columns(), rows, key=lambda row: row[0].id)
        acts = [("plan_meeting", self.tr("Plan a meeting"))]
        acts += [("put_on_agenda", self.tr("Put a case on the agenda"))] if held else []
        acts += [("hand_out", self.tr("Papers for one member"))] if held and members else []
        more = self.tr("Show all {n} meetings").format(n=len(held))
        acts += [("every_meeting", more)] if len(held) > most else []
        self.meetings_card.show_acts(acts)
        nothing = self.tr("Nobody sits on the panel yet. Without its chair and the police it cannot decide.")
        self.members_card.show_lines((), nothing="" if members else nothing)
        columns = member_columns(is_safe=self.context.safe_view.is_on)
        self.members_card.show_rows(self.tr("Members"), columns, members, key=lambda row: row.id)
        ends = (("end_member", self.tr("A member leaves")),) if members else ()
        self.members_card.show_acts((("appoint_member", self.tr("Appoint a member")), *ends))

    def _agenda(self, meeting: ChannelMeeting) -> str:
        items = convening.meeting_view(self.context.session, meeting.id).items
        decided = sum(one.decision is not None for one in items)
        return f"{count_of(len(items), 'case')}, {decided} decided" if items else "No case yet"

    def _open_case(self, row: object) -> None:
        if isinstance(row, ChannelRow):
            self.context.navigate(f"prevent/{ChannelId(row.case_id)}/case")

    def _run(self, row: object) -> None:
        if isinstance(row, tuple) and isinstance(row[0], ChannelMeeting):
            self.context.navigate(f"prevent/{row[0].id}/meeting")

    def _update(self, row: object) -> None:
        if isinstance(row, PreventPlanItem):
            self.do(f"update_plan_item:{row.id}")
        elif isinstance(row, Heading):
            self.do(f"add_plan_item:{row.value}")

    def _answer(self, row: object) -> None:
        if isinstance(row, AssuranceItem):
            self.do(f"answer_standard:{row.id}")
