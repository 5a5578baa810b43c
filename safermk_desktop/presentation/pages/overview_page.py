"""The overview of a case: where it stands, what is required next and why, what closes the gate, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from safermk_desktop.domain.notes import NoteKind
from safermk_desktop.domain.process import Duty
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import activity_rows, case_acts, overview_rows, overview_steps
from safermk_desktop.presentation.pages.case_wide import case_wide
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.activity_panel import ActivityEntry, ActivityPanel
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import GateCard, LawCard
from safermk_desktop.presentation.widgets.case_cards import DatesCard, FactsCard, ReturnsCard
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.process_rail import ProcessRail
from safermk_desktop.presentation.widgets.stacking import is_large
from safermk_desktop.presentation.widgets.text import Prose, button
from safermk_desktop.services import cases, notes, queries
from safermk_desktop.services.queries import Overview

CENTRE: Final = 560
"""The least width of the middle, in pixels at 100 % text; below it the activity goes under it."""
SIDE_BY_SIDE: Final = 920
"""The width from which the returns and the facts stand side by side."""


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
    dates_card: DatesCard
    lower_layout: QHBoxLayout
    returns_card: ReturnsCard
    facts_card: FactsCard
    activity_panel: ActivityPanel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "overview_page")
        self._case_id = CaseId("")
        self._today = context.session.clock.today()
        self._shown: Overview | None = None
        self._banner_act = ""
        self._acts = FlowLayout(self.acts_widget)
        self.dates_card.duty_activated.connect(self._act_on_duty)
        self.returns_card.ask_asked.connect(lambda: self.do("ask_agency"))
        self.returns_card.return_asked.connect(self._record_return)
        self.facts_card.correct_asked.connect(lambda: self.do("record_decision"))
        self.gate_card.act_asked.connect(self.do)
        self.state_banner.asked.connect(lambda: self.do(self._banner_act))
        self.gate_card.move_asked.connect(self._move)
        self.gate_card.override_asked.connect(lambda: self.do("override"))
        self.activity_panel.note_added.connect(self._add_note)
        self.activity_panel.note_asked.connect(self._show_note)
        self.activity_panel.correction_asked.connect(self.do)
        Theme.current().changed.connect(self._arrange)

    def arrive(self, case_id: str) -> None:
        shown = queries.overview(self.context.session, CaseId(case_id))
        if case_id != self._case_id:
            self._case_id = CaseId(case_id)
            self.activity_panel.start_again()
            self.centre_scroll.verticalScrollBar().setValue(0)
        self._today = self.context.session.clock.today()
        self._shown = shown
        self._show_rail(shown)
        self._show_law(shown)
        self._show_gate(shown)
        is_open = not overview_rows.is_closed(shown.file.case)
        self.dates_card.show_duties(overview_rows.other_duties(shown), self._today)
        self.returns_card.show_requests(shown.file.requests, self._today, is_open=is_open)
        may_correct = is_open and shown.file.decision is not None
        self.facts_card.show_facts(overview_rows.facts(shown, self._today), may_correct=may_correct)
        self.activity_panel.show_entries(activity_rows.activity_entries(shown), self._today)

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
                **(overview_steps.menu_acts(self._shown, self.do) if self._shown else {}),
                **case_wide(self.context, self._case_id, self),
                "new_notification": lambda: case_acts.open_notification(self.context, self) and None,
                "edit_row": self._edit_row,
            }
        )

    def keep_typed(self) -> None:
        if note := self.activity_panel.note_edit.text().strip():
            self._keep_note(note)

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

    def _show_rail(self, shown: Overview) -> None:
        steps = overview_rows.steps(shown)
        done = sum(step.state == "done" for step in steps)
        self.rail_count_label.setText(self.tr("{done} of {all} stages done").format(done=done, all=len(steps)))
        self.process_rail.show_steps(steps)
        self.edition_label.setText(overview_rows.edition_line(shown.regime, shown.file.case))
        self._banner_act = overview_steps.show_standing(self.state_banner, shown)

    def _show_law(self, shown: Overview) -> None:
        duty = overview_rows.lawful_duty(shown)
        self.law_card.setVisible(duty is not None)
        if duty is not None:
            self.law_card.show_requirement(overview_rows.requirement(shown, duty, self._today))
        late = overview_rows.late_sentence(shown, self._today)
        self.late_prose.setVisible(bool(late))
        self.late_prose.show_text(late)
        empty(self._acts)
        for act, words in overview_rows.acts_offered(shown, duty):
            made = button(words, is_dense=True)
            made.setProperty("act", act)
            made.clicked.connect(lambda _checked=False, act=act: self.do(act))
            self._acts.addWidget(made)
        self.acts_widget.setVisible(self._acts.count() > 0)

    def _show_gate(self, shown: Overview) -> None:
        is_open = not overview_rows.is_closed(shown.file.case)
        self.gate_card.setVisible(is_open)
        if is_open:
            to = self.tr("closing the case") if shown.is_last else shown.next_state
            move = self.tr("Close the case") if shown.is_last else self.tr("Move to {state}").format(state=to)
            lines = overview_rows.gate_lines(shown)
            self.gate_card.show_gate(to, lines, move=move, may_override=shown.may_override)

    def _act_on_duty(self, duty: object) -> None:
        if isinstance(duty, Duty) and case_acts.button_words(duty.act):
            self.do(duty.act)

    def _record_return(self, request: object) -> None:
        self.do(f"record_return:{request.id}" if isinstance(request, InformationRequest) else "record_return")

    def _edit_row(self) -> None:
        for table, act in ((self.returns_card.table, self._record_return), (self.dates_card.table, self._act_on_duty)):
            if table.hasFocus():
                act(table.current())

    def _move(self) -> None:
        shown = queries.overview(self.context.session, self._case_id)
        if shown.is_last and not self.context.messages.confirm(
            self.tr("Close the case?"),
            self.tr("Every condition is met. A closed case stays in the vault and can be read."),
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
            self._keep_note(text)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.context.changes.tell(self._case_id)

    def _keep_note(self, text: str) -> None:
        session, case_id = self.context.session, self._case_id
        notes.add_note(session, case_id, kind=NoteKind.OTHER, happened_on=self._today, text=text)
        self.activity_panel.clear_note()

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
        self.lower_layout.setDirection(direction)
        self.facts_card.set_narrow(direction is along or is_large())
