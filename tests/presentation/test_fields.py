from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.widgets.fields import (
    DateEdit,
    DateRefused,
    ErrorSummary,
    FieldError,
    day_text,
    read_day,
    short_day,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@given(DAYS)
def test_a_day_written_out_is_read_back(day: date) -> None:
    for text in (
        day_text(day),
        short_day(day),
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day:%d-%m-%Y}",
    ):
        assert read_day(text) == day


@given(st.text(max_size=20))
def test_anything_typed_is_a_day_or_is_refused(text: str) -> None:
    try:
        day = read_day(text)
    except DateRefused as refused:
        sentence = str(refused)
    else:
        sentence = "."
        assert day is None or 1900 <= day.year <= 2199
        assert (day is None) == (not text.split())
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "text,words",
    [
        ("31/9/2026", "September 2026 has days 1 to 30"),
        ("29 February 2026", "February 2026 has days 1 to 28"),
        ("10/13/2026", "number from 1 to 12"),
        ("2026-10-03", "day, month, year"),
        ("3 Ju 2026", "day, month, year"),
        ("3 Foo 2026", "no month called Foo"),
        ("3/10/1026", "four digits"),
        ("soon", "day, month, year"),
    ],
)
def test_a_day_that_cannot_be_says_how_to_correct_it(text: str, words: str) -> None:
    with pytest.raises(DateRefused, match=words):
        read_day(text)


@pytest.mark.parametrize("text", ["3 October 2026", "3rd Oct 2026", "03/10/26", "3.10.2026", " 3  October, 2026 "])
def test_the_usual_british_ways(text: str) -> None:
    assert read_day(text) == date(2026, 10, 3)


def test_the_field_writes_a_good_day_out_and_leaves_a_bad_one_as_typed(qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit, "3/10/26")
    edit.editingFinished.emit()
    assert edit.text() == "3 October 2026"
    edit.setText("31/9/2026")
    edit.editingFinished.emit()
    assert edit.text() == "31/9/2026"
    with pytest.raises(DateRefused):
        edit.day()


def test_errors_stand_above_their_fields_and_the_summary_goes_to_the_first(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    summary, error, first, second = ErrorSummary(), FieldError(), QLineEdit(), QLineEdit("typed")
    for widget in (summary, error, first, second):
        layout.addWidget(widget)
    window.show()
    second.setFocus()
    error.show_error("Type a name.", first)
    summary.show_errors([("Type a name.", first), ("Too long.", second)])
    assert error.isVisible()
    assert summary.isVisible()
    assert first.property("invalid") is True
    assert first.accessibleDescription() == "Type a name."
    assert window.focusWidget() is first
    assert second.text() == "typed"
    error.show_error("", first)
    summary.show_errors([])
    assert not error.isVisible()
    assert not summary.isVisible()
    assert first.property("invalid") is False
