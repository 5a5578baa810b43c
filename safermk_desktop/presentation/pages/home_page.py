"""The caseload: every case with its next duty, the most pressing first, and what falls due next over all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nsmallest
from operator import itemgetter
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.models.caseload_model import (
    SOON_DAYS,
    DueRow,
    columns,
    due_columns,
    is_due_within,
    pressing_sentence,
    show_words,
)
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import case_entry
from safermk_desktop.presentation.pages.case_acts import open_notification
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.text import prose
from safermk_desktop.services import queries
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.queries import AMBER_DAYS, CaseRow

NARROW: Final = 1300
"""Below this width of the page, in pixels, the side column goes under the table."""
_LEAST: Final = MappingProxyType({"Type": 1000, "Lead": 1000, "Stage": 760})
"""The width of the page below which a column makes room for the duty."""
SIDE: Final = 328
"""The width of the side column, in pixels at 100 % text."""
MOST_DUE: Final = 6
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class HomePage(Page):
    """Enter on a case opens it."""

    date_label: QLabel
    new_button: QPushButton
    pressing_banner: Banner
    body_layout: QHBoxLayout
    side_layout: QHBoxLayout
    side_widget: QWidget
    cases_frame: QFrame
    all_button: QToolButton
    dhr_button: QToolButton
    due_button: QToolButton
    order_label: QLabel
    cases_table: DataTable
    cases_empty: EmptyState
    count_label: QLabel
    closed_button: QPushButton
    due_card: SectionCard
    channel_frame: QFrame

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "home_page")
        self._today = context.session.clock.today()
        self._rows: tuple[CaseRow, ...] = ()
        self._is_pressing_only = False
        self._is_shut = False
        self._cases = RowsModel(columns(self._today), key=lambda row: row.case_id, parent=self)
        self.cases_table.use(self._cases, is_fitted=True)
        self.due_table = DataTable(self.due_card)
        self.due_table.setAccessibleName(self.tr("Due next"))
        self._due = RowsModel(due_columns(self._today), key=lambda row: (row.case_id, row.duty), parent=self)
        self.due_table.use(self._due, is_fitted=True)
        self.due_card.set_title(self.tr("Due next"))
        self.due_card.body.setContentsMargins(0, 0, 0, 0)
        self.due_card.body.addWidget(self.due_table)
        self._no_due = prose(self.tr("No case has a date to keep."), tone="secondary")
        self._no_due.setContentsMargins(16, 0, 16, 0)
        self.due_card.body.addWidget(self._no_due)
        self.due_card.body.addStretch(1)
        self.channel_frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.all_button.setChecked(True)
        self._connect()

    def arrive(self, case_id: str) -> None:
        session = self.context.session
        if session.clock.today() != self._today:
            self._today = session.clock.today()
            self._cases = RowsModel(columns(self._today), key=lambda row: row.case_id, parent=self)
            self.cases_table.use(self._cases, is_fitted=True)
            self._due = RowsModel(due_columns(self._today), key=lambda row: (row.case_id, row.duty), parent=self)
            self.due_table.use(self._due, is_fitted=True)
        self.date_label.setText(f"{_DAYS[self._today.weekday()]} {long_date(self._today)}")
        self._is_shut = Compartment.REVIEWS not in session.vault.compartments
        self.new_button.setHidden(self._is_shut)
        self._rows = () if self._is_shut else queries.caseload(session, with_closed=True)
        self._show_banner()
        self._show_due()
        self._show_rows()

    def acts(self) -> Mapping[str, Act]:
        return MappingProxyType(
            {}
            if self._is_shut
            else {
                "new_notification": self.ask_notification,
                "enter_case": lambda: case_entry.open_entering(self.context, self) and None,
                "import_tracker": lambda: case_entry.open_import(self.context, self),
            }
        )

    def panes(self) -> tuple[QWidget, ...]:
        first = self.cases_table if self._rows else self.due_table if self._is_shut else self.new_button
        return (first, self.due_table)

    def ask_notification(self) -> None:
        """Open the dialog for a new notification."""
        open_notification(self.context, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.ask_notification)
        self.cases_table.row_activated.connect(self._open)
        self.due_table.row_activated.connect(self._open)
        self.pressing_banner.asked.connect(self._toggle_pressing)
        for part in (self.all_button, self.dhr_button, self.due_button, self.closed_button):
            part.toggled.connect(self._show_rows)
        self.cases_empty.asked.connect(self._on_empty)
        Theme.current().changed.connect(self._arrange)

    def _arrange(self) -> None:
        """The side column stands beside the table where there is room for both, otherwise under it."""
        scale = Theme.current().scale
        is_narrow = self.width() < NARROW * scale
        along, across = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.body_layout.setDirection(across if is_narrow else along)
        self.side_layout.setDirection(along if is_narrow and scale < 1.5 else across)
        self.side_widget.setMaximumWidth(16777215 if is_narrow else round(SIDE * scale))
        self.side_widget.setMinimumWidth(0 if is_narrow else round(SIDE * scale))
        for at, column in enumerate(self._cases.columns):
            self.cases_table.setColumnHidden(at, self.width() < _LEAST.get(column.header, 0) * scale)
        self.side_layout.setAlignment(self.channel_frame, Qt.AlignmentFlag.AlignTop)
        self.order_label.setVisible(not is_narrow or scale < 1.5)
        for part in (self.all_button, self.dhr_button, self.due_button):
            part.setMinimumHeight(Theme.current().size("controlDense"))

    def _open(self, row: object) -> None:
        if isinstance(row, CaseRow | DueRow):
            self.context.navigate(f"case/{row.case_id}/overview")

    def _show_banner(self) -> None:
        tone, sentence, count = pressing_sentence([row for row in self._rows if not row.is_closed], self._today)
        self._is_pressing_only = self._is_pressing_only and bool(sentence)
        if not sentence:
            self.pressing_banner.hide()
            return
        action = self.tr("Show all cases") if self._is_pressing_only else show_words(count)
        self.pressing_banner.show_banner(tone, sentence, action=action)

    def _toggle_pressing(self) -> None:
        self._is_pressing_only = not self._is_pressing_only
        self._show_banner()
        self._show_rows()

    def _chosen(self) -> Sequence[CaseRow]:
        rows = [row for row in self._rows if self.closed_button.isChecked() or not row.is_closed]
        if self.dhr_button.isChecked():
            rows = [row for row in rows if row.stream == "DHR"]
        if self.due_button.isChecked():
            rows = [row for row in rows if is_due_within(row, AMBER_DAYS, self._today)]
        if self._is_pressing_only:
            rows = [row for row in rows if is_due_within(row, SOON_DAYS, self._today)]
        return rows

    def _show_rows(self) -> None:
        shown = self._chosen()
        opened = [row for row in self._rows if not row.is_closed]
        closed = len(self._rows) - len(opened)
        listed = self._rows if self.closed_button.isChecked() else opened
        self.all_button.setText(self.tr("All {count}").format(count=len(listed)))
        reviews = sum(row.stream == "DHR" for row in listed)
        self.dhr_button.setText(self.tr("DHR {count}").format(count=reviews))
        self._cases.set_rows(shown)
        self.cases_table.setVisible(bool(shown))
        self.cases_empty.setVisible(not shown)
        if self._is_shut:
            self.cases_empty.show_empty(self.tr("Your key slot does not open the reviews."))
        elif not self._rows:
            words = self.tr("No cases yet. A case begins with a written notification of a death.")
            self.cases_empty.show_empty(words, action=self.tr("Record a notification"))
        elif not shown:
            self.cases_empty.show_empty(self.tr("No case is shown by this filter."), action=self.tr("Show all cases"))
        hides = bool(closed) and not self.closed_button.isChecked()
        closed_words = f"{count_of(closed, 'closed case')} {'hidden' if hides else 'shown'}" if closed else ""
        self.count_label.setText(", ".join(part for part in (count_of(len(opened), "open case"), closed_words) if part))
        self.closed_button.setVisible(bool(closed))
        self.closed_button.setText(
            self.tr("Hide &closed") if self.closed_button.isChecked() else self.tr("Show &closed")
        )

    def _on_empty(self) -> None:
        if not self._rows:
            self.ask_notification()
            return
        with QSignalBlocker(self.due_button):
            self.due_button.setChecked(False)
        self._is_pressing_only = False
        self.all_button.setChecked(True)
        if not any(not row.is_closed for row in self._rows):
            self.closed_button.setChecked(True)
        self._show_banner()
        self._show_rows()

    def _show_due(self) -> None:
        """The dates to keep over all cases, earliest first; a closed one owes the look at what is not published."""
        dated = ((duty.due, case.label, case.case_id, duty) for case in self._rows for duty in case.duties if duty.due)
        first = nsmallest(MOST_DUE, dated, key=itemgetter(0, 1))  # of ten thousand, a handful is shown
        rows = [DueRow(case_id=case_id, label=label, duty=duty) for _, label, case_id, duty in first]
        self._due.set_rows(rows)
        self.due_table.setVisible(bool(rows))
        self._no_due.setVisible(not rows)
