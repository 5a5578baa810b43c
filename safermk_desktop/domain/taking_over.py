"""A case that was under way before it came into the vault: where it stood, and what was recorded afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safermk_desktop.domain.record import Record
from safermk_desktop.domain.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Record):
    """That a case came in where it stood. ``state`` is the state it stood in; earlier gates are taken over.

    ``source`` says where what is known came from ("the paper file", "tracker, row 12").
    """

    entered_on: date
    entered_by: str
    state: str
    reason: str
    approver: str
    source: str

    def afterwards(self, happened_on: date, recorded_on: date) -> str:
        """What marks something that happened before the case came in; empty for what happened since."""
        return f"Recorded afterwards on {long_date(recorded_on)}." if happened_on < self.entered_on else ""
