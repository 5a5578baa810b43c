"""What the agenda for one member and the minutes of one case say, as plain values for the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.panel import (
    AgendaItem,
    CaseActionStatus,
    ChannelAttendance,
    ChannelMeeting,
    ChannelMember,
    ItemGuest,
    PanelDecision,
    Route,
)
from safermk_desktop.domain.panel_work import Presence
from safermk_desktop.domain.wording import long_date
from safermk_desktop.services.channel.paper_words import Section, facts

ROUTES: Final[Mapping[Route, str]] = MappingProxyType(
    {
        Route.UNANIMOUS: "Unanimous",
        Route.MAJORITY: "Not unanimous: by the majority (section 37(6))",
        Route.CHAIR: "No majority: decided by the chair (section 37(6))",
    }
)
_CAME: Final = frozenset({Presence.PRESENT, Presence.SUBSTITUTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussed:
    """One case at one meeting: its item, those invited and how they took part, and what was decided."""

    item: AgendaItem
    meeting: ChannelMeeting
    decision: PanelDecision
    members: tuple[ChannelMember, ...]
    attendance: tuple[ChannelAttendance, ...]
    guests: tuple[ItemGuest, ...]


def agenda(
    meeting: ChannelMeeting, member: ChannelMember, items: Sequence[AgendaItem], references: Mapping[str, str]
) -> list[Section]:
    """When and where, and the cases that this member is invited to, by reference."""
    top = [("Day", long_date(meeting.held_on)), ("Where", meeting.place), ("For", f"{member.name}, {member.agency}")]
    listed = sorted(items, key=lambda one: one.position)
    cases = [(f"{number}. {references[one.case_id]}", one.purpose) for number, one in enumerate(listed, 1)]
    statement = "The confidentiality statement is read and signed at the start. Conflicts of interest are declared."
    return [facts("The meeting", top), facts("Cases for you", cases, statement)]


def minutes(file: ChannelFile, seen: Discussed) -> list[Section]:
    """Who was there, what was decided by which route, how support goes, and the actions of the meeting."""
    decided = seen.decision
    decision = [
        ("Purpose", seen.item.purpose),
        ("Decision", decided.outcome.value.replace("_", " ").capitalize()),
        ("Route", ROUTES[decided.route]),
        ("For", ", ".join(decided.votes_for)),
        ("Against", ", ".join(decided.votes_against)),
        ("No vote", ", ".join(decided.abstained)),
        ("Dissent", decided.dissent),
        ("Next date", long_date(decided.next_on)),
    ]
    where = f"Channel panel {seen.meeting.number}, {long_date(seen.meeting.held_on)}, {seen.meeting.place}."
    actions = [
        (f"{one.agency}, {one.owner}", f"{one.text} By {long_date(one.due_on)}. {_ended(one.status, one.outcome)}")
        for one in file.actions
        if one.meeting_id == seen.meeting.id
    ]
    found = [facts("Who was there", _there(seen), where), facts("Decision", decision, decided.reasons)]
    review = next((one for one in file.reviews if one.decision_id == decided.id), None)
    if review is not None:
        rows = [("New information", review.new_information), ("Assess again by", long_date(review.assessment_due_on))]
        found.append(facts("Support reviewed", rows, *review.progress))
    return [*found, facts("Actions", actions)] if actions else found


def _there(seen: Discussed) -> Iterator[tuple[str, str]]:
    came = {one.member_id: one for one in seen.attendance}
    for member in seen.members:
        held = came.get(member.id)
        if held is None or held.presence not in _CAME:
            yield member.agency, "Not there"
            continue
        signed = "confidentiality statement signed" if held.has_signed else "not signed"
        conflict = "; declared a conflict and took no part in the decision" if member.id in seen.item.conflicts else ""
        yield member.agency, f"{held.person or member.name}, {signed}{conflict}"
    for guest in seen.guests:
        if guest.came:
            yield guest.agency, f"{guest.name}, {guest.role}, for this item alone and without a vote"


def _ended(status: CaseActionStatus, outcome: str) -> str:
    return "" if status is CaseActionStatus.OPEN else f"{status.value.capitalize()}: {outcome}"
