"""Scores as the benchmark's own tool counts them, text by text, so that intervals can be drawn from them.

The tool lies beside the checkout (``../shared/tools/score_identities.py``); what covers a mention is its decision.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from tests.shared import shared_folder

Spans = list[tuple[int, int]]
Row = dict[str, Any]
SETS: Final = ("reviews", "tab", "panorama", "synth")
FIGURES: Final = ("er_di", "er_qi", "recall", "p_must", "p_any")
RESAMPLES: Final = 1000


@lru_cache(maxsize=1)
def tool() -> ModuleType:
    """The scoring tool, as a module."""
    spec = spec_from_file_location("score_identities", shared_folder() / "tools" / "score_identities.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["score_identities"] = module
    spec.loader.exec_module(module)
    return module


def gold_file(name: str) -> Path:
    """Where the texts of a set lie with their marks."""
    folder = shared_folder() / "corpora"
    return folder / "reviews" / "gold.jsonl" if name == "reviews" else folder / "identities" / f"{name}.jsonl"


@lru_cache(maxsize=8)
def gold(name: str) -> tuple[Row, ...]:
    """The texts of a set, with their marks."""
    return tuple(json.loads(line) for line in gold_file(name).read_text(encoding="utf-8").splitlines() if line)


def register_file(name: str) -> Path:
    """The register that an officer would enter for a review."""
    return shared_folder() / "corpora" / "reviews" / f"{name}.register.json"


@dataclass
class Counts:
    """What one text, or many, add to the figures; each list is (good, all)."""

    er_di: list[int] = field(default_factory=lambda: [0, 0])
    er_qi: list[int] = field(default_factory=lambda: [0, 0])
    recall: list[int] = field(default_factory=lambda: [0, 0])
    p_must: list[int] = field(default_factory=lambda: [0, 0])
    p_any: list[int] = field(default_factory=lambda: [0, 0])
    by_type: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    missed: list[tuple[str, str, str, str, str]] = field(default_factory=list[tuple[str, str, str, str, str]])
    """Id, type, direct or quasi, the mention, and what stands around it."""

    def figure(self, name: str) -> float:
        """One of ``FIGURES``; 1 where there is nothing to find."""
        good, total = getattr(self, name)
        return good / total if total else 1.0


def counted(row: Row, spans: Spans) -> Counts:
    """The counts of one text under the spans found in it."""
    text, mask, counts = row["text"], tool().paint(len(row["text"]), spans), Counts()
    groups: dict[str, list[Row]] = defaultdict(list)
    for mention in row["mentions"]:
        groups[mention["entity"]].append(mention)
    for mentions in groups.values():
        _count_entity(row, mentions, mask, counts)
    must = _painted(row, lambda mention: mention["identifier"] != "NO_MASK")
    anything = _painted(row, lambda mention: True)
    for word in tool()._WORD.finditer(text):
        start, end = word.span()
        inside, covered = all(must[start:end]), all(mask[start:end])
        _add(counts.recall, covered and inside, inside)
        _add(counts.p_must, covered and inside, covered)
        _add(counts.p_any, covered and all(anything[start:end]), covered)
    return counts


def _count_entity(row: Row, mentions: list[Row], mask: bytearray, counts: Counts) -> None:
    text = row["text"]
    must = [one for one in mentions if one["identifier"] != "NO_MASK"]
    if not must:
        return
    direct = any(one["identifier"] == "DIRECT" for one in mentions)
    complete = True
    for one in must:
        start, end = one["start"], one["end"]
        covered = tool().is_covered(text, start, end, mask)
        _add(counts.by_type[one["type"]], covered, True)
        if not covered:
            complete = False
            around = text[max(0, start - 40) : end + 40].replace("\n", " / ")
            counts.missed.append((row["id"], one["type"], "direct" if direct else "quasi", text[start:end], around))
    _add(counts.er_di if direct else counts.er_qi, complete, True)


def _painted(row: Row, wanted: Callable[[Row], bool]) -> bytearray:
    return tool().paint(len(row["text"]), [(one["start"], one["end"]) for one in row["mentions"] if wanted(one)])


def _add(pair: list[int], good: object, counts: object) -> None:
    pair[0] += bool(good)
    pair[1] += bool(counts)


def together(counts: Iterable[Counts]) -> Counts:
    """The counts of many texts as of one."""
    total = Counts()
    for one in counts:
        for name in FIGURES:
            for at in (0, 1):
                getattr(total, name)[at] += getattr(one, name)[at]
        for kind, pair in one.by_type.items():
            total.by_type[kind][0] += pair[0]
            total.by_type[kind][1] += pair[1]
        total.missed += one.missed
    return total


def scored(rows: Sequence[Row], found: Callable[[Row], Spans]) -> list[Counts]:
    """The counts of each text under what a finder finds in it."""
    return [counted(row, found(row)) for row in rows]


def interval(counts: Sequence[Counts], figure: str) -> tuple[float, float]:
    """The 95 % interval of a figure: the texts drawn again with replacement, 1,000 times from a fixed seed."""
    draw = random.Random(7)
    pairs = [getattr(one, figure) for one in counts]
    values: list[float] = []
    for _ in range(RESAMPLES):
        again = draw.choices(pairs, k=len(pairs))
        total = sum(pair[1] for pair in again)
        values.append(sum(pair[0] for pair in again) / total if total else 1.0)
    values.sort()
    return values[int(RESAMPLES * 0.025)], values[int(RESAMPLES * 0.975) - 1]


def line(name: str, counts: Sequence[Counts]) -> str:
    """One row of the table: each figure with its interval."""
    total = together(counts)
    cells = [f"{figure} {total.figure(figure):.3f}" for figure in FIGURES]
    return f"{name:<22} " + "  ".join(cells)
