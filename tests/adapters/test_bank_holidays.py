from __future__ import annotations

from datetime import date, timedelta

import pytest

from safermk_desktop.adapters.bank_holidays import bank_holidays
from safermk_desktop.domain.deadlines import WorkingCalendar

# 2026 to 2028: domain 2.4; before, the days as they were proclaimed and published; after, by the Act of 1971
TABLE = {
    2015: "0101 0403 0406 0504 0525 0831 1225 1228",
    2016: "0101 0325 0328 0502 0530 0829 1226 1227",
    2017: "0102 0414 0417 0501 0529 0828 1225 1226",
    2018: "0101 0330 0402 0507 0528 0827 1225 1226",
    2019: "0101 0419 0422 0506 0527 0826 1225 1226",
    2020: "0101 0410 0413 0508 0525 0831 1225 1228",
    2021: "0101 0402 0405 0503 0531 0830 1227 1228",
    2022: "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227",
    2023: "0102 0407 0410 0501 0508 0529 0828 1225 1226",
    2024: "0101 0329 0401 0506 0527 0826 1225 1226",
    2025: "0101 0418 0421 0505 0526 0825 1225 1226",
    2026: "0101 0403 0406 0504 0525 0831 1225 1228",
    2027: "0101 0326 0329 0503 0531 0830 1227 1228",
    2028: "0103 0414 0417 0501 0529 0828 1225 1226",
    2029: "0101 0330 0402 0507 0528 0827 1225 1226",
    2030: "0101 0419 0422 0506 0527 0826 1225 1226",
    2031: "0101 0411 0414 0505 0526 0825 1225 1226",
    2032: "0101 0326 0329 0503 0531 0830 1227 1228",
    2033: "0103 0415 0418 0502 0530 0829 1226 1227",
}
MOVED = {2020: {date(2020, 5, 4): date(2020, 5, 8)}, 2022: {date(2022, 5, 30): date(2022, 6, 2)}}
"""The May holidays that were moved for the anniversary of 1945 and the Platinum Jubilee."""
ADDED = {2022: {date(2022, 6, 3), date(2022, 9, 19)}, 2023: {date(2023, 5, 8)}}
"""The days proclaimed once: the Jubilee, the State Funeral, the Coronation."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def monday(year: int, month: int, *, is_last: bool) -> date:
    days = [day for day in range(1, 32) if day <= 31 - (month in {4, 6, 9, 11})]
    found = [date(year, month, day) for day in days if date(year, month, day).weekday() == 0]
    return found[-1 if is_last else 0]


def substituted(*days: date) -> set[date]:
    """Each day, or for one at a weekend the next working day that is not taken."""
    found: set[date] = set()
    for day in sorted(days, key=lambda one: one.weekday() >= 5):
        kept = day
        while kept.weekday() >= 5 or kept in found:
            kept += timedelta(days=1)
        found.add(kept)
    return found


def by_the_act(year: int) -> set[date]:
    """The days of England and Wales: Banking and Financial Dealings Act 1971, Schedule 1, and as proclaimed."""
    days = substituted(date(year, 1, 1)) | substituted(date(year, 12, 25), date(year, 12, 26))
    days |= {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    days |= {monday(year, 5, is_last=False), monday(year, 5, is_last=True), monday(year, 8, is_last=True)}
    moved = MOVED.get(year, {})
    return ((days - moved.keys()) | set(moved.values())) | ADDED.get(year, set())


@pytest.fixture(scope="module")
def days() -> frozenset[date]:
    return bank_holidays()


@pytest.mark.parametrize("year", TABLE)
def test_the_table(days: frozenset[date], year: int) -> None:
    expected = {date(year, int(day[:2]), int(day[2:])) for day in TABLE[year].split()}
    assert {day for day in days if day.year == year and day.weekday() < 5} == expected


@pytest.mark.parametrize("year", range(2015, 2046))
def test_every_year_of_the_table_is_what_the_act_says(days: frozenset[date], year: int) -> None:
    assert {day for day in days if day.year == year and day.weekday() < 5} == by_the_act(year)


@pytest.mark.parametrize("year", TABLE)
def test_what_is_computed_here_is_the_golden_table(year: int) -> None:
    assert by_the_act(year) == {date(year, int(day[:2]), int(day[2:])) for day in TABLE[year].split()}


def test_every_year_has_eight_or_more(days: frozenset[date]) -> None:
    counts = {year: sum(day.year == year and day.weekday() < 5 for day in days) for year in range(2015, 2046)}
    assert {year for year, count in counts.items() if count != 8} == {2022, 2023}
    assert min(day.year for day in days) == 2015
    assert max(day.year for day in days) == 2045


def test_a_day_may_be_added(days: frozenset[date]) -> None:
    proclaimed = date(2030, 6, 5)
    assert WorkingCalendar(days).is_working(proclaimed)
    assert not WorkingCalendar(bank_holidays(frozenset({proclaimed}))).is_working(proclaimed)
