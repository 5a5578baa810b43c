"""The whole table of what is found, at full count, each row beside its bound and beside Presidio in the same run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import pytest

from safermk_desktop.redaction.detection.detector import detect
from safermk_desktop.redaction.detection.findings import Tier
from safermk_desktop.redaction.detection.model import NameModel, load_model
from safermk_desktop.redaction.detection.model.features import Lists
from safermk_desktop.redaction.detection.model.network import Network
from safermk_desktop.redaction.detection.model.reader import DATA, WordModel
from safermk_desktop.redaction.register import register_from_json
from tests.bench.presidio import presidio
from tests.redaction.detection import (
    test_blind,
    test_case_stress,
    test_jigsaw,
    test_patterns,
    test_registered,
    test_scores,
)
from tests.redaction.detection.scoring import SETS, Counts, gold, interval, register_file, scored, together

pytestmark = pytest.mark.bench

FIGURES: Final = ("er_di", "er_qi", "p_any")
UK_STRINGS: Final = 20_000
PLANTED: Final = 60
HALF: Final = "SAFERMK_HALF_NETWORK"
"""Names the file of a network that was trained on every second text (``train.py --half odd``)."""


@lru_cache(maxsize=1)
def model() -> NameModel:
    return load_model()


def missed_by_class(total: Counts) -> list[str]:
    """A line for each class of mention: how many there are and how many were missed."""
    return [
        f"    missed, {kind}: {count - good} of {count}"
        for kind, (good, count) in sorted(total.by_type.items())
        if good < count
    ]


def told(what: str, counts: Sequence[Counts], bounds: str = "") -> Counts:
    total = together(counts)
    cells = [f"{one} {total.figure(one):.3f} ({'{:.3f} to {:.3f}'.format(*interval(counts, one))})" for one in FIGURES]
    print(f"{what:<32} {'  '.join(cells)}  {bounds}")
    return total


@pytest.mark.parametrize("name", SETS)
def test_marked_texts(name: str) -> None:
    """All tiers against the bounds; the others are told beside them."""
    print()
    bounds = test_scores.MUST[name]
    total = Counts()
    for what, tier in (("tiers 1 to 3", Tier.FAST), ("all tiers", Tier.FULL)):
        found = {
            row["id"]: [(one.start, one.end) for one in detect(row["text"], tier=tier, model=model())]
            for row in gold(name)
        }
        bound = ", ".join(f"{figure} >= {least}" for figure, least in bounds.items()) if tier is Tier.FULL else ""
        total = told(f"{name}, {what}", scored(gold(name), lambda row, found=found: found[row["id"]]), bound)
        for line in missed_by_class(total):
            print(line)
    peer = presidio(name)
    if peer is None:
        print(f"{name}, Presidio: not here (SAFERMK_PRESIDIO names no interpreter)")
    else:
        told(f"{name}, Presidio", scored(gold(name), lambda row: peer.spans[row["id"]]))
    for figure, least in bounds.items():
        assert total.figure(figure) >= least


@pytest.mark.parametrize("name", SETS)
def test_texts_that_the_network_has_not_seen(name: str) -> None:
    """Every second text of a set, read with a network that ``train.py --half odd`` has trained on those between."""
    network = os.environ.get(HALF, "")
    if not network:
        pytest.skip(f"{HALF} names no network; the one in the product was trained on all of these texts")
    held_out, rows = WordModel(Network.read(Path(network)), Lists.read(DATA)), gold(name)[1::2]
    print()
    total = told(
        f"{name}, all tiers, {len(rows)} unseen",
        scored(rows, lambda row: [(one.start, one.end) for one in detect(row["text"], model=held_out)]),
    )
    for line in missed_by_class(total):
        print(line)


@pytest.mark.parametrize("case", test_case_stress.CASES, ids=[case[0] for case in test_case_stress.CASES])
def test_names_in_another_case_unseen(case: test_case_stress.Case) -> None:
    """The same texts with their names rewritten."""
    network = os.environ.get(HALF, "")
    if not network:
        pytest.skip(f"{HALF} names no network; the one in the product was trained on all of these texts")
    held_out = WordModel(Network.read(Path(network)), Lists.read(DATA))
    for name, _, _ in test_case_stress.SETS:
        found, p_any, count = test_case_stress.case_figures(gold(name)[1::2], case[1], held_out)
        print(f"\nnames {case[0]}, {name}, unseen: {found:.3f} of {count}, P_any {p_any:.3f}")


@pytest.mark.parametrize("name", ["blind", "blind_after"])
def test_documents_of_other_kinds(name: str) -> None:
    """Short documents that were written without sight of the detector."""
    print()
    for what, tier in (("tiers 1 to 3", Tier.FAST), ("all tiers", Tier.FULL)):
        total = told(f"{name}, {what}", test_blind.counts_of(name, tier))
    for line in missed_by_class(total):
        print(line)


def test_reviews_with_their_registers() -> None:
    """All tiers and the case's register."""
    found = {
        row["id"]: [
            (one.start, one.end)
            for one in detect(
                row["text"], register=register_from_json(register_file(row["id"]).read_text()), model=model()
            )
        ]
        for row in gold("reviews")
    }
    bound = f"er_di >= {test_scores.REGISTERED}"
    print()
    total = told("reviews with their registers", scored(gold("reviews"), lambda row: found[row["id"]]), bound)
    assert total.figure("er_di") >= test_scores.REGISTERED


