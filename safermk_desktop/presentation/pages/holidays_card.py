"""The card of the bank holidays in the settings: the table by year, and days added or taken out with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QWidget

from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.models.cells import Cell, Column, tag_cell, text_cell, two_line_cell
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.fields import DateEdit, DateRefused
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import holidays
from safermk_desktop.services.holidays import HolidayRow
from safermk_desktop.services.session import Session


def _state(row: HolidayRow) -> Cell:
    words = {"": "Bank holiday", "added": "Added", "removed": "Taken out"}[row.change]
    return tag_cell(words, {"": "grey", "added": "green", "removed": "red"}[row.change])


def _why(row: HolidayRow) -> Cell:
    return two_line_cell(row.why, f"{row.who}, {row.at[:10]}") if row.change else text_cell("")


COLUMNS: Final[tuple[Column[HolidayRow], ...]] = (
    Column(header="Day", cell=lambda row: text_cell(f"{row.day:%A} {long_date(row.day)}"), width=232),
    Column(header="State", cell=_state, width=120),
    Column(header="Why, by whom and when", cell=_why),
)


class HolidaysCard(QFrame):
    """Only the head changes the table; to others the fields say so."""

    explain_prose: Prose
    card_banner: Banner
    year_combo: QComboBox
    holidays_table: DataTable
    day_edit: DateEdit
    reason_edit: QLineEdit
    add_button: QPushButton
    remove_button: QPushButton

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "holidays_card")
        self._context = context
        self._rows: tuple[HolidayRow, ...] = ()
        self._model = RowsModel(COLUMNS, key=lambda row: row.day, parent=self)
        self.holidays_table.use(self._model, is_fitted=True)
        self.holidays_table.row_activated.connect(self._take_up)
        self.year_combo.currentIndexChanged.connect(self._show_year)
        self.add_button.clicked.connect(lambda: self._change(holidays.add_holiday))
        self.remove_button.clicked.connect(lambda: self._change(holidays.remove_holiday))

    def show_table(self, *, may_change: bool) -> None:
        """Read the table anew."""
        session = self._context.session
        self._rows = holidays.holidays(session)
        chosen = self.year_combo.currentData() or session.clock.today().year
        with QSignalBlocker(self.year_combo):
            self.year_combo.clear()
            for year in sorted({row.day.year for row in self._rows}):
                self.year_combo.addItem(str(year), year)
            self.year_combo.setCurrentIndex(self.year_combo.findData(chosen))
        self._show_year()
        words = self.tr("Days that are no working days in England. Known up to {end}.").format(
            end=long_date(holidays.table_end(session))
        )
        only = self.tr("Only the head of community safety changes this.")
        self.explain_prose.show_text(words if may_change else f"{words} {only}")
        for part in (self.day_edit, self.reason_edit, self.add_button, self.remove_button):
            part.setEnabled(may_change)
        warning = holidays.end_warning(session)
        if warning:
            self.card_banner.show_banner("amber", warning)

    def _show_year(self) -> None:
        year = self.year_combo.currentData()
        self._model.set_rows([row for row in self._rows if row.day.year == year])

    def _take_up(self, row: object) -> None:
        """Enter on a day puts it into the field."""
        if isinstance(row, HolidayRow) and self.day_edit.isEnabled():
            self.day_edit.set_day(row.day)
            self.reason_edit.setFocus()

    def _change(self, act: Callable[..., None]) -> None:
        session: Session = self._context.session
        try:
            day: date | None = self.day_edit.day()
            if day is None:
                raise DateRefused(self.tr("Type the day."))
            act(session, day, why=self.reason_edit.text())
        except DateRefused as refused:
            self.card_banner.show_banner("red", str(refused))
            self.day_edit.setFocus()
            return
        except SafermkError as error:
            self._context.messages.show_error(error)
            return
        self.day_edit.clear()
        self.reason_edit.clear()
        self._context.changes.tell()
        self.card_banner.show_banner("green", self.tr("The table is changed; every date counts with it from now on."))
