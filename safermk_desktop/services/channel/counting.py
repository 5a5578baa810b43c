"""The numbers of a period as they may leave: suppressed, in Word and as a table, and never of overlapping periods."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from safermk_desktop.domain.channel.exits import ExitReason
from safermk_desktop.domain.channel.papers import ChannelExport, ChannelPaper, ChannelPaperKind, Readers
from safermk_desktop.domain.channel.statistics import (
    AGE_BANDS,
    NOT_RECORDED,
    Period,
    ShownTable,
    paces,
    shown_paces,
    shown_table,
    tables,
)
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.regimes.channel_2023_lists import ETHNICITIES, NEEDS, SECTORS, SEXES
from safermk_desktop.domain.suppression import HELD_BACK, SMALL
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.channel import paper_words
from safermk_desktop.services.channel.files import NO_CASE, PREVENT, concerns_of, load_all
from safermk_desktop.services.channel.paper_shelf import NewPaper, shelve, shelve_word
from safermk_desktop.services.entries import happened
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.session import Session

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be worked out by a spreadsheet."""
HELD_BACK_WHY: Final = (
    f"{HELD_BACK} stands for a count that is held back: every count below {SMALL}, nought included, and others from "
    "which it could be worked out. A median is held back where there are fewer than "
    f"{SMALL} cases."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNumbers:
    """The tables of a period as they may leave. ``overlap`` says why these may not, or is empty."""

    period: Period
    tables: tuple[ShownTable, ...]
    overlap: str

    @property
    def digest(self) -> str:
        """SHA-256 of all that the tables show, as hexadecimal."""
        return hashlib.sha256(table_bytes(self.tables)).hexdigest()


def shown_numbers(session: Session, period: Period) -> ShownNumbers:
    """The numbers of a period that has ended, suppressed. Raises ``EntryInvalid``, ``DateImpossible``."""
    with session.vault.reading(PREVENT) as work:
        return _shown(session, work, period)


def write_statistics(session: Session, period: Period) -> RecordId:
    """Write the numbers of a period as Word and as CSV, each column of each table suppressed with its total.

    Raises ``EntryInvalid`` where numbers of an overlapping period have left, ``DateImpossible`` before it has ended.
    Gives the paper in Word.
    """
    with session.vault.writing(PREVENT, session.act("write_statistics", NO_CASE)) as work:
        shown = _shown(session, work, period)
        if shown.overlap:
            raise EntryInvalid(shown.overlap)
        paper = NewPaper(
            kind=ChannelPaperKind.STATISTICS,
            title=f"Channel in numbers, {period_words(period)}",
            readers=Readers.AGGREGATES,
            period=period,
            numbers=shown.digest,
        )
        about = paper_words.facts("What is held back", [], HELD_BACK_WHY)
        grids = [paper_words.grid(one.name, one.columns, one.lines, one.held_back_words) for one in shown.tables]
        written = shelve_word(session, work, paper, [about, *grids])
        shelve(session, work, paper, table_bytes(shown.tables), extension="csv")
        return written


def refuse_overlap(work: Reading, paper: ChannelPaper) -> None:
    """Refuse to let numbers out beside others that have left and share a day with them: small counts are differences.

    The same numbers may leave again, in Word and in CSV. Raises ``EntryInvalid``.
    """
    if paper.kind is not ChannelPaperKind.STATISTICS:
        return
    if paper.since is None or paper.until is None:
        raise EntryInvalid("It is not recorded of which days these numbers are: write them anew.")
    words = _overlap(work, Period(since=paper.since, until=paper.until), paper.numbers)
    if words:
        raise EntryInvalid(words)


def table_bytes(shown: Sequence[ShownTable]) -> bytes:
    """All tables as one CSV (RFC 4180, UTF-8): table, row, what is counted, count; a line for each count."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["table", "row", "counted", "count"])
    for table in shown:
        for label, *cells in table.lines:
            for column, cell in zip(table.columns, cells, strict=True):
                writer.writerow([_cell(table.name), _cell(label), _cell(column), cell.replace(",", "")])
    return text.getvalue().encode()


def period_words(period: Period) -> str:
    """Both days."""
    return f"{long_date(period.since)} to {long_date(period.until)}"


def _shown(session: Session, work: Reading, period: Period) -> ShownNumbers:
    if period.until < period.since:
        raise EntryInvalid("The period ends before it begins.")
    happened(period.until, today=session.clock.today())
    files = load_all(work, session.clock.today())
    standard = _standard(concerns_of(work))
    shown = (
        *(_worded(shown_table(one, standard.get(one.name, ()))) for one in tables(files, period)),
        shown_paces(paces(files, period)),
    )
    found = ShownNumbers(period=period, tables=shown, overlap="")
    return ShownNumbers(period=period, tables=shown, overlap=_overlap(work, period, found.digest))


def _standard(concerns: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The rows of each table that stand there whoever was referred."""
    return {
        "Sector of the referrer": (*SECTORS, NOT_RECORDED),
        "Age": AGE_BANDS,
        "Sex": (*SEXES, NOT_RECORDED),
        "Ethnicity": (*ETHNICITIES, NOT_RECORDED),
        "Type of concern": tuple(dict.fromkeys((*concerns, NOT_RECORDED))),
        "Needs": tuple(dict.fromkeys((*NEEDS, NOT_RECORDED))),
        "Exits by reason": tuple(ExitReason),
    }


def _worded(table: ShownTable) -> ShownTable:
    return replace(table, lines=tuple((line[0].replace("_", " "), *line[1:]) for line in table.lines))


def _overlap(work: Reading, period: Period, numbers: str) -> str:
    left = {one.paper_id for one in work.every(ChannelExport)}
    for one in work.every(ChannelPaper):
        if one.id not in left or one.since is None or one.until is None:
            continue
        other = Period(since=one.since, until=one.until)
        if other == period and one.numbers != numbers:
            return (
                f"Other numbers of {period_words(other)} have left already, and what changed since could be worked out "
                f"from both. Give the paper that left: {one.file_name}."
            )
        if other != period and other.overlaps(period):
            return (
                f"Numbers of {period_words(other)} have left already, and this period shares days with it: small "
                "counts could be worked out from both. Choose a period that shares no day with it."
            )
    return ""


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
