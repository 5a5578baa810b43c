"""The overview of a case: where it stands, what is required next and why, what closes the gate, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from safermk_desktop.domain.process import Duty
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import case_acts, overview_rows
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.activity_panel import ActivityEntry, ActivityPanel
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import GateCard, LawCard, SectionCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.process_rail import ProcessRail
from safermk_desktop.presentation.widgets.text import Prose, button, label, prose
from safermk_desktop.services import cases, queries
from safermk_desktop.services.queries import Overview

CENTRE: Final = 560
"""The least width of the middle, in pixels at 100 % text; below it the activity goes under it."""
SIDE_BY_SIDE: Final = 920
"""The width from which the returns and the facts stand side by side."""
MOST_DATES: Final = 5


class OverviewPage(Page):
    """Reads everything anew when it is shown and after every change."""

    outer_layout: QHBoxLayout
    rail_frame: QFrame
    rail_count_label: QLabel
    process_rail: ProcessRail
    edition_label: QLabel
    centre_scroll: QScrollArea
    centre_layout: QVBoxLayout
    state_banner: Banner
    law_card: LawCard
    late_prose: Prose
    acts_widget: QWidget
    gate_card: GateCard
    dates_card: SectionCard
    lower_layout: QHBoxLayout
    returns_card: SectionCard
    facts_card: SectionCard
    activity_panel: ActivityPanel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "overview_page")
        self._case_id = CaseId("")
        self._today = context.session.clock.today()
        self._told: tuple[tuple[str, str], ...] = ()
        self._acts = FlowLayout(self.acts_widget)
        self._make_dates()
        self._make_returns()
        self._make_facts()
        self.gate_card.act_asked.connect(self.do)
        self.gate_card.move_asked.connect(self._move)
        self.gate_card.override_asked.connect(lambda: self.do("override"))
        self.activity_panel.note_added.connect(self._add_note)
        self.activity_panel.note_asked.connect(self._show_note)
        Theme.current().changed.connect(self._arrange)

    def arrive(self, case_id: str) -> None:
        shown = queries.overview(self.context.session, CaseId(case_id))
        if case_id != self._case_id:
            self._case_id = CaseId(case_id)
            self.activity_panel.start_again()
            self.centre_scroll.verticalScrollBar().setValue(0)
        self._today = self.context.session.clock.today()
        self._show_rail(shown)
        self._show_law(shown)
        self._show_gate(shown)
        self._show_dates(shown)
        self._show_returns(shown)
        self._show_facts(shown)
        self.activity_panel.show_entries(overview_rows.activity_entries(shown), self._today)

    def leave(self) -> bool:
        if not self.activity_panel.note_edit.text().strip():
            return True
        left = self.context.messages.confirm(
            self.tr("Leave without saving?"),
            self.tr("The file note that you typed is not saved yet."),
            accept=self.tr("Leave without saving"),
            refuse=self.tr("Keep writing"),
        )
        if left:
            self.activity_panel.clear_note()
        return left

    def acts(self) -> Mapping[str, Act]:
        return MappingProxyType(
            {
                "new_notification": lambda: case_acts.open_notification(self.context, self) and None,
                "edit_row": self._edit_row,
            }
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.centre_scroll, self.process_rail, self.activity_panel.note_edit)

    def do(self, act: str) -> None:
        """Do an act of the case: its dialog, or the tab where it is done."""
        try:
            case_acts.do(self.context, self._case_id, act, self)
        except SafermkError as error:
            self.context.messages.show_error(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _make_dates(self) -> None:
        self.dates_card.set_title(self.tr("Other dates"))
        self.dates_card.body.setContentsMargins(0, 0, 0, 0)
        self.dates_table = DataTable(self.dates_card)
        self.dates_table.setAccessibleName(self.tr("Other dates of the case"))
        self.dates_table.row_activated.connect(self._act_on_duty)
        self._more_dates = label("", "small", tone="secondary")
        self._more_dates.setContentsMargins(16, 0, 16, 0)
        self.dates_card.body.addWidget(self.dates_table)
        self.dates_card.body.addWidget(self._more_dates)

    def _make_returns(self) -> None:
        self.returns_card.set_title(self.tr("Individual management reviews"))
        self.returns_card.body.setContentsMargins(0, 0, 0, 0)
        self.returns_table = DataTable(self.returns_card)
        self.returns_table.setAccessibleName(self.tr("Individual management reviews"))
        self.returns_table.row_activated.connect(self._record_return)
        self.no_returns = prose("", tone="secondary")
        self.no_returns.setContentsMargins(16, 0, 16, 0)
        self.ask_button = button(self.tr("Ask agency"), is_dense=True)
        self.ask_button.clicked.connect(lambda: self.do("ask_agency"))
        self.return_button = button(self.tr("Record what came back"), is_dense=True)
        self.return_button.clicked.connect(lambda: self._record_return(self.returns_table.current()))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 0, 16, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.ask_button)
        buttons.addWidget(self.return_button)
        buttons.addStretch(1)
        self.returns_card.body.addWidget(self.returns_table)
        self.returns_card.body.addWidget(self.no_returns)
        self.returns_card.body.addLayout(buttons)
        self.returns_card.body.addStretch(1)

    def _make_facts(self) -> None:
        self.facts_card.set_title(self.tr("Case facts"))
        self.correct_button = button(self.tr("Correct decision"), kind="link")
        self.correct_button.clicked.connect(lambda: self.do("record_decision"))
        self.facts_card.header.addWidget(self.correct_button)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        self.facts_card.body.addLayout(self._facts)
        self.facts_card.body.addStretch(1)

    def _show_rail(self, shown: Overview) -> None:
        steps = overview_rows.steps(shown)
        done = sum(step.state == "done" for step in steps)
        self.rail_count_label.setText(self.tr("{done} of {all} stages done").format(done=done, all=len(steps)))
        self.process_rail.show_steps(steps)
        self.edition_label.setText(overview_rows.edition_line(shown.regime))
        if overview_rows.is_closed(shown.file.case):
            closed = self.tr("Closed on {day}. Nothing more is owed on this case.")
            self.state_banner.show_banner("blue", closed.format(day=long_date(shown.file.case.closed_on)))
        else:
            self.state_banner.hide()

    def _show_law(self, shown: Overview) -> None:
        duty = overview_rows.lawful_duty(shown)
        self.law_card.setVisible(duty is not None)
        if duty is not None:
            self.law_card.show_requirement(overview_rows.requirement(shown, duty, self._today))
        late = overview_rows.late_sentence(shown, self._today)
        self.late_prose.setVisible(bool(late))
        self.late_prose.show_text(late)
        empty(self._acts)
        for act, words in self._offered(shown, duty):
            made = button(words, is_dense=True)
            made.setProperty("act", act)
            made.clicked.connect(lambda _checked=False, act=act: self.do(act))
            self._acts.addWidget(made)
        self.acts_widget.setVisible(self._acts.count() > 0)

    def _offered(self, shown: Overview, duty: Duty | None) -> list[tuple[str, str]]:
        """The acts under the law card: what does the duty, and what can be said about its date."""
        if overview_rows.is_closed(shown.file.case):
            return []
        offered: list[tuple[str, str]] = []
        if duty is not None and case_acts.button_words(duty.act):
            offered.append((duty.act, case_acts.button_words(duty.act)))
        rule = overview_rows.rule_of(shown, duty) if duty else ""
        if rule and duty is not None and duty.due is not None:
            offered.append((f"own_date:{rule}", self.tr("Set own date")))
        if shown.file.is_review and not shown.file.fact("partnership_agreed_report"):
            offered.append(("letter:delay_letter", self.tr("Write delay letter")))
        offered.append(("fact:", self.tr("Record a dated fact")))
        return offered

    def _show_gate(self, shown: Overview) -> None:
        is_open = not overview_rows.is_closed(shown.file.case)
        self.gate_card.setVisible(is_open)
        if is_open:
            is_last = shown.regime.next_stage(shown.file.case.stage) is None
            move = self.tr("Close the case") if is_last else self.tr("Move to {stage}").format(stage=shown.next_stage)
            lines = overview_rows.gate_lines(shown)
            self.gate_card.show_gate(shown.next_stage, lines, move=move, may_override=not is_last)

    def _show_dates(self, shown: Overview) -> None:
        others = overview_rows.other_duties(shown)
        self.dates_card.setVisible(bool(others))
        rows = RowsModel(overview_rows.duty_columns(self._today), key=lambda duty: duty, parent=self.dates_table)
        rows.set_rows(others[:MOST_DATES])
        self.dates_table.use(rows, is_fitted=True)
        more = len(others) - MOST_DATES
        self._more_dates.setVisible(more > 0)
        self._more_dates.setText(self.tr("{count} more, all later").format(count=more))

    def _show_returns(self, shown: Overview) -> None:
        asked = shown.file.requests
        columns = overview_rows.return_columns(self._today)
        rows = RowsModel(columns, key=lambda request: request.id, parent=self.returns_table)
        rows.set_rows(asked)
        self.returns_table.use(rows, is_fitted=True)
        self.returns_table.setVisible(bool(asked))
        is_open = not overview_rows.is_closed(shown.file.case)
        self.no_returns.setVisible(not asked)
        self.no_returns.show_text(self.tr("No agency was asked yet. The due date of each return is shown here."))
        self.ask_button.setVisible(is_open)
        self.return_button.setVisible(is_open and bool(asked))

    def _show_facts(self, shown: Overview) -> None:
        self._told = overview_rows.facts(shown)
        self._lay_out_facts()
        is_open = not overview_rows.is_closed(shown.file.case)
        self.correct_button.setVisible(is_open and shown.file.decision is not None)

    def _lay_out_facts(self) -> None:
        """One under the other beside the returns; in two columns where the card has the whole width."""
        empty(self._facts)
        is_beside = self.lower_layout.direction() is QBoxLayout.Direction.LeftToRight
        half = len(self._told) if is_beside else (len(self._told) + 1) // 2
        for at, (name, value) in enumerate(self._told):
            side = 2 * (at // half)
            self._facts.addWidget(label(name, "small", tone="secondary"), at % half, side, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(value, "small", wraps=True), at % half, side + 1, Qt.AlignmentFlag.AlignTop)
        self._facts.setColumnStretch(3, 0 if is_beside else 1)

    def _act_on_duty(self, duty: object) -> None:
        if isinstance(duty, Duty) and case_acts.button_words(duty.act):
            self.do(duty.act)

    def _record_return(self, request: object) -> None:
        self.do(f"record_return:{request.id}" if isinstance(request, InformationRequest) else "record_return")

    def _edit_row(self) -> None:
        if self.returns_table.hasFocus():
            self._record_return(self.returns_table.current())
        elif self.dates_table.hasFocus():
            self._act_on_duty(self.dates_table.current())

    def _move(self) -> None:
        shown = queries.overview(self.context.session, self._case_id)
        is_last = shown.regime.next_stage(shown.file.case.stage) is None
        if is_last and not self.context.messages.confirm(
            self.tr("Close the case?"),
            self.tr("Every action is finished. A closed case stays in the vault and can be read."),
            accept=self.tr("Close the case"),
        ):
            return
        try:
            cases.advance(self.context.session, self._case_id)
        except SafermkError as error:
            self.context.messages.show_error(error)
        self.context.changes.tell(self._case_id)

    def _add_note(self, text: str) -> None:
        try:
            cases.record_fact(
                self.context.session, self._case_id, kind="file_note", happened_on=self._today, detail=text
            )
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.activity_panel.clear_note()
        self.context.changes.tell(self._case_id)

    def _show_note(self, entry: object) -> None:
        if isinstance(entry, ActivityEntry):
            self.context.messages.tell(entry.words, f"{day_text(entry.on)}, {entry.who}\n{entry.note}")

    def _arrange(self) -> None:
        """Three columns where there is room; otherwise the activity goes under the middle."""
        scale = Theme.current().scale
        rail, side = round(256 * min(scale, 1.25)), round(304 * min(scale, 1.5))
        self.rail_frame.setFixedWidth(rail)
        is_beside = self.width() - rail - side >= CENTRE * scale
        if is_beside:
            self.centre_layout.removeWidget(self.activity_panel)
            self.outer_layout.addWidget(self.activity_panel)
            self.activity_panel.setFixedWidth(side)
            self.activity_panel.setMinimumHeight(0)
        else:
            self.outer_layout.removeWidget(self.activity_panel)
            self.centre_layout.addWidget(self.activity_panel)
            self.activity_panel.setMinimumWidth(0)
            self.activity_panel.setMaximumWidth(16777215)
            self.activity_panel.setMinimumHeight(round(400 * scale))
        centre = self.width() - rail - (side if is_beside else 0)
        # Where they do not fit beside each other the facts, which are short, stand above the returns.
        along, across = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        direction = along if centre >= SIDE_BY_SIDE * scale else across
        if direction is not self.lower_layout.direction():
            self.lower_layout.setDirection(direction)
            self._lay_out_facts()
