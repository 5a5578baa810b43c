from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.repeats import LIKELY, Earlier, likelihood, ordinal, reading, repeats_of, said_before
from tests.scale import tell

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "actions"
PAIRS: list[dict[str, Any]] = json.loads((DATA / "repeats.json").read_text(encoding="utf-8"))


def likely(pair: dict[str, Any]) -> float:
    return likelihood(reading(pair["a"]), reading(pair["b"]))


def scored(pairs: list[dict[str, Any]]) -> tuple[float, float]:
    shown = [pair for pair in pairs if likely(pair) >= LIKELY]
    right = sum(pair["repeat"] for pair in shown)
    return right / len(shown), right / sum(pair["repeat"] for pair in pairs)


def test_the_labelled_pairs_are_told_apart() -> None:
    assert len(PAIRS) == 100
    precision, recall = scored(PAIRS)
    tell(f"repeat finder: 100 labelled pairs, precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.9
    assert recall >= 0.8


def test_pairs_that_a_curve_has_not_seen_are_told_apart_by_it() -> None:
    fit = _fitting()
    _values, labels = fit.measured(PAIRS)
    results = [fit.scored(fit.cross_validated(PAIRS, seed), labels) for seed in range(5)]
    precision, recall = (sum(each) / len(results) for each in zip(*results, strict=True))
    tell(f"repeat finder, cross-validated by sentence: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.9
    assert recall >= 0.8


def test_what_ships_is_what_was_fitted() -> None:
    fit = _fitting()
    curve = fit.fitted(*fit.measured(PAIRS))
    assert [fit.shares(fit.measured([pair])[0], curve)[0] for pair in PAIRS[:10]] == pytest.approx(
        [likely(pair) for pair in PAIRS[:10]], abs=0.01
    )


def test_pairs_written_after_it_are_told_apart_less_well_and_that_is_said() -> None:
    """The words were chosen by someone who had seen the hundred pairs; docs/repeats.md says what these thirty show."""
    pairs: list[dict[str, Any]] = json.loads((DATA / "repeats_check.json").read_text(encoding="utf-8"))
    precision, recall = scored(pairs)
    tell(f"repeat finder, {len(pairs)} pairs written after it: precision {precision:.2f}, recall {recall:.2f}")
    said = (ROOT / "docs" / "repeats.md").read_text(encoding="utf-8")
    assert f"precision {precision:.2f}, recall {recall:.2f}" in said


@pytest.mark.parametrize("pair", PAIRS[::9], ids=lambda pair: pair["id"])
def test_a_pair_has_no_order(pair: dict[str, Any]) -> None:
    assert likely(pair) == pytest.approx(likelihood(reading(pair["b"]), reading(pair["a"])))


def test_earlier_recommendations_are_shown_with_their_sentences_and_counted() -> None:
    earlier = [
        Earlier(id=RecordId(str(n)), case_id=CaseId(f"c{n}"), label=f"Case {n}", number=n, text=text)
        for n, text in enumerate(
            (
                "Every practice to train its clinical staff to ask patients about domestic abuse.",
                "The police to review how it returns seized shotguns.",
                "General practitioners and nurses should have training in asking about domestic abuse.",
            ),
            1,
        )
    ]
    text = "GP surgeries must train doctors and nurses to ask about domestic abuse."
    found = repeats_of(text, earlier)
    assert {one.earlier.label for one in found} == {"Case 1", "Case 3"}
    assert said_before(found) == "This is the third time that this was recommended."
    assert repeats_of("Fix the lift.", earlier) == ()
    assert said_before(()) == ""


def test_a_count_is_said_in_words() -> None:
    assert [ordinal(n) for n in (1, 7, 10, 11, 12, 21, 22, 23, 111)] == [
        *("first", "seventh", "tenth", "11th", "12th", "21st", "22nd", "23rd", "111th")
    ]


def _fitting() -> Any:
    spec = importlib.util.spec_from_file_location("fit_repeats", ROOT / "packaging" / "fit_repeats.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
