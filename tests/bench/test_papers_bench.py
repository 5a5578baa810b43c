"""What a large paper costs in memory and time: measured in a process of its own, before and after.

The bound is the issue's: an attachment of 50 MB within 70 MB of extra memory, kept, read whole and let out; a paper of
any size within the same, kept and let out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.adapters.vault.making import made
from tests.scale import count, tell

MIB: Final = 1 << 20
BOUND: Final = 70
"""Extra memory in MB (of a million bytes)."""

WORK: Final = """
import json, sys, time
from pathlib import Path
from tests.adapters.vault.making import REVIEWS, StoppedClock, a_case, act, opened
from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.domain.documents import Audience, Document, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services import keeping_papers
from safermk_desktop.services.session import Session

def peak():
    # Not getrusage: its peak begins with that of the process which started this one.
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])

vault = opened(Path(sys.argv[1]))
nothing = {"papers": None, "redactor": None, "tables": None, "sheets": None, "calendars": None, "local": None}
session = Session(vault=vault, clock=StoppedClock(), files=SystemFiles(), **nothing)
with vault.writing(REVIEWS, act()) as work:
    work.put(a_case())
case, source, out = CaseId("c1"), Path(sys.argv[2]), Path(sys.argv[3])
small = source.with_suffix(".txt")
small.write_bytes(b"warm")

def round_trip(path, read):
    begun = time.perf_counter()
    paper = keeping_papers.keep_file(session, case, path, kind=PaperKind.OTHER, title="x", audience=Audience.INTERNAL)
    kept = time.perf_counter()
    if read:
        with vault.reading(REVIEWS) as work:
            assert len(work.content(paper)) == path.stat().st_size
    seen = time.perf_counter()
    keeping_papers.export_paper(session, case, paper, out, purpose="a", recipient="b")
    return kept - begun, seen - kept, time.perf_counter() - seen

round_trip(small, True)
before = peak()
times = round_trip(source, sys.argv[4] == "read")
after = peak()
wal = sum(path.stat().st_size for path in vault.folder.glob("*-wal"))
print(json.dumps({"extra": (after - before) / 1e6, "times": times, "wal": wal}))
vault.close()
"""


def measured(folder: Path, size: int, *, read: bool) -> dict[str, object]:
    """Keep a file of so many bytes in a new vault, read it if asked, and let it out again."""
    source, out = folder / "large.bin", folder / "out"
    out.mkdir()
    with source.open("wb") as file:
        for start in range(0, size, MIB):
            file.write(os.urandom(min(MIB, size - start)))
    found = subprocess.run(
        [sys.executable, "-c", WORK, str(made(folder)), str(source), str(out), "read" if read else "no"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with source.open("rb") as one, next(out.glob("*.bin")).open("rb") as other:
        while piece := one.read(MIB):
            assert other.read(MIB) == piece
        assert other.read(1) == b""
    result: dict[str, object] = json.loads(found.stdout)
    return result


def check(name: str, size: int, result: dict[str, object]) -> None:
    """The bound, and that nothing of it is left in the WAL."""
    times = result["times"]
    extra = result["extra"]
    assert isinstance(times, list)
    assert isinstance(extra, float)
    kept, read, out = (float(str(one)) for one in times)
    rate = size / 1e6
    print(
        f"\n{name}: {extra:.0f} MB more memory (bound {BOUND}); kept at {rate / kept:.0f} MB/s, "
        f"read in {read:.2f} s, let out at {rate / out:.0f} MB/s"
    )
    assert extra <= BOUND
    wal = result["wal"]
    assert isinstance(wal, int)
    assert wal < MIB


@pytest.mark.bench
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory as Linux tells it")
def test_a_paper_of_50_mb(tmp_path: Path) -> None:
    size = 50_000_000
    check("a paper of 50 MB", size, measured(tmp_path, size, read=True))


@pytest.mark.bench
@pytest.mark.soak("papers")
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory as Linux tells it")
def test_a_paper_of_any_size(tmp_path: Path) -> None:
    size = count(200_000_000, 1_500_000_000)
    check(f"a paper of {size // 1_000_000} MB", size, measured(tmp_path, size, read=False))
    tell(f"a paper of {size // 1_000_000} MB kept and let out within {BOUND} MB of extra memory")
