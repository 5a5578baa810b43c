"""All tiers together: findings apart, with their published forms, at once or a passage at a time."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.detection.detector import PASSAGE, detect, detect_in_passages, passages
from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span, Tier, union
from safermk_desktop.redaction.detection.merging import apart
from safermk_desktop.redaction.detection.published import suggested_form
from safermk_desktop.redaction.register import Identity, Register, register_from_json
from tests.redaction.detection.scoring import gold, register_file

REGISTER: Final = Register((Identity("p1", "person", "subject", ("Joanna Fenwick",), "Adult K"),), "month_year")
TEXT: Final = "On 3 May 2021 Joanna Fenwick (34) rang 07700 900123 from 16 Aldergate Close. Joanna was calm."


def test_every_tier_answers_and_the_surest_keeps_the_place() -> None:
    found = {one.text: one for one in detect(TEXT, register=REGISTER, tier=Tier.FAST)}
    assert found["Joanna Fenwick"].source is Source.REGISTER
    assert found["Joanna"].replacement == "Adult K"
    assert found["07700 900123"].source is Source.PATTERN
    assert found["07700 900123"].replacement == "[contact removed]"
    assert any(one.kind is Kind.DATE and one.replacement.endswith("May 2021") for one in found.values())


def test_findings_are_in_order_and_apart_and_tell_their_text() -> None:
    found = detect(TEXT, register=REGISTER, tier=Tier.FAST)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(TEXT[one.start : one.end] == one.text for one in found)
    assert union((one.start, one.end) for one in found)


class Careless:
    """A model that says everything is a name."""

    def find(self, text: str, passages: object) -> list[Span]:
        return [Span(0, len(text), Kind.PERSON, Certainty.POSSIBLE, Source.MODEL)]


def test_the_fast_tier_asks_no_model() -> None:
    assert not any(one.source is Source.MODEL for one in detect(TEXT, tier=Tier.FAST, model=Careless()))
    assert any(one.source is Source.MODEL for one in detect(TEXT, tier=Tier.FULL, model=Careless()))


@pytest.mark.parametrize(
    "kind,text,new",
    [
        (Kind.PERSON, "Joanna", "[name]"),
        (Kind.CHILD, "Tom", "[child]"),
        (Kind.PLACE, "16 Aldergate Close", "[place]"),
        (Kind.DATE, "14 November 2021", "November 2021"),
        (Kind.DATE, "14/11/2021", "November 2021"),
        (Kind.DATE, "14 November", "November"),
        (Kind.DATE, "09:52", "[time]"),
        (Kind.DATE, "three days before her 31st birthday", "[date]"),
        (Kind.AGE, "34", "30 to 39"),
        (Kind.AGE, "19", "18 to 19"),
        (Kind.AGE, "8", "5 to 10"),
        (Kind.AGE, "eight", "[age]"),
        (Kind.REFERENCE, "TVP-23-55017", "[reference removed]"),
    ],
)
def test_what_is_published_instead(kind: Kind, text: str, new: str) -> None:
    assert suggested_form(kind, text) == new


def test_a_case_that_prints_years_alone() -> None:
    assert suggested_form(Kind.DATE, "14 November 2021", "year") == "2021"


def test_what_a_lesser_tier_has_beyond_a_surer_one_stays() -> None:
    text = "Old Mill, Joanna Fenwick, Emberley"
    whole = Span(0, len(text), Kind.PLACE, Certainty.POSSIBLE, Source.SHAPE)
    name = Span(10, 24, Kind.PERSON, Certainty.CERTAIN, Source.REGISTER)
    assert [text[one.start : one.end] for one in apart(text, [whole, name])] == [
        "Old Mill",
        "Joanna Fenwick",
        "Emberley",
    ]


SPANS = st.builds(
    lambda start, length, source: Span(start, start + length, Kind.PERSON, Certainty.LIKELY, source),
    st.integers(0, 60),
    st.integers(1, 20),
    st.sampled_from(list(Source)),
)


@given(st.lists(SPANS, max_size=12))
def test_apart_covers_every_letter_that_was_covered(spans: list[Span]) -> None:
    text = "a, bc de. " * 8
    kept = apart(text, spans)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    before = {at for one in spans for at in range(one.start, one.end) if text[at].isalnum()}
    after = {at for one in kept for at in range(one.start, one.end) if text[at].isalnum()}
    assert before == after


def test_passages_tell_what_the_whole_text_tells() -> None:
    row = gold("reviews")[0]
    register = register_from_json(register_file(row["id"]).read_text(encoding="utf-8"))
    for given_register in (None, register):
        told = {}
        for one in detect_in_passages(row["text"], register=given_register, tier=Tier.FAST):
            told[one.start] = one
        found = union((one.start, one.end) for start in sorted(told) for one in told[start].findings)
        whole = detect(row["text"], register=given_register, tier=Tier.FAST)
        assert found == union((one.start, one.end) for one in whole)


def test_a_telling_that_is_stopped_ends() -> None:
    text = "Joanna Fenwick rang.\n" * 4000
    answers = iter([False, False, True])
    told = list(detect_in_passages(text, tier=Tier.FAST, stopped=lambda: next(answers)))
    assert len(told) == 2


@given(st.lists(st.sampled_from(("a" * 9000, "\n", "b" * 3000, "")), max_size=12).map("".join))
def test_passages_are_the_whole_text(text: str) -> None:
    cut = list(passages(text))
    assert "".join(text[start:end] for start, end in cut) == text
    assert all(text[end - 1] == "\n" and end - start > PASSAGE for start, end in cut[:-1])
