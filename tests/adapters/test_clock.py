from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.adapters.clock import SystemClock, english_day
from safermk_desktop.services.ports import Clock

START = datetime(1996, 1, 1, tzinfo=UTC)


def london() -> ZoneInfo:
    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        pytest.skip("no time zone data here")


@given(st.integers(0, 42 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)))
def test_the_day_in_england_is_that_of_the_time_zone_data(moment: datetime) -> None:
    assert english_day(moment) == moment.astimezone(london()).date()


@pytest.mark.parametrize("year", range(1996, 2038))
def test_the_nights_around_the_changes(year: int) -> None:
    for month in (3, 10):
        for hours in range(31 * 24):
            moment = datetime(year, month, 1, tzinfo=UTC) + timedelta(hours=hours, minutes=59)
            assert english_day(moment) == moment.astimezone(london()).date()


def test_a_moment_of_another_zone() -> None:
    summer_night = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert english_day(summer_night) == date(2026, 7, 1)
    assert english_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert english_day(datetime(2026, 1, 1, 23, 30, tzinfo=UTC)) == date(2026, 1, 1)


def test_now_is_in_utc() -> None:
    clock: Clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.today() in {english_day(clock.now()), english_day(clock.now() - timedelta(seconds=5))}
