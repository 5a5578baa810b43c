"""The calendar file that a laptop's own calendar reads (RFC 5545), written by the library ``icalendar``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from safermk_desktop.services.calendar_port import CalendarEvent

PRODUCT: Final = "-//SaferMK Desktop//Dates of reviews//EN"


class IcsMaker:
    """Fills ``services.calendar_port.CalendarMaker``. The library is loaded with the first file."""

    def make(self, events: Sequence[CalendarEvent], at: datetime) -> bytes:
        """All-day entries that take no time of the day, private, with no description, place, person or alarm."""
        from icalendar import Calendar, Event

        file = Calendar()
        file.add("prodid", PRODUCT)
        file.add("version", "2.0")
        file.add("method", "PUBLISH")
        for each in events:
            event = Event()
            event.add("uid", each.uid)
            event.add("dtstamp", at)
            event.add("dtstart", each.day)
            event.add("dtend", each.day + timedelta(days=1))
            event.add("summary", each.words)
            event.add("sequence", each.sequence)
            event.add("status", "CANCELLED" if each.is_taken_back else "CONFIRMED")
            event.add("transp", "TRANSPARENT")
            event.add("class", "PRIVATE")
            file.add_component(event)
        return bytes(file.to_ical())
