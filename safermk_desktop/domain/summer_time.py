"""The day in England."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

SUNDAY: Final = 6
CHANGE_HOUR: Final = 1


def english_day(moment: datetime) -> date:
    """The day in England at ``moment`` (which knows its time zone).

    Summer time is one hour ahead from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
    October (Summer Time Act 1972, Summer Time Order 2002). By rule, since Windows has no time zone data.
    """
    moment = moment.astimezone(UTC)
    start, end = _change(moment.year, 3), _change(moment.year, 10)
    return (moment + timedelta(hours=1) if start <= moment < end else moment).date()


def _change(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, CHANGE_HOUR, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)
