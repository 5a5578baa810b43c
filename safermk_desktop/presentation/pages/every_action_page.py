"""The actions of every case together, and what is waited for from each agency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from safermk_desktop.domain.actions import SOURCE_WORDS
from safermk_desktop.domain.plan_view import ActionLine, Waiting, kept, waiting_for
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.models.cells import Cell, Column, due_cell
from safermk_desktop.presentation.models.plan_rows import EVERY_COLUMNS
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.board_plans_page import address_of
from safermk_desktop.presentation.pages.plan_acts import PlanActs
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.presentation.widgets.plan_filter import PlanFilterBar
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.services.plans import EveryAction, every_action, plan_file

NARROW: Final = 1400
"""Below this width of the page, in pixels, the status has no column."""
SIDE: Final = 300
"""The least width of the side card, in pixels at 100 % text."""
# Columns that large text has no room for; the words of the chosen action say the same.
_LEAD: Final = 2
_STATUS: Final = 4


class EveryActionPage(Page):
    """Enter opens the plan of the case; the most pressing action comes first."""

    tools_layout: QHBoxLayout
    body_layout: QHBoxLayout
    count_label: QLabel
    finished_check: QCheckBox
    boards_button: QPushButton
    open_button: QPushButton
    plan_filter: PlanFilterBar
    page_banner: Banner
    actions_table: DataTable
    actions_empty: EmptyState
    waiting_card: SectionCard
    detail_card: QFrame
    chosen_label: QLabel
    plan_acts: PlanActs

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "every_action_page")
        self._every: EveryAction | None = None
        self._shown: object = None
        self._model = RowsModel(EVERY_COLUMNS, key=lambda line: line.action.id, parent=self)
        self.actions_table.use(self._model, is_uniform=True)
        self.waiting_table = DataTable(self.waiting_card)
        self.waiting_table.setObjectName("waiting_table")
        self.waiting_table.setAccessibleName(self.tr("Waiting for, by lead agency"))
        self._waiting = RowsModel(WAITING_COLUMNS, key=lambda one: one.agency, parent=self)
        self.waiting_table.use(self._waiting)
        self.waiting_card.set_title(self.tr("Waiting for"))
        self.waiting_card.body.setContentsMargins(0, 0, 0, 0)
        self.waiting_card.body.addWidget(self.waiting_table)
        self.plan_acts.use(context)
        self._connect()
        self._measure()

    def arrive(self, case_id: str) -> None:
        """Read the actions of every case."""
        del case_id
        self._every = every_action(self.context.session)
        lines = self._every.lines
        self.plan_filter.offer(lines)
        self._waiting.set_rows(waiting_for(lines))
        unsent = len(self._every.unsent)
        if unsent:
            words = f"{count_of(unsent, 'national recommendation')} not recorded as sent to any body."
            self.page_banner.show_banner("amber", words)
        else:
            self.page_banner.hide()
        self._show_rows()

    def acts(self) -> Mapping[str, Act]:
        """F2 opens the plan of the chosen action, where it is edited."""
        return {"edit_row": self._open_plan}

    def panes(self) -> tuple[QWidget, ...]:
        """The actions, the agencies, then the filter."""
        return (self.actions_table, self.waiting_table, self.plan_filter.words_edit)

    def _connect(self) -> None:
        self.plan_filter.changed.connect(self._show_rows)
        self.finished_check.toggled.connect(self._show_rows)
        self.actions_table.row_activated.connect(self._open_plan)
        self.actions_table.row_chosen.connect(self._show_chosen)
        self.waiting_table.row_activated.connect(self._ask_for)
        self.open_button.clicked.connect(self._open_plan)
        self.boards_button.clicked.connect(lambda: self.context.navigate("boards"))
        self.actions_empty.asked.connect(self._clear)
        Theme.current().changed.connect(self._measure)

    def _measure(self) -> None:
        stack(self.tools_layout, self.body_layout)
        scale = Theme.current().scale
        for table, least in ((self.actions_table, 200), (self.waiting_table, 120)):
            table.setMinimumHeight(round(least * scale))
        self.waiting_card.setMinimumWidth(0 if is_large() else round(SIDE * scale))
        self._show_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _show_columns(self) -> None:
        """What there is no room for is told of the chosen action below the table."""
        self.actions_table.setColumnHidden(_LEAD, is_large())
        self.actions_table.setColumnHidden(_STATUS, is_large() or self.width() < NARROW)

    def _show_rows(self) -> None:
        every = self._every
        if every is None:
            return
        shown = kept(every.lines, self.plan_filter.asked(with_finished=self.finished_check.isChecked()))
        self._model.set_rows(shown)
        self.actions_table.setVisible(bool(shown))
        self.actions_empty.setHidden(bool(shown))
        words = self.tr("No action is as the filter asks.") if every.lines else self.tr("There is no action yet.")
        self.actions_empty.show_empty(words, action=self.tr("Clear the filter") if every.lines else "")
        self.plan_filter.setVisible(bool(every.lines))
        late = sum(line.is_late for line in shown)
        told = f"{count_of(len(shown), 'action')} of {len(every.lines)}" + (f", {late} past the date" if late else "")
        self.count_label.setText(told if every.lines else "")
        if shown and self.actions_table.current() is None:
            self.actions_table.choose(shown[0].action.id)
        self._show_chosen(self.actions_table.current())

    def _show_chosen(self, row: object) -> None:
        if row is self._shown and row is not None:
            return
        self._shown = row
        is_line = isinstance(row, ActionLine)
        self.detail_card.setVisible(is_line)
        self.open_button.setEnabled(is_line)
        if not isinstance(row, ActionLine):
            self.plan_acts.show_for(None, None, None)
            return
        lead = ", ".join(
            part for part in (row.action.lead_agency, row.action.lead_role, row.action.lead_person) if part
        )
        source = SOURCE_WORDS[row.recommendation.source]
        self.chosen_label.setText(
            f"{row.label}, {row.number} (from: {source}): {row.action.text.rstrip('.')}. {lead}. {row.rating.words}."
        )
        try:
            file = plan_file(self.context.session, row.case_id)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        whole = next((one for one in file.actions if one.id == row.action.id), None)
        self.plan_acts.show_for(file, whole, None)

    def _open_plan(self) -> None:
        row = self.actions_table.current()
        if isinstance(row, ActionLine) and self._every is not None:
            is_board = row.case_id in self._every.boards
            self.context.navigate(address_of(row.case_id) if is_board else f"case/{row.case_id}/actions")

    def _ask_for(self, row: object) -> None:
        if isinstance(row, Waiting):
            self.plan_filter.ask_for(row.agency)
            self.actions_table.setFocus()

    def _clear(self) -> None:
        self.plan_filter.clear()


def _waiting_cell(one: Waiting) -> Cell:
    when = f"{one.late} late" if one.late else f"next {short_day(one.next_on)}"
    tone = "red.text" if one.late else "text.secondary"
    return due_cell(f"{one.open} from {one.agency}", when, one.sentence, tone=tone)


WAITING_COLUMNS: Final[tuple[Column[Waiting], ...]] = (Column(header="Lead agency", cell=_waiting_cell),)
