"""The calendar of Prevent, apart from that of the reviews: every date to keep, by reference number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from safermk_desktop.domain.wording import count_of, days_from_now, short_date
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.models.cells import Cell, Column, text_cell, wrap_cell
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.prevent_acts import follow_safe_view, show_safe_view
from safermk_desktop.presentation.pages.prevent_words import BASES
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.presentation.widgets.stacking import stack
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.channel import showing
from safermk_desktop.services.channel.showing import PreventDay

ALL, LATE, MONTH, QUARTER = "all", "late", "month", "quarter"
WHEN: Final = MappingProxyType(
    {ALL: "Every date", LATE: "Late", MONTH: "The next 30 days", QUARTER: "The next 90 days"}
)
DAYS: Final = MappingProxyType({MONTH: 30, QUARTER: 90})


def within(days: tuple[PreventDay, ...], when: str, today: date) -> tuple[PreventDay, ...]:
    """The dates of a filter; what is late belongs to every one that looks ahead."""
    if when == LATE:
        return tuple(one for one in days if one.on < today)
    until = today + timedelta(days=DAYS[when]) if when in DAYS else date.max
    return tuple(one for one in days if one.on <= until)


class PreventDatesPage(Page):
    """Enter on a date opens its case or its meeting. Nothing of a review stands here."""

    title_layout: QHBoxLayout
    back_button: QPushButton
    safe_button: QPushButton
    explain_prose: Prose
    when_combo: QComboBox
    count_label: QLabel
    dates_card: LinesCard

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "prevent_dates_page")
        self.explain_prose.show_text(
            self.tr(
                "Duties of every Channel case, also what a closed one still owes, meetings, the Prevent plan, and "
                "files to be deleted outside. Cases stand here by reference number; no review does."
            )
        )
        for when, words in WHEN.items():
            self.when_combo.addItem(self.tr(words), when)
        self.dates_card.set_title(self.tr("Dates"))
        self.dates_card.row_activated.connect(self._open)
        self.when_combo.currentIndexChanged.connect(lambda: self.arrive(""))
        self.back_button.clicked.connect(lambda: self.context.navigate("prevent"))
        follow_safe_view(context, self.safe_button, lambda: self.arrive(""))
        Theme.current().changed.connect(self._measure)
        self._measure()

    def arrive(self, case_id: str) -> None:
        del case_id
        today, is_safe = self.context.session.clock.today(), self.context.safe_view.is_on
        show_safe_view(self.context, self.safe_button)
        every = showing.prevent_calendar(self.context.session)
        shown = within(every, self.when_combo.currentData(), today)
        late = sum(one.on < today for one in shown)
        self.count_label.setText(f"{count_of(len(shown), 'date')}, {late} late" if shown else "")
        nothing = (
            self.tr("No date of this filter.") if every else self.tr("No date yet. Dates come with the first case.")
        )
        self.dates_card.show_lines((), nothing="" if shown else nothing)
        self.dates_card.show_rows(self.tr("Dates of Prevent"), columns(today, is_safe=is_safe), shown, key=_key)

    def acts(self) -> Mapping[str, Act]:
        return MappingProxyType({"toggle_view": self.safe_button.toggle})

    def panes(self) -> tuple[QWidget, ...]:
        return (self.dates_card.table, self.when_combo, self.back_button)

    def _measure(self) -> None:
        stack(self.title_layout)

    def _open(self, row: object) -> None:
        if isinstance(row, PreventDay) and row.case_id:
            self.context.navigate(f"prevent/{row.case_id}/case")
        elif isinstance(row, PreventDay) and row.meeting_id:
            self.context.navigate(f"prevent/{row.meeting_id}/meeting")


def columns(today: date, *, is_safe: bool) -> tuple[Column[PreventDay], ...]:
    """The day, what is due, of which case, how far it is, and what it rests on."""

    def what(row: PreventDay) -> Cell:
        # Words of people may hold a name; a shared screen shows the kind of thing alone.
        return wrap_cell(row.sentence.partition(":")[0] if is_safe else row.sentence)

    def left(row: PreventDay) -> Cell:
        days = (row.on - today).days
        return text_cell(days_from_now(days), tone="red.text" if days < 0 else "text.secondary")

    return (
        Column(header="On", cell=lambda row: text_cell(short_date(row.on)), width=120),
        Column(header="What", cell=what),
        Column(header="Case", cell=lambda row: text_cell(row.reference or "No single case"), width=136),
        Column(header="Left", cell=left, width=136),
        Column(header="Rests on", cell=lambda row: text_cell(BASES[row.basis] if row.basis else "Agreed"), width=104),
    )


def _key(row: PreventDay) -> object:
    return (row.on, row.sentence, row.case_id)
