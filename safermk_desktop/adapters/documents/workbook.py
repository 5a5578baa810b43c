"""Writes a spreadsheet: text that stays text, days that are days, and nothing of who made it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from safermk_desktop.adapters.documents.plain import plain_text
from safermk_desktop.services.tables import Sheet, SheetColumn

NO_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When every workbook says it was made: the file tells no time of work."""
LONGEST: Final = 32_767
"""Characters that a cell can hold (Excel's own limit)."""
_HEAD: Final = PatternFill("solid", fgColor="E6EAF0")


def workbook(sheet: Sheet) -> bytes:
    """A workbook (.xlsx) with one sheet: heading row kept in sight, filters, long text wrapped, closed cells locked."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet.title[:31]
    for at, column in enumerate(sheet.columns, 1):
        cell = page.cell(1, at, column.words)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(at)].width = column.width
    for number, row in enumerate(sheet.rows, 2):
        for at, (value, column) in enumerate(zip(row, sheet.columns, strict=True), 1):
            _fill(page.cell(number, at), value, column)
    _choices(page, sheet)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
    if any(column.is_open for column in sheet.columns):
        page.protection.sheet = True
        page.protection.formatColumns = page.protection.autoFilter = page.protection.sort = False
    told = book.properties
    told.creator = told.lastModifiedBy = ""
    told.created = told.modified = NO_DAY
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _fill(cell: Cell, value: str | date | None, column: SheetColumn) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=not column.is_open)
    if isinstance(value, date):
        cell.value = value
        cell.number_format = "d mmm yyyy"
    elif value:
        cell.value = plain_text(value)[:LONGEST]
        cell.data_type = "s"  # what begins with = stays text


def _choices(page: Worksheet, sheet: Sheet) -> None:
    for at, column in enumerate(sheet.columns, 1):
        if column.choices and sheet.rows:
            allowed = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"')
            letter = get_column_letter(at)
            allowed.add(f"{letter}2:{letter}{len(sheet.rows) + 1}")
            page.add_data_validation(allowed)
