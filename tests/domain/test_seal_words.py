"""The words at the foot of a printed page: all told apart by four letters, none that hurts, none that is a name."""

from __future__ import annotations

from typing import Final

import pytest
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from safermk_desktop.domain.anchors import LETTERS, WORDS, Anchor, read_words, words
from safermk_desktop.domain.seal_words import GENTLE, seal_list
from safermk_desktop.redaction.detection.vocabulary import words as vocabulary

SLIP39: Final = tuple(WORD_INDEX_MAP)
LISTED: Final = seal_list(SLIP39)


def test_every_word_stands_in_the_place_of_one() -> None:
    assert GENTLE.keys() <= set(SLIP39)
    assert len(LISTED) == len(set(LISTED)) == len(SLIP39)
    assert [one for one, old in zip(LISTED, SLIP39, strict=True) if one != old] == [
        GENTLE[old] for old in SLIP39 if old in GENTLE
    ]


def test_four_letters_tell_each_word_from_all_others_and_from_those_replaced() -> None:
    every = {*SLIP39, *LISTED}
    assert len({one[:LETTERS] for one in every}) == len(every)


@pytest.mark.parametrize(
    "word", ["knife", "victim", "violence", "husband", "daughter", "pregnant", "guilt", "custody", "weapon", "grief"]
)
def test_no_word_tells_of_what_the_letter_is_about(word: str) -> None:
    assert word in SLIP39
    assert word not in LISTED


def test_no_word_is_a_given_name() -> None:
    assert vocabulary("forenames").intersection(LISTED) == frozenset()


def test_a_page_with_the_words_of_slip_39_is_read_as_well() -> None:
    sealed = Anchor(compartment="reviews", seq=1, hash="ab" * 32)
    for vault in map(str, range(40)):
        old, new = words(vault, sealed, SLIP39), words(vault, sealed, LISTED)
        assert read_words(" ".join(old), LISTED, GENTLE) == new
        assert read_words(" ".join(one[:LETTERS] for one in old), LISTED, GENTLE) == new
        assert read_words(" ".join(new), LISTED, GENTLE) == new
        assert len(new) == WORDS
