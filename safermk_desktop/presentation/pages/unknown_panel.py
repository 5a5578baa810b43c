"""What was found and no register knows: group by group to replace or to keep, with the sentences it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

from safermk_desktop import assets
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.models.group_rows import (
    CERTAINTIES,
    GROUP_COLUMNS,
    KINDS,
    GroupRow,
    group_rows,
    left_in,
)
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.finding_choices import FindingChoices
from safermk_desktop.presentation.pages.finding_words import context_of, suggested, why_of
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.services.grouping import TOGETHER, Group

_LEAST_LIST: Final = 100

NOTHING = "Nothing found that the register does not know. A person still reads every page."


class UnknownPanel(QFrame):
    """A replaces, R keeps, Enter goes to the published form, F8 to the next that nobody decided on.

    ``place_asked`` carries where a finding begins in the text; a closed case has no ``may_decide``.
    """

    state_label: QLabel
    look_bar: QProgressBar
    acts_layout: QHBoxLayout
    stop_button: QPushButton
    again_button: QPushButton
    limits_button: QPushButton
    kind_combo: QComboBox
    certainty_combo: QComboBox
    groups_empty: EmptyState
    groups_table: DataTable
    choice_frame: QFrame
    context_label: QLabel
    why_label: QLabel
    published_error: FieldError
    published_layout: QHBoxLayout
    published_label: QLabel
    published_edit: QLineEdit
    replace_button: QPushButton
    keep_button: QPushButton
    undo_button: QPushButton

    place_asked = Signal(int)
    stop_asked = Signal()
    again_asked = Signal()
    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "unknown_panel")
        self._context: PageContext | None = None
        self._choices: FindingChoices | None = None
        self.found: Sequence[Group] = ()
        self._text = ""
        self.may_decide = True
        self._rows = RowsModel(GROUP_COLUMNS, key=lambda row: row.key, parent=self)
        self.groups_table.use(self._rows)
        self.groups_table.horizontalHeader().hide()
        Theme.current().changed.connect(self._measure)
        self._measure()
        self.groups_table.row_chosen.connect(self._show_choice)
        self.groups_table.row_activated.connect(self._type)
        for combo, words in ((self.kind_combo, KINDS), (self.certainty_combo, CERTAINTIES)):
            combo.addItem(self.tr("All kinds") if combo is self.kind_combo else self.tr("Any"), "")
            for value, word in words.items():
                combo.addItem(self.tr(word), value)
            combo.currentIndexChanged.connect(self._filter)
        self.stop_button.clicked.connect(self.stop_asked)
        self.again_button.clicked.connect(self.again_asked)
        self.replace_button.clicked.connect(self.replace)
        self.keep_button.clicked.connect(self.keep)
        self.undo_button.clicked.connect(self._take_back)
        self.published_edit.returnPressed.connect(self.replace)
        _bind_keys(self)
        self.show_state("")
        self.show_found((), "", is_whole=False)

    def bind(self, context: PageContext) -> None:
        """Give it the vault to decide in."""
        self._context = context
        self._choices = FindingChoices(context)
        told = self.tr("What detection can miss")
        self.limits_button.clicked.connect(lambda: context.messages.tell(told, limits()))

    def show_state(self, text: str, *, is_busy: bool = False, may_look: bool = False) -> None:
        """What the look is doing, and what can be done about it."""
        self.state_label.setText(text)
        self.state_label.setVisible(bool(text))
        self.look_bar.setVisible(is_busy)
        self.stop_button.setVisible(is_busy)
        self.again_button.setVisible(may_look and not is_busy)
        if is_busy:
            self.look_bar.setRange(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """How far the look is."""
        self.look_bar.setRange(0, total)
        self.look_bar.setValue(done)

    def show_found(self, found: Sequence[Group], text: str, *, is_whole: bool, case_id: str = "") -> None:
        """List what is found; ``text`` is that of the paper, empty while it is not known."""
        if self._choices is not None:
            self._choices.turn_to(CaseId(case_id))
        self.found, self._text = found, text
        self._filter()
        is_empty = is_whole and not found
        self.groups_empty.setVisible(is_empty)
        if is_empty:
            self.groups_empty.show_empty(self.tr(NOTHING))
        self.groups_table.setVisible(bool(found))
        for combo in (self.kind_combo, self.certainty_combo):
            combo.setVisible(bool(found))
        self.counted.emit(left_in(found))

    def next_open(self, step: int = 1) -> None:
        """Go to the next finding, or the one before, that nobody decided on."""
        following = _following(self._rows.rows, self.groups_table.current(), step)
        if following is not None:
            self.groups_table.choose(following.key)

    def replace(self) -> None:
        """Replace the finding in every place by what stands in the field."""
        form = self.published_edit.text().strip()
        self._decide(lambda choices, group: choices.replace(group, form))

    def keep(self) -> None:
        """Let the finding stand in every place."""
        self._decide(lambda choices, group: choices.keep(group))

    def undo(self) -> None:
        """Take the last decision of this sitting back."""
        self._act(lambda choices: choices.undo())

    def redo(self) -> None:
        """Decide again as was just taken back."""
        self._act(lambda choices: choices.redo())

    def _measure(self) -> None:
        self.groups_table.setMinimumHeight(round(_LEAST_LIST * Theme.current().scale))
        stack(self.published_layout)

    def _filter(self) -> None:
        kind, certainty = self.kind_combo.currentData(), self.certainty_combo.currentData()
        self._rows.set_rows(group_rows(self.found, kind=kind, certainty=certainty))
        self._show_choice(self.groups_table.current())

    def _group(self) -> Group | None:
        row = self.groups_table.current()
        return row.group if isinstance(row, GroupRow) else None

    def _show_choice(self, row: object) -> None:
        group = row.group if isinstance(row, GroupRow) else None
        self.choice_frame.setVisible(group is not None)
        self.published_error.show_error("", self.published_edit)
        if group is None or self._context is None:
            return
        is_open = group.decision is None and self.may_decide
        has_form = is_open and group.kind != TOGETHER
        self.context_label.setText(context_of(self._text, group))
        self.context_label.setVisible(bool(self.context_label.text()))
        self.why_label.setText(why_of(group))
        for label in (self.context_label, self.why_label):
            label.setMinimumHeight(label.heightForWidth(label.width()) if is_large() else 0)
        for widget in (self.published_label, self.published_edit, self.replace_button):
            widget.setVisible(has_form)
        self.keep_button.setVisible(is_open)
        self.keep_button.setText(self.tr("Keep") if has_form else self.tr("Seen, it may stand"))
        self.undo_button.setVisible(group.decision is not None and self.may_decide)
        self.published_edit.setText(suggested(self._context.session, self._case(), group) if has_form else "")
        self.place_asked.emit(group.places[0][0])

    def _case(self) -> CaseId:
        return self._choices.case_id if self._choices is not None else CaseId("")

    def _type(self, _row: object) -> None:
        if self.published_edit.isVisible():
            self.published_edit.setFocus()
            self.published_edit.selectAll()

    def _decide(self, act: Callable[[FindingChoices, Group], RecordId]) -> None:
        group, choices = self._group(), self._choices
        if group is None or choices is None or group.decision is not None or not self.may_decide:
            return
        try:
            act(choices, group)
        except SafermkError as error:
            self.published_error.show_error(error.sentences(), self.published_edit)
            self.published_edit.setFocus()
            return
        self.groups_table.setFocus()
        self._tell_changed()
        self.next_open()

    def _take_back(self) -> None:
        group = self._group()
        decided = group.decision.id if group is not None and group.decision is not None else None
        if decided is not None:
            self._act(lambda choices: choices.take_back(decided))

    def _act(self, act: Callable[[FindingChoices], None]) -> None:
        if self._choices is None or self._context is None:
            return
        try:
            act(self._choices)
        except SafermkError as error:
            self._context.messages.show_error(error)
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._context is not None:
            self._context.changes.tell(self._case())


def _following(listed: Sequence[GroupRow], current: object, step: int) -> GroupRow | None:
    rows = [row for row in listed if row.group is not None]
    here = rows.index(current) if isinstance(current, GroupRow) and current in rows else -1 if step > 0 else 0
    order = [*rows[here + 1 :], *rows[: here + 1]] if step > 0 else [*rows[:here][::-1], *rows[here:][::-1]]
    return next((row for row in order if row.group is not None and row.group.decision is None), None)


def _bind_keys(panel: UnknownPanel) -> None:
    own, whole = Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
    for keys, widget, act, reach in (
        ("A", panel.groups_table, panel.replace, own),
        ("R", panel.groups_table, panel.keep, own),
        ("Ctrl+Z", panel, panel.undo, whole),
        ("Ctrl+Y", panel, panel.redo, whole),
        ("Esc", panel.published_edit, panel.groups_table.setFocus, own),
    ):
        shortcut = QShortcut(QKeySequence(keys), widget)
        shortcut.setContext(reach)
        shortcut.activated.connect(act)


def state_words(found: Sequence[Group]) -> str:
    """How much is left to decide, never that all is found."""
    left = left_in(found)
    if not left:
        return "All that was found is decided. A person still reads every page."
    return f"{left} to decide: A replaces, R keeps."


def limits() -> str:
    """What detection can miss, in plain words."""
    return (assets.folder("resources") / "detection_limits.txt").read_text(encoding="utf-8")
