"""The tables of the Prevent pages, as columns. In the safe view a case is its reference number and nothing else."""

from __future__ import annotations

from datetime import date

from safermk_desktop.domain.channel.panel import CaseAction, ChannelMeeting, ChannelMember, MeetingStatus
from safermk_desktop.domain.deadlines import Basis, Deadline
from safermk_desktop.domain.wording import count_of, days_from_now, short_date
from safermk_desktop.presentation.models.cells import (
    Cell,
    Column,
    due_cell,
    rag_cell,
    tag_cell,
    text_cell,
    two_line_cell,
    wrap_cell,
)
from safermk_desktop.presentation.pages.prevent_words import CONSENT
from safermk_desktop.services.channel.showing import ChannelRow

AMBER_DAYS = 14


def case_columns(today: date, *, is_safe: bool, is_narrow: bool) -> tuple[Column[ChannelRow], ...]:
    """The columns of the caseload; where there is little room the state and the consent go under the reference."""
    if is_narrow:
        return (
            Column(header="Reference", cell=_standing, width=184),
            Column(header="Next duty", cell=lambda row: duty_cell(row.next_due, today)),
            Column(header="Alarms", cell=alarm_cell, width=112),
        )

    def who(row: ChannelRow) -> Cell:
        again = f"Referral {row.referral_number} of the person" if row.referral_number > 1 else "First referral"
        return two_line_cell(
            row.reference, again if is_safe else f"{row.published}, {again.lower()}", role="bodyStrong"
        )

    return (
        Column(header="Reference", cell=who, width=224),
        Column(header="State", cell=_state, width=216),
        Column(header="Next duty", cell=lambda row: duty_cell(row.next_due, today)),
        Column(
            header="Consent", cell=lambda row: tag_cell(CONSENT[row.consent][1], CONSENT[row.consent][0]), width=120
        ),
        Column(header="Alarms", cell=alarm_cell, width=104),
    )


def _state(row: ChannelRow) -> Cell:
    return two_line_cell(row.state, row.stage) if row.is_open else wrap_cell(row.state)


def _standing(row: ChannelRow) -> Cell:
    return two_line_cell(row.reference, f"{row.state.split()[0]}, consent {CONSENT[row.consent][1].lower()}")


def duty_cell(due: Deadline | None, today: date) -> Cell:
    """A duty with its date, its source, and the days left."""
    if due is None or due.due is None:
        return text_cell("No date to keep", tone="text.secondary")
    left = (due.due - today).days
    tone = "red.text" if left < 0 else "amber.text" if left <= AMBER_DAYS else "text.secondary"
    return due_cell(due.rule.duty, f"{short_date(due.due)} ({source_of(due)})", days_from_now(left), tone=tone)


def source_of(due: Deadline) -> str:
    """What a date rests on, short: the words of a local rule are the panel's own."""
    return "local practice" if due.rule.basis is Basis.LOCAL else due.rule.source


def alarm_cell(row: ChannelRow) -> Cell:
    """How many alarms there are; red where one of them is."""
    if not row.alarms:
        return text_cell("None", tone="text.secondary")
    return rag_cell("red" if row.alarms[0].is_red else "amber", count_of(len(row.alarms), "alarm"))


def meeting_columns() -> tuple[Column[tuple[ChannelMeeting, str]], ...]:
    """The columns of the meetings; with each goes how far its agenda is."""
    return (
        Column(header="Panel", cell=lambda row: text_cell(str(row[0].number), role="bodyStrong"), width=72),
        Column(header="On", cell=lambda row: text_cell(short_date(row[0].held_on)), width=120),
        Column(header="Where", cell=lambda row: text_cell(row[0].place)),
        Column(header="Cases", cell=lambda row: text_cell(row[1]), width=176),
        Column(
            header="State",
            cell=lambda row: tag_cell(
                "Held" if row[0].status is MeetingStatus.HELD else "Planned",
                "green" if row[0].status is MeetingStatus.HELD else "accent",
            ),
            width=104,
        ),
    )


def member_columns(*, is_safe: bool) -> tuple[Column[ChannelMember], ...]:
    """The columns of the members; a shared screen shows agencies."""

    def who(row: ChannelMember) -> Cell:
        return text_cell(row.agency) if is_safe else two_line_cell(row.name, f"{row.post}, {row.agency}")

    return (
        Column(header="Member", cell=who),
        Column(header="As", cell=lambda row: text_cell(row.capacity.value.replace("_", " ").capitalize()), width=136),
        Column(header="Force", cell=lambda row: text_cell(row.force), width=176),
        Column(header="Since", cell=lambda row: text_cell(short_date(row.since)), width=112),
    )


def action_columns(today: date, *, is_safe: bool) -> tuple[Column[CaseAction], ...]:
    """The columns of the open actions of a case."""

    def what(row: CaseAction) -> Cell:
        return wrap_cell("An action of the minutes" if is_safe else row.text)

    return (
        Column(header="Action", cell=what),
        Column(
            header="Owner",
            cell=lambda row: text_cell(row.agency) if is_safe else two_line_cell(row.owner, row.agency),
            width=176,
        ),
        Column(header="By", cell=lambda row: _by(row, today), width=128),
    )


def _by(row: CaseAction, today: date) -> Cell:
    """The date, and how late it is in words: colour never says it alone."""
    left = (row.due_on - today).days
    return due_cell(short_date(row.due_on), "", days_from_now(left) if left < 0 else "", tone="red.text")
