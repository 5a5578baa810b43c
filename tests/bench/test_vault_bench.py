"""What encryption costs: the same statements through the same Core on the same library, with a key and without.

The floors are those of the vault: geometric mean at most 3, none over 4. Medians of five, taken in turns.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault import STANDARD_BOUNDS, STANDARD_DERIVATION, chain
from safermk_desktop.adapters.vault.connection import configure, connect, engine_over
from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.schema import SCHEMAS
from safermk_desktop.adapters.vault.search import FIND, query_of
from safermk_desktop.adapters.vault.views import ReadingView, WritingView
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services.ports import Compartment, Role
from tests.adapters.vault import making
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, StoppedClock, a_document, a_fact, act
from tests.bench.conftest import Measure

FACTS = 4_000
CASES = 20
DETAIL = "The practice nurse recorded the visit and what was said. " * 4
MEAN, WORST = 3.0, 4.0
RUNS = 5

Work = Callable[[Database, int], None]


def keyed(path: Path) -> Database:
    return Database(SCHEMAS[REVIEWS], engine_over(connect(path, b"k" * 32, b"s" * 16)).connect(), path.parent)


def keyless(path: Path) -> Database:
    raw = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA page_size = 4096")
    configure(raw)
    return Database(SCHEMAS[REVIEWS], engine_over(raw).connect(), path.parent)


def insert(database: Database, run: int) -> None:
    with database.writing() as connection:
        view = WritingView(database.schema, connection, database.assert_room)
        for number in range(FACTS):
            view.put(a_fact(run * FACTS + number, DETAIL, CaseId(f"c{number % CASES}")))
        chain.append(connection, database.schema.audit, act(), at=StoppedClock().now(), rows=view.written())


def small_acts(database: Database, run: int) -> None:
    for number in range(50):
        with database.writing() as connection:
            view = WritingView(database.schema, connection, database.assert_room)
            view.put(a_fact(number, f"{DETAIL} {run}", CaseId(f"c{number % CASES}")))
            chain.append(connection, database.schema.audit, act(), at=StoppedClock().now(), rows=view.written())


def point_reads(database: Database, run: int) -> None:
    with database.reading() as connection:
        view = ReadingView(database.schema, connection)
        for number in range(0, FACTS, 4):
            view.get(Fact, RecordId(f"f{(number * 7919 + run) % FACTS}"))


def case_lists(database: Database, run: int) -> None:
    for number in range(CASES):
        with database.reading() as connection:
            view = ReadingView(database.schema, connection)
            assert len(view.of_case(Fact, CaseId(f"c{(number + run) % CASES}"))) >= FACTS // CASES


def everything(database: Database, run: int) -> None:
    with database.reading() as connection:
        assert len(ReadingView(database.schema, connection).every(Fact)) >= FACTS


def paper(database: Database, run: int) -> None:
    data = bytes([run]) * 5_000_000
    with database.writing() as connection:
        view = WritingView(database.schema, connection, database.assert_room)
        view.put(a_document(data))
        view.keep(RecordId("d1"), data)
    with database.reading() as connection:
        assert ReadingView(database.schema, connection).content(RecordId("d1")) == data


def searches(database: Database, run: int) -> None:
    with database.reading() as connection:
        for word in ("the", "practice nurse", "vis", "n", "sai", f"no{run}"):
            connection.exec_driver_sql(FIND, (query_of(word)[0], 50)).all()


def over_all_cases(database: Database, run: int) -> None:
    with database.reading() as connection:
        view = ReadingView(database.schema, connection)
        assert len(view.chosen(Fact, ("kind", "happened_on"), kind=("note", f"kind {run}"))) >= FACTS


WORKS: dict[str, Work] = {
    "insert 4,000 facts in one act": insert,
    "50 acts of one record": small_acts,
    "1,000 facts by id": point_reads,
    "the facts of 20 cases": case_lists,
    "every fact": everything,
    "the facts of all cases without their texts": over_all_cases,
    "6 searches, first page": searches,
    "keep and read a paper of 5 MB": paper,
}


def seconds(work: Work, database: Database, run: int) -> float:
    begun = time.perf_counter()
    work(database, run)
    return time.perf_counter() - begun


@pytest.mark.bench
def test_what_the_key_costs(tmp_path: Path) -> None:
    pair = keyed(tmp_path / "keyed.db"), keyless(tmp_path / "keyless.db")
    for database in pair:
        with database.writing() as connection:
            database.schema.metadata.create_all(connection)
    ratios: dict[str, float] = {}
    for what, work in WORKS.items():
        taken = [[seconds(work, database, run) for database in pair] for run in range(RUNS)]
        with_key, without = (statistics.median(column) for column in zip(*taken, strict=True))
        ratios[what] = with_key / without
        print(f"\n{what:<40} {with_key * 1000:8.1f} ms {without * 1000:8.1f} ms  x {ratios[what]:4.2f}  floor {WORST}")
    mean = math.prod(ratios.values()) ** (1 / len(ratios))
    print(f"geometric mean x {mean:.2f}  floor {MEAN}")
    for database in pair:
        database.close()
    assert mean <= MEAN
    assert max(ratios.values()) <= WORST


@pytest.mark.bench
def test_making_and_opening_with_the_standard_derivation(tmp_path: Path, measure: Measure) -> None:
    door = making.door(STANDARD_DERIVATION, STANDARD_BOUNDS)
    numbers = iter(range(100))

    def create() -> None:
        door.create(tmp_path / f"{next(numbers)}.smkv", person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)

    def open_and_close() -> None:
        vault = door.open(tmp_path / "0.smkv", person=None, passphrase=PASSPHRASE)
        assert vault.compartments == frozenset(Compartment)
        vault.close()

    measure("making a vault, Argon2id of 256 MiB", 4.0, create)
    measure("opening and closing it", 3.0, open_and_close)
