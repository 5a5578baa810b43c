"""What the two tables of the panel show: the seats it must fill, and everyone who sits or sat on it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelMember, PanelRole, Seat, SeatState
from safermk_desktop.domain.wording import short_date
from safermk_desktop.presentation.models.cells import Cell, Column, rag_cell, text_cell, two_line_cell, wrap_cell
from safermk_desktop.presentation.pages.panel_checks import declared_words, expertise_words, substitute_name

_STATES: Final = MappingProxyType(
    {
        SeatState.OPEN: ("amber", "Open"),
        SeatState.FILLED: ("green", "Filled"),
        SeatState.NO_INVOLVEMENT: ("blue", "Not involved"),
        SeatState.WAIVED: ("blue", "Waived"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """A seat with the names of those who fill it now."""

    seat: Seat
    filled_by: tuple[str, ...]
    expertise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """Someone who sits on the panel, or did."""

    member: PanelMember
    declared: tuple[str, str]
    substitute: str
    mark: str = ""

    @property
    def has_left(self) -> bool:
        """Whether the membership ended."""
        return self.member.left_on is not None


def seat_rows(file: CaseFile) -> tuple[SeatRow, ...]:
    """The seats in the order of the regime, then those of this case."""
    return tuple(
        SeatRow(seat=seat, filled_by=_names(file, seat), expertise=expertise_words(file, seat)) for seat in file.seats
    )


def member_rows(file: CaseFile) -> tuple[MemberRow, ...]:
    """Who sits on the panel, the chair first; then who has left."""
    ordered = sorted(file.members, key=lambda member: (member.left_on is not None, member.role is not PanelRole.CHAIR))
    return tuple(
        MemberRow(
            member=one,
            declared=declared_words(file, one),
            substitute=substitute_name(file, one),
            mark=file.afterwards.get(one.id, ""),
        )
        for one in ordered
    )


def _names(file: CaseFile, seat: Seat) -> tuple[str, ...]:
    return tuple(
        member.name for member in file.members if member.left_on is None and member.agency_kind == seat.agency_kind
    )


def _seat_state(row: SeatRow) -> Cell:
    tone, word = _STATES[row.seat.state]
    return rag_cell(tone, word)


def _seat_by(row: SeatRow) -> Cell:
    if row.filled_by:
        return wrap_cell(", ".join(row.filled_by))
    return wrap_cell(row.seat.settled_reason or "Nobody yet", tone="text.secondary")


def _origin(row: SeatRow) -> str:
    return "This case" if row.seat.origin == "case" else "Every review"


def _declared(row: MemberRow) -> Cell:
    return rag_cell(*row.declared)


def _name(row: MemberRow) -> Cell:
    if row.substitute:
        return wrap_cell(f"{row.member.name}\n{row.member.post}\n{row.substitute}")
    return two_line_cell(row.member.name, row.member.post, role="bodyStrong")


def _joined(row: MemberRow) -> Cell:
    """With the mark of what was recorded afterwards, which is a line of its own."""
    words = "\n".join(filter(None, (short_date(row.member.joined_on), row.mark)))
    return wrap_cell(words, tone=_tone(row)) if row.mark else text_cell(words, tone=_tone(row))


def _tone(row: MemberRow) -> str:
    return "text.secondary" if row.has_left else "text.primary"


SEAT_COLUMNS: Final[tuple[Column[SeatRow], ...]] = (
    Column(header="Seat", cell=lambda row: wrap_cell(row.seat.agency_kind), width=184),
    Column(
        header="Required for, why, and source",
        cell=lambda row: wrap_cell(
            "\n".join(part for part in (f"{_origin(row)}: {row.seat.reason}", row.expertise, row.seat.source) if part)
        ),
    ),
    Column(header="State", cell=_seat_state, width=136),
    Column(header="Filled by", cell=_seat_by, width=192),
)
MEMBER_COLUMNS: Final[tuple[Column[MemberRow], ...]] = (
    Column(header="Name and post", cell=_name),
    Column(
        header="Organisation and seat",
        cell=lambda row: two_line_cell(
            row.member.organisation or "Independent",
            "Independent chair" if row.member.role is PanelRole.CHAIR else row.member.agency_kind or "No required seat",
        ),
    ),
    Column(header="Declaration", cell=_declared, width=136),
    Column(header="Joined", cell=_joined, width=136),
    Column(header="Left", cell=lambda row: text_cell(short_date(row.member.left_on), tone=_tone(row)), width=120),
)
