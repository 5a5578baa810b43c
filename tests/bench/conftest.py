"""How a bench measures: five times, the median, printed beside its floor."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adapters.vault.making import made, opened
from tests.large_vault import fill_large

Measure = Callable[[str, float, Callable[[], object]], None]
RUNS = 5
CASES = 500
ENTRIES = 200_000


@pytest.fixture
def measure() -> Measure:
    """Call the action once to warm up and five times more; the median must not be above the floor, in seconds."""

    def run(what: str, floor: float, action: Callable[[], object]) -> None:
        action()
        seconds: list[float] = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            action()
            seconds.append(time.perf_counter() - begun)
        median = statistics.median(seconds)
        print(f"\n{what:<56} {median:8.3f} s   floor {floor:6.2f} s   ({min(seconds):.3f} to {max(seconds):.3f})")
        assert median <= floor

    return run


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of 500 cases and 200,000 entries, closed: copy it before use. Two minutes in the making."""
    with opened(made(tmp_path_factory.mktemp("large"))) as vault:
        begun = time.perf_counter()
        records = fill_large(vault, cases=CASES, entries=ENTRIES)
        print(f"\n{CASES} cases, {records:,} records and {ENTRIES - records:,} audit entries", end="")
        print(f", made in {time.perf_counter() - begun:.0f} s")
        return vault.folder
