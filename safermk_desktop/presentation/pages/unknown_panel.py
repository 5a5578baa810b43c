"""What was found and no register knows: group by group to replace or to keep, with the sentences it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QProgressBar, QPushButton, QWidget

from safermk_desktop import assets
from safermk_desktop.domain.identities import FindingChoice
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.kept_dialog import KeptDialog
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
from safermk_desktop.presentation.pages.choice_card import ChoiceCard
from safermk_desktop.presentation.pages.finding_choices import FindingChoices
from safermk_desktop.presentation.pages.finding_words import suggested
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.services.grouping import TOGETHER, Group

_LEAST_LIST: Final = 100

NOTHING = "Nothing found that the register does not know. A person still reads every page."
NONE_LEFT = "Nothing is left to decide."
NONE_DECIDED = "Nothing is decided yet."
NONE_OF_THESE = "No finding of this kind and certainty."


class UnknownPanel(QFrame):
    """A replaces, R keeps, Enter goes to the published form, F8 to the next that nobody decided on.

    It lists what is to be decided or, with ``show_list``, what is decided. ``place_asked`` carries where a finding
    begins in the text, ``counted`` how many findings are left; a closed case has no ``may_decide``.
    """

    state_label: QLabel
    look_bar: QProgressBar
    stop_button: QPushButton
    again_button: QPushButton
    kept_button: QPushButton
    limits_button: QPushButton
    kind_combo: QComboBox
    certainty_combo: QComboBox
    groups_empty: EmptyState
    groups_table: DataTable
    choice_card: ChoiceCard

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
        self._is_decided = self._is_whole = False
        self._rows = RowsModel(GROUP_COLUMNS, key=lambda row: row.key, parent=self)
        self.groups_table.use(self._rows)
        self.groups_table.horizontalHeader().hide()
        Theme.current().changed.connect(self._measure)
        self.groups_table.row_chosen.connect(self._show_choice)
        self.groups_table.row_activated.connect(self.choice_card.type)
        for combo, words in ((self.kind_combo, KINDS), (self.certainty_combo, CERTAINTIES)):
            combo.addItem(self.tr("All kinds") if combo is self.kind_combo else self.tr("Certainty"), "")
            for value, word in words.items():
                combo.addItem(self.tr(word), value)
            combo.currentIndexChanged.connect(self._filter)
        self.stop_button.clicked.connect(self.stop_asked)
        self.again_button.clicked.connect(self.again_asked)
        self.choice_card.replace_asked.connect(self.replace)
        self.choice_card.keep_asked.connect(self.keep)
        self.choice_card.back_asked.connect(self._take_back)
        self.choice_card.list_asked.connect(self.groups_table.setFocus)
        self.kept_button.clicked.connect(self.show_kept)
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
        self.found, self._text, self._is_whole = found, text, is_whole
        self._filter()
        self.groups_table.setVisible(bool(found))
        self.counted.emit(left_in(found))

    def show_list(self, *, decided: bool) -> None:
        """List what is decided, or what is to be decided."""
        if decided != self._is_decided:
            self._is_decided = decided
            self._filter()

    def next_open(self, step: int = 1) -> None:
        """Go to the next finding, or the one before, that nobody decided on."""
        self.groups_table.choose(_following(self._rows.rows, self.groups_table.current(), step))

    def replace(self) -> None:
        """Replace the finding in every place by what stands in the field."""
        form = self.choice_card.published_edit.text().strip()
        group = self._group()
        if group is not None and not is_as_decided(group, form):
            self._decide(lambda choices, group: choices.replace(group, form))

    def keep(self) -> None:
        """Let the finding stand in every place."""
        group = self._group()
        if group is not None and not is_kept(group):
            self._decide(lambda choices, group: choices.keep(group))

    def show_kept(self) -> None:
        """List what stays in the papers of the case, to be taken back one by one."""
        if self._context is not None and self._case():
            dialog = KeptDialog(self._context, self._case(), self, may_change=self.may_decide)
            dialog.changed.connect(self._tell_changed)
            dialog.open()

    def undo(self) -> None:
        """Take the last decision of this sitting back."""
        self._act(lambda choices: choices.undo())

    def redo(self) -> None:
        """Decide again as was just taken back."""
        self._act(lambda choices: choices.redo())

    def _measure(self) -> None:
        least = _LEAST_LIST if self._rows.rows else 0
        self.groups_table.setMinimumHeight(round(least * Theme.current().scale))

    def _filter(self) -> None:
        kind, certainty = self.kind_combo.currentData(), self.certainty_combo.currentData()
        rows = group_rows(self.found, decided=self._is_decided, kind=kind, certainty=certainty)
        self._rows.set_rows(rows)
        self._measure()
        for combo in (self.kind_combo, self.certainty_combo):
            combo.setVisible(bool(rows or kind or certainty))
        why = "" if rows or not self._is_whole else _why_none(self.found, decided=self._is_decided)
        self.groups_empty.setVisible(bool(why))
        self.groups_empty.show_empty(self.tr(why) if why else "")
        self._show_choice(self.groups_table.current())

    def _group(self) -> Group | None:
        row = self.groups_table.current()
        return row.group if isinstance(row, GroupRow) else None

    def _show_choice(self, row: object) -> None:
        group = row.group if isinstance(row, GroupRow) else None
        if group is None or self._context is None:
            self.choice_card.hide()
            return
        form = suggested(self._context.session, self._case(), group) if group.kind != TOGETHER else ""
        self.choice_card.show_group(group, self._text, form=form, may_decide=self.may_decide)
        QTimer.singleShot(0, self.groups_table, lambda: self.groups_table.scrollTo(self.groups_table.currentIndex()))
        self.place_asked.emit(group.places[0][0])

    def _case(self) -> CaseId:
        return self._choices.case_id if self._choices is not None else CaseId("")

    def _decide(self, act: Callable[[FindingChoices, Group], object]) -> None:
        group, choices = self._group(), self._choices
        if group is None or choices is None or not self.may_decide:
            return
        following = _following(self._rows.rows, self.groups_table.current())
        try:
            act(choices, group)
        except SafermkError as error:
            if self.choice_card.published_edit.isVisible():
                self.choice_card.show_error(error.sentences())
            elif self._context is not None:
                self._context.messages.show_error(error)
            return
        self.groups_table.setFocus()
        self._tell_changed()
        self._go_on_at(following)

    def _take_back(self) -> None:
        group = self._group()
        decided = group.decision.id if group is not None and group.decision is not None else None
        if decided is not None:
            self._act(lambda choices: choices.take_back(decided))

    def _act(self, act: Callable[[FindingChoices], str | None]) -> None:
        if self._choices is None or self._context is None:
            return
        following, key = _following(self._rows.rows, self.groups_table.current()), None
        try:
            key = act(self._choices)
        except SafermkError as error:
            self._context.messages.show_error(error)
        self._tell_changed()
        if not key or not self.groups_table.choose(key):
            self._go_on_at(following)

    def _go_on_at(self, following: str) -> None:
        """Where the current finding has left the list: on to the one after it, else to the first."""
        if self._group() is None and not self.groups_table.choose(following):
            self.groups_table.choose(next((row.key for row in self._rows.rows if row.group is not None), None))

    def _tell_changed(self) -> None:
        if self._context is not None:
            self._context.changes.tell(self._case())


def _why_none(found: Sequence[Group], *, decided: bool) -> str:
    if not found:
        return NOTHING
    if any((one.decision is not None) == decided for one in found):
        return NONE_OF_THESE
    return NONE_DECIDED if decided else NONE_LEFT


def _following(listed: Sequence[GroupRow], current: object, step: int = 1) -> str:
    """The key of the finding after the current one or before it, round the end; empty without any."""
    rows = [row for row in listed if row.group is not None]
    here = rows.index(current) if isinstance(current, GroupRow) and current in rows else -1 if step > 0 else 0
    return rows[(here + step) % len(rows)].key if rows else ""


def _bind_keys(panel: UnknownPanel) -> None:
    own, whole = Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
    for keys, widget, act, reach in (
        ("A", panel.groups_table, panel.replace, own),
        ("R", panel.groups_table, panel.keep, own),
        ("Ctrl+Z", panel, panel.undo, whole),
        ("Ctrl+Y", panel, panel.redo, whole),
    ):
        shortcut = QShortcut(QKeySequence(keys), widget)
        shortcut.setContext(reach)
        shortcut.activated.connect(act)


def is_kept(group: Group) -> bool:
    """Whether somebody decided that it stays."""
    return group.decision is not None and group.decision.choice is FindingChoice.KEEP


def is_as_decided(group: Group, form: str) -> bool:
    """Whether it is replaced by this form already."""
    return group.decision is not None and not is_kept(group) and group.replacement == form


def state_words(found: Sequence[Group], *, may_decide: bool = True) -> str:
    """How many findings are left to decide, never that all is found."""
    left = left_in(found)
    if not left:
        return "All that was found is decided. A person still reads every page."
    told = count_of(left, "finding")
    return f"{told} to decide: A replaces, R keeps." if may_decide else f"{told} left undecided."


def limits() -> str:
    """What detection can miss, in plain words."""
    return (assets.folder("resources") / "detection_limits.txt").read_text(encoding="utf-8")
