from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.register import Identity, Register

PEOPLE = Register(
    (
        Identity("p1", "person", "subject", ("Joanna Elspeth Farrow-Tynedale",), "Adult K"),
        Identity("p2", "person", "family", ("Piers O'Dwyer",), "Adult L"),
        Identity("p3", "person", "professional", ("Pauline May",), "Nurse 1"),
        Identity("p4", "person", "child", ("Wren",), "Child M"),
        Identity("p5", "person", "other", ("the Ashdowns",), "the family"),
    )
)
OTHERS = Register(
    (
        Identity("a1", "place", "", ("16 Nettlebed Close, Stanbrook", "MK99 9ZZ"), "an address"),
        Identity("o1", "organisation", "", ("Harrowgate & Penn Logistics Ltd",), "her employer"),
        Identity("o2", "organisation", "", ("The Tinker's Rest",), "a public house"),
        Identity("r1", "reference", "", ("TVP-23-55017",), "[reference removed]"),
        Identity("c1", "contact", "", ("07700 900214",), "[contact removed]"),
        Identity("c2", "contact", "", ("b.moss81@mailbox.example",), "[contact removed]"),
    )
)


def ids(text: str, register: Register) -> list[tuple[str, str]]:
    return [(one.identity_id, text[one.start : one.end]) for one in find(text, register)]


@pytest.mark.parametrize(
    "written",
    [
        "Joanna Elspeth Farrow-Tynedale",
        "Joanna Farrow-Tynedale",
        "JOANNA FARROW TYNEDALE",
        "Farrow-Tynedale, Joanna",
        "Farrow-Tynedale, Joanna Elspeth",
        "J. Farrow-Tynedale",
        "J.E. Farrow-Tynedale",
        "Joanna E. Farrow-Tynedale",
        "Joanna",
        "Farrow-Tynedale",
        "Tynedale",
        "Farrow",
        "Ms Farrow-Tynedale",
        "Joanna F",
        "J.F.",
        "JEF",
        "Jo",
        "Jo Farrow-Tynedale",
        "joannafarrowtynedale",
        "Jaonna",
        "Tynedal",
        "Tynedalle",
        "Tyneadle",
        "J o a n n a",
        "J\no\na\nn\nn\na",
        "Jo\u00adanna",
        "Joa-\nnna",
        "Joa\u2028nna",
        "J\noanna",
        "Joanna\tFarrow-Tynedale",
        "joanna_farrow-tynedale.docx",
        "JoannaFarrowTynedale",
        "Јоаnna",
    ],
)
def test_forms_of_a_person(written: str) -> None:
    text = f"It was said by {written} on the day."
    found = find(text, PEOPLE)
    assert {one.identity_id for one in found} == {"p1"}
    assert all(one.certainty == "certain" for one in found)
    covered = set().union(*(range(one.start, one.end) for one in found))
    start = text.index(written)
    left = {text[at] for at in range(start, start + len(written)) if at not in covered and text[at].isalpha()}
    assert not left - set("docx")


@pytest.mark.parametrize(
    "text", ["a joint account", "Annapolis", "farrowing", "the GP", "MK", "Wrens", "Jordan", "dwyers"]
)
def test_what_is_not_the_name_stays(text: str) -> None:
    assert all(one.form == "plural" for one in find(text, PEOPLE))


def test_the_longest_form_wins_and_swallows_the_title() -> None:
    text = "Mrs Joanna Elspeth Farrow-Tynedale’s car and Mr Piers O’Dwyer's."
    assert ids(text, PEOPLE) == [("p1", "Mrs Joanna Elspeth Farrow-Tynedale"), ("p2", "Mr Piers O’Dwyer")]


@pytest.mark.parametrize("written", ["O'Dwyer", "O’Dwyer", "ODwyer", "O Dwyer", "O'DWYER", "P O'Dwyer"])
def test_apostrophes_come_in_all_shapes(written: str) -> None:
    assert {one for one, _ in ids(f"saw {written} leave", PEOPLE)} == {"p2"}


def test_ordinary_words_are_questions_unless_a_title_or_the_other_name_stands_by() -> None:
    certainty = {
        text: [(one.form, one.certainty) for one in find(text, PEOPLE)]
        for text in ("it may be", "Then May spoke", "Nurse May spoke", "Pauline May spoke", "in May 2021", "12 May")
    }
    assert certainty["it may be"] == [("surname", "undecided")]
    assert certainty["Then May spoke"] == [("surname", "undecided")]
    assert certainty["Nurse May spoke"] == [("surname", "certain")]
    assert certainty["Pauline May spoke"] == [("name", "certain")]
    assert certainty["in May 2021"] == certainty["12 May"] == [("part of a date", "undecided")]


def test_a_listed_ordinary_word_is_certain_everywhere() -> None:
    assert [one.certainty for one in find("a wren sang", PEOPLE)] == ["certain"]


def test_families_in_the_plural() -> None:
    text = "Then the O'Dwyers and the Ashdowns left."
    assert [one.replacement for one in find(text, PEOPLE)] == ["the family of Adult L", "the family"]


