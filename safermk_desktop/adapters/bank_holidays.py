"""The bank holidays of England, from the library ``holidays``, which holds the proclaimed one-off days as well."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

FIRST_YEAR: Final = 2015
LAST_YEAR: Final = 2045


@cache
def bank_holidays(added: frozenset[date] = frozenset()) -> frozenset[date]:
    """The days from 2015 to 2045 that are no working days in England, weekends apart, with days ``added`` by hand.

    Banking and Financial Dealings Act 1971, with the days proclaimed so far (domain 2.4).
    """
    import holidays  # 0.1 s and more: only where a calendar is needed

    days = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return frozenset(days) | added
