"""How fast identities are found on one core, beside Presidio in the same run (``presidio.py``)."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

import pytest

from safermk_desktop.redaction.detection.detector import detect, detect_in_passages
from safermk_desktop.redaction.detection.findings import Tier
from safermk_desktop.redaction.detection.model import load_model
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.services.collector import no_collection
from tests.architecture.sources import ROOT
from tests.bench.presidio import presidio
from tests.redaction.detection.scoring import Row, gold, register_file

pytestmark = pytest.mark.bench

RUNS: Final = 5
FAST, TIMES_PRESIDIO, ALL_TIERS, MODEL_READS_ALL = 100_000, 20, 8_000, 4_000
FIRST, CANCELLED, MEMORY = 1.0, 0.5, 300
PAGE: Final = 450
PAGES: Final = 300


def words(rows: Sequence[Row]) -> int:
    return sum(len(row["text"].split()) for row in rows)


def long_text() -> str:
    """300 pages: the long review again and again, as a report of that length is made of the same people."""
    text = gold("reviews")[0]["text"]
    return "\n".join([text] * (PAGES * PAGE // len(text.split()) + 1))


def speed(rows: Sequence[Row], find: Callable[[Row], object]) -> float:
    """Words a second of one core: the median of five runs after one to warm up."""
    found: list[float] = []
    for _ in range(RUNS + 1):
        begun = time.process_time()
        with no_collection():
            for row in rows:
                find(row)
        found.append(words(rows) / (time.process_time() - begun))
    return statistics.median(found[1:])


def test_tiers_without_a_model() -> None:
    """On reviews and judgments; with a register as well."""
    rows = [*gold("reviews"), *gold("tab")]
    plain = speed(rows, lambda row: detect(row["text"], tier=Tier.FAST))
    registers = {row["id"]: register_from_json(register_file(row["id"]).read_text()) for row in gold("reviews")}
    known = speed(gold("reviews"), lambda row: detect(row["text"], register=registers[row["id"]], tier=Tier.FAST))
    print(f"\ntiers 2 and 3: {plain:,.0f} words/s; with registers, on reviews: {known:,.0f}   floor {FAST:,}")
    peer = presidio("tab")
    if peer is None:
        print("Presidio is not here: the ratio is not measured (SAFERMK_PRESIDIO names no interpreter)")
    else:
        ours = speed(gold("tab"), lambda row: detect(row["text"], tier=Tier.FAST))
        print(f"tab: {ours:,.0f} words/s, {ours / peer.words_a_second:.0f} times Presidio's {peer.words_a_second:,.0f}")
        assert ours >= TIMES_PRESIDIO * peer.words_a_second
    assert plain >= FAST
    assert known >= FAST


def test_all_tiers() -> None:
    """The model reads the passages that need it, then all of them."""
    rows = [*gold("reviews"), *gold("tab")[:20]]
    model, whole = load_model(), load_model(everything=True)
    some = speed(rows, lambda row: detect(row["text"], model=model))
    everything = speed(rows, lambda row: detect(row["text"], model=whole))
    print(f"\nall tiers: {some:,.0f} words/s; the model reads everything: {everything:,.0f}")
    assert some >= ALL_TIERS
    assert everything >= MODEL_READS_ALL


def test_a_long_report_is_told_at_once() -> None:
    """The first passage of 300 pages, and the longest wait between two questions whether to stop."""
    text = long_text()
    model = load_model()
    begun = last = time.perf_counter()
    first, longest = 0.0, 0.0
    for _ in detect_in_passages(text, model=model):
        now = time.perf_counter()
        first = first or now - begun
        longest, last = max(longest, now - last), now
    print(
        f"\n{len(text.split()):,} words: first findings after {first:.2f} s, at most {longest:.2f} s between passages"
    )
    assert first <= FIRST
    assert longest <= CANCELLED


MEASURED = """
import resource, sys
from pathlib import Path
from safermk_desktop.redaction.detection.detector import detect_in_passages
from safermk_desktop.redaction.detection.model import load_model
text = sys.stdin.read()
for one in detect_in_passages(text, model=load_model()):
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is asked for its memory by the POSIX way")
def test_memory() -> None:
    """Of a process that does nothing else, over 300 pages."""
    told = subprocess.run(
        [sys.executable, "-c", MEASURED], input=long_text(), cwd=ROOT, capture_output=True, text=True, check=True
    )
    print(f"\nmemory: {told.stdout.strip()} MB   bound {MEMORY} MB")
    assert int(told.stdout) <= MEMORY
