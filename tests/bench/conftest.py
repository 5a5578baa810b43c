"""How a bench measures: five times, the median, printed beside its floor."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest

Measure = Callable[[str, float, Callable[[], object]], None]
RUNS = 5


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
