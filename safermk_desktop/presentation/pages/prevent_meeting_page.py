"""A meeting of the Channel panel, one case at a time: what went before, who is here, decision, action, next date."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import prevent_meeting_cards as cards
from safermk_desktop.presentation.pages import prevent_meeting_drafts as kept
from safermk_desktop.presentation.pages import prevent_meeting_entry as entry
from safermk_desktop.presentation.pages.prevent_acts import follow_safe_view
from safermk_desktop.presentation.pages.prevent_words import OUTCOMES
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import DateEdit, ErrorSummary, FieldError
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.presentation.widgets.pick_list import PickList, StandList
from safermk_desktop.presentation.widgets.text import Tag
from safermk_desktop.services.channel import convening, showing
from safermk_desktop.services.channel.convening import ItemRow, MeetingView
from safermk_desktop.services.channel.showing import ChannelOverview
from safermk_desktop.services.channel.voting import NewAction

AROUND = 96
"""Pixels around the field that has the focus which stay in sight."""


class PreventMeetingPage(Page):
    """Keys: P, the number of the decision, the number of the action, Enter, Enter; Enter again for the next case."""

    head_layout: QHBoxLayout
    columns_layout: QHBoxLayout
    owner_row_layout: QHBoxLayout
    decide_layout: QHBoxLayout
    back_button: QPushButton
    title_label: QLabel
    place_tag: Tag
    done_tag: Tag
    safe_button: QPushButton
    before_button: QPushButton
    next_button: QPushButton
    none_empty: EmptyState
    case_widget: QWidget
    known_scroll: QScrollArea
    alarm_banner: Banner
    decision_card: LinesCard
    case_card: LinesCard
    objectives_card: LinesCard
    entry_scroll: QScrollArea
    entry_widget: QWidget
    error_summary: ErrorSummary
    done_banner: Banner
    presence_list: StandList
    missing_label: QLabel
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
    owner_label: QLabel
    owner_error: FieldError
    owner_edit: QLineEdit
    agency_combo: QComboBox
    next_error: FieldError
    next_edit: DateEdit
    record_button: QPushButton

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "prevent_meeting_page")
        self._meeting_id = RecordId("")
        self._view: MeetingView | None = None
        self._case: ChannelOverview | None = None
        self._at = 0
        self._shown_item = ""
        self._outcomes: tuple[Outcome, ...] = ()
        self._marked: list[tuple[FieldError, QWidget]] = []
        cards.prepare(self)
        self._connect()

    def arrive(self, case_id: str) -> None:
        session = self.context.session
        self._view = view = convening.meeting_view(session, RecordId(case_id))
        self.safe_button.setChecked(self.context.safe_view.is_on)
        if case_id != self._meeting_id:
            self._meeting_id = RecordId(case_id)
            waiting = [at for at, row in enumerate(view.items) if row.decision is None]
            self._at = waiting[0] if waiting else 0
        cards.show_head(self, view, self._at)
        if view.items:
            self._at = min(self._at, len(view.items) - 1)
            self._show_item(view, view.items[self._at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cards.arrange(self)

    def leave(self) -> bool:
        return not self.has_typed or self.context.messages.confirm(
            self.tr("Leave without recording?"),
            self.tr("What was entered about this case is not recorded yet."),
            accept=self.tr("Leave without recording"),
            refuse=self.tr("Stay"),
        )

    def keep_typed(self) -> None:
        if self.has_typed and self._row:
            kept.keep(self.context.session, self._row, self._meeting_id, self.entries())

    def acts(self) -> Mapping[str, Act]:
        return MappingProxyType({"toggle_view": self.safe_button.toggle})

    def panes(self) -> tuple[QWidget, ...]:
        first = self.presence_list if self.entry_widget.isEnabled() else self.next_button
        return (first, self.decision_card, self.next_button)

    @property
    def has_typed(self) -> bool:
        """Whether a decision or words were entered that are not recorded."""
        row = self._row
        return (
            row is not None
            and row.decision is None
            and (self.outcome_list.chosen >= 0 or bool(self.reasons_edit.toPlainText().strip()))
        )

    def entries(self) -> dict[str, str]:
        """What stands in the form, by names, as a draft keeps it."""
        return kept.entries(self)

    def go(self, step: int) -> None:
        """To the case after, or before."""
        if self._view is None or not self.leave():
            return
        self._at = max(0, min(len(self._view.items) - 1, self._at + step))
        self._shown_item = ""
        self.arrive(self._meeting_id)
        self.panes()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _row(self) -> ItemRow | None:
        return self._view.items[self._at] if self._view and self._view.items else None

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda: self.context.navigate("prevent"))
        self.before_button.clicked.connect(lambda: self.go(-1))
        self.next_button.clicked.connect(lambda: self.go(1))
        self.record_button.clicked.connect(self.record)
        self.presence_list.stood.connect(self._show_voting)
        self.presence_list.settled.connect(lambda: self._focus(self.outcome_list))
        self.outcome_list.picked.connect(self._picked)
        self.vote_list.stood.connect(self._show_route)
        self.vote_list.settled.connect(lambda: self._focus(self.reasons_edit))
        self.action_list.picked.connect(self._picked_action)
        self.next_edit.returnPressed.connect(lambda: self._focus(self.record_button))
        for keys, act in (
            ("Ctrl+Return", self.record),
            ("Ctrl+PgDown", lambda: self.go(1)),
            ("Ctrl+PgUp", lambda: self.go(-1)),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)
        for made in (self.record_button, self.next_button, self.before_button):
            # Outside of a dialog Qt leaves Enter on a button without a meaning.
            for enter in ("Return", "Enter"):
                pressed = QShortcut(QKeySequence(enter), made)
                pressed.setContext(Qt.ShortcutContext.WidgetShortcut)
                pressed.activated.connect(made.click)
        follow_safe_view(self.context, self.safe_button, lambda: self.arrive(self._meeting_id))

    def _show_item(self, view: MeetingView, row: ItemRow) -> None:
        session, is_safe = self.context.session, self.context.safe_view.is_on
        self._case = case = showing.channel_overview(session, row.item.case_id)
        cards.show_known(self, row, case, is_safe=is_safe)
        cards.show_done(self, row)
        key = f"{row.item.id}{is_safe}{row.decision is None}"
        if key == self._shown_item:
            return
        was = self.entries() if self._shown_item.startswith(row.item.id) and row.decision is None else {}
        self._shown_item = key
        self.mark(Faults())
        self._outcomes = case.course.outcomes.get(case.state.id, ())
        self.outcome_list.show_choices([OUTCOMES[one] for one in self._outcomes])
        self.presence_list.show_lines(entry.stand_lines(view, row, is_safe=is_safe), entry.STANDS)
        self.vote_list.show_lines((), entry.VOTES)
        cards.clear_entry(self, view, case, next_on=entry.next_meeting(session, view))
        self._show_voting()
        kept.take_back(self, was or kept.found(session, row))

    def _show_voting(self) -> None:
        """Who votes follows from who is here; a vote that was given stays."""
        view, row, case = self._view, self._row, self._case
        if view is None or row is None or case is None:
            return
        who = entry.voting_on(view, row, self.presence_list.standing())
        was = self.vote_list.standing()
        agencies = dict.fromkeys(one.agency for one in who)
        self.vote_list.show_lines([(one, one, was.get(one, entry.FOR)) for one in agencies], entry.VOTES)
        words = entry.refused(view, case, who, self.context.session.clock.today()) if row.decision is None else ""
        self.missing_label.setText(words)
        self.missing_label.setVisible(bool(words))
        self.record_button.setEnabled(not words and row.decision is None)
        self._show_route()

    def _focus(self, field: QWidget) -> None:
        """The next to be entered, in sight."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.entry_scroll.ensureWidgetVisible(field, 0, AROUND)

    def _show_route(self) -> None:
        votes = entry.votes_of(self.vote_list.standing())
        self.route_label.setText(cards.route_sentence(votes))
        for part in (self.dissent_label, self.dissent_edit):
            part.setVisible(bool(votes.against))

    def _picked(self, place: int) -> None:
        held = self.reasons_edit.toPlainText().strip()
        if not held or held in entry.REASONS.values():
            self.reasons_edit.setPlainText(entry.REASONS[self._outcomes[place]])
        self._focus(self.action_list)

    def _picked_action(self, place: int) -> None:
        self.text_edit.setText(entry.ACTIONS[place] if place else "")
        self._focus(self.next_edit)

    def record(self) -> None:
        """Look at every entry; record attendance, decision, action and next date when all are good."""
        view, row, case = self._view, self._row, self._case
        if view is None or row is None or case is None or not self.record_button.isEnabled():
            return
        entered, faults = self._read(view)
        self.mark(faults)
        if entered is None or faults.found:
            return
        try:
            entry.record(self.context.session, view, row, case, entered)
            kept.drop(self.context.session, row)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.context.changes.tell(row.item.case_id)
        self.arrive(self._meeting_id)
        self.next_button.setFocus(Qt.FocusReason.TabFocusReason)

    def mark(self, faults: Faults) -> None:
        """Show each fault above its field and go to the first; take away what is mended."""
        for place, field in self._marked:
            place.show_error("", field)
        for place, field, sentence in faults.found:
            place.show_error(sentence, field)
        self._marked = [(place, field) for place, field, _sentence in faults.found]
        self.error_summary.show_errors([(sentence, field) for _place, field, sentence in faults.found])

    def _read(self, view: MeetingView) -> tuple[entry.Entered | None, Faults]:
        faults = Faults()
        chosen = self.outcome_list.chosen
        if chosen < 0:
            faults.found.append((self.outcome_error, self.outcome_list, "Press the number of the decision."))
        reasons = faults.text(self.reasons_error, self.reasons_edit, "Write the reasons of the decision.")
        votes = self.vote_list.standing()
        dissent = self.dissent_edit.text().strip()
        if entry.votes_of(votes).against:
            dissent = faults.text(self.dissent_error, self.dissent_edit, "Write the reason of the dissent.")
        action, due = None, view.meeting.held_on
        if self.next_edit.text().strip():
            due = faults.day(self.next_error, self.next_edit, "Type the day.", earliest=view.meeting.held_on)
        if self.text_edit.text().strip():
            owner = faults.text(self.owner_error, self.owner_edit, "Type who does it.")
            agency = self.agency_combo.currentText()
            action = NewAction(text=self.text_edit.text().strip(), owner=owner, agency=agency, due_on=due)
        if faults.found:
            return None, faults
        entered = entry.Entered(
            stands=self.presence_list.standing(),
            votes=votes,
            outcome=self._outcomes[chosen],
            reasons=reasons,
            dissent=dissent,
            next_on=due if self.next_edit.text().strip() else None,
            action=action,
        )
        return entered, faults
