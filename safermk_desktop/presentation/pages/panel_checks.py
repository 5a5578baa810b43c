"""What the panel page says of the chair's checklist, of declarations, and of meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelMember, PanelRole, Seat
from safermk_desktop.domain.panel_work import PanelMeeting, Presence, is_quorate, since_then
from safermk_desktop.domain.terms import CHARACTERISTICS
from safermk_desktop.domain.wording import count_of, short_date
from safermk_desktop.presentation.models.cells import Cell, Column, rag_cell, text_cell, two_line_cell, wrap_cell
from safermk_desktop.presentation.pages.publication_lines import Line
from safermk_desktop.services.casefiles import regime_of
from safermk_desktop.services.panel_work import sitting_on


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting, in words: who came, who sat for whom, who sent apologies."""

    meeting: PanelMeeting
    came: str
    missed: str
    quorate: bool | None


def chair_lines(file: CaseFile) -> Iterator[Line]:
    """The criteria of the chair in office with their evidence, then the employments declared."""
    chair = file.chair
    if chair is None:
        return
    check = file.panel.check_of(chair.id)
    held = check.evidence() if check else {}
    for item in regime_of(file.case).chair_criteria:
        told = held.get(item.id, "")
        yield Line(is_done=bool(told), text=item.question, detail=told or "No evidence yet.")


def employments(file: CaseFile) -> str:
    """The past employment of the chair, with how long before the appointment it ended."""
    chair = file.chair
    if chair is None:
        return ""
    held = [one for one in file.panel.employments if one.member_id == chair.id]
    lines = [
        f"{one.organisation}: {one.post}, {short_date(one.since)} to "
        f"{short_date(one.until) or 'now'}, {since_then(one.until, chair.joined_on)} the appointment."
        for one in held
    ]
    return "Past employment: " + (" ".join(lines) if lines else "none declared.")


def declared_words(file: CaseFile, member: PanelMember) -> tuple[str, str]:
    """The tone and the words for what a member declared."""
    if member.role is PanelRole.CHAIR:
        return "grey", "Checklist"
    said = file.panel.declared(member.id)
    if said is None:
        return "amber", "Not declared"
    return ("green", "Independent") if said.is_independent and said.manages_no_one else ("red", "Linked")


def substitute_name(file: CaseFile, member: PanelMember) -> str:
    """Who is named to sit for a member now."""
    held = (one for one in file.panel.substitutes if one.member_id == member.id and one.until is None)
    return next((f"Substitute: {one.name}, {one.post}" for one in held), "")


def expertise_words(file: CaseFile, seat: Seat) -> str:
    """The protected characteristics that a seat brings knowledge of, and why."""
    held = (one for one in file.panel.expertise if one.seat_id == seat.id)
    return "\n".join(f"Brings expertise on {CHARACTERISTICS[one.characteristic].lower()}: {one.reason}" for one in held)


def meeting_rows(file: CaseFile) -> tuple[MeetingRow, ...]:
    """The meetings, newest first."""
    return tuple(_meeting(file, one) for one in reversed(file.panel.meetings))


def _meeting(file: CaseFile, meeting: PanelMeeting) -> MeetingRow:
    held = [one for one in file.panel.attendance if one.meeting_id == meeting.id]
    names = {one.id: one.name for one in file.members}
    there = sum(one.presence is Presence.PRESENT for one in held)
    sat = [f"{one.person} for {names.get(one.member_id, '')}" for one in held if one.presence is Presence.SUBSTITUTE]
    missed = [
        f"{word}: {', '.join(names.get(one.member_id, '') for one in held if one.presence is presence)}"
        for presence, word in ((Presence.APOLOGIES, "Apologies"), (Presence.ABSENT, "Absent"))
        if any(one.presence is presence for one in held)
    ]
    came = f"{there} of {count_of(len(held), 'member')} present"
    return MeetingRow(
        meeting=meeting,
        came=f"{came}; {', '.join(sat)}" if sat else came,
        missed=". ".join(filter(None, (*missed, file.afterwards.get(meeting.id, "").rstrip(".")))),
        quorate=is_quorate(file.panel.quorum, sitting_on(file, meeting.held_on), held),
    )


def _held(row: MeetingRow) -> Cell:
    return two_line_cell(short_date(row.meeting.held_on), row.meeting.place)


def _quorate(row: MeetingRow) -> Cell:
    if row.quorate is None:
        return rag_cell("grey", "Quorum not set")
    return rag_cell("green", "Quorate") if row.quorate else rag_cell("amber", "Not quorate")


MEETING_COLUMNS: Final[tuple[Column[MeetingRow], ...]] = (
    Column(header="No.", cell=lambda row: text_cell(str(row.meeting.number)), width=56),
    Column(header="Held", cell=_held, width=184),
    Column(
        header="Attendance",
        cell=lambda row: wrap_cell("\n".join(part for part in (row.came, row.missed, row.meeting.note) if part)),
    ),
    Column(header="Quorum", cell=_quorate, width=176),
)
