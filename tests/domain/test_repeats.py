from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from safermk_desktop.domain.meanings.readings import Readings
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.repeats import LIKELY, Earlier, Finder, likelihood, ordinal, repeats_of, said_before
from tests.scale import tell

ROOT = Path(__file__).resolve().parents[2]
READ = Readings()
SAID = (ROOT / "docs" / "repeats.md").read_text(encoding="utf-8")


@cache
def fitting() -> Any:
    """The module that fitted the curve."""
    spec = importlib.util.spec_from_file_location("fit_repeats", ROOT / "packaging" / "fit_repeats.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SETS: dict[str, list[tuple[str, str, bool]]] = fitting().learnt()


def likely(first: str, second: str) -> float:
    return likelihood(*READ.of((first, second)))


def scored(pairs: list[tuple[str, str, bool]]) -> tuple[float, float]:
    shown = [same for first, second, same in pairs if likely(first, second) >= LIKELY]
    return sum(shown) / len(shown), sum(shown) / sum(same for *_, same in pairs)


def told(name: str, pairs: list[tuple[str, str, bool]]) -> tuple[float, float]:
    """Precision and recall, said aloud and as the page of the documentation says them."""
    precision, recall = scored(pairs)
    tell(f"repeat finder, {name}: precision {precision:.2f}, recall {recall:.2f}")
    assert f"{name}: precision {precision:.2f}, recall {recall:.2f}" in SAID
    return precision, recall


def test_the_labelled_pairs_are_told_apart() -> None:
    """The hundred of the issue, written before there was a finder; the curve has learnt from them since."""
    assert len(SETS["first"]) == 100
    precision, recall = told("first hundred", SETS["first"])
    assert precision >= 0.9
    assert recall >= 0.8


def test_the_second_hundred_is_told_apart() -> None:
    precision, recall = told("second hundred", SETS["second"])
    assert precision >= 0.9
    assert recall >= 0.8


def test_pairs_that_nobody_looked_at_are_told_apart_less_well_and_that_is_said() -> None:
    """Written blind and never read by whoever wrote or fitted the finder: what to expect of the next region or year."""
    precision, recall = told("third hundred", fitting().read_lines("third-hundred.jsonl"))
    assert precision >= 0.8
    assert recall >= 0.6


def test_pairs_that_a_curve_has_not_seen_are_told_apart_by_it() -> None:
    fit = fitting()
    pairs = [pair for each in SETS.values() for pair in each]
    values, labels = fit.measured(pairs, READ)
    others = fit.strangers(pairs, READ)
    precision, recall = fit.scored(fit.cross_validated(pairs, values, others), labels)
    tell(f"repeat finder, cross-validated by sentence: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.88
    assert recall >= 0.75
    curve = fit.fitted(values, labels, others)
    assert fit.shares(values[:20], curve) == pytest.approx([likely(*pair[:2]) for pair in pairs[:20]], abs=0.02)
    assert (fit.shares(others, curve) >= LIKELY).mean() < 0.025


@pytest.mark.parametrize("pair", SETS["first"][::9])
def test_a_pair_has_no_order(pair: tuple[str, str, bool]) -> None:
    assert likely(pair[0], pair[1]) == pytest.approx(likely(pair[1], pair[0]), abs=1e-4)


def test_what_says_nothing_is_no_repeat() -> None:
    assert likely("", "") == likely("The.", "The.") == 0
    assert likely("Should be.", "Police to refer to MARAC.") == 0


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


def test_earlier_ones_are_read_a_few_at_a_time_and_never_twice() -> None:
    texts = [f"The council should train its {who} to refer to MARAC." for who in ("cooks", "drivers", "nurses")]
    earlier = [
        Earlier(id=RecordId(text), case_id=CaseId("c"), label="Case", number=1, text=text)
        for text in (*texts, texts[0])
    ]
    finder = Finder.of(earlier)
    assert finder.repeats_of(texts[1]) == ()
    assert finder.read_more(2)
    first = finder.repeats_of(texts[0])
    assert first
    assert first[0].likely > 0.9
    assert not finder.read_more(9)
    assert Counter(one.earlier.text for one in finder.repeats_of(texts[0]))[texts[0]] == 2
    again = Finder.of(earlier, finder.readings)
    assert not again.read_more(0)


def test_a_count_is_said_in_words() -> None:
    assert [ordinal(n) for n in (1, 7, 10, 11, 12, 21, 22, 23, 111)] == [
        *("first", "seventh", "tenth", "11th", "12th", "21st", "22nd", "23rd", "111th")
    ]
