from __future__ import annotations

from datetime import date

import pytest

from safermk_desktop.adapters.bank_holidays import bank_holidays
from safermk_desktop.domain.deadlines import WorkingCalendar

# domain 2.4, and for 2020 to 2024 the days as they were proclaimed and published
TABLE = {
    2020: "0101 0410 0413 0508 0525 0831 1225 1228",
    2021: "0101 0402 0405 0503 0531 0830 1227 1228",
    2022: "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227",
    2023: "0102 0407 0410 0501 0508 0529 0828 1225 1226",
    2024: "0101 0329 0401 0506 0527 0826 1225 1226",
    2025: "0101 0418 0421 0505 0526 0825 1225 1226",
    2026: "0101 0403 0406 0504 0525 0831 1225 1228",
    2027: "0101 0326 0329 0503 0531 0830 1227 1228",
    2028: "0103 0414 0417 0501 0529 0828 1225 1226",
}


@pytest.fixture(scope="module")
def days() -> frozenset[date]:
    return bank_holidays()


@pytest.mark.parametrize("year", TABLE)
def test_the_table(days: frozenset[date], year: int) -> None:
    expected = {date(year, int(day[:2]), int(day[2:])) for day in TABLE[year].split()}
    assert {day for day in days if day.year == year and day.weekday() < 5} == expected


def test_every_year_has_eight_or_more(days: frozenset[date]) -> None:
    counts = {year: sum(day.year == year and day.weekday() < 5 for day in days) for year in range(2015, 2046)}
    assert {year for year, count in counts.items() if count != 8} == {2022, 2023}
    assert min(day.year for day in days) == 2015
    assert max(day.year for day in days) == 2045


def test_a_day_may_be_added(days: frozenset[date]) -> None:
    proclaimed = date(2030, 6, 5)
    assert WorkingCalendar(days).is_working(proclaimed)
    assert not WorkingCalendar(bank_holidays(frozenset({proclaimed}))).is_working(proclaimed)
