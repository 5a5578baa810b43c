"""What a calendar outside was told about a duty, so that a later file changes its entry instead of adding one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safermk_desktop.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry(Record):
    """One entry of the calendar file. ``duty`` is the key of the duty, ``words`` all that the entry says.

    ``sequence`` grows with every change of the day or the words (RFC 5545, 3.8.7.4). ``gone_on`` is the day of the
    first file in which the duty was owed no more and the entry was taken back.
    """

    duty: str
    day: date
    words: str
    sequence: int
    gone_on: date | None = None
