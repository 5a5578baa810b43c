"""What services ask of whoever writes a calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One all-day entry. ``uid`` stays for the life of what it tells of, ``sequence`` grows with every change."""

    uid: str
    day: date
    words: str
    sequence: int
    is_taken_back: bool


class CalendarMaker(Protocol):
    """Writes entries as a calendar file."""

    def make(self, events: Sequence[CalendarEvent], at: datetime) -> bytes:
        """The file (RFC 5545) as of the moment ``at``, in UTC."""
        ...
