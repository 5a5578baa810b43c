"""A writer is killed at random moments: what it was told is kept is kept, and the chain fits."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safermk_desktop.domain.audit import first_fault
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.documents import Document
from tests.adapters.vault.making import REVIEWS, opened
from tests.scale import count

WRITER = """
import sys
from pathlib import Path
from safermk_desktop.domain.record import RecordId
from tests.adapters.vault.making import REVIEWS, a_document, a_fact, act, opened
vault = opened(Path(sys.argv[1]))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    with vault.writing(REVIEWS, act(f"save {number}")) as writing:
        writing.put(a_fact(number))
        if number % 3 == 0:
            paper = bytes([number % 256]) * (number % 7) * 300_000
            writing.put(a_document(paper, f"d{number}"))
            writing.keep(RecordId(f"d{number}"), paper)
        if number % 5 == 0:
            writing.put(a_fact(number - 1, "again"))
    print(number, flush=True)
"""


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")


@pytest.mark.soak("vault-kills")
def test_a_killed_writer_loses_nothing_it_was_told_is_kept(empty: Path) -> None:
    kills = count(6, 100)
    chance = random.Random(20260504)
    kept = 0
    for _ in range(kills):
        kept = max(kept, _write_until_killed(empty, kept, chance.uniform(0.005, 0.25)))
        with opened(empty) as vault:
            trail = vault.trail(REVIEWS)
            assert first_fault(trail) is None
            saved = [int(entry.what.split()[1]) for entry in trail]
            assert saved == list(range(1, len(saved) + 1))
            assert len(saved) >= kept, "an acknowledged commit is lost"
            with vault.reading(REVIEWS) as reading:
                assert {fact.id for fact in reading.every(Fact)} == {f"f{number}" for number in saved}
                for document in reading.every(Document)[-3:]:
                    assert len(reading.content(document.id)) == document.size
            kept = len(saved)
    assert kept, "the writer wrote nothing"


def _write_until_killed(folder: Path, start: int, after: float) -> int:
    """The last number that the writer was told is kept."""
    command = [sys.executable, "-c", WRITER, str(folder), str(start)]
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(after)
        writer.kill()
        lines = writer.stdout.read().split("\n")
    return max((int(line) for line in lines[:-1]), default=start)
