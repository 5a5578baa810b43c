from __future__ import annotations

import csv
import io
import sys
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from safermk_desktop import bootstrap
from safermk_desktop.adapters.confinement import Bounds, ConfinedTables, answers, spreadsheet
from safermk_desktop.adapters.confinement.spreadsheet import read_table
from safermk_desktop.errors import InputRefused, TableTooLarge, TableUnfit, WorkBrokeOff
from safermk_desktop.services.progress import Cancelled
from safermk_desktop.services.tables import LARGEST, MOST_COLUMNS

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
    except InputRefused as refused:
        header = (refused.line(),)
    assert any(header)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_a_csv_is_read_in_what_excel_saves_it_in(encoding: str, end: str, last: str) -> None:
    text = end.join(["Reference;Area", "DHR-1;Zoë's", 'DHR-2;"a;b"'])
    table = read_table((text + (end if last else "")).encode(encoding), "t.csv")
    assert (table.header, [row.cells for row in table.rows]) == (
        ("Reference", "Area"),
        [("DHR-1", "Zoë's"), ("DHR-2", "a;b")],
    )


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
        (b'a\n"' + b"x" * 200_000, "a.csv", "cannot be read"),
        (b'Reference,Day\nDHR-1,"4/11/2025\nDHR-2,5/11/2025\n', "a.csv", "never closed"),
        (b"Reference,Day\nDHR-1,\0\n", "a.csv", "is no text"),
        ("Reference,Day\n".encode("utf-16-le"), "a.csv", "is no text"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, name: str, words: str) -> None:
    with pytest.raises(TableUnfit, match=words) as here:
        read_table(data, name)
    with pytest.raises(TableUnfit) as there:
        ConfinedTables()(data, f"Ada Lovelace{name}")
    assert there.value.line() == here.value.line()


def test_what_the_child_reads_comes_across_as_it_is_read_here() -> None:
    data = workbook(("Reference", "Day", "Count"), ("DHR-1", date(2025, 11, 4), 7), (), ("DHR-2", "=TODAY()", 7.5))
    assert ConfinedTables()(data, "tracker.xlsx") == read_table(data, "tracker.xlsx")


def test_the_child_reads_it_and_not_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "CalamineWorkbook", None)
    assert bootstrap.tables()(workbook(("Reference",), ("A-2",)), "form.xlsx").rows[0].cells == ("A-2",)


def test_a_table_with_too_many_columns_is_refused_and_a_file_that_is_too_large_never_handed_over() -> None:
    with pytest.raises(TableTooLarge, match="200 columns"):
        read_table(b"," * (MOST_COLUMNS + 1), "a.csv")
    with pytest.raises(TableTooLarge, match="32 MB"):
        ConfinedTables(command=("no-such-program",))(bytes(LARGEST + 1), "a.csv")


def sheet_that_unpacks_to(megabytes: int) -> bytes:
    """A workbook whose sheet is a few kilobytes packed."""
    held, bomb = io.BytesIO(workbook(("Reference",), ("DHR-1",))), io.BytesIO()
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                cell = b'<c r="A2" t="inlineStr"><is><t>' + b"x" * (megabytes << 20) + b"</t></is></c>"
                data = data.replace(b"</row></sheetData>", cell + b"</row></sheetData>")
            target.writestr(item.filename, data)
    return bomb.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")
def test_a_sheet_that_fills_the_memory_is_refused_and_this_process_stands() -> None:
    bounds = Bounds(memory=64 << 20, memory_per_byte=0)
    with pytest.raises(TableTooLarge):
        ConfinedTables(bounds)(sheet_that_unpacks_to(120), "a.xlsx")


def test_a_child_that_hangs_or_is_gone_or_says_something_else_is_told_with_a_code() -> None:
    def child(line: str) -> tuple[str, ...]:
        return (sys.executable, "-c", f"import time, sys; {line}")

    with pytest.raises(TableTooLarge, match="longer"):
        ConfinedTables(Bounds(seconds=0.5), child("time.sleep(60)"))(b"a", "a.csv")
    with pytest.raises(WorkBrokeOff):
        ConfinedTables(command=child("sys.exit(3)"))(b"a", "a.csv")


def test_what_progress_raises_ends_the_child() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        ConfinedTables()(b"a,b", "a.csv", stop)


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"[]",
        b'[["a"],[[1,["x"],[]]]]',
        b'[["a"],[[3,["x"],[]],[2,["y"],[]]]]',
        b'[["a"],[[-1,["x"],[]]]]',
        b'[["a"],[[2,["x"]]]]',
        b'[["a"],[[2,[1],[]]]]',
        b'[["a"],[[2,["x"],["0"]]]]',
        b'[["a"],[[20002,["x"],[]]]]',
        f"[{['a'] * 201},[]]".replace("'", '"').encode(),
    ],
)
def test_another_answer_than_a_table_is_not_taken(bad: bytes) -> None:
    assert answers.table(b'[["a"],[[2,["x"],[0]],[4,["y"],[]]]]').rows[1].number == 4
    with pytest.raises(WorkBrokeOff):
        answers.table(bad)


def test_a_sheet_that_unpacks_to_too_much_is_refused() -> None:
    held = io.BytesIO(workbook(("Reference",), ("DHR-1",)))
    bomb = io.BytesIO()
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            spare = b" " * (129 << 20) if item.filename == "xl/workbook.xml" else b""
            target.writestr(item.filename, source.read(item) + spare)
    with pytest.raises(TableTooLarge):
        read_table(bomb.getvalue(), "a.xlsx")
