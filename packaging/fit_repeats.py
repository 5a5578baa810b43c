"""Fit the curve of the repeat finder: ``PYTHONPATH=. .venv/bin/python packaging/fit_repeats.py`` prints it.

Logistic regression with a small penalty, by Newton's method, on the labelled pairs that may be looked at and on pairs
drawn at random, taken for none. It also says what cross-validation gives: eight parts, no sentence in two of them,
so that nothing is judged by a pair that shares its words with one that was learnt from. ``--count`` prints how often
words stand in the sentences, for ``repeat_words.COUNTED``. The third hundred pairs are never read here.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

from safermk_desktop.domain.meanings.readings import Readings
from safermk_desktop.domain.repeats import LIKELY, features

DATA: Final = Path(__file__).resolve().parent.parent / "tests" / "data"
PARTS: Final = 8
STRANGERS: Final = 400
STRANGER_WEIGHT: Final = 0.3
PENALTY: Final = 3.0
OFTEN: Final = 3

Pair = tuple[str, str, bool]


def learnt() -> dict[str, list[Pair]]:
    """The sets of pairs that the curve is fitted to, by name."""
    first, check = (
        json.loads((DATA / "actions" / name).read_text("utf-8")) for name in ("repeats.json", "repeats_check.json")
    )
    return {
        "first": [(one["a"], one["b"], one["repeat"]) for one in first],
        "thirty": [(one["a"], one["b"], one["repeat"]) for one in check],
        "second": read_lines("second-hundred.jsonl"),
    }


def read_lines(name: str) -> list[Pair]:
    """The pairs of a file of ``tests/data/repeats``."""
    lines = (DATA / "repeats" / name).read_text("utf-8").splitlines()
    return [(one["first"], one["second"], one["same"]) for one in map(json.loads, lines)]


def main() -> None:
    """Print the numbers for ``repeats._CURVE``, and what they are worth."""
    sets, readings = learnt(), Readings()
    pairs = [pair for each in sets.values() for pair in each]
    if "--count" in sys.argv:
        print(counted(pairs, readings))
        return
    values, labels = measured(pairs, readings)
    others = strangers(pairs, readings)
    curve = fitted(values, labels, others)
    print(", ".join(f"{one:.4f}" for one in curve))
    told = {"as it ships": shares(values, curve), "cross-validated": cross_validated(pairs, values, others)}
    at = 0
    for name, each in sets.items():
        part, at = slice(at, at + len(each)), at + len(each)
        for how, found in told.items():
            print("{}, {}: precision {:.3f}, recall {:.3f}".format(name, how, *scored(found[part], labels[part])))
    for least in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        print(least, *("{:.3f} {:.3f};".format(*scored(found, labels, least)) for found in told.values()))
    print(f"of {STRANGERS} strangers shown: {(shares(others, curve) >= LIKELY).sum()}")


def counted(pairs: list[Pair], readings: Readings) -> str:
    """Beginnings of words with the number of different sentences that have them, the commonest first."""
    sentences = sorted({text for one in pairs for text in one[:2]})
    found = Counter(stem for reading in readings.of(sentences) for stem in set(reading.stems))
    return f"{len(sentences)} sentences\n" + " ".join(
        f"{one} {many}" for one, many in found.most_common() if many >= OFTEN
    )


def measured(pairs: list[Pair], readings: Readings) -> tuple[Any, Any]:
    """The features of each pair, and 1 for a repeat."""
    values = np.array([features(*readings.of(one[:2])) for one in pairs])
    return values, np.array([float(one[2]) for one in pairs])


def strangers(pairs: list[Pair], readings: Readings) -> Any:
    """The features of pairs drawn at random."""
    rng, texts = np.random.default_rng(7), sorted({text for one in pairs for text in one[:2]})
    return np.array(
        [
            features(*readings.of([texts[at] for at in rng.choice(len(texts), 2, replace=False)]))
            for _ in range(STRANGERS)
        ]
    )


def fitted(values: Any, labels: Any, others: Any) -> Any:
    """The constant and one number for each feature."""
    values, labels, by = (
        np.r_[values, others],
        np.r_[labels, np.zeros(len(others))],
        np.r_[np.ones(len(values)), np.full(len(others), STRANGER_WEIGHT)],
    )
    middle, spread = values.mean(0), values.std(0) + 1e-9
    rows = np.c_[np.ones(len(values)), (values - middle) / spread]
    weights = np.zeros(rows.shape[1])
    penalty = np.diag([0.0] + [PENALTY] * (rows.shape[1] - 1))
    for _ in range(30):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (by * (share - labels)) + penalty @ weights
        weights -= np.linalg.solve((rows.T * (by * share * (1 - share))) @ rows + penalty, slope)
    scale = weights[1:] / spread
    return np.r_[weights[0] - scale @ middle, scale]


def shares(values: Any, curve: Any) -> Any:
    """How likely each pair is a repeat."""
    return 1 / (1 + np.exp(-(curve[0] + values @ curve[1:])))


def cross_validated(pairs: list[Pair], values: Any, others: Any, seed: int = 0) -> Any:
    """How likely each pair is a repeat, by a curve fitted to pairs that share no sentence with it."""
    labels = np.array([float(one[2]) for one in pairs])
    groups = _groups(pairs)
    names = sorted(set(groups))
    order = np.random.default_rng(seed).permutation(len(names))
    part_of = {names[at]: number % PARTS for number, at in enumerate(order)}
    parts = np.array([part_of[group] for group in groups])
    found = np.zeros(len(pairs))
    for part in range(PARTS):
        found[parts == part] = shares(
            values[parts == part], fitted(values[parts != part], labels[parts != part], others)
        )
    return found


def scored(found: Any, labels: Any, least: float = LIKELY) -> tuple[float, float]:
    """Precision and recall from a likelihood on."""
    shown = found >= least
    right = float((shown & (labels == 1)).sum())
    return right / max(float(shown.sum()), 1.0), right / float(labels.sum())


def _groups(pairs: list[Pair]) -> list[str]:
    """For each pair the same word as for every pair that it shares a sentence with, over however many steps."""
    above: dict[str, str] = {}

    def top(sentence: str) -> str:
        while above.setdefault(sentence, sentence) != sentence:
            sentence = above[sentence]
        return sentence

    for one in pairs:
        above[top(one[0])] = top(one[1])
    return [top(one[0]) for one in pairs]


if __name__ == "__main__":
    main()
