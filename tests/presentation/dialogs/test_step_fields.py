"""The fields that are made from data: each with an Alt key of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.presentation.dialogs.step_fields import keyed

WORDS = st.text("abAB é1", min_size=1, max_size=12)


def test_a_letter_that_is_taken_gives_way_to_the_first_free_one() -> None:
    assert keyed(["&Save", "&Since", "W&hat was said", "&How", "Note"]) == [
        "&Save",
        "S&ince",
        "W&hat was said",
        "H&ow",
        "&Note",
    ]
    assert keyed(["&Aa", "aA"]) == ["&Aa", "aA"]


@given(st.lists(WORDS | WORDS.filter(lambda text: text[0].isalpha()).map(lambda text: f"&{text}"), max_size=8))
def test_no_two_have_the_same_and_the_words_stay(words: list[str]) -> None:
    found = keyed(words)
    assert [text.replace("&", "") for text in found] == [text.replace("&", "") for text in words]
    letters = [text[text.index("&") + 1].casefold() for text in found if "&" in text]
    assert len(letters) == len(set(letters))
    assert all(letter.isalpha() for letter in letters)
