"""From the derived key to a caseload that can be used, with 500 cases, 200,000 entries and 2 GB of papers."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.keys import STANDARD_BOUNDS, Bounds
from tests.adapters.vault.making import BOUNDS, PASSPHRASE, door
from tests.architecture.sources import ROOT
from tests.bench.conftest import CASES, RUNS
from tests.conftest import RealDisplay
from tests.large_vault import fill_papers

MEGABYTES: Final = int(os.environ.get("SAFERMK_BENCH_PAPERS_MB", "2048"))
FLOOR: Final = 1.0
TABLES: Final = (
    "case notification decision fact own_date seat panel_member terms_section information_request letter document "
    "redacted_copy submission qa_letter publication recommendation action identity_entry"
)
NEW_PASSPHRASE: Final = "quarry mild lantern otter"


def unlocked(folder: Path, environment: dict[str, str]) -> tuple[list[float], list[float]]:
    """Seconds, and those of the processor, from the derived key to a caseload that is painted and takes keys.

    Five fresh processes after one that brings the files into the system's memory.
    """
    command = [sys.executable, "-m", "tests.bench.unlocking", str(folder), str(CASES), NEW_PASSPHRASE]
    found: list[list[float]] = []
    for _ in range(RUNS + 1):
        told = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, timeout=120, capture_output=True, text=True
        ).stdout
        found.append(json.loads(told))
    return [one[0] for one in found[1:]], [one[1] for one in found[1:]]


def bare(folder: Path) -> float:
    """The same databases opened and the same tables read, without a line of ours above the library."""
    derivation = STANDARD_BOUNDS.floor
    with door(derivation, STANDARD_BOUNDS).open(folder, person=None, passphrase=NEW_PASSPHRASE) as vault:
        keys, header = vault._opened.keys, vault._opened.header
    begun = time.perf_counter()
    for name, key in keys.items():
        raw = connect(folder / header.files[name], key, header.salts[name])
        if name.value == "reviews":
            for table in TABLES.split():
                for _row in raw.execute(f'SELECT * FROM "{table}"'):
                    pass
        raw.close()
    return time.perf_counter() - begun


@pytest.fixture
def folder(large: Path, tmp_path: Path) -> Path:
    """A copy of the large vault. Its key derivation is the cheapest that is allowed: the least time to get ready in."""
    copied = Path(shutil.copytree(large, tmp_path / large.name))
    bounds = Bounds(floor=BOUNDS.floor, ceiling=STANDARD_BOUNDS.ceiling)
    with door(STANDARD_BOUNDS.floor, bounds).open(copied, person=None, passphrase=PASSPHRASE) as vault:
        vault.slots.change_passphrase(old=PASSPHRASE, new=NEW_PASSPHRASE)
    return copied


@pytest.mark.bench
def test_unlock_to_a_usable_caseload(folder: Path, tmp_path: Path, real_display: RealDisplay) -> None:
    environment = {**real_display.environment(tmp_path), "PYTHONPATH": str(ROOT)}
    light, _ = unlocked(folder, environment)
    with door(STANDARD_BOUNDS.floor, STANDARD_BOUNDS).open(folder, person=None, passphrase=NEW_PASSPHRASE) as vault:
        begun = time.perf_counter()
        fill_papers(vault, MEGABYTES)
        print(f"\n{MEGABYTES} MB of papers kept in {time.perf_counter() - begun:.0f} s")
    heavy, processor = unlocked(folder, environment)
    for what, seconds, floor in (
        ("from the derived key to a caseload that takes keys, without papers", light, ""),
        (f"the same with {MEGABYTES} MB of papers", heavy, f"floor {FLOOR:.1f} s"),
        ("of that, the processor at work", processor, ""),
        ("the same databases opened, every row of their tables read bare", [bare(folder) for _ in range(RUNS)], ""),
    ):
        print(f"{what:<70} {statistics.median(seconds):6.3f} s  ({min(seconds):.3f} to {max(seconds):.3f})  {floor}")
    assert statistics.median(heavy) <= FLOOR
    assert statistics.median(heavy) <= statistics.median(light) * 1.5 + 0.1
