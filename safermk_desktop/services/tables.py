"""A table from a spreadsheet or a CSV file, as plain texts; who reads it is an adapter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from safermk_desktop.services.progress import Progress

LARGEST: Final = 32 << 20
"""Bytes of a file, and four times as many of what it unpacks to."""
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
LIMITS: Final = f"At most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns and {LARGEST >> 20} MB are read."


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row. ``number`` is the one that the spreadsheet shows; ``formulas`` are the columns that hold a formula.

    A day is given as ISO 8601, a whole number without a point.
    """

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The words of the first row, and the rows below it that hold anything."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]


class TableReader(Protocol):
    """Reads a table, out of reach of what a hostile file could do to this process."""

    def __call__(self, data: bytes, name: str, progress: Progress | None = None, /) -> Table:
        """The first sheet of ``data``; ``name`` says by its ending what it is.

        What ``progress`` raises ends the work within half a second. Raises ``TableUnfit``, ``TableTooLarge``,
        ``WorkBrokeOff``.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column of a sheet to be written: ``width`` in characters; ``choices`` is all that may be entered, if any.

    Only an ``is_open`` column can be typed in while the sheet is protected, which it is without a passphrase.
    """

    words: str
    width: int
    is_open: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet to be written. A cell is text, never a formula, or a day."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str | date | None, ...], ...]


class SheetMaker(Protocol):
    """Writes spreadsheets (.xlsx)."""

    def __call__(self, sheet: Sheet, /) -> bytes:
        """A workbook with one sheet that tells nobody who made it, on what and when."""
        ...
