"""The Channel panel: its members, its meetings, the agenda of each case, and the rules of a decision (s.37, 5.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.panel_work import Presence
from safermk_desktop.domain.record import PreventRecord, RecordId


class Capacity(StrEnum):
    """As what somebody sits on the panel. The chair is of the responsible local authority (s.37(5))."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    POLICE = "police"
    MEMBER = "member"


LEADS: Final = frozenset({Capacity.CHAIR, Capacity.DEPUTY_CHAIR})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelMember(PreventRecord):
    """Who sits on the panel; of no one case. ``force`` is the police force that a police representative is from."""

    capacity: Capacity
    agency: str
    name: str
    post: str
    force: str
    since: date
    until: date | None = None

    def sits_on(self, day: date) -> bool:
        """Whether they are on the panel that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class MeetingStatus(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelMeeting(PreventRecord):
    """A monthly meeting of the panel; of no one case. Meetings are numbered from 1."""

    number: int
    held_on: date
    place: str
    status: MeetingStatus
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAttendance(PreventRecord):
    """How one member took part in one meeting. The confidentiality statement is read and signed each time."""

    meeting_id: RecordId
    member_id: RecordId
    presence: Presence
    has_signed: bool
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(PreventRecord):
    """One case on the agenda of one meeting. ``invited`` are the ids of the members who see it, and nobody else.

    ``conflicts`` are the ids of those who declared one: they take no part in the decision.
    """

    meeting_id: RecordId
    position: int
    purpose: str
    invited: tuple[str, ...]
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGuest(PreventRecord):
    """A professional who knows the person, asked to one item of one meeting alone; without a vote."""

    item_id: RecordId
    name: str
    agency: str
    role: str
    came: bool = False
    has_signed: bool = False


class Route(StrEnum):
    """How a decision came about: unanimity; failing that a majority; if there is none, the chair (s.37(6))."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    CHAIR = "chair"


class Outcome(StrEnum):
    """What a panel may decide about a case. Which of them a state takes is data of the regime."""

    ADOPT = "adopt"
    NOT_SUITABLE = "not_suitable"
    DEFER = "defer"
    POLICE_LED = "police_led"
    CONTINUE = "continue"
    AMEND = "amend"
    INCREASE = "increase"
    STEP_DOWN = "step_down"
    EXIT = "exit"
    TRANSFER = "transfer"
    FURTHER_ASSESSMENT = "further_assessment"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDecision(PreventRecord):
    """What the panel decided about one case at one meeting, by which route, and who voted how, by agency.

    ``visit`` is the number of steps that the case had taken, so that a decision counts for the state it was taken in.
    """

    item_id: RecordId
    meeting_id: RecordId
    outcome: Outcome
    decided_on: date
    route: Route
    votes_for: tuple[str, ...]
    votes_against: tuple[str, ...]
    abstained: tuple[str, ...]
    dissent: str
    reasons: str
    recorded_by: str
    visit: int
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelReview(PreventRecord):
    """The review of a case in support at one meeting: ``progress`` is ``objective number: text``."""

    decision_id: RecordId
    reviewed_on: date
    progress: tuple[str, ...]
    new_information: str
    assessment_due_on: date | None = None


class CaseActionStatus(StrEnum):
    """Where an action of the minutes stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAction(PreventRecord):
    """An action of the minutes of one case, with its owner and its date."""

    meeting_id: RecordId
    text: str
    owner: str
    agency: str
    due_on: date
    status: CaseActionStatus = CaseActionStatus.OPEN
    ended_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """The agencies that voted for, against, and not at all."""

    for_it: tuple[str, ...]
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()

    @property
    def cast(self) -> tuple[str, ...]:
        """Everybody who is named."""
        return (*self.for_it, *self.against, *self.abstained)


def present(members: Iterable[ChannelMember], attendance: Iterable[ChannelAttendance]) -> tuple[ChannelMember, ...]:
    """The members who are there, or somebody for them, and have signed the confidentiality statement."""
    there = {
        one.member_id
        for one in attendance
        if one.has_signed and one.presence in {Presence.PRESENT, Presence.SUBSTITUTE}
    }
    return tuple(member for member in members if member.id in there)


def voters(item: AgendaItem, there: Iterable[ChannelMember]) -> tuple[ChannelMember, ...]:
    """Those present who were invited to the case and declared no conflict."""
    return tuple(one for one in there if one.id in item.invited and one.id not in item.conflicts)


def cannot_decide(voting: Sequence[ChannelMember], residence_force: str) -> tuple[str, ...]:
    """What the law still asks for before this panel can decide on a case, as sentences (s.37(1), (3) and (5))."""
    missing: list[str] = []
    if not any(one.capacity in LEADS for one in voting):
        missing.append("The local authority's chair or deputy chair is not there: section 37(5).")
    police = [one for one in voting if one.capacity is Capacity.POLICE]
    if not police:
        missing.append("The police are not there: section 37(1).")
    elif not residence_force.strip():
        missing.append("The police force for where the person lives is not recorded: section 37(3).")
    elif not any(_same(one.force, residence_force) for one in police):
        missing.append("Nobody is there from the police force for where the person lives: section 37(3).")
    return tuple(missing)


def route_refused(route: Route, votes: Votes, voting: Sequence[ChannelMember]) -> str:
    """Why a decision cannot have come about by this route, as a sentence; empty where it can (s.37(6)).

    An agency has one vote. A majority is more than half of the agencies that take part in the decision. The chair
    decides only where there is a majority neither for nor against.
    """
    agencies = {one.agency for one in voting}
    if sorted(votes.cast) != sorted(agencies):
        return "Each agency that takes part votes for, against or not at all, and only once."
    half = len(agencies) / 2
    is_unanimous, has_majority = len(votes.for_it) == len(agencies), len(votes.for_it) > half
    if route is Route.UNANIMOUS or is_unanimous:
        return _UNANIMITY[is_unanimous, route is Route.UNANIMOUS]
    if route is Route.MAJORITY:
        return "" if has_majority else "No majority voted for it."
    if has_majority:
        return "A majority voted for it: the chair decides only where there is none."
    return "A majority voted against it: the chair cannot decide otherwise." if len(votes.against) > half else ""


_UNANIMITY: Final[Mapping[tuple[bool, bool], str]] = MappingProxyType(
    {
        (True, True): "",
        (True, False): "Every agency voted for it: the decision is unanimous.",
        (False, True): "Not every agency voted for it: the decision is not unanimous.",
    }
)
"""What is wrong, by whether the votes are unanimous and whether the decision is said to be."""


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
