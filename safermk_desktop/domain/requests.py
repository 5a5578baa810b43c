"""Information asked of agencies: individual management reviews and their shorter kinds (domain 3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import Record


class ReturnKind(StrEnum):
    """What an agency may be asked for."""

    IMR = "IMR"
    SHORT_REPORT = "SHORT_REPORT"
    CHRONOLOGY_ONLY = "CHRONOLOGY_ONLY"
    NO_CONTACT_CONFIRMATION = "NO_CONTACT_CONFIRMATION"


class ReturnState(StrEnum):
    """Where a return stands. ``QUERIES`` is received but not yet good enough."""

    ASKED = "asked"
    QUERIES = "queries"
    ACCEPTED = "accepted"
    NO_INVOLVEMENT = "no_involvement"
    WAIVED = "waived"


SETTLED_RETURNS = frozenset({ReturnState.ACCEPTED, ReturnState.NO_INVOLVEMENT, ReturnState.WAIVED})
OPEN_RETURNS = frozenset(ReturnState) - SETTLED_RETURNS


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest(Record):
    """What one agency was asked for, by when, and what came back."""

    organisation: str
    kind: ReturnKind
    asked_on: date
    due_on: date
    state: ReturnState = ReturnState.ASKED
    returned_on: date | None = None
    note: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is expected from this agency."""
        return self.state in SETTLED_RETURNS
