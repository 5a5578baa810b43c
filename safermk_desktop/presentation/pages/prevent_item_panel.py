"""What is entered about one case in a panel meeting: who is here, decision, vote, action and next date, by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from safermk_desktop.domain.channel.panel import Capacity, Outcome
from safermk_desktop.domain.panel_work import Presence
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.pages import prevent_meeting_entry as entry
from safermk_desktop.presentation.pages.prevent_words import OUTCOMES
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import DateEdit, ErrorSummary, FieldError
from safermk_desktop.presentation.widgets.pick_list import PickList, StandList
from safermk_desktop.services.channel.convening import ItemRow, MeetingView
from safermk_desktop.services.channel.showing import ChannelOverview
from safermk_desktop.services.channel.voting import NewAction

AROUND: Final = 96
"""Pixels around the field that has the focus which stay in sight."""
REASONS: Final = 64
"""The height of the reasons, in pixels at 100 % text."""


class PreventItemPanel(QWidget):
    """P, the number of the decision, the number of the action, Enter, Enter. ``record_asked`` asks to record it."""

    entry_scroll: QScrollArea
    entry_widget: QWidget
    error_summary: ErrorSummary
    done_banner: Banner
    presence_list: StandList
    missing_label: QLabel
    decide_layout: QHBoxLayout
    outcome_error: FieldError
    outcome_list: PickList
    vote_list: StandList
    route_label: QLabel
    reasons_error: FieldError
    reasons_edit: QPlainTextEdit
    dissent_label: QLabel
    dissent_error: FieldError
    dissent_edit: QLineEdit
    action_list: PickList
    text_edit: QLineEdit
    owner_row_layout: QHBoxLayout
    owner_label: QLabel
    owner_error: FieldError
    owner_edit: QLineEdit
    agency_combo: QComboBox
    next_error: FieldError
    next_edit: DateEdit
    record_button: QPushButton

    record_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "prevent_item_panel")
        self._about: tuple[MeetingView, ItemRow, ChannelOverview] | None = None
        self._today = date.min
        self._outcomes: tuple[Outcome, ...] = ()
        self._marked: list[tuple[FieldError, QWidget]] = []
        self.presence_list.all_by = ("p", Presence.PRESENT.value)
        self.vote_list.all_by = ("f", entry.FOR)
        self.agency_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.agency_combo.setMinimumContentsLength(12)
        self.reasons_edit.setTabChangesFocus(True)
        self.presence_list.stood.connect(self._show_voting)
        self.presence_list.settled.connect(lambda: self._focus(self.outcome_list))
        self.outcome_list.picked.connect(self._picked)
        self.vote_list.stood.connect(self._show_route)
        self.vote_list.settled.connect(lambda: self._focus(self.reasons_edit))
        self.action_list.picked.connect(self._picked_action)
        self.next_edit.returnPressed.connect(lambda: self._focus(self.record_button))
        self.record_button.clicked.connect(self.record_asked)
        press_by_enter(self.record_button)

    @property
    def has_typed(self) -> bool:
        """Whether a decision or words were entered."""
        return self.outcome_list.chosen >= 0 or bool(self.reasons_edit.toPlainText().strip())

    def show_item(
        self, view: MeetingView, row: ItemRow, case: ChannelOverview, *, today: date, next_on: date, is_safe: bool
    ) -> None:
        """Empty entries for a case, with what will mostly be right in them."""
        self._about, self._today = (view, row, case), today
        self.mark(Faults())
        self._outcomes = case.course.outcomes.get(case.state.id, ())
        self.outcome_list.show_choices([OUTCOMES[one] for one in self._outcomes])
        self.presence_list.show_lines(entry.stand_lines(view, row, is_safe=is_safe), entry.STANDS)
        self.vote_list.show_lines((), entry.VOTES)
        self.action_list.show_choices(entry.ACTIONS)
        for field in (self.reasons_edit, self.dissent_edit, self.text_edit, self.agency_combo):
            field.clear()
        self.owner_edit.setText(case.file.plan.lead_professional if case.file.plan else case.file.case.lead)
        agencies = list(dict.fromkeys(one.agency for one in view.members))  # chair and deputy are of one
        self.agency_combo.addItems(agencies)
        chair = next((one.agency for one in view.members if one.capacity is Capacity.CHAIR), "")
        self.agency_combo.setCurrentIndex(agencies.index(chair) if chair else 0)
        self.next_edit.set_day(next_on)
        self.entry_scroll.verticalScrollBar().setValue(0)
        for part in (self.owner_label, self.owner_edit):
            part.setHidden(is_safe)
        self._show_voting()

    def arrange(self, *, is_narrow: bool) -> None:
        """One under another where there is little room."""
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for layout in (self.owner_row_layout, self.decide_layout):
            layout.setDirection(down if is_narrow else along)
        self.reasons_edit.setFixedHeight(round(REASONS * Theme.current().scale))

    def mark(self, faults: Faults) -> None:
        """Show each fault above its field and go to the first; take away what is mended."""
        for place, field in self._marked:
            place.show_error("", field)
        for place, field, sentence in faults.found:
            place.show_error(sentence, field)
        self._marked = [(place, field) for place, field, _sentence in faults.found]
        self.error_summary.show_errors([(sentence, field) for _place, field, sentence in faults.found])

    def read(self) -> entry.Entered | None:
        """What was entered; ``None`` where something is missing, which is said at its field."""
        faults = Faults()
        chosen = self.outcome_list.chosen
        if chosen < 0:
            faults.found.append((self.outcome_error, self.outcome_list, "Press the number of the decision."))
        reasons = faults.text(self.reasons_error, self.reasons_edit, "Write the reasons of the decision.")
        votes = self.vote_list.standing()
        dissent = self.dissent_edit.text().strip()
        if entry.votes_of(votes).against:
            dissent = faults.text(self.dissent_error, self.dissent_edit, "Write the reason of the dissent.")
        next_on = self._next_day(faults)
        action = self._action(faults, next_on)
        self.mark(faults)
        if faults.found:
            return None
        return entry.Entered(
            stands=self.presence_list.standing(),
            votes=votes,
            outcome=self._outcomes[chosen],
            reasons=reasons,
            dissent=dissent,
            next_on=next_on,
            action=action,
        )

    def _next_day(self, faults: Faults) -> date | None:
        if self._about is None or not self.next_edit.text().strip():
            return None
        return faults.day(self.next_error, self.next_edit, "Type the day.", earliest=self._about[0].meeting.held_on)

    def _action(self, faults: Faults, next_on: date | None) -> NewAction | None:
        words = self.text_edit.text().strip()
        if not words or self._about is None:
            return None
        owner = faults.text(self.owner_error, self.owner_edit, "Type who does it.")
        due_on = next_on or self._about[0].meeting.held_on
        return NewAction(text=words, owner=owner, agency=self.agency_combo.currentText(), due_on=due_on)

    def _show_voting(self) -> None:
        """Who votes follows from who is here; a vote that was given stays."""
        if self._about is None:
            return
        view, row, case = self._about
        who = entry.voting_on(view, row, self.presence_list.standing())
        was = self.vote_list.standing()
        agencies: Mapping[str, None] = dict.fromkeys(one.agency for one in who)
        self.vote_list.show_lines([(one, one, was.get(one, entry.FOR)) for one in agencies], entry.VOTES)
        words = entry.refused(view, case, who, self._today) if row.decision is None else ""
        self.missing_label.setText(words)
        self.missing_label.setVisible(bool(words))
        self.record_button.setEnabled(not words and row.decision is None)
        self._show_route()

    def _show_route(self) -> None:
        votes = entry.votes_of(self.vote_list.standing())
        self.route_label.setText(entry.route_sentence(votes))
        for part in (self.dissent_label, self.dissent_edit):
            part.setVisible(bool(votes.against))

    def _focus(self, field: QWidget) -> None:
        """The next to be entered, in sight."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.entry_scroll.ensureWidgetVisible(field, 0, AROUND)

    def _picked(self, place: int) -> None:
        held = self.reasons_edit.toPlainText().strip()
        if not held or held in entry.REASONS.values():
            self.reasons_edit.setPlainText(entry.REASONS[self._outcomes[place]])
        self._focus(self.action_list)

    def _picked_action(self, place: int) -> None:
        self.text_edit.setText(entry.ACTIONS[place] if place else "")
        self._focus(self.next_edit)


def press_by_enter(button: QPushButton) -> None:
    """Make Enter press a button; outside of a dialog Qt leaves Enter on one without a meaning."""
    for keys in ("Return", "Enter"):
        pressed = QShortcut(QKeySequence(keys), button)
        pressed.setContext(Qt.ShortcutContext.WidgetShortcut)
        pressed.activated.connect(button.click)
