"""What a process of its own costs for one small file, in processor time, beside one that loads lxml alone."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from typing import Final

import pytest

from safermk_desktop.adapters.confinement import ConfinedRedactor
from safermk_desktop.redaction.register import register_to_json
from tests.redaction.word_files import p, r, register, word_file

RUNS: Final = 5
TIMES: Final = 4  # the clock of the children counts in hundredths
BARE: Final = (sys.executable, "-P", "-c", "import lxml.etree, zipfile, json")
DATA: Final = word_file(p(r("Nobody is named.")))
PEOPLE: Final = register_to_json(register())
BOUNDS: Final = {"read": 4, "find": 6, "verify": 4, "copy": 8}


def median(action: Callable[[], object]) -> float:
    """Seconds of processor that the children of one call took, the median of several."""
    found: list[float] = []
    for _ in range(RUNS):
        begun = os.times()
        for _ in range(TIMES):
            action()
        ended = os.times()
        spent = ended.children_user + ended.children_system - begun.children_user - begun.children_system
        found.append(spent / TIMES)
    return statistics.median(found)


@pytest.mark.bench
def test_a_child_for_one_small_file() -> None:
    one = ConfinedRedactor()
    actions: dict[str, Callable[[], object]] = {
        "read": lambda: one.read(DATA),
        "find": lambda: one.find(DATA, PEOPLE, {}),
        "verify": lambda: one.verify(DATA, PEOPLE),
        "copy": lambda: one(DATA, register(), None),
    }
    floor = median(lambda: subprocess.run(BARE, check=True))
    for what, action in actions.items():
        seconds = median(action)
        told = f"{seconds * 1000:5.0f} ms   floor {floor * 1000:4.0f} ms   {seconds / floor:5.1f} x"
        print(f"\na child to {what:<7} {told}   bound {BOUNDS[what]} x", end="")
        assert seconds / floor <= BOUNDS[what]
