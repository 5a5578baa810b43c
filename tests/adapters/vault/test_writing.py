from __future__ import annotations

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.adapters.vault.views import REMOVED, ReadingView
from safermk_desktop.domain.audit import digest, first_fault
from safermk_desktop.domain.case import Case, Fact
from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DatabaseDamaged, RecordUnknown
from tests.adapters.vault.making import C1, REVIEWS, a_case, a_document, a_fact, act, everything, fill, opened


def sql(vault: SqlCipherVault, statement: str) -> None:
    """Alter the database behind the vault's back, as damage or an intruder with the key would."""
    with vault._opened.databases[REVIEWS].writing() as connection:
        connection.execute(text(statement))


def test_an_exception_undoes_all_of_it(filled: Path) -> None:
    def fail_late(vault: SqlCipherVault) -> None:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(99))
            writing.remove(Fact, RecordId("f0"))
            writing.keep(RecordId("d1"), b"other")
            raise ZeroDivisionError

    with opened(filled) as vault:
        before = everything(vault)
        with pytest.raises(ZeroDivisionError):
            fail_late(vault)
        assert everything(vault) == before
    with opened(filled) as vault:
        assert everything(vault) == before


def test_order_of_entry_survives_a_replacement(filled: Path) -> None:
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(0, "said again"))
            writing.put(a_fact(7))
            assert writing.get(Fact, RecordId("f0")).detail == "said again"
        with vault.reading(REVIEWS) as reading:
            assert [fact.id for fact in reading.every(Fact)] == ["f0", "f1", "f2", "f7"]


def test_records_are_found_by_their_case(filled: Path) -> None:
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act(case_id=CaseId("c2"))) as writing:
            writing.put(a_case("c2"))
            writing.put(a_fact(50, case_id=CaseId("c2")))
        with vault.reading(REVIEWS) as reading:
            assert [fact.id for fact in reading.of_case(Fact, CaseId("c2"))] == ["f50"]
            assert len(reading.of_case(Fact, C1)) == 3
            assert len(reading.every(Case)) == 2
            with pytest.raises(RecordUnknown):
                reading.get(Fact, RecordId("f51"))


def test_removing_what_is_not_there(filled: Path) -> None:
    with opened(filled) as vault:
        before = everything(vault)
        with pytest.raises(RecordUnknown), vault.writing(REVIEWS, act()) as writing:
            writing.remove(Fact, RecordId("nobody"))
        assert everything(vault) == before


def test_a_removed_document_takes_its_bytes_along(filled: Path) -> None:
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.remove(Document, RecordId("d1"))
        with vault.reading(REVIEWS) as reading, pytest.raises(RecordUnknown):
            reading.content(RecordId("d1"))
        entry = vault.trail(REVIEWS)[-1]
        assert dict(entry.rows) == dict.fromkeys(("document:d1", "chunk:d1/0", "chunk:d1/1", "chunk:d1/2"), REMOVED)


def test_the_entry_holds_a_digest_of_every_row_as_it_then_stood(filled: Path) -> None:
    paper = b"\0\1" * 600_000
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act("change", C1)) as writing:
            writing.put(a_fact(1, "first wording"))
            writing.put(a_fact(1, "last wording"))
            writing.remove(Fact, RecordId("f2"))
            writing.put(a_document(paper, "d2"))
            writing.keep(RecordId("d2"), paper)
        entry = vault.trail(REVIEWS, C1)[-1]
        assert (entry.what, entry.case_id, entry.at) == ("change", "c1", "2026-05-04T09:30:00+00:00")
        assert set(entry.rows) == {"fact:f1", "fact:f2", "document:d2", "chunk:d2/0", "chunk:d2/1"}
        assert entry.rows["fact:f2"] == REMOVED
        database = vault._opened.databases[REVIEWS]
        fact = database.schema.metadata.tables["fact"]
        with database.reading() as connection:
            row = connection.execute(select(fact).where(fact.c.id == "f1")).mappings().one()
        assert row["detail"] == "last wording"
        assert entry.rows["fact:f1"] == digest(dict(row))
        second = {"document_id": "d2", "number": 1, "sha256": hashlib.sha256(paper[1 << 20 :]).hexdigest()}
        assert entry.rows["chunk:d2/1"] == digest(second)
        assert first_fault(vault.trail(REVIEWS)) is None


def test_an_act_without_rows_is_an_entry_too(filled: Path) -> None:
    with opened(filled) as vault:
        with vault.writing(REVIEWS, replace(act("read_original"), why="asked by the chair")):
            pass
        entry = vault.trail(REVIEWS)[-1]
        assert (entry.what, entry.why, dict(entry.rows)) == ("read_original", "asked by the chair", {})


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET why = 'other' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 2",
        "UPDATE audit SET rows = '{}' WHERE seq = 1",
        "UPDATE audit SET seq = -seq WHERE seq = 2",
    ],
)
def test_a_changed_chain_does_not_fit(filled: Path, tampering: str) -> None:
    with opened(filled) as vault:
        for number in range(2):
            with vault.writing(REVIEWS, act()) as writing:
                writing.put(a_fact(number))
        assert first_fault(vault.trail(REVIEWS)) is None
        sql(vault, tampering)
        assert first_fault(vault.trail(REVIEWS)) is not None


