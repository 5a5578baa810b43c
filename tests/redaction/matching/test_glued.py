"""Addresses, codes and organisations against which a letter stands, and names of several words where runs part."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safermk_desktop.redaction.matching import glued
from safermk_desktop.redaction.matching.finder import Matcher, find
from safermk_desktop.redaction.register import Identity, Register

REGISTER = Register(
    (
        Identity("a1", "place", "", ("16 Aldergate Close, Stanbrook", "MK9 9ZZ", "Station Road"), "an address"),
        Identity("r1", "reference", "", ("TVP-23-55017",), "[ref]"),
        Identity("o1", "organisation", "", ("Brightwell Logistics Ltd", "The Tolland Centre"), "her employer"),
        Identity("c1", "contact", "", ("orla.tolmer@example.org",), "[contact]"),
        Identity("x1", "other", "", ("Senior Forester",), "[job]"),
        Identity("p1", "person", "", ("Orla Tremaine",), "Adult K"),
    )
)


def left(text: str, breaks: tuple[int, ...] = ()) -> str:
    """The text with what was found taken out."""
    for one in reversed(Matcher(REGISTER).find(text, breaks)):
        text = text[: one.start] + "*" + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("at MK9 9ZZthen", "at *then"),
        ("atMK9 9ZZ, then", "at*, then"),
        ("atMK99ZZthen", "at*then"),
        ("at 16 Aldergate Closethen", "at *then"),
        ("at Aldergate Closethen", "at *then"),
        ("at16 Aldergate Close", "at*"),
        ("atTVP-23-55017", "at*"),
        ("atTVP2355017x", "at*x"),
        ("atBrightwell Logistics Ltd", "at*"),
        ("forBrightwell Logisticsthen", "for*then"),
        ("BRIGHTWELL LOGISTICSTHEN", "*THEN"),
        ("toorla.tolmer@example.orgthen", "to*then"),
        ("breathe Tolland Centrethen", "breathe *then"),
    ],
)
def test_a_letter_against_it_hides_no_long_name(text: str, published: str) -> None:
    assert left(text) == published


@pytest.mark.parametrize(
    "text",
    [
        "the Station Roadworks",  # too short and too plain to be known inside another word
        "two Senior Foresters came",
        "reached 116 Aldergatex Close",
        "the 2055017 and TVP-23-550171",
        "in a hamk 9 9 zz or MK 9 9 zzz",
        "a Tremainesque air",
    ],
)
def test_true_text_stays(text: str) -> None:
    assert find(text, REGISTER) == ()


def parts(*pieces: str) -> tuple[str, tuple[int, ...]]:
    """The runs as one text and where they part."""
    return "".join(pieces), tuple(len("".join(pieces[:at])) for at in range(1, len(pieces)))


@pytest.mark.parametrize(
    ("runs", "published"),
    [
        (("at MK9 9ZZ", "then"), "at *then"),
        (("at Station Road", "then"), "at *then"),
        (("at", "Station Road", "then"), "at*then"),
        (("at", "Station Ro", "ad", "then"), "at*then"),
        (("saw Orla Tremaine", "then"), "saw *then"),
        (("saw", "Orla Tremaine"), "saw*"),
        (("for The Tolland Centre", "then"), "for *then"),
    ],
)
def test_runs_that_meet_hide_no_name(runs: tuple[str, ...], published: str) -> None:
    text, breaks = parts(*runs)
    assert left(text, breaks) == published


def test_every_one_of_many_runs_that_meet_far_apart_is_found() -> None:
    text, breaks = parts(*(piece for at in range(60) for piece in (f"{at} words more of Station Road", "then ")))
    assert left(text, breaks).count("*") == 60


def test_letters_that_show_nothing_may_stand_where_runs_part() -> None:
    text, breaks = parts("at", "\u3164", "Station Road", "then")
    assert left(text, breaks) == "at\u3164*then"


WORDS = st.lists(st.sampled_from(("a", "aa", "road", "oad", "mk", "9", "zz", "99")), min_size=2, max_size=4)
PIECES = st.sampled_from(("a", "aa", "road", "oad", "mk", "9", "zz", "99", " ", "-", ", ", "    ", "      ", "x"))


@given(words=WORDS, pieces=st.lists(PIECES, max_size=40))
@example(words=["a", "aa"], pieces=["a", "a", "a", "a"])
def test_words_are_found_around_the_longest_as_anywhere(words: list[str], pieces: list[str]) -> None:
    assert standing("".join(pieces), words) == everywhere("".join(pieces), words)


@given(words=WORDS, gap=st.sampled_from((" ", "-", "", "    ")), around=st.lists(PIECES, max_size=6).map("".join))
def test_words_that_follow_one_another_are_found_in_a_long_text(words: list[str], gap: str, around: str) -> None:
    text = around + "nothing here. " * 20 + gap.join(words) + " and no more" * 20 + gap.join(words)
    assert standing(text, words) == everywhere(text, words)


def standing(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    return [one.span() for one in glued._standing(text, tuple(words))]


def everywhere(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The same by the expression alone, over the whole text."""
    return [one.span() for one in glued._pattern(tuple(words)).finditer(text)]
