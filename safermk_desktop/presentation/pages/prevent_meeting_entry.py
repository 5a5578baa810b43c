"""What is entered about a case in a panel meeting, and how it is recorded: attendance, conflicts, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.panel import (
    ChannelMember,
    MeetingStatus,
    Outcome,
    Route,
    Votes,
    cannot_decide,
    voters,
)
from safermk_desktop.domain.deadlines import corresponding_date
from safermk_desktop.domain.panel_work import Presence
from safermk_desktop.domain.wording import long_date
from safermk_desktop.services.channel import convening, voting
from safermk_desktop.services.channel.convening import Came, ItemRow, MeetingView
from safermk_desktop.services.channel.showing import ChannelOverview
from safermk_desktop.services.session import Session

CONFLICT: Final = "conflict"
GUEST: Final = "guest:"
STANDS: Final = MappingProxyType(
    {
        "": "not recorded yet",
        Presence.PRESENT.value: "here, has signed",
        Presence.SUBSTITUTE.value: "substitute here, has signed",
        CONFLICT: "here, conflict declared: takes no part",
        Presence.APOLOGIES.value: "apologies",
        Presence.ABSENT.value: "absent",
    }
)
"""The ways in which somebody takes part, in the turn in which Space takes them."""
FOR, AGAINST, ABSTAINS = "for", "against", "abstains"
VOTES: Final = MappingProxyType({FOR: "for", AGAINST: "against", ABSTAINS: "abstains"})
REASONS: Final = MappingProxyType(
    {
        Outcome.ADOPT: "The assessment and the returns were discussed: the person is susceptible and can be supported.",
        Outcome.NOT_SUITABLE: "The assessment and the returns were discussed: Channel is not what the person needs.",
        Outcome.DEFER: "The panel cannot decide on what is known and asks for more information.",
        Outcome.POLICE_LED: "The risk is higher than Channel can carry, or nobody takes part: the police lead.",
        Outcome.CONTINUE: "The plan, what was delivered and new information were reviewed: it goes on as it is.",
        Outcome.AMEND: "The plan and what was delivered were reviewed: the plan is to be changed.",
        Outcome.INCREASE: "The plan and what was delivered were reviewed: more support is needed.",
        Outcome.STEP_DOWN: "The plan and what was delivered were reviewed: less support is needed.",
        Outcome.EXIT: "The objectives and their evidence were reviewed: the support can end.",
        Outcome.TRANSFER: "The person lives elsewhere now: the panel there is asked to take the case.",
        Outcome.FURTHER_ASSESSMENT: "A further assessment and other support were considered: there is another one.",
        Outcome.CLOSE: "A further assessment, other support and safeguarding were considered: the case is closed.",
    }
)
"""Words to begin from, which stand in the field to be read and changed before they are recorded."""
ACTIONS: Final = (
    "No action",
    "Report to the next panel on how the person is",
    "Ask the school, college or employer how the person is",
    "See the person, and the parents of a child",
    "Offer what other services can give",
    "Tell the referrer what was decided, as far as is right",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What was entered about one case. ``stands`` and ``votes`` are by member, guest and agency."""

    stands: Mapping[str, str]
    votes: Mapping[str, str]
    outcome: Outcome
    reasons: str
    dissent: str
    next_on: date | None
    action: voting.NewAction | None


def stand_lines(view: MeetingView, row: ItemRow, *, is_safe: bool) -> list[tuple[str, str, str]]:
    """Everybody who sits on the panel that day and the guests of the item, with how they stand now."""
    held = {one.member_id: one for one in view.attendance}
    lines: list[tuple[str, str, str]] = []
    for member in view.members:
        came = held.get(member.id)
        way = came.presence.value if came else ""
        if member.id in row.item.conflicts:
            way = CONFLICT
        words = member.agency if is_safe else f"{member.name}, {member.agency}"
        outside = "" if member.id in row.item.invited else ", not invited to this case"
        lines.append((member.id, f"{words}{outside}", way))
    for guest in row.guests:
        words = f"{guest.role}, guest" if is_safe else f"{guest.name}, {guest.role}, guest"
        lines.append((f"{GUEST}{guest.id}", words, Presence.PRESENT.value if guest.came else ""))
    return lines