def test_an_entry_that_is_no_entry_is_damage(filled: Path) -> None:
    with opened(filled) as vault:
        sql(vault, "UPDATE audit SET rows = '{' WHERE seq = 1")
        with pytest.raises(DatabaseDamaged):
            vault.trail(REVIEWS)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE chunk SET data = zeroblob(length(data)) WHERE number = 1",
        "DELETE FROM chunk WHERE number = 2",
        "UPDATE chunk SET number = 5 WHERE number = 0",
        "UPDATE document SET sha256 = ''",
        "UPDATE document SET added_on = 'yesterday'",
    ],
)
def test_a_paper_that_does_not_fit_its_digest_is_never_shown(filled: Path, tampering: str) -> None:
    with opened(filled) as vault:
        sql(vault, tampering)
        with vault.reading(REVIEWS) as reading, pytest.raises(DatabaseDamaged):
            reading.content(RecordId("d1"))


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_papers_of_every_size_come_back(empty: Path, size: int) -> None:
    paper = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    with opened(empty) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.keep(RecordId("d1"), paper)
            writing.put(a_document(paper))
            assert writing.content(RecordId("d1")) == paper
        with vault.reading(REVIEWS) as reading:
            assert reading.content(RecordId("d1")) == paper


def test_a_shorter_paper_replaces_a_longer_one_whole(filled: Path) -> None:
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.keep(RecordId("d1"), b"short")
            writing.put(a_document(b"short"))
        with vault.reading(REVIEWS) as reading:
            assert reading.content(RecordId("d1")) == b"short"
        rows = vault.trail(REVIEWS)[-1].rows
        assert rows["chunk:d1/1"] == rows["chunk:d1/2"] == REMOVED != rows["chunk:d1/0"]


def test_a_writing_inside_another_transaction_is_refused(filled: Path) -> None:
    def nest(vault: SqlCipherVault) -> None:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(60))
            with vault.writing(REVIEWS, act()):
                pass

    with opened(filled) as vault:
        before = everything(vault)
        with pytest.raises(RuntimeError):
            nest(vault)
        with vault.reading(REVIEWS), pytest.raises(RuntimeError), vault.writing(REVIEWS, act()):
            pass
        assert everything(vault) == before


def test_a_reading_inside_a_writing_sees_what_was_put(filled: Path) -> None:
    with opened(filled) as vault, vault.writing(REVIEWS, act()) as writing:
        writing.put(a_fact(61))
        with vault.reading(REVIEWS) as reading:
            assert reading.get(Fact, RecordId("f61"))
        writing.put(a_fact(62))


def test_a_view_is_of_no_use_after_its_block(filled: Path) -> None:
    with opened(filled) as vault:
        with vault.reading(REVIEWS) as reading:
            pass
        with vault.writing(REVIEWS, act()) as writing:
            pass
        for view in (reading, writing):
            with pytest.raises(RuntimeError):
                view.every(Case)


def test_threads_take_turns_and_a_reading_is_a_snapshot(filled: Path) -> None:
    inside, written = threading.Event(), threading.Event()

    def write(vault: SqlCipherVault, number: int) -> None:
        inside.wait(5)
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(100 + number))
        written.set()

    def count(reading: ReadingView) -> int:
        return len(reading.every(Fact))

    with opened(filled) as vault, ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(write, vault, number) for number in range(20)]
        with vault.reading(REVIEWS) as reading:
            first = count(reading)
            inside.set()
            assert not written.wait(0.1)
            assert count(reading) == first
        for job in jobs:
            job.result(10)
        with vault.reading(REVIEWS) as reading:
            assert count(reading) == first + 20
        assert first_fault(vault.trail(REVIEWS)) is None


def test_a_broken_statement_is_a_bug_without_its_values(filled: Path) -> None:
    with opened(filled) as vault:
        sql(vault, "DROP TABLE fact")
        with vault.reading(REVIEWS) as reading, pytest.raises(DBAPIError) as raised:
            reading.get(Fact, RecordId("Ottoline"))
        assert "Ottoline" not in str(raised.value)


def test_many_records_in_one_act(empty: Path) -> None:
    with opened(empty) as vault:
        fill(vault, facts=1_203, paper=b"x")
        with vault.reading(REVIEWS) as reading:
            assert [fact.id for fact in reading.every(Fact)] == [f"f{number}" for number in range(1_203)]
        assert len(vault.trail(REVIEWS)[0].rows) == 1_203 + 4
