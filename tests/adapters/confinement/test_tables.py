from __future__ import annotations

import io
import json

import pytest
from openpyxl import Workbook

from safermk_desktop import bootstrap
from safermk_desktop.adapters.confinement import ConfinedRedactor, answers
from safermk_desktop.adapters.imports.tracker import PROTECTED, UNKNOWN, read_table
from safermk_desktop.errors import EntryInvalid, WorkBrokeOff


def book() -> bytes:
    made, held = Workbook(), io.BytesIO()
    for row in (("Reference", "Status"), ("A-1", "=1+1"), ("A-2", "Done")):
        made.worksheets[0].append(row)
    made.save(held)
    return held.getvalue()


def test_a_spreadsheet_is_read_in_a_process_of_its_own_as_it_would_be_here() -> None:
    data = book()
    assert bootstrap.tables()(data, "form.xlsx") == read_table(data, "form.xlsx")


def test_what_the_reader_refuses_is_told_in_its_words() -> None:
    with pytest.raises(EntryInvalid, match=UNKNOWN[:20]) as told:
        bootstrap.tables()(b"x", "form.exe")
    assert told.value.detail == UNKNOWN
    assert PROTECTED != UNKNOWN


def test_the_child_reads_it_and_not_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from safermk_desktop.adapters.imports import tracker

    monkeypatch.setattr(tracker, "CalamineWorkbook", None)
    assert bootstrap.tables()(book(), "form.xlsx").rows[1].cells == ("A-2", "Done")


@pytest.mark.parametrize(
    "said", [[], [["a"], [[1, ["x"]]]], [["a"], [[-1, ["x"], []]]], [["a"], [["1", ["x"], []]]], "no"]
)
def test_an_answer_of_another_form_is_not_believed(said: object) -> None:
    with pytest.raises(WorkBrokeOff):
        answers.table(json.dumps(said).encode())


def test_a_reader_that_is_not_there_breaks_off() -> None:
    with pytest.raises(WorkBrokeOff):
        ConfinedRedactor().table(book(), "form.xlsx", "safermk_desktop.nothing:at_all")
