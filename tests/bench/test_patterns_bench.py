"""Patterns read a text once: four times the text, about four times the time, whatever stands in it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest

from safermk_desktop.redaction.detection.detector import detect
from safermk_desktop.redaction.detection.findings import Tier
from safermk_desktop.redaction.detection.patterns import find_patterns

LENGTH, TIMES = 6_000, 4
MOST = 2.0 * TIMES
RUNS = 3
LINES = (
    *("1", " ", "a", "A", "\n", "-", "/", "@", "O", "("),
    *("1 ", "12 34 ", "a1", "A1-", "1/", "1.", "1, ", ":1", "12 A ", "12 May ", "11/22, ", "Flat 1 ", "£1,"),
    *("a.", "a@a.", "a_", "the ", "a ", "Aa ", "Aa, ", "three ", "Street ", "user ", "ref: ", "rue ", "no. 1/2, "),
    *("http://", "www.", "http://a.", "(www."),
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = (
    *("ab", "ABCDE", "Ab", "a" * 9 + "-", "ann'"),
    "".join(LETTERS[at * at * 7 % 26] for at in range(TIMES * LENGTH)),
    "".join((LETTERS + LETTERS.upper() + "0123456789+/")[at * at * at * 5 % 61] for at in range(TIMES * LENGTH)),
)


def seconds(text: str, read: Callable[[str], object] = find_patterns, *, runs: int = RUNS) -> float:
    """The median of ``runs`` readings."""
    taken: list[float] = []
    for _ in range(runs):
        begun = time.process_time()
        read(text)
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


@pytest.mark.parametrize("piece", LINES, ids=[repr(piece) for piece in LINES])
def test_no_line_takes_longer_than_its_length(piece: str) -> None:
    line = piece * (TIMES * LENGTH // len(piece))
    short, long = seconds(line[:LENGTH]), seconds(line)
    print(f"\n{piece!r:<12} {short:7.3f} s   {TIMES} times {long:7.3f} s")
    assert long <= MOST * short + 0.02


def quick(text: str) -> object:
    return detect("It said " + text, tier=Tier.FAST)


@pytest.mark.parametrize("piece", WORDS, ids=[repr(piece[:12]) for piece in WORDS])
def test_no_word_takes_longer_than_its_length(piece: str) -> None:
    """What is no word, such as a picture written in letters is: no list is asked for each of its letters."""
    word = piece * (TIMES * LENGTH // len(piece))
    short, long = seconds(word[:LENGTH], quick, runs=1), seconds(word, quick, runs=1)  # a second one is remembered
    print(f"\n{piece[:12]!r:<12} {short:7.3f} s   {TIMES} times {long:7.3f} s")
    assert long <= MOST * short + 0.05
