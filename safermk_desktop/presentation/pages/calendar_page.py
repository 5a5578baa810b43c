"""The calendar: every date to keep over all open cases, why it is that date, and the file for the laptop's calendar."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.models.calendar_rows import ALL, WHEN, MonthRow, agenda, columns, filtered
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.presentation.widgets.text import Prose, button, label, prose
from safermk_desktop.services import duty_calendar
from safermk_desktop.services.duty_calendar import CalendarDay, CalendarRow
from safermk_desktop.services.holidays import end_warning

FLOOR: Final = 220
LEAST: Final = 280
"""The least height of the dates where the explanation is under them, in pixels at 100 % text."""
ICS: Final = "Calendar files (*.ics)"
NARROW: Final = 1150
"""Below this width of the page, in pixels at 100 % text, the explanation goes under the table."""
SIDE: Final = 304
SHOWN: Final = 200
"""How many dates are listed before more are asked for."""
_BASES: Final = (("", "Every basis"), ("statute", "Statute"), ("guidance", "Guidance"), ("local", "Local"))
_WORK_BY, _BASIS = 3, 4


class CalendarPage(Page):
    """Enter on a date opens its case; the explanation follows the row."""

    tools_layout: QHBoxLayout
    filter_layout: QHBoxLayout
    file_layout: QHBoxLayout
    body_layout: QHBoxLayout
    explain_prose: Prose
    find_edit: QLineEdit
    when_combo: QComboBox
    basis_combo: QComboBox
    count_label: QLabel
    day_combo: QComboBox
    file_button: QPushButton
    page_banner: Banner
    table_banner: Banner
    dates_table: DataTable
    dates_empty: EmptyState
    more_button: QPushButton
    why_card: SectionCard

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "calendar_page")
        self._today = context.session.clock.today()
        self._rows: tuple[CalendarRow, ...] = ()
        self._most = SHOWN
        self._model = RowsModel(columns(self._today), key=lambda row: row.key, parent=self)
        self.dates_table.use(self._model)
        self.explain_prose.show_text(
            self.tr(
                "Dates of all open reviews, as the rules, agencies and action plans set them. A date is never moved; "
                "where it is no working day, the last one before it stands beside it."
            )
        )
        for when, words in WHEN.items():
            self.when_combo.addItem(self.tr(words), when)
        for basis, words in _BASES:
            self.basis_combo.addItem(self.tr(words), basis)
        self.day_combo.addItem(self.tr("On the due date"), CalendarDay.DUE)
        self.day_combo.addItem(self.tr("On the work-by day"), CalendarDay.WORK_BY)
        self._case_button = button(self.tr("Open case"))
        self.why_card.set_title(self.tr("Why this date"))
        self.why_card.header.addWidget(self._case_button)
        self._connect()
        self._measure()

    def arrive(self, case_id: str) -> None:
        """Read the dates anew."""
        del case_id
        if self._today != self.context.session.clock.today():
            self._today = self.context.session.clock.today()
            self._model = RowsModel(columns(self._today), key=lambda row: row.key, parent=self)
            self.dates_table.use(self._model)
        self._rows = duty_calendar.duty_calendar(self.context.session)
        self._show_table_end()
        self._filter()

    def leave(self) -> bool:
        """What was said about the last file is not said again."""
        self.page_banner.hide()
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """The table, then the filter, then the way to the case."""
        first = self.dates_table if self._rows else self.find_edit
        return (first, self.find_edit, self._case_button)

    def _connect(self) -> None:
        self.dates_table.row_chosen.connect(self._explain)
        self.dates_table.row_activated.connect(self._open)
        self._case_button.clicked.connect(lambda: self._open(self.dates_table.current()))
        self.find_edit.textChanged.connect(self._filter_anew)
        self.when_combo.currentIndexChanged.connect(self._filter_anew)
        self.basis_combo.currentIndexChanged.connect(self._filter_anew)
        self.more_button.clicked.connect(self._show_more)
        self.dates_empty.asked.connect(self._clear)
        self.file_button.clicked.connect(self._export)
        Theme.current().changed.connect(self._measure)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """The explanation stands beside the table where there is room, otherwise under it."""
        scale = Theme.current().scale
        is_narrow = self.width() < NARROW * scale
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self.body_layout.setDirection(way)
        self.why_card.setMaximumWidth(16777215 if is_narrow else round(SIDE * scale))
        self.why_card.setMinimumWidth(0 if is_narrow else round(SIDE * scale))
        stack(self.tools_layout, self.filter_layout, self.file_layout)
        self.dates_table.setMinimumHeight(round(LEAST * scale) if is_narrow else FLOOR)
        for column in (_WORK_BY, _BASIS):
            self.dates_table.setColumnHidden(column, is_large())

    def _show_table_end(self) -> None:
        """Say that the table of bank holidays ends, where it ends within six months."""
        warning = end_warning(self.context.session)
        if warning:
            self.table_banner.show_banner("amber", warning)
        self.table_banner.setVisible(bool(warning))

    def _filter_anew(self) -> None:
        self._most = SHOWN
        self._filter()

    def _show_more(self) -> None:
        self._most = len(self._rows)
        self._filter()

    def _filter(self) -> None:
        found = filtered(
            self._rows,
            when=str(self.when_combo.currentData()),
            basis=str(self.basis_combo.currentData()),
            words=self.find_edit.text(),
            today=self._today,
        )
        shown = found[: self._most]
        self._model.set_rows(agenda(shown, self._today))
        self.dates_table.setVisible(bool(found))
        self.why_card.setVisible(bool(found))
        self.dates_empty.setVisible(not found)
        self.file_button.setEnabled(any(row.duty.due for row in self._rows))
        self.more_button.setVisible(len(shown) < len(found))
        self.more_button.setText(self.tr("Show all {count} dates").format(count=len(found)))
        self.count_label.setText(count_of(len(found), self.tr("date")))
        if self._rows:
            words = self.tr("No date fits this filter.")
            self.dates_empty.show_empty(words, action=self.tr("Show all dates"))
        else:
            self.dates_empty.show_empty(self.tr("No open case has a date to keep. Dates come with a notification."))
        if found and not isinstance(self.dates_table.current(), CalendarRow):
            self.dates_table.choose(found[0].key)
        self._explain(self.dates_table.current())

    def _clear(self) -> None:
        self.find_edit.clear()
        self.when_combo.setCurrentIndex(self.when_combo.findData(ALL))
        self.basis_combo.setCurrentIndex(0)

    def _explain(self, row: object) -> None:
        empty(self.why_card.body)
        self._case_button.setEnabled(isinstance(row, CalendarRow))
        if not isinstance(row, CalendarRow):
            is_month = isinstance(row, MonthRow)
            words = self.tr("Choose a date of this group.") if is_month else self.tr("Choose a date.")
            self.why_card.body.addWidget(prose(words, tone="secondary"))
            self.why_card.body.addStretch(1)
            return
        try:
            reasons = duty_calendar.why(self.context.session, row)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.why_card.body.addWidget(label(f"{row.reference}: {row.duty.sentence}", "bodyStrong", wraps=True))
        self.why_card.body.addWidget(
            label(self.tr("Owed by: {owner}").format(owner=row.duty.owner), "small", tone="secondary", wraps=True)
        )
        for reason in reasons:
            self.why_card.body.addWidget(label(self.tr(reason.about), "captionStrong", tone="secondary"))
            self.why_card.body.addWidget(prose(reason.words))
        self.why_card.body.addStretch(1)

    def _open(self, row: object) -> None:
        if isinstance(row, CalendarRow):
            self.context.navigate(f"case/{row.case_id}/overview")

    def _export(self) -> None:
        target = self.context.messages.ask_new_file(self.tr("Save the calendar file"), "review-dates.ics", kinds=ICS)
        if target is None:
            return
        session = self.context.session
        try:
            count = duty_calendar.export_calendar(
                session,
                target,
                on=CalendarDay(self.day_combo.currentData()),
                recipient=session.person,
                may_replace=True,
            )
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.context.changes.tell()
        words = self.tr(
            "Written, entries: {count}. Each says the reference and the duty alone. The file is in the ledger; open it "
            "with the calendar of this laptop, and delete it then."
        )
        self.page_banner.show_banner("green", words.format(count=count))
