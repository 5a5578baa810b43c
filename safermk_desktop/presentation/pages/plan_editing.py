"""Editing the chosen action where it stands in the table, with hints while it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from safermk_desktop.domain.actions import Action
from safermk_desktop.domain.plan_view import ActionLine, agencies_of
from safermk_desktop.domain.smart import hints
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import say
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.fields import DateRefused, day_text
from safermk_desktop.presentation.widgets.row_editor import Edited, RowEditor
from safermk_desktop.services import actions
from safermk_desktop.services.actions import ActionWords

TEXT, AGENCY, TARGET = 1, 2, 3
"""The columns that can be edited."""


class PlanEditing(QObject):
    """``dated`` carries another target date once the words are kept: it needs a reason and an approver."""

    dated = Signal(str)

    def __init__(self, context: PageContext, table: DataTable, footer: QLabel) -> None:
        super().__init__(table)
        self.editor = RowEditor(table, text=TEXT, agency=AGENCY, target=TARGET)
        self._context = context
        self._table = table
        self._footer = footer
        self._action: Action | None = None
        self.editor.saved.connect(self.save)
        self.editor.typed.connect(self._hint)
        self.editor.ended.connect(self.explain)

    def begin(self, action: Action, lines: Sequence[ActionLine]) -> None:
        """Put the fields of ``action`` into the current row."""
        self._action = action
        now = Edited(action.text, action.lead_agency, action.target_on)
        self.editor.begin(self._table.currentIndex().row(), action.id, now, agencies_of(lines))
        self._hint()

    def end(self) -> None:
        """Take the fields away; what was typed is lost."""
        self.editor.end()

    def is_left(self) -> bool:
        """Keep what is being edited; says whether nothing is left in the fields."""
        if self.editor.is_open:
            self.save()
        return not self.editor.is_open

    def explain(self) -> None:
        """Say how a row is edited."""
        self._say(self.tr("F2 edits the chosen action where it stands, Enter records an update."))

    def save(self) -> None:
        """Keep the words. A refusal leaves the fields as they are, and says why."""
        action = self._action
        if action is None or self.editor.key != action.id:
            return
        try:
            now = self.editor.entered()
            if now.target_on is None:
                raise DateRefused(self.tr("Enter the target date."))
            was = ActionWords.of(action)
            words = replace(was, text=now.text, lead_agency=now.agency)
            if words != was:
                actions.change_action(self._context.session, action.case_id, action.id, words)
        except DateRefused as refused:
            self._say(str(refused), "red")
            return
        except SafermkError as error:
            self._say(error.sentences(), "red")
            return
        self.editor.end()
        self._context.changes.tell(action.case_id)
        if now.target_on != action.target_on:
            self.dated.emit(day_text(now.target_on))

    def _hint(self) -> None:
        action = self._action
        try:
            now = self.editor.entered()
        except DateRefused as refused:
            self._say(str(refused), "amber")
            return
        steps, today = bool(action and action.milestones), self._context.session.clock.today()
        found = hints(now.text, lead_agency=now.agency, target_on=now.target_on, has_milestones=steps, on=today)
        words = self.tr("Enter saves, Esc cancels, Tab moves to the next field.")
        self._say(" ".join([words, *(hint.sentence for hint in found)]), "amber" if found else "secondary")

    def _say(self, words: str, tone: str = "secondary") -> None:
        self._footer.setText(words)
        say(self._footer, tone=tone)
