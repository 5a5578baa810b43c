"""A clock that the story turns, so that every act is recorded on the day it happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

OFFICE_HOUR = time(10, 42)


class StoryClock:
    """Stands still on one day until it is turned to another."""

    def __init__(self, day: date) -> None:
        self._day = day

    def turn_to(self, day: date) -> None:
        """Make ``day`` today."""
        self._day = day

    def now(self) -> datetime:
        """Quarter to eleven on the day of the story, in UTC."""
        return datetime.combine(self._day, OFFICE_HOUR, tzinfo=UTC)

    def today(self) -> date:
        """The day of the story."""
        return self._day
