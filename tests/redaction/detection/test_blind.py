"""What is found on short documents that were written without sight of the detector (``tests/data/detection``).

The bounds say that what was reached stays; the figures of the model card are those of the bench.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from safermk_desktop.redaction.detection.detector import detect
from safermk_desktop.redaction.detection.findings import Tier
from safermk_desktop.redaction.detection.model import load_model
from tests.redaction.detection.scoring import Counts, Row, interval, scored, together
from tests.scale import tell

FOLDER: Final = Path(__file__).parents[2] / "data" / "detection"
BOUNDS: Final = (
    ("blind", Tier.FAST, 0.92, 0.75, 0.85),
    ("blind", Tier.FULL, 0.97, 0.90, 0.80),
    ("blind_after", Tier.FAST, 0, 0, 0.75),
    ("blind_after", Tier.FULL, 0, 0, 0.75),
)
"""The set, the tiers, and the least ER_di, ER_qi and P_any."""


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def counts_of(name: str, tier: Tier) -> list[Counts]:
    """The counts of each document of a set."""
    model = load_model() if tier is Tier.FULL else None
    return scored(rows(name), lambda row: [(one.start, one.end) for one in detect(row["text"], tier=tier, model=model)])


def test_every_mark_lies_in_its_text() -> None:
    marked = [(row["text"], one) for name in ("blind", "blind_after") for row in rows(name) for one in row["mentions"]]
    assert len(marked) > 600
    assert all(text[one["start"] : one["end"]].strip() for text, one in marked)


@pytest.mark.parametrize("name,tier,direct,quasi,precise", BOUNDS)
def test_documents_of_other_kinds(name: str, tier: Tier, direct: float, quasi: float, precise: float) -> None:
    counts = counts_of(name, tier)
    total = together(counts)
    cells: list[str] = []
    for figure in ("er_di", "er_qi", "p_any"):
        low, high = interval(counts, figure)
        cells.append(f"{figure} {total.figure(figure):.3f} ({low:.3f} to {high:.3f})")
    tell(f"detection, {name}, {tier}: {', '.join(cells)}")
    assert total.figure("er_di") >= direct, [one for one in total.missed if one[2] == "direct"]
    assert total.figure("er_qi") >= quasi
    assert total.figure("p_any") >= precise
