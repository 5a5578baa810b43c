"""A meeting of the Channel panel, one case at a time: what went before, what is entered now, and the next case."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QWidget

from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import prevent_meeting_cards as cards
from safermk_desktop.presentation.pages import prevent_meeting_drafts as kept
from safermk_desktop.presentation.pages import prevent_meeting_entry as entry
from safermk_desktop.presentation.pages.prevent_acts import NOBODY, do_act, follow_safe_view, show_safe_view
from safermk_desktop.presentation.pages.prevent_item_panel import PreventItemPanel, press_by_enter
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.presentation.widgets.text import Tag
from safermk_desktop.services.channel import convening, showing
from safermk_desktop.services.channel.convening import ItemRow, MeetingView
from safermk_desktop.services.channel.showing import ChannelOverview


class PreventMeetingPage(Page):
    """Ctrl+Enter records a case, Ctrl+Page Down goes to the next one."""

    head_layout: QHBoxLayout
    columns_layout: QHBoxLayout
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
    item_panel: PreventItemPanel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "prevent_meeting_page")
        self._meeting_id = RecordId("")
        self._view: MeetingView | None = None
        self._case: ChannelOverview | None = None
        self._at = 0
        self._shown_item = ""
        cards.prepare(self)
        self._connect()

    def arrive(self, case_id: str) -> None:
        session = self.context.session
        self._view = view = convening.meeting_view(session, RecordId(case_id))
        show_safe_view(self.context, self.safe_button)
        if case_id != self._meeting_id:
            self._meeting_id = RecordId(case_id)
            waiting = [at for at, row in enumerate(view.items) if row.decision is None]
            self._at = waiting[0] if waiting else 0
            self._shown_item = ""
        self._at = max(0, min(self._at, len(view.items) - 1))
        cards.show_head(self, view, self._at)
        if view.items:
            self._show_item(view, view.items[self._at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cards.arrange(self)

    def leave(self) -> bool:
        left = not self.has_typed or self.context.messages.confirm(
            self.tr("Leave without recording?"),
            self.tr("What was entered about this case is not recorded yet."),
            accept=self.tr("Leave without recording"),
            refuse=self.tr("Stay"),
        )
        if left:
            self._shown_item = ""
        return left

    def keep_typed(self) -> None:
        if self.has_typed and self._row:
            kept.keep(self.context.session, self._row, self._meeting_id, kept.entries(self.item_panel))

    def acts(self) -> Mapping[str, Act]:
        return MappingProxyType({"toggle_view": self.safe_button.toggle})

    def panes(self) -> tuple[QWidget, ...]:
        is_open = self._row is not None and self._row.decision is None
        first = self.item_panel.presence_list if is_open else self.next_button
        return (first, self.known_scroll, self.next_button, self.back_button)

    @property
    def has_typed(self) -> bool:
        """Whether a decision or words were entered that are not recorded."""
        row = self._row
        return row is not None and row.decision is None and self.item_panel.has_typed

    def go(self, step: int) -> None:
        """To the case after, or before."""
        if self._view is None or not 0 <= self._at + step < len(self._view.items) or not self.leave():
            return
        self._at += step
        self.arrive(self._meeting_id)
        self.panes()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def record(self) -> None:
        """Record attendance, decision, action and next date when all that was entered is good."""
        view, row, case = self._view, self._row, self._case
        if view is None or row is None or case is None or not self.item_panel.record_button.isEnabled():
            return
        entered = self.item_panel.read()
        if entered is None:
            return
        try:
            entry.record(self.context.session, view, row, case, entered)
            kept.drop(self.context.session, row)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.context.changes.tell(row.item.case_id)
        self.arrive(self._meeting_id)
        last = self._at == len(view.items) - 1
        (self.back_button if last else self.next_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _invite(self, act: str) -> None:
        """Who is asked to the item stands in the list of who is here; what was entered stays."""

        def invited(_result: object) -> None:
            self._shown_item += " "
            self.arrive(self._meeting_id)

        do_act(self.context, NOBODY, act, self, done=invited if act.startswith("invite_guest") else None)

    @property
    def _row(self) -> ItemRow | None:
        return self._view.items[self._at] if self._view and self._view.items else None

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda: self.context.navigate("prevent"))
        self.before_button.clicked.connect(lambda: self.go(-1))
        self.next_button.clicked.connect(lambda: self.go(1))
        self.item_panel.record_asked.connect(self.record)
        self.case_card.act_asked.connect(self._invite)
        for keys, act in (
            ("Ctrl+Return", self.record),
            ("Ctrl+PgDown", lambda: self.go(1)),
            ("Ctrl+PgUp", lambda: self.go(-1)),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)
        for button in (self.next_button, self.before_button, self.back_button):
            press_by_enter(button)
        follow_safe_view(self.context, self.safe_button, lambda: self.arrive(self._meeting_id))

    def _show_item(self, view: MeetingView, row: ItemRow) -> None:
        """What is known is read anew; what was entered stays while the case is the same."""
        session, is_safe = self.context.session, self.context.safe_view.is_on
        self._case = case = showing.channel_overview(session, row.item.case_id)
        cards.show_known(self, row, case, is_safe=is_safe)
        cards.show_done(self, row)
        key = f"{row.item.id}{is_safe}{row.decision is None}"
        if key == self._shown_item:
            return
        stays = self._shown_item.startswith(row.item.id) and row.decision is None
        was = kept.entries(self.item_panel) if stays else {}
        self._shown_item = key
        next_on, today = entry.next_meeting(session, view), session.clock.today()
        self.item_panel.show_item(view, row, case, today=today, next_on=next_on, is_safe=is_safe)
        kept.take_back(self.item_panel, was or kept.found(session, row))