@pytest.mark.parametrize(
    "written, owner",
    [
        ("16 Nettlebed Close, Stanbrook", "a1"),
        ("16 NETTLEBED CL", "a1"),
        ("Nettlebed Close", "a1"),
        ("MK99 9ZZ", "a1"),
        ("mk999zz", "a1"),
        ("Harrowgate & Penn Logistics", "o1"),
        ("Harrowgate and Penn Logistics Limited", "o1"),
        ("Tinkers Rest", "o2"),
        ("the Tinker’s Rest", "o2"),
        ("TVP2355017", "r1"),
        ("TVP 23 55017", "r1"),
        ("TVP/23/55017", "r1"),
        ("07700900214", "c1"),
        ("0770 090 0214", "c1"),
        ("+44 7700 900214", "c1"),
        ("+44 (0)7700 900214", "c1"),
        ("B.Moss81@mailbox.example", "c2"),
    ],
)
def test_forms_of_places_organisations_and_strings(written: str, owner: str) -> None:
    found = find(f"at {written} then", OTHERS)
    assert [one.identity_id for one in found] == [owner]


@pytest.mark.parametrize("text", ["a close friend", "TVP-23-550171", "17700900214", "Penn station", "at 16 Close"])
def test_strings_are_whole(text: str) -> None:
    assert find(text, OTHERS) == ()


def test_kept_phrases_stay_and_only_where_they_are_whole() -> None:
    register = Register(PEOPLE.identities, "keep", ("Farrow Road School",))
    text = "Farrow went to Farrow Road School."
    assert ids(text, register) == [("p1", "Farrow")]


def test_published_forms_fit_the_sentence() -> None:
    text = "The Tinker's Rest was shut. Harrowgate & Penn Logistics Ltd knew."
    assert [one.replacement for one in find(text, OTHERS)] == ["A public house", "Her employer"]


def test_names_between_the_ends_of_runs_are_seen() -> None:
    from safermk_desktop.redaction.matching.finder import Matcher

    assert Matcher(PEOPLE).find("xTynedaley") == ()
    assert [(one.start, one.end) for one in Matcher(PEOPLE).find("xTynedaley", (1, 9))] == [(1, 9)]


@given(st.text(alphabet=string.ascii_letters, min_size=1, max_size=2), st.text(max_size=80))
def test_names_of_one_or_two_letters_do_no_harm(name: str, text: str) -> None:
    register = Register((Identity("p", "person", "", (name, f"{name} {name}"), "[name]"),))
    for one in find(f"{text} {name} {text}", register):
        assert 0 <= one.start < one.end


@given(
    st.lists(
        st.sampled_from(["Joanna", " ", "Farrow-Tynedale", ",", "\n", "Piers", "O'Dwyer", "May", "x", ".", "the "]),
        max_size=20,
    )
)
def test_matches_are_in_order_and_apart(pieces: list[str]) -> None:
    found = find("".join(pieces), PEOPLE)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.data())
def test_one_typing_error_in_a_long_word_is_found(data: st.DataObject) -> None:
    name = "Tynedale"
    at = data.draw(st.integers(0, len(name) - 2))
    letter = data.draw(st.sampled_from("qxzv"))
    wrong = data.draw(
        st.sampled_from(
            [
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            ]
        )
    )
    text = f"saw {wrong.title()} there"
    assert [one.identity_id for one in find(text, PEOPLE)] == ["p1"]


@pytest.mark.parametrize(
    "before, large",
    [
        ("", True),
        ("1.5 ", True),
        ("7. ", True),
        ("It ended. ", True),
        ("x\n", True),
        ("and ", False),
        ("in 1995 ", False),
    ],
)
def test_a_sentence_begins_with_a_large_letter_after_its_number_too(before: str, large: bool) -> None:
    found = find(f"{before}Harrowgate & Penn Logistics left.", OTHERS)
    assert [one.replacement for one in found] == ["Her employer" if large else "her employer"]


@pytest.mark.parametrize("text, hit", [("IMG_TynedaleHouse.png", True), ("MacTynedale", False), ("ITynedale", True)])
def test_words_within_words_as_in_file_names(text: str, hit: bool) -> None:
    assert bool(find(text, PEOPLE)) is hit


@pytest.mark.parametrize(
    "text, part_of_a_date",
    [
        ("May 2021", True),
        ("12 May", True),
        ("14th May", True),
        ("the end of May", True),
        ("in May", True),
        ("by May", False),
        ("May\t8", False),
        ("in May's house", False),
        ("of May", False),
    ],
)
def test_a_month_is_a_month_only_with_a_day_a_year_or_its_preposition(text: str, part_of_a_date: bool) -> None:
    assert [one.form for one in find(f"seen {text}, she", PEOPLE)] == [
        "part of a date" if part_of_a_date else "surname"
    ]


def test_a_phrase_to_keep_that_is_the_name_itself_keeps_nothing() -> None:
    person = Identity("p1", "person", "", ("Orlagh Tremayne",), "Adult K")
    register = Register((person,), "keep", ("Orlagh Tremayne", "Tremayne Trust", "Orlagh Tremayne House"))
    text = "Orlagh Tremayne left the Tremayne Trust at Orlagh Tremayne House."
    assert [(one.start, one.end) for one in find(text, register)] == [(0, 15)]


@pytest.mark.parametrize("rest", ["  de Court then", " Lane", "", ". The end."])
def test_a_misspelt_name_is_seen_where_the_beginning_of_another_is_typed_against_it(rest: str) -> None:
    """What follows the other's first word decides nothing: it may be misspelt or cut as well."""
    register = Register(
        identities=(
            Identity(id="P1", kind="person", role="", names=("Joanna Mary Fenwick",), replacement="Adult A"),
            Identity(id="P2", kind="place", role="", names=("Larkspindle Court",), replacement="an address"),
        )
    )
    text = f"She met joanna mary fetnwickLarkspindle{rest}"
    assert any(one.start <= 20 and one.end == 28 for one in find(text, register))
