"""Tier 1: the register's forms where they are names, and not where they are words."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from safermk_desktop.redaction.detection.detector import detect
from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Tier
from safermk_desktop.redaction.detection.registered import find_registered, registered_places
from safermk_desktop.redaction.register import Identity, Register, register_from_json
from tests.scale import tell

DATA: Final = Path(__file__).resolve().parents[2] / "data" / "detection"
FALSE_HITS: Final = 2  # in 10,000 words

REGISTER: Final = Register(
    (
        Identity("p1", "person", "subject", ("Grace Hale",), "Adult K"),
        Identity("p2", "person", "child", ("Will Hale",), "Child M"),
        Identity("p3", "person", "", ("May Ostrander",), "Adult F"),
        Identity("o1", "organisation", "", ("Brightwell Logistics Ltd",), "her employer"),
        Identity("x1", "other", "", ("Blue Heron 7",), "a mural"),
    ),
    "month_year",
)


def words(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_registered(text, REGISTER)]


def false_hits() -> tuple[float, int]:
    """Hits of a register of common names among 10,000 words of a text without them; and the words of the text."""
    register = register_from_json((DATA / "common_register.json").read_text(encoding="utf-8"))
    text = (DATA / "unrelated.txt").read_text(encoding="utf-8")
    hits = [one for one in detect(text, register=register, tier=Tier.FAST) if one.source is Source.REGISTER]
    return len(hits) * 10_000 / len(text.split()), len(text.split())


@pytest.mark.soak("common-names")
def test_common_names_over_unrelated_text() -> None:
    share, words_read = false_hits()
    tell(f"25 common names over {words_read:,} unrelated words: {share:.1f} false hits in 10,000")
    assert words_read >= 10_000
    assert share <= FALSE_HITS


@pytest.mark.parametrize(
    "text",
    [
        "Grace periods apply to loans.",
        "Will the review be published? It may.",
        "The price rose in May, and again in June.",
        "May 2021 was wet.",
        "They will hope for a day of grace.",
    ],
)
def test_an_ordinary_word_is_no_hit(text: str) -> None:
    assert not words(text)


def test_a_name_that_is_a_word_is_known_once_the_text_names_it() -> None:
    text = "Mrs Grace Hale called. Grace had left by then. Will Hale was asleep; Will heard nothing."
    assert words(text) == ["Mrs Grace Hale", "Grace", "Will Hale", "Will"]


def test_a_month_is_a_name_behind_a_title_and_no_date() -> None:
    text = "Nurse May Ostrander saw him. He asked May about it in May 2020."
    assert words(text) == ["Nurse May Ostrander", "May"]


def test_small_letters_behind_a_title() -> None:
    assert words("Grace Hale rang. they told mrs hale and grace hale again") == ["Grace Hale", "mrs hale", "grace hale"]


def test_what_is_registered_is_published_as_registered() -> None:
    text = "Will Hale worked at Brightwell Logistics and painted a mural, blueheron7, on 3 May 2021."
    published = registered_places(text, REGISTER)
    told = {text[one.start : one.end]: one for one in published}
    assert published[told["Will Hale"]] == "Child M"
    assert told["Will Hale"].kind is Kind.CHILD
    assert published[told["Brightwell Logistics"]] == "her employer"
    assert told["blueheron7"].kind is Kind.REFERENCE
    dates = [new for one, new in published.items() if one.kind is Kind.DATE]
    assert dates[0].endswith("May 2021")
    assert {one.certainty for one in published} == {Certainty.CERTAIN}
