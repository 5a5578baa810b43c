"""A report of 300 pages on the screen: when the first finding is there, how soon it stops, what memory it takes.

The floors are the issue's: a second to the first finding, half a second to stop, 300 MB.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from safermk_desktop.adapters.confinement import ConfinedRedactor
from safermk_desktop.redaction.detection.findings import Finding
from safermk_desktop.services.progress import Cancelled
from tests.bench.conftest import Measure

PAGES = 300
WORDS_A_PAGE = 400
PARAGRAPH = (
    "On 4 January 2023 Ms Quillmarsh rang her practitioner, Dr Odette Farnaby, from 07700 900123 about low mood. "
    "She lived at 16 Aldergate Close and said that her partner had followed her to work twice in that week. "
    "The assessment was shared with children's services, who closed it under the reference TVP-23-55017. "
)
FIRST_S, STOP_S, MEMORY_MB = 1.0, 0.5, 300


class SeenError(Exception):
    """The first finding is there."""


@pytest.fixture(scope="module")
def report() -> bytes:
    made, data = docx.Document(), io.BytesIO()
    for _ in range(PAGES * WORDS_A_PAGE // len(PARAGRAPH.split())):
        made.add_paragraph(PARAGRAPH)
    made.save(data)
    return data.getvalue()


def test_the_first_finding_is_there_within_a_second(report: bytes, measure: Measure) -> None:
    def first() -> None:
        def seen(found: Sequence[Finding]) -> None:
            if found:
                raise SeenError

        with pytest.raises(SeenError):
            ConfinedRedactor().detect(report, "", seen)

    measure("first finding of 300 pages", FIRST_S, first)


def test_it_stops_within_half_a_second(report: bytes) -> None:
    asked: list[float] = []

    def stop(_done: int, _total: int) -> None:
        if not asked and time.perf_counter() - begun > 1.5:
            asked.append(time.perf_counter())
            raise Cancelled

    for _ in range(3):
        asked.clear()
        begun = time.perf_counter()
        with pytest.raises(Cancelled):
            ConfinedRedactor().detect(report, "", None, stop)
        took = time.perf_counter() - asked[0]
        print(f"\nstopped after {took:.3f} s   floor {STOP_S} s")
        assert took <= STOP_S


def test_it_stays_within_its_memory(report: bytes, tmp_path: Path) -> None:
    """Measured of the child alone, by a process whose only child it is."""
    source = tmp_path / "report.docx"
    source.write_bytes(report)
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from safermk_desktop.adapters.confinement import ConfinedRedactor\n"
        "ConfinedRedactor().detect(Path(sys.argv[1]).read_bytes(), '')\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(source)], capture_output=True, text=True, check=True)
    used = int(done.stdout) * 1024 / 1e6
    print(f"\nmemory for 300 pages {used:.0f} MB   floor {MEMORY_MB} MB")
    assert used <= MEMORY_MB
