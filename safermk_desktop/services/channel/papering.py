"""The papers of Prevent: written from what is recorded, kept in its own compartment, and let out on the record.

Only two kinds leave: a paper of one case, for the members who were invited to it, and counts that were suppressed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.governance import AssuranceItem, AssuranceStatement
from safermk_desktop.domain.channel.panel import AgendaItem, ChannelMember, ItemGuest
from safermk_desktop.domain.channel.papers import ChannelExport, ChannelPaper, ChannelPaperKind, Readers
from safermk_desktop.domain.channel.statistics import CountTable, Period, shown_column, tables
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import DateImpossible, DiskFault, EntryInvalid, SafermkError
from safermk_desktop.services.channel import paper_words
from safermk_desktop.services.channel.files import MARKING, NO_CASE, PREVENT, load, load_all
from safermk_desktop.services.entries import need
from safermk_desktop.services.integrity import seal_words
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.ports import Writing
from safermk_desktop.services.session import Session, new_id

DAYS_OUTSIDE: Final = 30
WHOLE: Final = RecordId("whole_compartment")
TEMPLATE: Final = "channel_2023/channel_paper"
FOR_MEMBERS: Final = (
    "For the members invited to this case and nobody else. Read it, do not copy it, and delete it by the day agreed."
)
WITHOUT_NAMES: Final = "No person is named here. Small numbers are held back, with others that would give them back."
CASE_KINDS: Final = frozenset(
    {
        ChannelPaperKind.CASE_RECORD,
        ChannelPaperKind.SUPPORT_PLAN,
        ChannelPaperKind.CASE_MINUTES,
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
        file = load(work, case_id, session.clock.today())
        sections = paper_words.sections_of(kind, file)
        return _write(session, work, file, kind, sections, readers=Readers.INTERNAL, invited=())


def write_pack(session: Session, case_id: ChannelId, item_id: RecordId) -> RecordId:
    """Write the pack of one case for one meeting, for those who are invited to it. Raises ``EntryInvalid``."""
    with session.vault.writing(PREVENT, session.act("write_pack", case_id, subject=item_id)) as work:
        file = load(work, case_id, session.clock.today())
        item = work.get(AgendaItem, item_id)
        if item.case_id != case_id:
            raise EntryInvalid("The item is of another case.")
        guests = [one.id for one in work.of_case(ItemGuest, case_id) if one.item_id == item_id]
        sections = paper_words.sections_of(ChannelPaperKind.MEETING_PACK, file)
        return _write(
            session,
            work,
            file,
            ChannelPaperKind.MEETING_PACK,
            sections,
            readers=Readers.INVITED_MEMBERS,
            invited=(*item.invited, *guests),
        )


def write_assurance(session: Session, statement_id: RecordId) -> RecordId:
    """Write the assurance statement of a year as Word."""
    with session.vault.writing(PREVENT, session.act("write_assurance", NO_CASE, subject=statement_id)) as work:
        statement = work.get(AssuranceStatement, statement_id)
        items = [one for one in work.every(AssuranceItem) if one.statement_id == statement_id]
        sections = paper_words.assurance_sections(statement, items)
        title = f"Channel assurance statement {statement.year}"
        return _aggregate(session, work, ChannelPaperKind.ASSURANCE_STATEMENT, title, sections)


def write_statistics(session: Session, period: Period) -> RecordId:
    """Write the numbers of a period as Word, each column of each table suppressed with its total."""
    with session.vault.writing(PREVENT, session.act("write_statistics", NO_CASE)) as work:
        found = tables(load_all(work, session.clock.today()), period)
        title = f"Channel in numbers, {long_date(period.since)} to {long_date(period.until)}"
        sections = [_numbers(table) for table in found]
        return _aggregate(session, work, ChannelPaperKind.STATISTICS, title, sections)


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
    with session.vault.writing(PREVENT, session.act("mark_channel_deleted", NO_CASE, subject=export_id)) as work:
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


def _recipient(work: Writing, paper: ChannelPaper, recipient: str, member_id: RecordId | None) -> str:
    if paper.readers is Readers.AGGREGATES:
        need(recipient=recipient)
        return recipient
    if paper.readers is Readers.INTERNAL or member_id is None or member_id not in paper.invited:
        raise EntryInvalid("Only suppressed counts leave, and papers of one case for those who are invited to it.")
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


def _numbers(table: CountTable) -> paper_words.Section:
    columns = [shown_column([table.cells[row, column] for row in table.rows]) for column in table.columns]
    lines = [[label, *(column[number] for column in columns)] for number, label in enumerate(table.rows)]
    if table.has_total and table.rows:
        lines.append(["All", *(column[-1] for column in columns)])
    return paper_words.grid(table.name, table.columns, lines)


def _aggregate(
    session: Session,
    work: Writing,
    kind: ChannelPaperKind,
    title: str,
    sections: Sequence[paper_words.Section],
) -> RecordId:
    return _store(
        session,
        work,
        NO_CASE,
        kind=kind,
        title=title,
        sections=sections,
        readers=Readers.AGGREGATES,
        reference="Prevent",
    )


def _write(
    session: Session,
    work: Writing,
    file: ChannelFile,
    kind: ChannelPaperKind,
    sections: Sequence[paper_words.Section],
    *,
    readers: Readers,
    invited: tuple[str, ...],
) -> RecordId:
    return _store(
        session,
        work,
        file.case.case_id,
        kind=kind,
        title=kind.value.replace("_", " ").capitalize(),
        sections=sections,
        readers=readers,
        reference=file.case.reference,
        invited=invited,
    )


def _store(
    session: Session,
    work: Writing,
    case_id: ChannelId,
    *,
    kind: ChannelPaperKind,
    title: str,
    sections: Sequence[paper_words.Section],
    readers: Readers,
    reference: str,
    invited: tuple[str, ...] = (),
) -> RecordId:
    handling = WITHOUT_NAMES if readers is Readers.AGGREGATES else FOR_MEMBERS
    own = {"reference": reference, "title": title, "handling": handling, "sections": list(sections)}
    data = session.papers.make(TEMPLATE, {**_top(session), **own})
    number = 1 + sum(one.kind is kind for one in work.of_case(ChannelPaper, case_id))
    paper_id = new_id()
    work.keep(paper_id, data)
    work.put(
        ChannelPaper(
            id=paper_id,
            case_id=case_id,
            kind=kind,
            title=title,
            file_name=f"{reference.upper()}-{kind.value.replace('_', '-')}-{number}.docx",
            readers=readers,
            marking=MARKING,
            added_on=session.clock.today(),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            invited=invited,
        )
    )
    return paper_id


def _top(session: Session) -> dict[str, object]:
    return {
        "seal": seal_words(session.vault, PREVENT),
        "marking": MARKING,
        "council": session.partnership.council,
        "dated": long_date(session.clock.today()),
    }
