"""The forms of the papers of Prevent, as data: written into the vault, given to a member, deleted outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.panel import ChannelMeeting, MeetingStatus
from safermk_desktop.domain.channel.papers import ChannelPaper, ChannelPaperKind, Readers
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.wording import count_of, short_date
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import FOLDER, Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services.channel import convening, handing_out, papering, showing
from safermk_desktop.services.channel.convening import ItemRow
from safermk_desktop.services.channel.papering import DAYS_OUTSIDE
from safermk_desktop.services.channel.showing import ChannelOverview
from safermk_desktop.services.session import Session

KINDS: Final = (
    (ChannelPaperKind.CASE_RECORD.value, "Case record, with the referral"),
    (ChannelPaperKind.SUPPORT_PLAN.value, "Support plan"),
    (ChannelPaperKind.CLOSING_REPORT.value, "Closing report"),
)
PURPOSES: Final = ("Preparing the panel", "Minutes of the panel")
BEFORE, AFTER = "before", "after"
OUTSIDE: Final = "Outside the vault the file is not encrypted. The ledger keeps who has it and until when."


def write_case_paper(session: Session, view: ChannelOverview, about: str) -> StepForm:
    """A paper of the case that stays in the vault."""
    return StepForm(
        title="Write a paper of the case",
        explain="It is kept in the vault and does not leave it. The person stands in it by reference alone.",
        asks=(Ask(name="kind", words="&Paper", choices=KINDS, starts=about),),
        save="&Write it",
        act=lambda texts, _days: papering.write_case_paper(
            session, view.file.case.case_id, ChannelPaperKind(texts["kind"])
        ),
    )


def _item(session: Session, about: str) -> tuple[ChannelId, ItemRow]:
    """The case and the item that ``about`` names, with their meeting's view. Raises ``RecordUnknown``."""
    case_id, _, item_id = about.partition("/")
    for meeting in convening.meetings(session):
        for row in convening.meeting_view(session, meeting.id).items:
            if row.item.id == item_id and row.item.case_id == case_id:
                return ChannelId(case_id), row
    raise RecordUnknown


def _write_pack(session: Session, about: str) -> StepForm:
    case_id, row = _item(session, about)
    people = count_of(len(row.item.invited) + len(row.guests), "person")
    people = people.replace("persons", "people")
    return StepForm(
        title=f"Pack of {row.reference}",
        explain=(
            f"For the {people} invited to this case: last decision, open actions, the case, assessment and plan. It is "
            "kept in the vault; who is invited can be given it from there."
        ),
        asks=(),
        save="&Write the pack",
        act=lambda _texts, _days: papering.write_pack(session, case_id, row.item.id),
    )


def _write_minutes(session: Session, about: str) -> StepForm:
    case_id, row = _item(session, about)
    return StepForm(
        title=f"Minutes of {row.reference}",
        explain=(
            "One record for each person: who was there, the decision and its route, and the actions. It is kept in the "
            "vault; who was invited can be given it from there."
        ),
        asks=(),
        save="&Write the minutes",
        act=lambda _texts, _days: papering.write_minutes(session, case_id, row.item.id),
    )


def _until(session: Session) -> Ask:
    until = session.clock.today() + timedelta(days=DAYS_OUTSIDE)
    return Ask(
        name="until",
        words="&Delete it outside by",
        missing="Type by when the file is to be deleted.",
        is_day=True,
        is_ahead=True,
        starts=day_text(until),
    )


def _export(session: Session, about: str) -> StepForm:
    """A paper let out: a pack or minutes for somebody invited, numbers and the statement for a recipient."""
    paper = next((one for one in papering.papers_of(session) if one.id == about), None)
    if paper is None or paper.readers is Readers.INTERNAL:
        raise RecordUnknown
    is_for_members = paper.readers is Readers.INVITED_MEMBERS
    who = Ask(name="member", words="&To", choices=_invited(session, paper)) if is_for_members else _recipient()
    starts = PURPOSES[paper.kind is ChannelPaperKind.CASE_MINUTES] if is_for_members else ""
    return StepForm(
        title=f"Give {paper.file_name}",
        explain=f"{paper.title}. {OUTSIDE}",
        asks=(
            who,
            Ask(name="purpose", words="&What for", missing="Say what for.", offers=PURPOSES, starts=starts),
            _until(session),
        ),
        save="&Choose the folder",
        folder="Folder for the paper",
        act=lambda texts, days: papering.export_channel_paper(
            session,
            paper.id,
            Path(texts[FOLDER]),
            purpose=texts["purpose"],
            recipient=texts.get("recipient", ""),
            member_id=RecordId(texts["member"]) if is_for_members else None,
            delete_by=days["until"],
        ),
    )


