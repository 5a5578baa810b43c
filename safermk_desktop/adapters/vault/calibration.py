"""How much key derivation this computer does in 0.5 to 1 second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from safermk_desktop.adapters.vault.keys import SALT_BYTES, Bounds, KeyDerivation, slot_key

LEAST: Final = 0.5
MOST: Final = 1.0
AIM: Final = 0.75
"""Seconds."""

LANES: Final = 4
MOST_MEMORY: Final = 512 * 1024
"""KiB: a laptop of 4 GB opens it as well; beyond that, passes are added."""

STEP: Final = 16 * 1024
LEAST_PER_LANE: Final = 8
"""KiB (RFC 9106, 3.1)."""

ROUNDS: Final = 5

Seconds = Callable[[KeyDerivation], float]


def seconds_here(derivation: KeyDerivation) -> float:
    """How long one derivation takes on this computer."""
    start = time.perf_counter()
    slot_key("calibration", bytes(SALT_BYTES), derivation)
    return time.perf_counter() - start


def calibrated(bounds: Bounds, seconds: Seconds = seconds_here) -> KeyDerivation:
    """What new slots cost here: memory first, then passes (RFC 9106, 4), never outside ``bounds``.

    A computer on which the floor takes longer than a second gets the floor.
    """
    low, high = bounds.floor, bounds.ceiling
    lanes = max(low.lanes, min(LANES, high.lanes, low.memory_kib // LEAST_PER_LANE))
    found = KeyDerivation(memory_kib=low.memory_kib, iterations=low.iterations, lanes=lanes)
    for _ in range(ROUNDS):
        took = seconds(found)
        if LEAST <= took <= MOST:
            break
        work = found.memory_kib * found.iterations * AIM / took
        memory = _within(STEP * round(work / low.iterations / STEP), low.memory_kib, min(MOST_MEMORY, high.memory_kib))
        found = KeyDerivation(
            memory_kib=memory, iterations=_within(round(work / memory), low.iterations, high.iterations), lanes=lanes
        )
    bounds.check(found)
    return found


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, max(least, most)))
