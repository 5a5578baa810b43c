from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from safermk_desktop.adapters.imports.tracker import MOST_COLUMNS, read_table
from safermk_desktop.errors import EntryInvalid

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


def workbook(*rows: tuple[str | int | float | date, ...]) -> bytes:
    book, held = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(held)
    return held.getvalue()


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t"))
def test_a_table_comes_back_from_csv_as_it_was_written(rows: list[list[str]], delimiter: str) -> None:
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=delimiter).writerows([["Reference", "Day", "State"], *rows])
    table = read_table(held.getvalue().encode(), "tracker.csv")
    assert table.header == ("Reference", "Day", "State")
    kept = [(at, tuple(row)) for at, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    assert [(row.number, row.cells) for row in table.rows] == kept


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a.pdf"]))
def test_whatever_the_bytes_a_table_or_a_sentence_comes(data: bytes, name: str) -> None:
    try:
        header = read_table(data, name).header
    except EntryInvalid as refused:
        header = (refused.detail,)
    assert any(header)


def test_days_numbers_and_formulas_of_a_workbook() -> None:
    data = workbook(("Reference", "Day", "Count"), ("DHR-1", date(2025, 11, 4), 7), (), ("DHR-2", "=TODAY()", 7.5))
    table = read_table(data, "Tracker.XLSX")
    assert table.rows[0].cells == ("DHR-1", "2025-11-04", "7")
    assert [(row.number, row.formulas) for row in table.rows] == [(2, frozenset()), (4, frozenset({1}))]


def test_formulas_of_a_csv_are_told_numbers_are_none() -> None:
    text = "Reference,Phone,Note\r\n=cmd|' /C calc'!A0,+44 1908 000000,-3\r\n@SUM(A1),-,x\r\n"
    table = read_table(text.encode("cp1252"), "t.csv")
    assert [row.formulas for row in table.rows] == [frozenset({0}), frozenset({0})]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "no table"),
        (b"a,b", "a.txt", "Choose"),
        (b"PK\x03\x04 nothing", "a.xlsx", "cannot be read"),
        (b"," * (MOST_COLUMNS + 1), "a.csv", "too large"),
        (b'a\n"' + b"x" * 200_000, "a.csv", "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, name: str, words: str) -> None:
    with pytest.raises(EntryInvalid, match=words):
        read_table(data, name)


def test_a_sheet_that_unpacks_to_too_much_is_refused() -> None:
    held = io.BytesIO(workbook(("Reference",), ("DHR-1",)))
    bomb = io.BytesIO()
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            spare = b" " * (129 << 20) if item.filename == "xl/workbook.xml" else b""
            target.writestr(item.filename, source.read(item) + spare)
    with pytest.raises(EntryInvalid):
        read_table(bomb.getvalue(), "a.xlsx")
