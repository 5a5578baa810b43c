"""The numbers of a period: suppressed in Word and CSV alike, and never of two periods that share a day."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.channel.papers import ChannelPaper
from safermk_desktop.domain.channel.statistics import CountTable, Pace, Period, shown_paces, shown_table
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.regimes.channel_2023_lists import SECTORS
from safermk_desktop.domain.suppression import HELD_BACK
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing
from safermk_desktop.services.channel import counting, papering, showing
from safermk_desktop.services.channel.files import PREVENT
from safermk_desktop.services.session import Session
from tests.services.channel import walking
from tests.services.channel.test_papering import text

SPRING = Period(since=date(2026, 1, 1), until=date(2026, 3, 2))


def bytes_of(session: Session, paper: ChannelPaper) -> bytes:
    with session.vault.reading(PREVENT) as work:
        return work.content(paper.id)


def written(session: Session, period: Period) -> tuple[ChannelPaper, ChannelPaper]:
    """The papers in Word and CSV."""
    counting.write_statistics(session, period)
    word, table = papering.papers_of(session)[-2:]
    assert (word.file_name[-5:], table.file_name[-4:]) == (".docx", ".csv")
    return word, table


def leave(session: Session, paper: RecordId, folder: Path) -> None:
    papering.export_channel_paper(session, paper, folder, purpose="The board", recipient="Partnership board")


@pytest.fixture
def referred(session: Session) -> None:
    for _ in range(6):
        walking.refer(session)
    walking.refer(session, sector="=health", born_on=None)


@pytest.mark.usefixtures("referred")
def test_word_and_csv_say_the_same_suppressed_numbers_and_what_is_held_back(session: Session, tmp_path: Path) -> None:
    word, table = written(session, SPRING)
    said = text(session, word.id)
    shown = counting.shown_numbers(session, SPRING)
    assert counting.HELD_BACK_WHY in said
    assert all(one.held_back_words in said for one in shown.tables if one.lines)
    rows = list(csv.reader(io.StringIO(bytes_of(session, table).decode())))
    assert rows[0] == ["table", "row", "counted", "count"]
    assert {(row[1], row[3]) for row in rows if row[0] == "Sector of the referrer" and row[2] == "referred"} == {
        ("education", "6"),
        *((one, HELD_BACK) for one in (*SECTORS[1:], "not recorded", "other")),
        ("All", "7"),
    }
    assert word.numbers == table.numbers == shown.digest
    with pytest.raises(EntryMissing):
        papering.export_channel_paper(session, word.id, tmp_path, purpose="The board")


def test_which_rows_stand_there_tells_of_nobody(session: Session) -> None:
    nobody = counting.shown_numbers(session, Period(since=date(2020, 1, 1), until=date(2020, 1, 31)))
    walking.refer(session, received_on=date(2020, 2, 3), ethnicity="Sami", sector="circus", needs=("a rare one",))
    somebody = counting.shown_numbers(session, Period(since=date(2020, 2, 1), until=date(2020, 2, 29)))
    assert somebody.tables == nobody.tables
    assert all(one.lines for one in somebody.tables)


def test_a_row_of_other_words_stands_there_only_with_a_count_that_is_not_small() -> None:
    cells = {("education", "referred"): 9, ("circus", "referred"): 4, ("=fair", "referred"): 6}
    table = CountTable(name="Sector", rows=("=fair", "circus", "education"), columns=("referred",), cells=cells)
    shown = shown_table(table, ("education", "police"))
    assert [line[0] for line in shown.lines] == ["education", "police", "=fair", "other", "All"]
    assert shown.lines[-1] == ("All", "19")
    assert b"'=fair" in counting.table_bytes([shown])


def test_the_middle_of_days_is_held_back_of_few_cases() -> None:
    found = shown_paces([Pace(name="a to b", count=4, median_days=3.0), Pace(name="b to c", count=5, median_days=3.5)])
    assert found.lines == (("a to b", HELD_BACK), ("b to c", "3.5"))
    assert found.held_back_words == "1 of 2 counts held back."


@pytest.mark.usefixtures("referred")
def test_numbers_of_periods_that_share_a_day_never_both_leave(
    session: Session, tmp_path: Path, clock: StoryClock
) -> None:
    longer = Period(since=date(2025, 12, 1), until=SPRING.until)
    before = Period(since=date(2025, 10, 1), until=date(2025, 11, 30))
    early, _ = written(session, longer)
    word, table = written(session, SPRING)
    leave(session, word.id, tmp_path)
    leave(session, table.id, tmp_path)
    with pytest.raises(EntryInvalid, match="shares days"):
        leave(session, early.id, tmp_path)
    assert "shares days" in counting.shown_numbers(session, longer).overlap
    with pytest.raises(EntryInvalid, match="shares days"):
        counting.write_statistics(session, longer)
    other, _ = written(session, before)
    leave(session, other.id, tmp_path)
    again, _ = written(session, SPRING)
    leave(session, again.id, tmp_path)
    walking.refer(session)
    clock.turn_to(date(2026, 3, 3))
    with pytest.raises(EntryInvalid, match="what changed since"):
        counting.write_statistics(session, SPRING)
    assert len(showing.prevent_ledger(session)) == 4


def test_a_period_has_ended_and_ends_after_it_began(session: Session) -> None:
    with pytest.raises(DateImpossible):
        counting.shown_numbers(session, Period(since=date(2026, 3, 1), until=date(2026, 3, 31)))
    with pytest.raises(EntryInvalid, match="before it begins"):
        counting.shown_numbers(session, Period(since=date(2026, 3, 1), until=date(2026, 2, 28)))
