"""Channel in numbers: a period as it may leave, with what is held back, in Word and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.channel.papers import ChannelPaperKind
from safermk_desktop.domain.channel.statistics import Period, ShownTable
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.models.cells import Column, text_cell
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.prevent_acts import give_paper
from safermk_desktop.presentation.pages.prevent_paper_rows import paper_columns, times_left
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import DateEdit, DateRefused, FieldError
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.presentation.widgets.stacking import stack
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.channel import counting, papering, showing

NARROW = 720
"""Below this width, in pixels at 100 % text, the fields go under one another."""
APRIL = 4


def last_year(today: date) -> Period:
    """The financial year that ended last."""
    ends = today.year if today.month >= APRIL else today.year - 1
    return Period(since=date(ends - 1, APRIL, 1), until=date(ends, APRIL - 1, 31))


class PreventNumbersPage(Page):
    """What is shown is what may leave: the same tables stand in both papers."""

    title_layout: QHBoxLayout
    back_button: QPushButton
    explain_prose: Prose
    period_layout: QHBoxLayout
    acts_layout: QHBoxLayout
    since_edit: DateEdit
    since_error: FieldError
    until_edit: DateEdit
    until_error: FieldError
    show_button: QPushButton
    write_button: QPushButton
    page_banner: Banner
    papers_card: LinesCard
    tables_layout: QVBoxLayout

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "prevent_numbers_page")
        self._cards: list[LinesCard] = []
        self.explain_prose.show_text(counting.HELD_BACK_WHY)
        period = last_year(context.session.clock.today())
        self.since_edit.set_day(period.since)
        self.until_edit.set_day(period.until)
        self.papers_card.set_title(self.tr("Papers written from the numbers"))
        self.papers_card.row_activated.connect(partial(give_paper, context, self))
        self.back_button.clicked.connect(lambda: self.context.navigate("prevent"))
        self.show_button.clicked.connect(self._show)
        self.write_button.clicked.connect(self._write)
        for edit in (self.since_edit, self.until_edit):
            edit.returnPressed.connect(self._show)
        Theme.current().changed.connect(self._arrange)

    def arrive(self, case_id: str) -> None:
        del case_id
        self._show()

    def leave(self) -> bool:
        """What was said about the last act is not said again."""
        self.page_banner.hide()
        return True

    def acts(self) -> Mapping[str, Act]:
        return MappingProxyType({"export_word": self._write})

    def panes(self) -> tuple[QWidget, ...]:
        return (self.since_edit, self.papers_card.table, self.back_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        stack(self.title_layout)
        is_narrow = self.width() < NARROW * Theme.current().scale
        ways = QBoxLayout.Direction
        self.period_layout.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        self.period_layout.setAlignment(self.acts_layout, Qt.AlignmentFlag.AlignBottom)

    def _period(self) -> Period | None:
        days: list[date] = []
        fields = ((self.since_edit, self.since_error), (self.until_edit, self.until_error))
        for edit, error in reversed(fields):  # the focus ends in the first that is wrong
            try:
                day, words = edit.day(), self.tr("Type the day.")
            except DateRefused as refused:
                day, words = None, str(refused)
            error.show_error("" if day else words, edit)
            if day is None:
                edit.setFocus()
            else:
                days.insert(0, day)
        return Period(since=days[0], until=days[1]) if len(days) == len(fields) else None

    def _show(self) -> None:
        period = self._period()
        if period is None:
            return
        self._show_papers()
        try:
            shown = counting.shown_numbers(self.context.session, period)
        except SafermkError as error:
            self._show_tables(())
            self.write_button.setEnabled(False)
            self.until_error.show_error(error.detail, self.until_edit)
            return
        self._show_tables(shown.tables)
        self.write_button.setEnabled(not shown.overlap)
        self.page_banner.hide()
        if shown.overlap:
            self.page_banner.show_banner("amber", shown.overlap)

    def _write(self) -> None:
        period = self._period()
        if period is None:
            return
        try:
            counting.write_statistics(self.context.session, period)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.context.changes.tell()
        self._show()
        words = self.tr("Written as Word and CSV, and kept here. Enter on a paper gives it to somebody.")
        self.page_banner.show_banner("green", words)

    def _show_papers(self) -> None:
        session = self.context.session
        kept = [one for one in papering.papers_of(session) if one.kind is ChannelPaperKind.STATISTICS]
        nothing = self.tr("No numbers are written yet. Two periods that share a day never both leave.")
        self.papers_card.show_lines((), nothing="" if kept else nothing)
        left = times_left(showing.prevent_ledger(session))
        rows = tuple(reversed(kept))
        self.papers_card.show_rows(
            self.tr("Papers written from the numbers"), paper_columns(left), rows, key=lambda row: row.id
        )

    def _show_tables(self, tables: tuple[ShownTable, ...]) -> None:
        while len(self._cards) < len(tables):
            card = LinesCard()
            self._cards.append(card)
            self.tables_layout.addWidget(card)
            Theme.current().dress(card)
        for at, card in enumerate(self._cards):
            card.setVisible(at < len(tables))
            if at < len(tables):
                _fill(card, tables[at])


def _fill(card: LinesCard, table: ShownTable) -> None:
    card.set_title(table.name)
    nothing = "Nothing in this period."
    card.show_lines((("Held back", table.held_back_words),) if table.lines else (), nothing=nothing)
    first = Column[tuple[str, ...]](header=" ", cell=lambda row: text_cell(row[0][:1].upper() + row[0][1:]))
    counts = tuple(_count(at, words) for at, words in enumerate(table.columns, 1))
    card.show_rows(f"{table.name}, counts", (first, *counts), table.lines, key=lambda row: row[0])


def _count(at: int, words: str) -> Column[tuple[str, ...]]:
    return Column(header=words.capitalize(), cell=lambda row: text_cell(row[at]), width=112, is_right=True)
