"""What the page of a panel meeting shows around the entries: the case before it is discussed, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout

from safermk_desktop.domain.wording import long_date, short_date
from safermk_desktop.presentation.pages import prevent_case_rows as rows
from safermk_desktop.presentation.pages.prevent_rows import action_columns, source_of
from safermk_desktop.presentation.pages.prevent_words import CONSENT, OUTCOMES, ROUTES
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services.channel.convening import ItemRow, MeetingView
from safermk_desktop.services.channel.showing import ChannelOverview, consent_standing

if TYPE_CHECKING:
    from safermk_desktop.presentation.pages.prevent_meeting_page import PreventMeetingPage

NARROW: Final = 800
"""Below this width, in pixels at 100 % text, the two columns go under one another."""
KNOWN, ENTRY = 200, 240
"""The least heights of the columns then, in pixels at 100 % text."""


def prepare(page: PreventMeetingPage) -> None:
    """What never changes: titles, names and the letters of the lists."""
    page.decision_card.set_title(page.tr("Previous decision and actions"))
    page.case_card.set_title(page.tr("Where the case stands"))
    page.objectives_card.set_title(page.tr("Objectives"))
    page.decision_card.setFocusProxy(page.decision_card.table)


def arrange(page: PreventMeetingPage) -> None:
    """Where there is little room what is known goes over what is entered, and the page scrolls."""
    scale = Theme.current().scale
    is_narrow = page.width() < NARROW * scale
    along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
    for layout in (page.head_layout, page.columns_layout):
        layout.setDirection(down if is_narrow else along)
    page.known_scroll.setMinimumHeight(round(KNOWN * scale) if is_narrow else 0)
    page.item_panel.setMinimumHeight(round(ENTRY * scale) if is_narrow else 0)
    page.item_panel.arrange(is_narrow=is_narrow)


def show_head(page: PreventMeetingPage, view: MeetingView, at: int) -> None:
    """Which case of how many; without any, what belongs here."""
    count = len(view.items)
    page.case_widget.setVisible(bool(count))
    page.none_empty.setVisible(not count)
    page.none_empty.show_empty(page.tr("No case is on the agenda yet. Put one on it from the Channel panel page."))
    page.before_button.setEnabled(at > 0)
    page.next_button.setEnabled(at < count - 1)
    where = f"Panel {view.meeting.number}, {short_date(view.meeting.held_on)}"
    page.place_tag.show_tag(page.tr("Case {at} of {count}").format(at=at + 1, count=count) if count else "", "accent")
    page.title_label.setText(f"{view.items[min(at, count - 1)].reference}. {where}" if count else where)


def show_known(page: PreventMeetingPage, row: ItemRow, case: ChannelOverview, *, is_safe: bool) -> None:
    """The previous decision and its actions first, then where the case stands."""
    red = [one for one in case.alarms if one.is_red]
    page.alarm_banner.hide()
    if case.alarms:
        words = " ".join(one.sentence for one in (red or case.alarms))
        page.alarm_banner.show_banner("red" if red else "amber", words)
    lines = rows.decision_lines(case.last_decision, is_safe=is_safe)
    page.decision_card.show_lines(lines, nothing=page.tr("The panel has not discussed the case yet."))
    columns = action_columns(case.file.today, is_safe=is_safe)
    page.decision_card.show_rows(page.tr("Open actions"), columns, case.open_actions, key=lambda one: one.id)
    page.case_card.show_lines(_standing(row, case, is_safe=is_safe))
    page.case_card.show_acts(_acts(page, row))
    objectives = case.file.objectives
    page.objectives_card.setVisible(bool(objectives))
    columns_of = rows.objective_columns(is_safe=is_safe)
    page.objectives_card.show_rows(page.tr("Objectives"), columns_of, objectives, key=lambda one: one.id)


def _acts(page: PreventMeetingPage, row: ItemRow) -> tuple[tuple[str, str], ...]:
    """Before the decision the pack and who is asked, after it the minutes; both stay with the papers of the case."""
    about, hand_out = f"{row.item.case_id}/{row.item.id}", f"hand_out:{row.item.meeting_id}"
    for_one = (hand_out, page.tr("Papers for one member"))
    if row.decision:
        return (f"write_minutes:{about}", page.tr("Write the minutes")), for_one
    return (
        (f"invite_guest:{about}", page.tr("Invite a professional")),
        (f"write_pack:{about}", page.tr("Write the pack")),
        for_one,
    )


def _standing(row: ItemRow, case: ChannelOverview, *, is_safe: bool) -> rows.Lines:
    file = case.file
    due = next((one for one in case.clocks if one.due), None)
    next_due = f"{due.rule.duty}, {short_date(due.due)} ({source_of(due)})" if due else "No date to keep"
    assessed = file.assessments[-1] if file.assessments else None
    unmet = " ".join(one.sentence for one in case.unmet)
    contact = long_date(file.last_contact_on) if file.last_contact_on else ""
    return (
        ("Purpose", row.item.purpose),
        ("Who", "" if is_safe else row.published),
        ("State", f"{case.state.id} {case.state.name}"),
        ("Next duty", next_due),
        ("Consent", CONSENT[consent_standing(file)][1]),
        ("Assessed", f"{long_date(assessed.assessed_on)}, risk {assessed.risk.value}" if assessed else "Not yet"),
        ("Over all", "" if is_safe or not assessed else assessed.overall),
        ("Last contact", contact),
        ("Concern", "" if is_safe or not file.referral else file.referral.concern),
        ("Earlier referrals", ", ".join(one.reference for one in file.earlier)),
        ("Gate", unmet),
    )


def show_done(page: PreventMeetingPage, row: ItemRow) -> None:
    """A case that is decided says so, and takes no second decision in the same meeting."""
    decided = row.decision
    page.item_panel.entry_widget.setEnabled(decided is None)
    page.done_tag.show_tag(page.tr("Decided") if decided else "", "green")
    page.item_panel.done_banner.hide()
    if decided is not None:
        on = f" Next panel on {long_date(decided.next_on)}." if decided.next_on else ""
        page.item_panel.done_banner.show_banner("green", f"{OUTCOMES[decided.outcome]}, {ROUTES[decided.route]}.{on}")
