"""The clock of this computer."""

from __future__ import annotations

from datetime import UTC, date, datetime

from safermk_desktop.domain.summer_time import english_day


class SystemClock:
    """The time as the operating system gives it."""

    def now(self) -> datetime:
        """The moment, in UTC, with its time zone."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day in England."""
        return english_day(self.now())
