"""How the panel works: its chair's independence, its members' declarations, substitutes, meetings (domain 2.5, 2.6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.panel import PanelMember, PanelRole
from safermk_desktop.domain.record import Record, RecordId
from safermk_desktop.domain.wording import count_of


class Presence(StrEnum):
    """How a member took part in a meeting."""

    PRESENT = "present"
    SUBSTITUTE = "substitute"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class QuorumRule(StrEnum):
    """What makes a meeting quorate. No law says; until somebody decides, nothing is assumed."""

    NOT_SET = "not_set"
    HALF_OF_AGENCIES = "half_of_agencies"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatExpertise(Record):
    """That a seat brings knowledge of a protected characteristic, a key of ``CHARACTERISTICS``, and why it must."""

    seat_id: RecordId
    characteristic: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairCheck(Record):
    """The checklist of a chair. ``answers`` are ``criterion: evidence``, one of each criterion."""

    member_id: RecordId
    checked_on: date
    checked_by: str
    answers: tuple[str, ...]

    def evidence(self) -> dict[str, str]:
        """The evidence by criterion."""
        return {name: text.strip() for name, _, text in (entry.partition(": ") for entry in self.answers)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEmployment(Record):
    """Employment of the chair that was declared. ``until`` is ``None`` where it goes on."""

    member_id: RecordId
    organisation: str
    post: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(Record):
    """What a member declared: no part in the case, and no line management of anyone who had one."""

    member_id: RecordId
    declared_on: date
    is_independent: bool
    manages_no_one: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute(Record):
    """Who sits for a member when the member cannot. ``until`` is the last day."""

    member_id: RecordId
    name: str
    post: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMeeting(Record):
    """A meeting of the panel. Meetings are numbered from 1."""

    number: int
    held_on: date
    place: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """How one member took part in one meeting; ``person`` is who sat as the substitute."""

    meeting_id: RecordId
    member_id: RecordId
    presence: Presence
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum(Record):
    """What the panel decided about its quorum. ``number`` counts the chair; it is 0 where no number is set."""

    rule: QuorumRule
    number: int
    reason: str
    set_by: str
    set_on: date


def agencies_of(members: Iterable[PanelMember]) -> frozenset[str]:
    """The organisations that members stand for; the chair stands for none."""
    return frozenset(one.organisation for one in members if one.role is PanelRole.MEMBER)


def quorum_words(quorum: Quorum | None) -> str:
    """What the screen says of the quorum."""
    if quorum is None or quorum.rule is QuorumRule.NOT_SET:
        return "Quorum: not set. No law sets one and no number is assumed; the panel can decide on one."
    if quorum.rule is QuorumRule.HALF_OF_AGENCIES:
        return "Quorum: the chair and half of the agencies (local choice)."
    return f"Quorum: {quorum.number} with the chair (local choice)."


def is_quorate(quorum: Quorum | None, members: Sequence[PanelMember], attendance: Iterable[Attendance]) -> bool | None:
    """Whether a meeting had its quorum; ``None`` where no quorum is set. A substitute counts for their member.

    ``members`` are those who sat on the panel on the day of the meeting.
    """
    if quorum is None or quorum.rule is QuorumRule.NOT_SET:
        return None
    there = {one.member_id for one in attendance if one.presence in {Presence.PRESENT, Presence.SUBSTITUTE}}
    came = [member for member in members if member.id in there]
    if not any(member.role is PanelRole.CHAIR for member in came):
        return False
    if quorum.rule is QuorumRule.NUMBER:
        return len(came) >= quorum.number
    return 2 * len(agencies_of(came)) >= len(agencies_of(members))


def since_then(until: date | None, on: date) -> str:
    """How long ago an employment ended: ``3 years and 2 months before``."""
    if until is None:
        return "still employed there"
    months = (on.year - until.year) * 12 + on.month - until.month - (on.day < until.day)
    years, rest = divmod(max(0, months), 12)
    parts = [count_of(number, noun) for number, noun in ((years, "year"), (rest, "month")) if number]
    return f"ended {' and '.join(parts) or 'less than a month'} before"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWork:
    """Everything on the work of one panel, in the order of entry."""

    expertise: tuple[SeatExpertise, ...] = ()
    checks: tuple[ChairCheck, ...] = ()
    employments: tuple[PastEmployment, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    meetings: tuple[PanelMeeting, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    quorums: tuple[Quorum, ...] = ()

    @property
    def quorum(self) -> Quorum | None:
        """The quorum as last decided on."""
        return self.quorums[-1] if self.quorums else None

    def check_of(self, member_id: RecordId) -> ChairCheck | None:
        """The checklist of a chair as last filled in."""
        return next((one for one in reversed(self.checks) if one.member_id == member_id), None)

    def declared(self, member_id: RecordId) -> Declaration | None:
        """What a member declared last."""
        return next((one for one in reversed(self.declarations) if one.member_id == member_id), None)


NO_WORK: Final = PanelWork()
