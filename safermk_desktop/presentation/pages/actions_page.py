"""The action plan of a case: recommendations with their actions, edited where they stand, and every act on one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from safermk_desktop.domain.actions import Action
from safermk_desktop.domain.board_plan import NO_PLAN, PlanFile
from safermk_desktop.domain.plan_view import ActionLine, kept
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.action_dialog import ActionDialog
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.recommendation_dialog import RecommendationDialog
from safermk_desktop.presentation.models.plan_rows import PLAN_COLUMNS, PlanRow, plan_rows
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_wide import case_wide
from safermk_desktop.presentation.pages.paper_work import PaperWork
from safermk_desktop.presentation.pages.plan_acts import PlanActs
from safermk_desktop.presentation.pages.plan_editing import PlanEditing
from safermk_desktop.presentation.pages.plan_history import count_words, empty_words, show_standing, told_of
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.plan_board import PlanBoard
from safermk_desktop.presentation.widgets.plan_filter import PlanFilterBar
from safermk_desktop.presentation.widgets.plan_timeline import PlanTimeline
from safermk_desktop.presentation.widgets.repeat_list import RepeatList
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.services import papers
from safermk_desktop.services.plans import plan_file, plan_lines
from safermk_desktop.services.repeats import finder

# Columns that large text has no room for; the detail of the chosen action says the same.
_LEAD, _STATUS, _EVIDENCE = 2, 4, 6


class ActionsPage(Page):
    """A table of recommendations and actions, or a board; below it the chosen one with what can be done to it."""

    tools_layout: QHBoxLayout
    open_button: QToolButton
    all_button: QToolButton
    view_frame: QFrame
    table_button: QToolButton
    board_button: QToolButton
    count_label: QLabel
    write_button: QPushButton
    recommendation_button: QPushButton
    action_button: QPushButton
    plan_filter: PlanFilterBar
    page_banner: Banner
    work_label: QLabel
    work_bar: QProgressBar
    stop_button: QPushButton
    plan_table: DataTable
    plan_empty: EmptyState
    plan_board: PlanBoard
    footer_label: QLabel
    detail_card: QFrame
    chosen_label: QLabel
    history_label: QLabel
    repeat_list: RepeatList
    plan_acts: PlanActs
    dates_card: SectionCard

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "actions_page")
        self.plan_id = CaseId("")
        self._file = NO_PLAN
        self._lines: tuple[ActionLine, ...] = ()
        self._plan = RowsModel(PLAN_COLUMNS, key=lambda row: row.key, parent=self)
        self.plan_table.use(self._plan)
        self.editing = PlanEditing(context, self.plan_table, self.footer_label)
        self.timeline = PlanTimeline(self.dates_card)
        self.dates_card.set_title(self.tr("Target dates, open actions"))
        self.dates_card.body.addWidget(self.timeline)
        self.plan_acts.use(context)
        self._work = PaperWork(context, self.work_label, self.work_bar, self.stop_button)
        self._connect()
        self._measure()

    def arrive(self, case_id: str) -> None:
        """Read the plan of the case."""
        self.show_plan(plan_file(self.context.session, CaseId(case_id)))

    def show_plan(self, file: PlanFile) -> None:
        """Show a plan; another than before opens on what is open."""
        is_new = file.case_id != self.plan_id
        self.editing.end()
        self.plan_id, self._file = file.case_id, file
        self._lines = plan_lines(file, self.context.session.clock.today())
        self.repeat_list.use(lambda: finder(self.context.session, self.plan_id))
        self.plan_filter.offer(self._lines)
        self._enable()
        if is_new:
            self.plan_filter.clear()
            done = self._lines and all(line.action.is_finished for line in self._lines)
            (self.all_button if done else self.open_button).setChecked(True)
        self._show_rows()
        show_standing(self.page_banner, file)

    def leave(self) -> bool:
        """What is being edited is kept first; where it cannot be, the page stays."""
        return self.editing.is_left()

    def acts(self) -> Mapping[str, Act]:
        """F2 edits the chosen action where it stands, Ctrl+E writes the plan to Word."""
        own = {"edit_row": self.edit_row, "export_word": self._write}
        return {**case_wide(self.context, self.plan_id, self), **own}

    def panes(self) -> tuple[QWidget, ...]:
        """The table, then the filter, then the acts on the chosen row."""
        first = self.plan_table if self.table_button.isChecked() else next(iter(self.plan_board.tables.values()))
        return (first, self.plan_filter.words_edit, self.plan_acts.buttons["update"])

    def chosen(self) -> Action | None:
        """The action of the chosen row; a recommendation has none."""
        row = self.plan_table.current()
        return row.action if isinstance(row, PlanRow) else None

    def _connect(self) -> None:
        self.plan_table.row_activated.connect(lambda: self.plan_acts.do("update"))
        self.plan_table.row_chosen.connect(self._show_chosen)
        self.plan_board.line_chosen.connect(self._choose_line)
        self.plan_board.line_activated.connect(lambda: self.plan_acts.do("update"))
        self.timeline.chosen.connect(self.plan_table.choose)
        self.plan_filter.changed.connect(self._show_rows)
        self.all_button.toggled.connect(self._show_rows)
        self.board_button.toggled.connect(self._show_rows)
        self.plan_empty.asked.connect(self._begin_anew)
        self.recommendation_button.clicked.connect(self._add_recommendation)
        self.action_button.clicked.connect(self._add_action)
        self.write_button.clicked.connect(self._write)
        self.page_banner.asked.connect(lambda: self.context.navigate(f"case/{self.plan_id}/overview"))
        self.editing.dated.connect(self.plan_acts.revise)
        self._work.changed.connect(self._enable)
        Theme.current().changed.connect(self._measure)

    def _measure(self) -> None:
        stack(self.tools_layout)
        self.plan_table.setMinimumHeight(round(320 * Theme.current().scale))
        for column in (_LEAD, _STATUS, _EVIDENCE):
            self.plan_table.setColumnHidden(column, is_large())

    def _show_rows(self) -> None:
        file = self._file
        self.editing.end()
        shown = kept(self._lines, self.plan_filter.asked(with_finished=self.all_button.isChecked()))
        rows = plan_rows(file.recommendations, self._lines, shown)
        self._plan.set_rows(rows)
        self.plan_board.show_lines(shown)
        self.timeline.show_lines(shown, self.context.session.clock.today())
        self._show_views(has_rows=bool(rows), has_dates=any(not line.action.is_finished for line in shown))
        if rows and self.plan_table.current() is None:
            self.plan_table.choose(next((row.key for row in rows if row.action), rows[0].key))
        self._show_chosen(self.plan_table.current())
        self._show_footer()

    def _show_views(self, *, has_rows: bool, has_dates: bool) -> None:
        has_plan = bool(self._file.recommendations)
        is_board = self.board_button.isChecked()
        self.plan_table.setVisible(has_plan and has_rows and not is_board)
        self.plan_board.setVisible(has_plan and has_rows and is_board)
        self.plan_empty.setVisible(not has_rows)
        words, action = empty_words(self._file)
        self.plan_empty.show_empty(words, action=action)
        for part in (self.plan_filter, self.view_frame):
            part.setVisible(has_plan)
        self.dates_card.setVisible(has_dates)

    def _show_footer(self) -> None:
        self.count_label.setText(count_words(self._lines))
        self.editing.explain()
        self.footer_label.setVisible(bool(self._lines) and self.table_button.isChecked())

    def _begin_anew(self) -> None:
        if self._file.recommendations:
            self.plan_filter.clear()
        else:
            self._add_recommendation()

    def _show_chosen(self, row: object) -> None:
        file = self._file
        self.detail_card.setVisible(isinstance(row, PlanRow))
        if not isinstance(row, PlanRow):
            self.plan_acts.show_for(None, None, None)
            return
        self.chosen_label.setText(f"{row.number}  {row.action.text if row.action else row.recommendation.text}")
        self.history_label.setText(told_of(file, row.recommendation, row.line))
        self.repeat_list.show_for("" if row.action else row.recommendation.text)
        self.plan_acts.show_for(file, row.action, row.recommendation)

    def edit_row(self) -> None:
        """Edit the chosen action where it stands, if anything in it may change."""
        action, file = self.chosen(), self._file
        if action is not None and not file.closed and not action.is_finished:
            self.table_button.setChecked(True)
            self.editing.begin(action, self._lines)

    def _choose_line(self, line: object) -> None:
        if isinstance(line, ActionLine):
            self.plan_table.choose(line.action.id)

    def _add_recommendation(self) -> None:
        self._show(RecommendationDialog(self.context, self._file, self))

    def _add_action(self) -> None:
        chosen = row.recommendation.id if isinstance(row := self.plan_table.current(), PlanRow) else None
        if self._file.recommendations:
            self._show(ActionDialog(self.context, self._file, chosen, self))

    def _show(self, dialog: EntryDialog) -> None:
        open_dialog(dialog, lambda: self.context.changes.tell(self.plan_id))

    def _write(self) -> None:
        if not self.write_button.isEnabled() or self.write_button.isHidden():
            return
        words = self.tr("Writing the action plan")
        self._work.write(self.plan_id, papers.write_action_plan, words=words, done=self._written)

    def _written(self, _paper: RecordId) -> None:
        self.context.changes.tell(self.plan_id)
        text = self.tr("It holds no registered identity and is kept under Documents. Export it there, with a purpose.")
        self.context.messages.tell(self.tr("The action plan is written"), text)

    def _enable(self) -> None:
        """What can be done: nothing changes in a closed case, and one paper is written at a time."""
        file, is_open = self._file, not self._file.closed
        has_plan = bool(file.recommendations)
        self.recommendation_button.setVisible(is_open)
        self.action_button.setVisible(is_open)
        self.write_button.setVisible(is_open and not file.is_board)
        self.action_button.setEnabled(has_plan)
        self.write_button.setEnabled(has_plan and not self._work.is_busy)
