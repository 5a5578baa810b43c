"""Fit the curve of the repeat finder to its labelled pairs: ``.venv/bin/python packaging/fit_repeats.py`` prints it.

Logistic regression with a small penalty, by Newton's method. It also says what cross-validation gives: five parts, no
sentence in two of them, so that nothing is judged by a pair that shares its words with one that was learnt from.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from safermk_desktop.domain.repeats import LIKELY, features, reading

PAIRS: Final = Path(__file__).resolve().parent.parent / "tests" / "data" / "actions" / "repeats.json"
PARTS: Final = 5


def main() -> None:
    """Print the numbers for ``repeats._CURVE``, and what they are worth."""
    pairs: list[dict[str, Any]] = json.loads(PAIRS.read_text(encoding="utf-8"))
    values, labels = measured(pairs)
    print(", ".join(f"{one:.4f}" for one in fitted(values, labels)))
    print("all pairs: precision {:.3f}, recall {:.3f}".format(*scored(shares(values, fitted(values, labels)), labels)))
    results = [scored(cross_validated(pairs, seed), labels) for seed in range(10)]
    print("cross-validated: precision {:.3f}, recall {:.3f}".format(*np.mean(results, axis=0)))


def measured(pairs: list[dict[str, Any]]) -> tuple[Any, Any]:
    """The features of each pair, and 1 for a repeat."""
    values = np.array([features(reading(one["a"]), reading(one["b"])) for one in pairs])
    return values, np.array([float(one["repeat"]) for one in pairs])


def fitted(values: Any, labels: Any) -> Any:
    """The constant and one number for each feature."""
    middle, spread = values.mean(0), values.std(0) + 1e-9
    rows = np.c_[np.ones(len(values)), (values - middle) / spread]
    weights = np.zeros(rows.shape[1])
    penalty = np.diag([0.0] + [1.0] * (rows.shape[1] - 1))
    for _ in range(30):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share - labels) + penalty @ weights
        weights -= np.linalg.solve((rows.T * (share * (1 - share))) @ rows + penalty, slope)
    by = weights[1:] / spread
    return np.r_[weights[0] - by @ middle, by]


def shares(values: Any, curve: Any) -> Any:
    """How likely each pair is a repeat."""
    return 1 / (1 + np.exp(-(curve[0] + values @ curve[1:])))


def cross_validated(pairs: list[dict[str, Any]], seed: int) -> Any:
    """How likely each pair is a repeat, by a curve fitted to pairs that share no sentence with it."""
    values, labels = measured(pairs)
    groups = _groups(pairs)
    names = sorted(set(groups))
    order = np.random.default_rng(seed).permutation(len(names))
    part_of = {names[at]: number % PARTS for number, at in enumerate(order)}
    parts = np.array([part_of[group] for group in groups])
    found = np.zeros(len(pairs))
    for part in range(PARTS):
        curve = fitted(values[parts != part], labels[parts != part])
        found[parts == part] = shares(values[parts == part], curve)
    return found


def scored(found: Any, labels: Any) -> tuple[float, float]:
    """Precision and recall at the shipped threshold."""
    shown = found >= LIKELY
    right = float((shown & (labels == 1)).sum())
    return right / max(float(shown.sum()), 1.0), right / float(labels.sum())


def _groups(pairs: list[dict[str, Any]]) -> list[str]:
    """For each pair the same word as for every pair that it shares a sentence with, over however many steps."""
    above: dict[str, str] = {}

    def top(sentence: str) -> str:
        while above.setdefault(sentence, sentence) != sentence:
            sentence = above[sentence]
        return sentence

    for one in pairs:
        above[top(one["a"])] = top(one["b"])
    return [top(one["a"]) for one in pairs]


if __name__ == "__main__":
    main()
