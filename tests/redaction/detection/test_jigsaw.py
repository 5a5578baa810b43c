"""Combinations that identify: each class with its harmless twin, over documents, and the planted ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source
from safermk_desktop.redaction.detection.jigsaw import Class, Combination, combination_spans, find_combinations
from tests.scale import tell

DATA = Path(__file__).parents[2] / "data" / "detection"
LEAST_FLAGGED, MOST_FLAGS_A_PAGE = 0.95, 0.1

# A text that identifies, and one with a part less or a part that many share.
TWINS = [
    (Class.DATE_PLACE_AGE, "On 9 May 2018 she, aged 61, was found in Nether Pell.", "In May 2018 she was 61."),
    (Class.CHILDREN_PLACE, "She had four sons. The family lived in the village.", "She had two children in Luton."),
    (Class.OCCUPATION_PLACE, "He was a farrier. He rented a yard near Nether Pell.", "He was a bus driver in Leeds."),
    (Class.ONLY_ONE, "They met at the only synagogue in the county.", "It was the only contact with the service."),
    (Class.UNUSUAL_DEATH, "He was killed with a crossbow on 9 May 2018.", "He died in hospital on 9 May 2018."),
    (Class.ORIGIN_PLACE, "The family were Druze. They lived in a hamlet.", "The family were Polish, in Leeds."),
    (Class.SCHOOL_DATE, "She missed the nativity play on 9 December 2018.", "She was in Year 6 at the time."),
    (
        Class.JOB_EMPLOYER_AGE,
        "He was 52. He worked as a welder for a firm that builds fairground rides.",
        "He was 52. He worked as a welder.",
    ),
    (Class.FAMILY_PLACE, "The triplets were known to everyone in Nether Pell.", "The triplets were born early."),
    (Class.NEWS_EVENT, "He was hurt in the gas explosion in Nether Pell in May 2018.", "An explosion of anger came."),
    (
        Class.HEALTH_PLACE,
        "She has a rare genetic disorder and lives in Nether Pell.",
        "She has asthma. She is in Luton.",
    ),
    (
        Class.SEVERAL,
        "He was 52, from Iceland, and lived in Luton with his three daughters.",
        "He was 52 and lived in Luton.",
    ),
]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.parametrize(("kind", "telling", "harmless"), TWINS, ids=[str(twin[0]) for twin in TWINS])
def test_the_parts_identify_together_and_not_alone(kind: Class, telling: str, harmless: str) -> None:
    assert kind in {one.kind for one in find_combinations(telling)}
    assert find_combinations(harmless) == []


def test_days_of_the_review_itself_are_nobodys() -> None:
    assert find_combinations("The panel met on 9 May 2018 in Luton. Guidance covers those aged 16.") == []


def test_parts_far_from_each_other_do_not_combine() -> None:
    between = "Nothing was recorded. " * 30
    assert find_combinations(f"He was a farrier. {between}They had been to Nether Pell.") == []


def test_a_part_that_was_published_earlier_combines_with_one_in_the_text() -> None:
    earlier = ("Nothing of note.", "The family lived in Nether Pell for a time.")
    text = "Adult B was a saddler."
    assert find_combinations(text) == []
    (one,) = find_combinations(text, earlier)
    assert one.kind is Class.OCCUPATION_PLACE
    assert [sentence.earlier for sentence in one.sentences] == [None, 1]
    assert text[slice(*one.sentences[0][1:])] == "Adult B was a saddler."
    assert earlier[1][slice(*one.sentences[1][1:])] == earlier[1]
    assert find_combinations("Nothing new.", ("He was a saddler in Nether Pell.",)) == []


def test_every_part_stands_in_a_sentence_and_the_reason_tells_nothing_of_the_text() -> None:
    for _, telling, _ in TWINS:
        for one in find_combinations(telling):
            assert all(
                any(sentence.start <= part.start < part.end <= sentence.end for sentence in one.sentences)
                for part in one.parts
            )
            assert "Pell" not in one.reason
            assert one.reason.endswith(".")


def test_the_telling_parts_are_possible_findings() -> None:
    text = "On 9 May 2018 she, aged 61, was found at home in Nether Pell."
    spans = combination_spans(text)
    assert {span.kind for span in spans} >= {Kind.DATE, Kind.AGE, Kind.PLACE}
    assert {(span.certainty, span.source) for span in spans} == {(Certainty.POSSIBLE, Source.JIGSAW)}
    assert "Nether Pell" in {text[span.start : span.end] for span in spans}


CLUES = [
    "aged 61",
    "On 9 May 2018",
    "in Nether Pell",
    "a farrier",
    "twins",
    "the only mosque",
    "three sons",
    "Druze",
    ".",
]


@given(st.lists(st.sampled_from(CLUES) | st.text(max_size=8), max_size=12), st.lists(st.text(max_size=30), max_size=2))
def test_whatever_stands_there_the_offsets_fit(words: list[str], earlier: list[str]) -> None:
    text = " ".join(words)
    documents = {None: text, **dict(enumerate(earlier))}
    for one in find_combinations(text, earlier):
        assert any(part.earlier is None for part in one.parts)
        for part in (*one.parts, *one.sentences):
            assert 0 <= part.start < part.end <= len(documents[part.earlier])


def touches(one: Combination, planted: list[list[int]]) -> bool:
    return any(
        sentence.earlier is None and sentence.start < end and start < sentence.end
        for sentence in one.sentences
        for start, end in planted
    )


def missed_combinations() -> list[str]:
    """The ids of the planted combinations that no flag touches."""
    return [
        row["id"]
        for row in rows("jigsaw.jsonl")
        if not any(touches(one, row["sentences"]) for one in find_combinations(row["text"], row["earlier"]))
    ]


def false_flags() -> int:
    """Flags on the pages without a combination."""
    return sum(len(find_combinations(page["text"])) for page in rows("no_jigsaw.jsonl"))


@pytest.mark.soak("planted-jigsaw")
def test_planted_combinations_are_flagged() -> None:
    planted, missed = rows("jigsaw.jsonl"), missed_combinations()
    tell(f"planted combinations flagged: {len(planted) - len(missed)} of {len(planted)}; missed: {missed}")
    assert len(planted) >= 60
    assert 1 - len(missed) / len(planted) >= LEAST_FLAGGED


@pytest.mark.soak("planted-jigsaw")
def test_pages_without_a_combination_are_left_alone() -> None:
    pages, flags = rows("no_jigsaw.jsonl"), false_flags()
    tell(f"flags on {len(pages)} pages without a combination: {flags}")
    assert len(pages) >= 40
    assert flags <= MOST_FLAGS_A_PAGE * len(pages)
