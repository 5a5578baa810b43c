"""The review panel: the seats it must have, why, and who sits on them (domain 2.5, 2.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import Record


class SeatState(StrEnum):
    """How a required seat stands. Only an open one closes the gate."""

    OPEN = "open"
    FILLED = "filled"
    NO_INVOLVEMENT = "no_involvement"
    WAIVED = "waived"


class PanelRole(StrEnum):
    """The independent chair, or a member."""

    CHAIR = "chair"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Record):
    """A seat the panel must fill, or settle with a reason.

    ``origin`` is ``regime`` for a seat every review has, ``case`` for one added to this case; ``source`` says who
    asked for it (a section of the Act, a resolution of the partnership).
    """

    agency_kind: str
    origin: str
    reason: str
    source: str
    state: SeatState = SeatState.OPEN
    settled_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember(Record):
    """A person on the panel: the independent chair or a member for an agency."""

    role: PanelRole
    name: str
    post: str
    organisation: str
    agency_kind: str
    independence: str
    joined_on: date
    left_on: date | None = None
