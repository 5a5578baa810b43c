from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.errors import EntryMissing
from safermk_desktop.services import importing, queries
from safermk_desktop.services.ports import Cancelled, Compartment
from safermk_desktop.services.session import Session
from safermk_desktop.services.tables import Table, TableRow

HEADER = (
    "Reference",
    "Notified on",
    "Died on",
    "Where it stands",
    "Decided on",
    "Chair",
    "Chair appointed on",
    "Notes",
)
TERMS = importing.Terms(regime="dhr_2016", reason="Kept in a tracker.", approver="H. Head", source="Tracker")
GOOD = (
    "DHR-2025-01",
    "10/1/2025",
    "20 December 2024",
    "Information gathering",
    "3.2.2025",
    "J. Chair",
    "2025-03-01",
    "x",
)


def table(*rows: tuple[str, ...]) -> Table:
    return Table(header=HEADER, rows=tuple(TableRow(number=at, cells=row) for at, row in enumerate(rows, 2)))


def change(at: int, cell: str, reference: str = "DHR-2025-02") -> tuple[str, ...]:
    cells = [reference, *GOOD[1:]]
    cells[at] = cell
    return tuple(cells)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_day_is_read_day_first(day: date) -> None:
    months = "January February March April May June July August September October November December".split()
    month = months[day.month - 1]
    for text in (
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3].upper()} {day.year}",
    ):
        assert importing.read_day(f" {text} ") == day


@given(st.text(max_size=30))
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    try:
        told = f"{importing.read_day(text)}: day first"
    except ValueError as refused:
        told = str(refused)
    assert "day first" in told


@pytest.mark.parametrize("text", ["30/2/2025", "1/13/2025", "1/2/25", "4 Movember 2025", "2025", "", "soon"])
def test_no_day_is_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="day first"):
        importing.read_day(text)


def test_the_rows_that_can_be_come_in_and_each_other_is_listed_with_its_reason(session: Session) -> None:
    columns = importing.guessed(HEADER, {})
    rows = (
        GOOD,
        change(1, "1/13/2025"),
        change(3, "Lost"),
        change(0, ""),
        GOOD,
        change(0, "Jane Doe"),
        change(4, ""),
        change(2, "11/1/2025"),
        change(4, "1/1/2027"),
        change(0, "dhr-2025-03"),
    )
    found = importing.preview(session, table(*rows), columns, TERMS)
    assert [number for number, _ in found.ready] == [2, 11]
    reasons = {one.number: one.reason for one in found.rejected}
    assert reasons == {
        3: "Notified on: “1/13/2025” is no day: write it day first, such as 4/11/2025.",
        4: "“Lost” is no state of this edition.",
        5: "No reference given.",
        6: "The reference is in use, in the vault or in an earlier row.",
        7: "A reference has 3 to 32 capitals, digits and hyphens; never a name.",
        8: "Decided on is empty, and the case stands after the decision.",
        9: "Notified on lies before Died on.",
        10: "Decided on lies in the future.",
    }
    assert queries.caseload(session) == ()
    done = importing.bring_in(session, found)
    assert len(done.cases) == 2
    shown = queries.overview(session, done.cases[0])
    assert (shown.file.case.reference, shown.state.id) == ("DHR-2025-01", "D6")
    assert shown.taken_over is not None
    assert shown.taken_over.source == "Tracker, row 2"
    again = importing.preview(session, table(*rows), columns, TERMS)
    assert again.ready == ()


def test_two_rows_do_not_share_a_working_title_and_a_column_that_is_gone_is_told(session: Session) -> None:
    columns = importing.guessed(HEADER, {})
    named = {**columns, "label": "Notes"}
    found = importing.preview(session, table(GOOD, change(7, "X"), change(7, "y", "DHR-2025-03")), named, TERMS)
    assert [number for number, _ in found.ready] == [2, 4]
    assert [one.reason for one in found.rejected] == ["The working title is in use, in the vault or in an earlier row."]
    assert len(importing.bring_in(session, found).cases) == 2
    with pytest.raises(EntryMissing, match="Reference"):
        importing.preview(session, table(GOOD), {**columns, "reference": "A column of last year"}, TERMS)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Chair appointed on": ""}, "The chair has a name and no day."),
        ({"Where it stands": "D2"}, "Decided on is filled, and no column says what was decided"),
        ({"Where it stands": "D11", "Submitted on": ""}, "the day of the submission"),
        ({"Where it stands": "D11", "Submitted on": "15/1/2025"}, "15 January 2025 lies before 3 February 2025"),
    ],
    ids=["a chair without a day", "a decision without an outcome", "never submitted", "submitted before the decision"],
)
def test_a_row_that_would_say_too_little_or_the_impossible_is_listed(
    session: Session, cells: dict[str, str], reason: str
) -> None:
    header = (*HEADER, "Submitted on")
    row = {**dict(zip(header, (*GOOD, "1/9/2025"), strict=True)), **cells}
    rows = (TableRow(number=2, cells=tuple(row[name] for name in header)),)
    found = importing.preview(session, Table(header=header, rows=rows), importing.guessed(header, {}), TERMS)
    assert found.ready == ()
    assert reason in found.rejected[0].reason


def test_a_formula_in_a_column_that_is_used_rejects_its_row(session: Session) -> None:
    columns = importing.guessed(HEADER, {})
    row = TableRow(number=2, cells=GOOD, formulas=frozenset({1, 7}))
    found = importing.preview(session, Table(header=HEADER, rows=(row,)), columns, TERMS)
    assert found.rejected[0].reason == "Notified on: the cell holds a formula. Paste its value."
    other = TableRow(number=2, cells=GOOD, formulas=frozenset({7}))
    assert importing.preview(session, Table(header=HEADER, rows=(other,)), columns, TERMS).ready


def test_the_columns_are_mapped_once(session: Session) -> None:
    header = ("Case no", "Notified on", "Died on", "Where it stands")
    assert "reference" not in importing.guessed(header, importing.kept_columns(session))
    with pytest.raises(EntryMissing, match="Reference"):
        importing.preview(session, Table(header=header, rows=()), importing.guessed(header, {}), TERMS)
    columns = {**importing.guessed(header, {}), "reference": "Case no"}
    importing.keep_columns(session, columns)
    importing.keep_columns(session, columns)
    assert importing.guessed(header, importing.kept_columns(session)) == columns
    entries = [entry.why for entry in session.vault.trail(Compartment.COMMON)]
    assert entries.count("columns of the tracker") == 1


def test_a_stopped_import_keeps_whole_cases_and_goes_on_later(session: Session) -> None:
    rows = tuple(change(0, f"DHR-2025-{number:02}") for number in range(5))
    columns = importing.guessed(HEADER, {})

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.bring_in(session, importing.preview(session, table(*rows), columns, TERMS), stop)
    assert len(queries.references(session)) == 2
    assert session.vault.orphans() == 0
    rest = importing.preview(session, table(*rows), columns, TERMS)
    assert len(importing.bring_in(session, rest).cases) == 3
    assert all(one.chain for one in session.vault.health())


def test_five_thousand_rows_are_looked_through(session: Session) -> None:
    rows = tuple(change(0, f"DHR-{number:05}") for number in range(5000))
    found = importing.preview(session, table(*rows), importing.guessed(HEADER, {}), TERMS)
    assert len(found.ready) == 5000
