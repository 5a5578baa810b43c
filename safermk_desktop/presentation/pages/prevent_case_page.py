"""A Channel case: the previous decision and actions first, then what is due, its gate, and all that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QScrollArea, QWidget

from safermk_desktop.domain.channel.case import ChannelCase, ChannelPerson
from safermk_desktop.domain.channel.panel import CaseAction
from safermk_desktop.domain.channel.support import Objective
from safermk_desktop.domain.record import ChannelId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import prevent_case_cards as cards
from safermk_desktop.presentation.pages import prevent_case_rows as rows
from safermk_desktop.presentation.pages.prevent_acts import do_act, follow_safe_view, give_paper, show_safe_view
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import GateCard, LawCard
from safermk_desktop.presentation.widgets.change_picture import ChangePicture
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.presentation.widgets.process_rail import ProcessRail
from safermk_desktop.presentation.widgets.text import Tag
from safermk_desktop.services.channel import assessing, moving, showing
from safermk_desktop.services.channel.showing import ChannelOverview

RAIL = 264
NARROW = 800
"""Below this width, in pixels at 100 % text, the parts of the page go under one another."""
ONE_STATE = 128
"""Room for the state that the case stands in, in pixels."""
LEAST = 240


class PreventCasePage(Page):
    """Reads everything anew when it is shown and after every change. Names are seen on demand alone."""

    head_frame: QFrame
    head_layout: QHBoxLayout
    body_layout: QHBoxLayout
    rail_label: QLabel
    back_button: QPushButton
    title_label: QLabel
    state_tag: Tag
    number_tag: Tag
    person_button: QPushButton
    safe_button: QPushButton
    rail_frame: QFrame
    process_rail: ProcessRail
    edition_label: QLabel
    centre_scroll: QScrollArea
    state_banner: Banner
    decision_card: LinesCard
    law_card: LawCard
    gate_card: GateCard
    alarms_card: LinesCard
    history_card: LinesCard
    consent_card: LinesCard
    assessment_card: LinesCard
    plan_card: LinesCard
    contacts_card: LinesCard
    exit_card: LinesCard
    begin_card: LinesCard
    facts_card: LinesCard
    papers_card: LinesCard

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "prevent_case_page")
        self._case_id = ChannelId("")
        self._shown: ChannelOverview | None = None
        self.picture = ChangePicture()
        self.assessment_card.put_extra(self.picture)
        for card, title in (
            (self.decision_card, "Last decision and open actions"),
            (self.alarms_card, "Alarms"),
            (self.history_card, "Earlier referrals of the same person"),
            (self.consent_card, "Consent"),
            (self.assessment_card, "Assessment"),
            (self.plan_card, "Support plan"),
            (self.contacts_card, "Contacts of support"),
            (self.exit_card, "Exit and the reviews after it"),
            (self.begin_card, "How the case began"),
            (self.facts_card, "Particulars"),
            (self.papers_card, "Papers"),
        ):
            card.set_title(self.tr(title))
            card.act_asked.connect(self.do)
        self.decision_card.row_activated.connect(self._end_action)
        self.plan_card.row_activated.connect(self._progress)
        self.history_card.row_activated.connect(self._open_earlier)
        self.papers_card.row_activated.connect(partial(give_paper, context, self))
        self.gate_card.act_asked.connect(self.do)
        self.gate_card.move_asked.connect(self._move)
        self.gate_card.override_asked.connect(lambda: self.do("override"))
        self.back_button.clicked.connect(lambda: self.context.navigate("prevent"))
        self.person_button.clicked.connect(lambda: self.do("see_person"))
        for words in (self.rail_label, self.edition_label):
            words.setContentsMargins(8, 0, 8, 0)
        follow_safe_view(context, self.safe_button, lambda: self.arrive(self._case_id))
        Theme.current().changed.connect(self._arrange)
        self._arrange()

    def arrive(self, case_id: str) -> None:
        if case_id != self._case_id:
            self.centre_scroll.verticalScrollBar().setValue(0)
        self._case_id = ChannelId(case_id)
        if not case_id:
            return
        view = showing.channel_overview(self.context.session, self._case_id)
        self._shown = view
        is_safe = self.context.safe_view.is_on
        show_safe_view(self.context, self.safe_button)
        self.person_button.setHidden(is_safe)
        self._show_head(view, is_safe=is_safe)
        self._show_gate(view)
        cards.show_decision(self.decision_card, view, is_safe=is_safe)
        cards.show_alarms(self.alarms_card, view)
        cards.show_history(self.history_card, view)
        cards.show_consent(self.consent_card, view, is_safe=is_safe)
        compared = assessing.compared(self.context.session, self._case_id)
        cards.show_assessment(self.assessment_card, self.picture, view, compared, is_safe=is_safe)
        cards.show_plan(self.plan_card, view, is_safe=is_safe)
        cards.show_contacts(self.contacts_card, view, is_safe=is_safe)
        cards.show_exit(self.exit_card, view, is_safe=is_safe)
        cards.show_begin(self.begin_card, view, is_safe=is_safe)
        cards.show_papers(self.papers_card, self.context.session, view)
        self.facts_card.show_lines(rows.fact_lines(view, is_safe=is_safe))
        self.facts_card.show_acts(rows.other_acts(view))

    def acts(self) -> Mapping[str, Act]:
        note, paper = partial(self.do, "fact:file_note"), partial(self.do, "write_case_paper")
        return MappingProxyType({"toggle_view": self.safe_button.toggle, "add_note": note, "export_word": paper})

    def panes(self) -> tuple[QWidget, ...]:
        return (self.centre_scroll, self.process_rail)

    def do(self, act: str) -> None:
        """Do an act of the case: its dialog; the panel decides in its meeting."""
        if act == "decide":
            self.context.navigate("prevent")
            return
        do_act(self.context, self._case_id, act, self, done=self._done_with(act))

    def _done_with(self, act: str) -> cards.Done | None:
        if act == "see_person":
            return self._tell_person
        if act == "known_before":
            return self._tell_known
        return (lambda _result: self.context.navigate("prevent")) if act == "dispose" else None

    def _tell_known(self, found: object) -> None:
        words = str(found) or self.tr("No other case has the name or the date of birth.")
        self.context.messages.tell(self.tr("Earlier referrals"), words)

    def _tell_person(self, person: object) -> None:
        if isinstance(person, ChannelPerson):
            born = long_date(person.born_on) or self.tr("date of birth not recorded")
            words = "\n".join(one for one in (", ".join(person.names), born, person.address, person.occupation) if one)
            self.context.messages.tell(person.published, words)

    def _show_head(self, view: ChannelOverview, *, is_safe: bool) -> None:
        case = view.file.case
        self.title_label.setText(case.reference if is_safe else f"{case.reference}, {view.file.person.published}")
        self.state_tag.show_tag(f"{view.state.id} {view.state.name}", "accent" if rows.is_open(view) else "grey")
        again = self.tr("Referral {number}").format(number=case.referral_number)
        self.number_tag.show_tag(again if case.referral_number > 1 else "", "amber")
        shown = rows.steps(view)
        self.process_rail.show_steps(shown)
        here = next(at for at, step in enumerate(shown) if step.id == view.state.id)
        self.process_rail.scrollTo(self.process_rail.model().index(here, 0), QListView.ScrollHint.PositionAtCenter)
        edition = self.tr("{name}, edition {edition}. {act}").format(
            name=view.course.display_name, edition=view.course.edition, act=view.course.act
        )
        self.edition_label.setText(edition)
        self.state_banner.hide()
        if view.warnings:
            self.state_banner.show_banner("amber", " ".join(view.warnings))
        elif not rows.is_open(view):
            words = view.state.note or self.tr("Nothing more can be recorded, except the reviews that are still owed.")
            self.state_banner.show_banner("blue", f"{view.state.name}. {words}")

    def _show_gate(self, view: ChannelOverview) -> None:
        first = next((one for one in view.clocks if one.due), None)
        self.law_card.setVisible(first is not None)
        if first is not None:
            self.law_card.show_requirement(rows.requirement(first, self.context.session.clock.today()))
        self.gate_card.setVisible(rows.is_open(view) and bool(view.gate))
        to = view.after.name if view.after else self.tr("the next state")
        move = self.tr("Move to {state}").format(state=to)
        self.gate_card.show_gate(to, rows.gate_lines(view), move=move, may_override=rows.may_override(view))

    def _move(self) -> None:
        view = self._shown
        is_final = view is not None and view.after is not None and view.after.is_final
        title, text = self.tr("Close the case?"), self.tr("Every condition is met. Reviews after an exit stay owed.")
        if is_final and not self.context.messages.confirm(title, text, accept=self.tr("Close the case")):
            return
        try:
            moving.advance_channel(self.context.session, self._case_id)
        except SafermkError as error:
            self.context.messages.show_error(error)
        self.context.changes.tell(self._case_id)

    def _end_action(self, row: object) -> None:
        if isinstance(row, CaseAction):
            self.do(f"end_action:{row.id}")

    def _progress(self, row: object) -> None:
        if isinstance(row, Objective) and self._shown is not None and rows.is_open(self._shown):
            self.do(f"record_progress:{row.id}")

    def _open_earlier(self, row: object) -> None:
        if isinstance(row, ChannelCase):
            self.context.navigate(f"prevent/{row.case_id}/case")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Where there is little room the buttons go under the title, and the process over the case."""
        scale = Theme.current().scale
        is_narrow = self.width() < NARROW * scale
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for layout in (self.head_layout, self.body_layout):
            layout.setDirection(down if is_narrow else along)
        self.rail_frame.setMaximumWidth(16777215 if is_narrow else round(RAIL * scale))
        self.rail_frame.setMinimumWidth(0 if is_narrow else round(RAIL * scale))
        self.rail_frame.setMaximumHeight(round(ONE_STATE * scale) if is_narrow else 16777215)
        self.edition_label.setHidden(is_narrow)
        self.centre_scroll.setMinimumHeight(round(LEAST * scale) if is_narrow else 0)
