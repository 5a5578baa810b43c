"""Patterns read a text once: four times the text, about four times the time, whatever stands in it."""

from __future__ import annotations

import statistics
import time

import pytest

from safermk_desktop.redaction.detection.patterns import find_patterns

LENGTH, TIMES = 6_000, 4
MOST = 2.0 * TIMES
RUNS = 3
LINES = (
    *("1", " ", "a", "A", "\n", "-", "/", "@", "O", "("),
    *("1 ", "12 34 ", "a1", "A1-", "1/", "1.", "1, ", ":1", "12 A ", "12 May ", "11/22, ", "Flat 1 ", "£1,"),
    *("a.", "a@a.", "a_", "the ", "a ", "Aa ", "Aa, ", "three ", "Street ", "user ", "ref: ", "rue ", "no. 1/2, "),
)


def seconds(text: str) -> float:
    """The median of three readings."""
    taken: list[float] = []
    for _ in range(RUNS):
        begun = time.process_time()
        find_patterns(text)
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


@pytest.mark.parametrize("piece", LINES, ids=[repr(piece) for piece in LINES])
def test_no_line_takes_longer_than_its_length(piece: str) -> None:
    line = piece * (TIMES * LENGTH // len(piece))
    short, long = seconds(line[:LENGTH]), seconds(line)
    print(f"\n{piece!r:<12} {short:7.3f} s   {TIMES} times {long:7.3f} s")
    assert long <= MOST * short + 0.02