def _recipient() -> Ask:
    return Ask(name="recipient", words="&To", missing="Type who receives it.")


def _invited(session: Session, paper: ChannelPaper) -> tuple[tuple[str, str], ...]:
    names = {one.id: f"{one.name}, {one.agency}" for one in convening.panel_members(session)}
    for meeting in convening.meetings(session):
        for row in convening.meeting_view(session, meeting.id).items:
            names.update({one.id: f"{one.name}, {one.agency} (guest)" for one in row.guests})
    return tuple((one, names[RecordId(one)]) for one in paper.invited if one in names)


def _hand_out(session: Session, about: str) -> StepForm:
    """All papers of a meeting for one member; ``about`` is the meeting, or empty for the next one."""
    meeting = _meeting(session, about)
    members = tuple(
        (one.id, f"{one.name}, {one.agency}")
        for one in convening.panel_members(session)
        if one.sits_on(meeting.held_on)
    )
    if not members:
        raise RecordUnknown

    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        hand = handing_out.hand_out_packs if texts["what"] == BEFORE else handing_out.hand_out_minutes
        folder, member = Path(texts[FOLDER]), RecordId(texts["member"])
        return hand(session, meeting.id, member, folder, purpose=texts["purpose"], delete_by=days["until"])

    is_held = meeting.status is MeetingStatus.HELD
    what = ((BEFORE, "Agenda and packs"), (AFTER, "Minutes"))
    starts = PURPOSES[is_held]
    return StepForm(
        title=f"Papers of panel {meeting.number} for one member, {short_date(meeting.held_on)}",
        explain=f"Only the cases that the member is invited to, each in a file of its own. {OUTSIDE}",
        asks=(
            Ask(name="member", words="&Member", choices=members),
            Ask(name="what", words="&Papers", choices=what, starts=AFTER if is_held else BEFORE),
            Ask(name="purpose", words="&What for", missing="Say what for.", offers=PURPOSES, starts=starts),
            _until(session),
        ),
        save="&Choose the folder",
        folder="Folder for the papers",
        working="Writing the papers",
        act=act,
    )


def _meeting(session: Session, about: str) -> ChannelMeeting:
    """The meeting of that id; of none the next one, or the last. Raises ``RecordUnknown``."""
    held = convening.meetings(session)
    planned = [one for one in held if one.status is MeetingStatus.PLANNED]
    found = [one for one in held if one.id == about] if about else [*reversed(planned), *held]
    if not found:
        raise RecordUnknown
    return found[0]


def _mark_deleted(session: Session, about: str) -> StepForm:
    """A file outside that was deleted."""
    row = next((one for one in showing.prevent_ledger(session) if one.line.id == about), None)
    if row is None or row.line.deleted_on is not None:
        raise RecordUnknown
    return StepForm(
        title="The file outside was deleted",
        explain=f"{row.title}, given to {row.line.recipient} on {short_date(row.line.exported_on)}.",
        asks=(),
        save="&Mark it as deleted",
        act=lambda _texts, _days: papering.mark_paper_deleted(session, row.line.id),
    )


PAPER_FORMS: Final[Mapping[str, Callable[[Session, str], StepForm]]] = MappingProxyType(
    {
        "write_pack": _write_pack,
        "write_minutes": _write_minutes,
        "export_paper": _export,
        "hand_out": _hand_out,
        "mark_deleted": _mark_deleted,
    }
)
"""The form of each act on papers, by the act; what is about one item of an agenda names the case and the item."""