def voting_on(view: MeetingView, row: ItemRow, stands: Mapping[str, str]) -> tuple[ChannelMember, ...]:
    """Those who take part in the decision, as the attendance stands on the screen."""
    here = {Presence.PRESENT.value, Presence.SUBSTITUTE.value, CONFLICT}
    there = [one for one in view.members if stands.get(one.id) in here]
    conflicts = tuple(one.id for one in view.members if stands.get(one.id) == CONFLICT)
    return voters(replace(row.item, conflicts=conflicts), there)


def refused(view: MeetingView, case: ChannelOverview, who: tuple[ChannelMember, ...], today: date) -> str:
    """Why nothing can be decided now, in sentences; empty where the panel can."""
    if view.meeting.held_on > today:
        return f"The meeting is on {long_date(view.meeting.held_on)}: what it decides is recorded from that day."
    if not case.course.outcomes.get(case.state.id):
        return f"In the state {case.state.name} the panel has nothing to decide."
    return " ".join(cannot_decide(who, case.file.case.residence_force))


def votes_of(votes: Mapping[str, str]) -> Votes:
    """The votes by agency."""

    def agencies(way: str) -> tuple[str, ...]:
        return tuple(agency for agency, voted in votes.items() if voted == way)

    return Votes(for_it=agencies(FOR), against=agencies(AGAINST), abstained=agencies(ABSTAINS))


def route_of(votes: Votes) -> Route:
    """By which route a decision comes about: unanimity; failing that a majority; if there is none, the chair."""
    if votes.for_it and len(votes.for_it) == len(votes.cast):
        return Route.UNANIMOUS
    return Route.MAJORITY if len(votes.for_it) * 2 > len(votes.cast) else Route.CHAIR


def route_sentence(votes: Votes) -> str:
    """By which route the votes decide, as section 37(6) orders them."""
    if not votes.cast:
        return "Nobody votes yet: say who is here."
    if len(votes.against) * 2 > len(votes.cast):
        return "A majority is against it: it is not decided. Choose what the majority decides."
    return {
        Route.UNANIMOUS: "Unanimous.",
        Route.MAJORITY: "Not unanimous: decided by the majority (section 37(6)).",
        Route.CHAIR: "No majority for or against: the chair decides (section 37(6)).",
    }[route_of(votes)]


def next_meeting(session: Session, view: MeetingView) -> date:
    """The next meeting that is planned, or a month later."""
    later = [one.held_on for one in convening.meetings(session) if one.held_on > view.meeting.held_on]
    planned = [
        one.held_on
        for one in convening.meetings(session)
        if one.status is MeetingStatus.PLANNED and one.held_on in later
    ]
    return min(planned, default=corresponding_date(view.meeting.held_on, 1))


def record(session: Session, view: MeetingView, row: ItemRow, case: ChannelOverview, entered: Entered) -> None:
    """Record what changed in the attendance and the conflicts, then the decision with its action.

    The decision is the last act: what stood in its way leaves the attendance recorded and nothing decided.
    """
    _record_attendance(session, view, entered.stands)
    for guest in row.guests:
        is_here = entered.stands.get(f"{GUEST}{guest.id}") == Presence.PRESENT.value
        if is_here is not guest.came:
            convening.record_guest(session, row.item.case_id, guest.id, came=is_here, has_signed=is_here)
    for member in view.members:
        if entered.stands.get(member.id) == CONFLICT and member.id not in row.item.conflicts:
            convening.declare_conflict(session, row.item.case_id, row.item.id, member.id)
    votes = votes_of(entered.votes)
    decided = voting.Decided(
        outcome=entered.outcome,
        route=route_of(votes),
        votes=votes,
        reasons=entered.reasons,
        dissent=entered.dissent,
        next_on=entered.next_on,
        progress=tuple(f"{one.number}: {one.progress}" for one in case.file.objectives if one.progress),
    )
    actions = (entered.action,) if entered.action else ()
    voting.decide(session, row.item.case_id, row.item.id, decided, actions=actions)


def _record_attendance(session: Session, view: MeetingView, stands: Mapping[str, str]) -> None:
    held = {one.member_id: one.presence for one in view.attendance}
    ways = {one.id: _presence(stands.get(one.id, "")) for one in view.members}
    if ways == held:
        return
    signs = {Presence.PRESENT, Presence.SUBSTITUTE}
    who = {member: Came(presence=way, has_signed=way in signs) for member, way in ways.items()}
    convening.record_channel_attendance(session, view.meeting.id, who)


def _presence(way: str) -> Presence:
    if way == CONFLICT:
        return Presence.PRESENT
    return Presence(way) if way else Presence.ABSENT
