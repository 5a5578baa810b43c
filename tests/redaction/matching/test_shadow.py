from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.matching.shadow import (
    WORD,
    CutWords,
    cut,
    fold,
    needs_parting,
    shadow,
    shadowed,
    words_of,
)

SOME = st.sampled_from("aZ éÉßŁæ١²½ 1 2 ’'-_\t\n.")
ODD = st.sampled_from("aZ éﬁßŁæ\u0301\u00ad\u200b\u2060\uf05a𝐙Ｚ а-’\t\n\u2028İ\u3000ǅ")


@given(st.text(alphabet=st.one_of(ODD, st.characters(codec="utf-8")), max_size=60))
def test_every_character_of_the_shadow_leads_back_to_the_one_it_came_from(text: str) -> None:
    made = shadow(text)
    for at, character in enumerate(made.text):
        start, end = made.source(at, at + 1)
        assert end == start + 1
        source = text[start]
        assert character in (source.lower() if text.isascii() else fold(source))


@given(st.text(alphabet=ODD, max_size=60))
def test_the_shadow_of_a_text_is_the_shadows_of_its_characters(text: str) -> None:
    expected = "".join(map(fold, text))
    assert shadow(text).text == (expected if not text.isascii() else text.lower())


@given(st.text(alphabet=ODD, min_size=1, max_size=60))
def test_a_span_of_the_shadow_comes_back_as_an_ordered_span(text: str) -> None:
    made = shadow(text)
    if made.text:
        start, end = made.source(0, len(made.text))
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "written",
    [
        "ZEBEDIAH",
        "Zebedi\u0301ah",
        "Ｚebediah",
        "𝐙ebediah",
        "Zebed\u00adiah",
        "Z\u200bebediah",
        "Zеbediаh",
        "Ζebediah",
        "\uf05aebediah",
        "Zebediah\ufeff",
    ],
)
def test_look_alikes_are_the_same_word(written: str) -> None:
    assert words_of(written) == ("zebediah",)


def test_letters_and_digits_part_and_ligatures_open() -> None:
    assert words_of("ﬁsh12 MK9 9ZZ") == ("fish", "12", "mk", "9", "9", "zz")


def test_parted_reading_puts_a_gap_where_nothing_is_seen() -> None:
    assert needs_parting("Ann\u200bBee")
    assert not needs_parting("Zoë")
    assert shadow("Ann\u200bBee").text == "annbee"
    assert shadow("Ann\u200bBee", parted=True).text == "ann bee"


def as_written(text: str) -> CutWords:
    """The words of a text as they stand in it."""
    found = list(WORD.finditer(text))
    return CutWords([one[0] for one in found], [one.start() for one in found], [one.end() for one in found])


@given(st.text(alphabet=st.one_of(SOME, ODD), max_size=60))
def test_words_that_are_cut_already_are_those_of_the_shadow(text: str) -> None:
    """Or are none where the shadow has to be cut anew."""
    reading = shadow(text)
    found = shadowed(as_written(text), reading)
    if found is not None:
        assert [*map(list, found)] == [*map(list, cut(reading.text))]


@pytest.mark.parametrize("text", ["Ann met Zoë at 9", "ÉCOLE 12 – “Łódź”", "", "plain words, 1 2"])
def test_most_texts_are_not_cut_twice(text: str) -> None:
    assert shadowed(as_written(text), shadow(text)) is not None


@pytest.mark.parametrize("text", ["Ann\u200bBee", "ﬁsh", "x½y", "groß", "a²b", "Zoe\u0301"])
def test_letters_that_become_none_or_several_have_the_words_cut_anew(text: str) -> None:
    assert shadowed(as_written(text), shadow(text)) is None


def test_words_of_a_shadow_stand_where_they_stood() -> None:
    text = "ÉCOLE Zoë, 12"
    assert shadowed(as_written(text), shadow(text)) == (["ecole", "zoe", "12"], [0, 6, 11], [5, 9, 13])
