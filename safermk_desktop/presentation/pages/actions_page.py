"""The action plan: recommendations with their actions, and every act on one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from safermk_desktop.domain.actions import Action
from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.abandon_action_dialog import AbandonActionDialog
from safermk_desktop.presentation.dialogs.action_dialog import ActionDialog
from safermk_desktop.presentation.dialogs.action_update_dialog import ActionUpdateDialog
from safermk_desktop.presentation.dialogs.complete_action_dialog import CompleteActionDialog
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.recommendation_dialog import RecommendationDialog
from safermk_desktop.presentation.dialogs.revise_target_dialog import ReviseTargetDialog
from safermk_desktop.presentation.models.plan_rows import PLAN_COLUMNS, STATUS_WORDS, PlanRow, plan_rows, revisions_text
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_wide import case_wide
from safermk_desktop.presentation.pages.case_words import closed_words
from safermk_desktop.presentation.pages.paper_work import PaperWork
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.services import actions, papers, queries

NOTHING_NEW = "Nothing new to report."
# Columns that large text has no room for; the detail of the chosen action says the same.
_STATUS, _EVIDENCE = 4, 6


class ActionsPage(Page):
    """A table of recommendations and actions; below it the chosen one with what can be done to it."""

    tools_layout: QHBoxLayout
    open_button: QToolButton
    all_button: QToolButton
    count_label: QLabel
    write_button: QPushButton
    recommendation_button: QPushButton
    action_button: QPushButton
    page_banner: Banner
    work_label: QLabel
    work_bar: QProgressBar
    stop_button: QPushButton
    plan_table: DataTable
    plan_empty: EmptyState
    detail_card: QFrame
    chosen_label: QLabel
    history_label: QLabel
    update_button: QPushButton
    nothing_button: QPushButton
    target_button: QPushButton
    complete_button: QPushButton
    abandon_button: QPushButton

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "actions_page")
        self._case_id = CaseId("")
        self._file: CaseFile | None = None
        self._plan = RowsModel(PLAN_COLUMNS, key=lambda row: row.key, parent=self)
        self.plan_table.use(self._plan)
        self.plan_table.row_activated.connect(self._update)
        self.plan_table.row_chosen.connect(self._show_chosen)
        self.all_button.toggled.connect(self._show_rows)
        self.plan_empty.asked.connect(self._add_recommendation)
        self.recommendation_button.clicked.connect(self._add_recommendation)
        self.action_button.clicked.connect(self._add_action)
        self.write_button.clicked.connect(self._write)
        self.update_button.clicked.connect(self._update)
        self.nothing_button.clicked.connect(self._nothing_new)
        self.target_button.clicked.connect(lambda: self._open(ReviseTargetDialog))
        self.complete_button.clicked.connect(lambda: self._open(CompleteActionDialog))
        self.abandon_button.clicked.connect(lambda: self._open(AbandonActionDialog))
        self.page_banner.asked.connect(lambda: self.context.navigate(f"case/{self._case_id}/overview"))
        self._work = PaperWork(context, self.work_label, self.work_bar, self.stop_button)
        self._work.changed.connect(self._enable)
        Theme.current().changed.connect(self._measure)
        self._measure()

    def arrive(self, case_id: str) -> None:
        """Read the plan of the case."""
        is_new = case_id != self._case_id
        self._case_id = CaseId(case_id)
        self._file = queries.case_file(self.context.session, self._case_id)
        is_there = bool(self._file.recommendations)
        self.plan_table.setVisible(is_there)
        self.plan_empty.setVisible(not is_there)
        words, action = self._empty_words(self._file)
        self.plan_empty.show_empty(words, action=action)
        self._enable()
        if is_new:
            done = self._file.actions and all(action.is_finished for action in self._file.actions)
            (self.all_button if done else self.open_button).setChecked(True)
        self._show_rows()
        self._show_hint(self._file)

    def acts(self) -> Mapping[str, Act]:
        """F2 opens the update of the chosen action, Ctrl+E writes the plan to Word."""
        own = {"edit_row": self._update, "export_word": self._write}
        return {**case_wide(self.context, self._case_id, self), **own}

    def panes(self) -> tuple[QWidget, ...]:
        """The table, then the acts on the chosen row."""
        return (self.plan_table, self.update_button)

    def chosen(self) -> Action | None:
        """The action of the chosen row; a recommendation has none."""
        row = self.plan_table.current()
        return row.action if isinstance(row, PlanRow) else None

    def _measure(self) -> None:
        stack(self.tools_layout)
        for column in (_STATUS, _EVIDENCE):
            self.plan_table.setColumnHidden(column, is_large())

    def _show_rows(self) -> None:
        if self._file is None:
            return
        today = self.context.session.clock.today()
        rows = plan_rows(self._file, today, with_finished=self.all_button.isChecked())
        self._plan.set_rows(rows)
        late = sum(row.is_late for row in rows)
        left = sum(not action.is_finished for action in self._file.actions)
        words = f"{count_of(len(self._file.actions), 'action')}, {left} open" + (
            f", {late} past its date" if late else ""
        )
        self.count_label.setText(words if self._file.actions else "")
        if rows and self.plan_table.current() is None:
            self.plan_table.choose(next((row.key for row in rows if row.action), rows[0].key))
        self._show_chosen(self.plan_table.current())

    def _empty_words(self, file: CaseFile) -> tuple[str, str]:
        if file.case.status is CaseStatus.CLOSED:
            return self.tr("This case was closed without recommendations."), ""
        words = self.tr(
            "No recommendations yet. Add each recommendation of the report, then the actions that deliver it."
        )
        return words, self.tr("Add a recommendation")

    def _show_hint(self, file: CaseFile) -> None:
        if closed := closed_words(file.case):
            self.page_banner.show_banner("blue", closed)
            return
        if file.actions and all(action.is_finished for action in file.actions):
            self.page_banner.show_banner(
                "green",
                self.tr("Every action is finished. When nothing else is open, the case is closed from its overview."),
                action=self.tr("Open the overview"),
            )
        else:
            self.page_banner.hide()

    def _show_chosen(self, row: object) -> None:
        self.detail_card.setVisible(isinstance(row, PlanRow))
        if not isinstance(row, PlanRow):
            return
        action = row.action
        self.chosen_label.setText(f"{row.number}  {action.text if action else row.recommendation.text}")
        self.history_label.setText(_history(row))
        may_change = self._may_change(action)
        for button in (self.update_button, self.nothing_button, self.target_button, self.complete_button):
            button.setVisible(may_change)
        self.abandon_button.setVisible(may_change)

    def _may_change(self, action: Action | None) -> bool:
        is_open = self._file is not None and self._file.case.status is CaseStatus.OPEN
        return is_open and action is not None and not action.is_finished

    def _update(self) -> None:
        self._open(ActionUpdateDialog)

    def _add_recommendation(self) -> None:
        if self._file is not None:
            number = max((item.number for item in self._file.recommendations), default=0) + 1
            self._show(RecommendationDialog(self.context, self._case_id, number, self))

    def _add_action(self) -> None:
        row = self.plan_table.current()
        chosen = row.recommendation.id if isinstance(row, PlanRow) else None
        if self._file is not None and self._file.recommendations:
            self._show(ActionDialog(self.context, self._file, chosen, self))

    def _open(
        self, kind: type[ActionUpdateDialog | ReviseTargetDialog | CompleteActionDialog | AbandonActionDialog]
    ) -> None:
        action = self.chosen()
        if action is not None and self._may_change(action):
            self._show(kind(self.context, action, self))

    def _show(self, dialog: EntryDialog) -> None:
        open_dialog(dialog, lambda: self.context.changes.tell(self._case_id))

    def _nothing_new(self) -> None:
        action, session = self.chosen(), self.context.session
        if action is None:
            return
        try:
            actions.update_action(session, self._case_id, action.id, text=NOTHING_NEW, updated_on=session.clock.today())
        except SafermkError as error:
            self.context.messages.show_error(error)
        else:
            self.context.changes.tell(self._case_id)

    def _write(self) -> None:
        if self._file is None or not self.write_button.isEnabled() or self.write_button.isHidden():
            return
        words = self.tr("Writing the action plan")
        self._work.write(self._case_id, papers.write_action_plan, words=words, done=self._written)

    def _written(self, _paper: RecordId) -> None:
        self.context.changes.tell(self._case_id)
        self.context.messages.tell(
            self.tr("The action plan is written"),
            self.tr("It holds no registered identity and is kept under Documents. Export it there, with a purpose."),
        )

    def _enable(self) -> None:
        """What can be done: nothing changes in a closed case, and one paper is written at a time."""
        file = self._file
        if file is None:
            return
        is_open = file.case.status is CaseStatus.OPEN
        has_plan = bool(file.recommendations)
        self.recommendation_button.setVisible(is_open)
        self.action_button.setVisible(is_open)
        self.write_button.setVisible(is_open)
        self.action_button.setEnabled(has_plan)
        self.write_button.setEnabled(has_plan and not self._work.is_busy)


def _history(row: PlanRow) -> str:
    """What is known of the chosen row, in sentences."""
    action = row.action
    if action is None:
        item = row.recommendation
        return f"{item.level.replace('_', ' ').capitalize()} recommendation, {item.scope} scope."
    found = [f"{STATUS_WORDS[action.status]}."]
    if action.revisions:
        found.append(f"Target date {revisions_text(action)}, first set for {day_text(action.first_target_on)}.")
    if action.outcome:
        found.append(action.outcome)
    if action.evidence:
        found.append(f"Evidence: {action.evidence}")
    if action.verified_by:
        found.append(f"Verified by {action.verified_by}, completed {day_text(action.completed_on)}.")
    if row.updates and not action.is_finished:
        last = max(row.updates, key=lambda update: update.updated_on)
        found.append(f"Last update {day_text(last.updated_on)}, {last.updated_by}: {last.text}")
    if not row.updates:
        found.append(f"No update yet. Created {day_text(action.created_on)}.")
    return " ".join(found)
