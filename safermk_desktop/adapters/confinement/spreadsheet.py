"""Reads a table from Excel (.xlsx, .xls, .ods) or CSV, in the child alone.

Nothing of it is run; a formula is told, never worked out.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final
from xml.sax.saxutils import unescape

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from safermk_desktop.errors import TableTooLarge, TableUnfit
from safermk_desktop.services.tables import LARGEST, LIMITS, MOST_COLUMNS, MOST_ROWS, Table, TableRow

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
FORMULA: Final = ("=", "+", "-", "@")
"""What a spreadsheet takes for a formula at the start of a cell of a CSV file (OWASP, CSV injection)."""

PROTECTED: Final = "It is protected by a password: save a copy without one."
UNKNOWN: Final = "Choose an Excel file (.xlsx, .xls, .ods) or a CSV file (.csv)."
EMPTY: Final = "The first sheet holds no table."
UNCLOSED: Final = "A quotation mark in it is never closed."
NO_TEXT: Final = "What is in it is no text."

_BREAK: Final = "\r\n"
_END: Final = "\x1fend of the file\x1f"

_CELL: Final = re.compile(rb'<c\s[^>]{0,200}?r="([A-Z]{1,3})(\d{1,7})"[^>]{0,200}>\s{0,9}<f[\s/>]')
_FIRST_SHEET: Final = re.compile(r'<sheet\s[^>]{0,400}?r:id="([^"]{1,40})"')
_NUMBER: Final = re.compile(r"[+-]?\d[\d., ]*")


def read_table(data: bytes, name: str) -> Table:
    """The first sheet, its first row as the header. Raises ``TableUnfit``, ``TableTooLarge``."""
    if len(data) > LARGEST:
        raise TableTooLarge(LIMITS)
    ending = name.lower().rpartition(".")[2]
    if f".{ending}" in WORKBOOKS:
        rows, formulas = _workbook(data), _formulas(data)
    elif ending == "csv":
        rows = _csv(data)
        formulas = {number: _told(cells) for number, cells in enumerate(rows, 1)}
    else:
        raise TableUnfit(UNKNOWN)
    return _table(rows, formulas)


def _table(rows: list[list[str]], formulas: Mapping[int, frozenset[int]]) -> Table:
    if len(rows) > MOST_ROWS + 1 or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise TableTooLarge(LIMITS)
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise TableUnfit(EMPTY)
    found = (
        TableRow(number=number, cells=tuple(cells), formulas=formulas.get(number, frozenset()))
        for number, cells in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in cells)
    )
    return Table(header=tuple(cell.strip() for cell in rows[0]), rows=tuple(found))


def _csv(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    try:
        # the field of csv has a limit of 131,072 letters: a longer one is an error
        *rows, last = csv.reader(io.StringIO(f"{text}{_BREAK if text else ''}{_END}", newline=""), delimiter=delimiter)
    except csv.Error:
        raise TableUnfit from None
    if last != [_END]:  # all that followed the mark would stand in one cell, and its rows be lost
        raise TableUnfit(UNCLOSED)
    return rows if rows[-1:] != [[]] else rows[:-1]


def _decoded(data: bytes) -> str:
    """The text of a CSV file: in UTF-8, as Excel's "Unicode text" in UTF-16, or in the letters of Windows."""
    try:
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise TableUnfit(NO_TEXT)
    return text


def _told(cells: Iterable[str]) -> frozenset[int]:
    """The columns whose text a spreadsheet would take for a formula; a number or a telephone number is none."""
    return frozenset(
        at
        for at, cell in enumerate(cells)
        if cell.lstrip().startswith(FORMULA) and not _NUMBER.fullmatch(cell.strip()) and cell.strip() != "-"
    )


def _workbook(data: bytes) -> list[list[str]]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            if not book.sheet_names:
                raise TableUnfit(EMPTY)
            sheet = book.get_sheet_by_index(0)
            if sheet.total_height > MOST_ROWS + 1 or sheet.total_width > MOST_COLUMNS:
                raise TableTooLarge(LIMITS)
            return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except PasswordError:
        raise TableUnfit(PROTECTED) from None
    except (CalamineError, XmlError, ZipError, ValueError, OSError):
        raise TableUnfit from None


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _formulas(data: bytes) -> dict[int, frozenset[int]]:
    """The columns that hold a formula, by row, of the first sheet of an .xlsx; what is read is what was worked out."""
    found: dict[int, set[int]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for column, row in _CELL.findall(_first_sheet(package)):
                found.setdefault(int(row), set()).add(_column(column))
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, NotImplementedError, RuntimeError):
        return {}  # no .xlsx: its cells are told as they are shown
    return {row: frozenset(columns) for row, columns in found.items()}


def _first_sheet(package: zipfile.ZipFile) -> bytes:
    named = _FIRST_SHEET.search(_part(package, "xl/workbook.xml").decode())
    related = _part(package, "xl/_rels/workbook.xml.rels").decode()
    for relation in re.findall(r"<Relationship\s[^>]{1,600}>", related):
        if named and f'Id="{named[1]}"' in relation:
            target = re.search(r'Target="([^"]{1,200})"', relation)
            path = unescape(target[1]).lstrip("/") if target else ""
            return _part(package, path if path.startswith("xl/") else f"xl/{path}")
    raise KeyError("xl/worksheets")


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > 4 * LARGEST:
        raise TableTooLarge(LIMITS)
    return package.read(name)


def _column(letters: bytes) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