def test_uk_patterns() -> None:
    """20,000 generated strings."""
    one = test_patterns.uk_figures(UK_STRINGS)
    recall, precision = one.hit / one.wanted, one.true / one.found
    print(
        f"\nUK patterns, {UK_STRINGS:,} strings: recall {recall:.4f} of {one.wanted:,} (>= {test_patterns.RECALL}), "
        f"precision {precision:.4f} of {one.found:,} (>= {test_patterns.PRECISION})"
    )
    assert recall >= test_patterns.RECALL, one.missed[:10]
    assert precision >= test_patterns.PRECISION


@pytest.mark.parametrize("case", test_case_stress.CASES, ids=[case[0] for case in test_case_stress.CASES])
def test_names_in_another_case(case: test_case_stress.Case) -> None:
    """Every text of both sets."""
    what, change, recall, precision = case
    print()
    for name, _, _ in test_case_stress.SETS:
        found, p_any, total = test_case_stress.case_figures(gold(name), change, model())
        print(f"names {what}, {name}: {found:.3f} of {total} (>= {recall}), P_any {p_any:.3f} (>= {precision})")
        assert found >= recall
        assert p_any >= precision


def test_common_names() -> None:
    """A register of 25 people over text in which none of them occurs."""
    share, words = test_registered.false_hits()
    print(f"\n25 common names, {words:,} unrelated words: {share:.1f} in 10,000 (<= {test_registered.FALSE_HITS})")
    assert share <= test_registered.FALSE_HITS


def test_planted_combinations() -> None:
    """Every planted combination, and every page without one."""
    planted, pages = test_jigsaw.rows("jigsaw.jsonl"), test_jigsaw.rows("no_jigsaw.jsonl")
    hit, flags = len(planted) - len(test_jigsaw.missed_combinations()), test_jigsaw.false_flags()
    print(
        f"\nplanted combinations: {hit} of {len(planted)} (>= {test_jigsaw.LEAST_FLAGGED:.0%}), {flags} flags on "
        f"{len(pages)} pages without one (<= {test_jigsaw.MOST_FLAGS_A_PAGE} a page)"
    )
    assert len(planted) >= PLANTED
    assert hit / len(planted) >= test_jigsaw.LEAST_FLAGGED
    assert flags <= test_jigsaw.MOST_FLAGS_A_PAGE * len(pages)
