from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.matching.shadow import fold, needs_parting, shadow, words_of

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
