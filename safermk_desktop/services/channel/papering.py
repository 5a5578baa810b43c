"""The papers of Prevent: written from what is recorded, kept in its own compartment, and let out on the record.

Only two kinds leave: a paper of one case, for the members who were invited to it, and counts that were suppressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from safermk_desktop.domain.channel.case import ChannelCase
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.governance import AssuranceItem, AssuranceStatement
from safermk_desktop.domain.channel.panel import (
    AgendaItem,
    ChannelAttendance,
    ChannelMeeting,
    ChannelMember,
    ItemGuest,
)
from safermk_desktop.domain.channel.papers import ChannelExport, ChannelPaper, ChannelPaperKind, Readers
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import DateImpossible, DiskFault, EntryInvalid, SafermkError
from safermk_desktop.services.channel import minute_words, paper_words
from safermk_desktop.services.channel.counting import refuse_overlap
from safermk_desktop.services.channel.files import NO_CASE, NOT_PROGRESSED, PREVENT, load, own, was_live_matter
from safermk_desktop.services.channel.paper_shelf import NewPaper, shelve_word
from safermk_desktop.services.entries import need
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.ports import Reading, Writing
from safermk_desktop.services.session import Session, new_id

DAYS_OUTSIDE: Final = 30
WHOLE: Final = RecordId("whole_compartment")
CASE_KINDS: Final = frozenset(
    {
        ChannelPaperKind.CASE_RECORD,
        ChannelPaperKind.SUPPORT_PLAN,
        ChannelPaperKind.CLOSING_REPORT,
    }
)


def write_case_paper(session: Session, case_id: ChannelId, kind: ChannelPaperKind) -> RecordId:
    """Write a paper of one case into the compartment. It stays inside: a pack is written for whoever is invited.

    Raises ``EntryInvalid`` for a kind that is none of a case, or while there is nothing to write.
    """
    if kind not in CASE_KINDS:
        raise EntryInvalid("That paper is not of one case.")
    with session.vault.writing(PREVENT, session.act("write_case_paper", case_id, subject=kind.value)) as work:
        file = _kept_file(session, work, case_id)
        return _word_of_case(session, work, file, kind, paper_words.sections_of(kind, file))


def write_pack(session: Session, case_id: ChannelId, item_id: RecordId) -> RecordId:
    """Write the pack of one case for one meeting, for those who are invited to it.

    Raises ``EntryInvalid``, ``RecordUnknown`` for an item of another case.
    """
    with session.vault.writing(PREVENT, session.act("write_pack", case_id, subject=item_id)) as work:
        file = _kept_file(session, work, case_id)
        item = own(work, AgendaItem, item_id, case_id)
        sections = paper_words.sections_of(ChannelPaperKind.MEETING_PACK, file)
        meeting, invited = work.get(ChannelMeeting, item.meeting_id), _invited(work, item)
        return _word_of_case(
            session, work, file, ChannelPaperKind.MEETING_PACK, sections, meeting=meeting, invited=invited
        )


def write_minutes(session: Session, case_id: ChannelId, item_id: RecordId) -> RecordId:
    """Write the minutes of one case at one meeting, for those who were invited to it: one record for each person.

    Raises ``EntryInvalid`` before the panel has decided, ``RecordUnknown`` for an item of another case.
    """
    with session.vault.writing(PREVENT, session.act("write_minutes", case_id, subject=item_id)) as work:
        file = _kept_file(session, work, case_id)
        item = own(work, AgendaItem, item_id, case_id)
        decided = [one for one in file.decisions if one.item_id == item_id]
        if not decided:
            raise EntryInvalid("The panel has not decided on the case in that meeting: there are no minutes of it yet.")
        seen = minute_words.Discussed(
            item=item,
            meeting=work.get(ChannelMeeting, item.meeting_id),
            decision=decided[-1],
            members=tuple(one for one in work.every(ChannelMember) if one.id in item.invited),
            attendance=tuple(one for one in work.every(ChannelAttendance) if one.meeting_id == item.meeting_id),
            guests=tuple(one for one in work.of_case(ItemGuest, case_id) if one.item_id == item_id),
        )
        sections = minute_words.minutes(file, seen)
        return _word_of_case(
            session,
            work,
            file,
            ChannelPaperKind.CASE_MINUTES,
            sections,
            meeting=seen.meeting,
            invited=_invited(work, item),
        )


def write_agenda(session: Session, meeting_id: RecordId, member_id: RecordId) -> RecordId:
    """Write the agenda of a meeting for one member: the cases that they are invited to, by reference alone.

    Raises ``EntryInvalid`` where they are invited to none.
    """
    with session.vault.writing(PREVENT, session.act("write_agenda", NO_CASE, subject=meeting_id)) as work:
        meeting, member = work.get(ChannelMeeting, meeting_id), work.get(ChannelMember, member_id)
        items = [one for one in work.every(AgendaItem) if one.meeting_id == meeting_id and member_id in one.invited]
        if not items:
            raise EntryInvalid("That member is invited to no case of the meeting.")
        references = {str(one.case_id): one.reference for one in work.every(ChannelCase)}
        paper = NewPaper(
            kind=ChannelPaperKind.AGENDA,
            title=f"Agenda of Channel panel {meeting.number}",
            readers=Readers.INVITED_MEMBERS,
            invited=(member_id,),
        )
        return shelve_word(session, work, paper, minute_words.agenda(meeting, member, items, references))


def write_assurance(session: Session, statement_id: RecordId) -> RecordId:
    """Write the assurance statement of a year as Word."""
    with session.vault.writing(PREVENT, session.act("write_assurance", NO_CASE, subject=statement_id)) as work:
        statement = work.get(AssuranceStatement, statement_id)
        items = [one for one in work.every(AssuranceItem) if one.statement_id == statement_id]
        sections = paper_words.assurance_sections(statement, items)
        title = f"Channel assurance statement {statement.year}"
        paper = NewPaper(kind=ChannelPaperKind.ASSURANCE_STATEMENT, title=title, readers=Readers.AGGREGATES)
        return shelve_word(session, work, paper, sections)


def papers_of(session: Session, case_id: ChannelId | None = None) -> tuple[ChannelPaper, ...]:
    """The papers of one case, or all of the compartment, in the order of entry."""
    with session.vault.reading(PREVENT) as work:
        return work.every(ChannelPaper) if case_id is None else work.of_case(ChannelPaper, case_id)


def export_channel_paper(
    session: Session,
    paper_id: RecordId,
    folder: Path,
    *,
    purpose: str,
    recipient: str = "",
    member_id: RecordId | None = None,
    delete_by: date | None = None,
) -> ChannelPaper:
    """Write a paper into a folder outside the vault, with its line in the ledger before the bytes leave.

    A pack goes to one of those who were invited, named by ``member_id``; counts to a ``recipient``. All else stays.
    Raises ``EntryMissing``, ``EntryInvalid``, ``DateImpossible``, ``FileThere``, ``NotWritable``, ``DiskFull``.
    """
    need(purpose=purpose)
    assert_outside_vaults(folder)
    today = session.clock.today()
    with session.vault.reading(PREVENT) as work:
        case_id = work.get(ChannelPaper, paper_id).case_id
    act = session.act("export_channel_paper", case_id, subject=paper_id, why=purpose)
    with session.vault.writing(PREVENT, act) as work:
        paper = work.get(ChannelPaper, paper_id)
        refuse_overlap(work, paper)
        if case_id:
            _kept_file(session, work, case_id)
        recipient = _recipient(work, paper, recipient, member_id)
        line = _line(paper, session, purpose=purpose, recipient=recipient, delete_by=_day(delete_by, today))
        work.put(line)
        data = work.content(paper_id)
    try:
        session.files.write_pieces(folder / paper.file_name, (data,))
    except SafermkError as error:
        if isinstance(error, DiskFault):
            raise  # the file may be there, only not confirmed: the line stays
        with session.vault.writing(PREVENT, session.act("export_channel_failed", case_id, subject=paper_id)) as work:
            work.remove(ChannelExport, line.id)
        raise
    return paper


def mark_paper_deleted(session: Session, export_id: RecordId) -> None:
    """Record that a file outside was deleted today. Raises ``EntryInvalid`` when it was already."""
    with session.vault.reading(PREVENT) as reading:
        case_id = reading.get(ChannelExport, export_id).case_id
    with session.vault.writing(PREVENT, session.act("mark_channel_deleted", case_id, subject=export_id)) as work:
        line = work.get(ChannelExport, export_id)
        if line.deleted_on is not None:
            raise EntryInvalid("That file is marked as deleted already.")
        work.put(replace(line, deleted_on=session.clock.today()))


def whole_compartment(session: Session, state: str, *, purpose: str, recipient: str) -> ChannelExport:
    """The line for everything in the compartment; ``state`` is a SHA-256 that says which. The caller puts it."""
    today = session.clock.today()
    return ChannelExport(
        id=new_id(),
        case_id=NO_CASE,
        paper_id=WHOLE,
        exported_on=today,
        exported_by=session.person,
        purpose=purpose,
        sha256=state,
        recipient=recipient,
        delete_by=today + timedelta(days=DAYS_OUTSIDE),
    )


def _kept_file(session: Session, work: Reading, case_id: ChannelId) -> ChannelFile:
    """The file of a case. Of a live matter of the police nothing is written, and what was leaves no more."""
    file = load(work, case_id, session.clock.today())
    if was_live_matter(file.case, file.steps):
        raise EntryInvalid(NOT_PROGRESSED)
    return file


def _invited(work: Reading, item: AgendaItem) -> tuple[str, ...]:
    guests = [one.id for one in work.of_case(ItemGuest, ChannelId(item.case_id)) if one.item_id == item.id]
    return (*item.invited, *guests)


def _recipient(work: Writing, paper: ChannelPaper, recipient: str, member_id: RecordId | None) -> str:
    if paper.readers is Readers.AGGREGATES:
        need(recipient=recipient)
        return recipient
    if paper.readers is Readers.INTERNAL or member_id is None or member_id not in paper.invited:
        raise EntryInvalid("Only suppressed counts leave, and papers of one case for those who are invited to it.")
    if any(member_id in one.conflicts for one in work.of_case(AgendaItem, paper.case_id)):
        raise EntryInvalid("That member declared a conflict in the case and takes no part in it.")
    members = {one.id: one.name for one in work.every(ChannelMember)}
    return members.get(member_id) or work.get(ItemGuest, member_id).name


def _line(paper: ChannelPaper, session: Session, *, purpose: str, recipient: str, delete_by: date) -> ChannelExport:
    return ChannelExport(
        id=new_id(),
        case_id=paper.case_id,
        paper_id=paper.id,
        exported_on=session.clock.today(),
        exported_by=session.person,
        purpose=purpose,
        sha256=paper.sha256,
        recipient=recipient,
        delete_by=delete_by,
    )


def _day(delete_by: date | None, today: date) -> date:
    if delete_by is not None and delete_by < today:
        raise DateImpossible("The day to delete the file by has passed.")
    return delete_by or today + timedelta(days=DAYS_OUTSIDE)


def _word_of_case(
    session: Session,
    work: Writing,
    file: ChannelFile,
    kind: ChannelPaperKind,
    sections: Sequence[paper_words.Section],
    *,
    meeting: ChannelMeeting | None = None,
    invited: tuple[str, ...] = (),
) -> RecordId:
    of = f", panel {meeting.number}" if meeting else ""
    paper = NewPaper(
        kind=kind,
        title=f"{kind.value.replace('_', ' ').capitalize()}{of}",
        readers=Readers.INVITED_MEMBERS if invited else Readers.INTERNAL,
        case_id=file.case.case_id,
        reference=file.case.reference,
        invited=invited,
    )
    return shelve_word(session, work, paper, sections)
