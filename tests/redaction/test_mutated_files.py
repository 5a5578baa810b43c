"""Files damaged in every way: each is made or refused with a code, soon, and in little memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from safermk_desktop.redaction.reader import read_word
from tests.redaction.mutating import MOST_BYTES, mutated, outcome, seeds
from tests.redaction.word_files import p, r, word_file
from tests.scale import count, tell
from tests.shared import shared_folder

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = 2
SLOWEST_S = 5


@pytest.mark.soak("mutated-files")
def test_no_damaged_file_crashes_hangs_or_takes_much_memory() -> None:
    wanted = count(150, 10_000)
    bounds = [wanted * at // PROGRAMS for at in range(PROGRAMS + 1)]
    command = [sys.executable, "-m", "tests.redaction.mutating", str(shared_folder())]
    programs = [
        subprocess.Popen(
            [*command, str(first), str(last)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for first, last in pairwise(bounds)
    ]
    codes: Counter[str] = Counter()
    slowest, memory = 0.0, 0
    for program in programs:
        told, trouble = program.communicate()
        last = told.splitlines()[-1:]
        assert program.returncode == 0, f"the file {last} ends the program: {trouble[-2000:]}"
        result = json.loads(last[0])
        codes += Counter(result["codes"])
        slowest, memory = max(slowest, result["slowest"][0]), max(memory, result["memory"])
    tell(f"{codes.total()} mutated files: {dict(codes.most_common())}; slowest {slowest:.1f} s, {memory >> 20} MB")
    assert codes.total() == wanted
    assert all(re.fullmatch(r"made|(?:WORD|PROOF|REGISTER)-[A-Z-]+", code) for code in codes)
    assert codes["made"] > wanted / 10
    assert slowest < SLOWEST_S
    assert memory <= MOST_BYTES


def test_a_number_always_means_the_same_file() -> None:
    found = [word_file(p(r("One")))] * 2
    assert [mutated(number, found) for number in range(40)] == [mutated(number, found) for number in range(40)]
    assert len({mutated(number, found) for number in range(40)}) > 30
    assert outcome(found[0]) == "made"


def test_the_files_to_start_from_can_be_read() -> None:
    found = seeds(shared_folder())
    assert len(found) > 300
    read_word(found[0])
