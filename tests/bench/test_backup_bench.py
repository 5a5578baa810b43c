"""What a proved backup costs beside SQLCipher's own backup() of the same file: at most four times as much."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.progress import silent
from tests.adapters.vault.making import REVIEWS, a_document, a_fact, act, made, opened

MOST = 4.0
RUNS = 3
PAPERS, PAPER_BYTES = 20, 10_000_000
FACTS, CASES = 40_000, 40
DETAIL = "The practice nurse recorded the visit and what was said about the week before. " * 12


def fill(vault: SqlCipherVault) -> None:
    """200 MB of papers and about 100 MB of records with their search tables and their audit chain."""
    for number in range(PAPERS):
        data = os.urandom(PAPER_BYTES)
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_document(data, f"d{number}"))
            writing.keep(RecordId(f"d{number}"), data)
    for start in range(0, FACTS, 500):
        with vault.writing(REVIEWS, act()) as writing:
            for number in range(start, start + 500):
                writing.put(a_fact(number, f"{DETAIL} {number}", CaseId(f"c{number % CASES}")))


def seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


@pytest.mark.bench
def test_a_proved_backup_beside_the_librarys_own(tmp_path: Path) -> None:
    with opened(made(tmp_path)) as vault:
        fill(vault)
    with opened(tmp_path / "county.smkv") as vault:
        source = vault.folder / "reviews.db"
        key, salt = vault._opened.keys[REVIEWS], vault._opened.header.salts[REVIEWS]
        megabytes = source.stat().st_size / 1e6

        def own() -> None:
            target = tmp_path / "own.db"
            with closing(connect(source, key, salt)) as old, closing(connect(target, key, salt)) as new:
                new.execute("PRAGMA journal_mode = DELETE")  # through a WAL it would write everything twice
                old.backup(new)
            with target.open("rb+") as file:
                os.fsync(file.fileno())
            target.unlink()

        def proved() -> None:
            path = tmp_path / "backups" / "county.smkb"
            proof = vault.backups.write(path, reason=BackupReason.BY_HAND, progress=silent)
            assert proof.papers == PAPERS
            path.unlink()

        taken = [(seconds(own), seconds(proved)) for _ in range(RUNS)]
        floor, found = (statistics.median(column) for column in zip(*taken, strict=True))
        print(
            f"\n{megabytes:.0f} MB: backup() {floor:.2f} s, proved {found:.2f} s  x {found / floor:.2f}  floor {MOST}"
        )
        assert vault.compartments == frozenset(Compartment)
    assert found <= MOST * floor
