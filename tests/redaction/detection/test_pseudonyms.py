"""Pseudonyms: what counts as a name in a published form, what sounds alike, what collides, what is free."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.detection.pseudonyms import NAMES, Clash, Known, PeopleIndex, name_words, sound

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.text(LETTERS, min_size=4, max_size=12).map(str.capitalize)


@pytest.mark.parametrize(
    "form",
    ["Adult A", "Child 2", "GP 1", "Police Officer 3", "[name]", "[Name removed]", "her employer", "Beautician 1", "J"],
)
def test_a_role_a_bracket_and_small_letters_are_no_name(form: str) -> None:
    assert name_words(form) == ()


def test_the_words_of_a_name_are_compared_without_case_accent_or_possessive() -> None:
    assert name_words("Zoë D’Arcy") == ("zoe", "darcy")
    assert name_words("Helena’s mother") == ("helena",)
    assert name_words("a friend of Helena") == ("helena",)


# Published examples of the algorithm (Taft 1970; the test tables that its implementations share).
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("catherine", "CATARAN"),
        ("katerina", "CATARAN"),
        ("johnathan", "JANATAN"),
        ("jonathan", "JANATAN"),
        ("teresa", "TARAS"),
        ("theresa", "TARAS"),
        ("montgomery", "MANTGANARY"),
        ("costales", "CASTAL"),
        ("martincevic", "MARTANCAFAC"),
        ("pheenard", "FANAD"),
        ("schmittie", "SNATY"),
        ("knagg", "NAG"),
        ("tu", "T"),
    ],
)
def test_names_that_sound_alike_have_one_code(name: str, code: str) -> None:
    assert sound(name) == code


@given(st.text(LETTERS, min_size=1, max_size=20))
def test_every_word_has_a_code_that_begins_with_a_letter(word: str) -> None:
    assert sound(word)[0].isalpha()


def index(*people: tuple[str, str, str]) -> PeopleIndex:
    return PeopleIndex(Known(case, str(at), (name,), form) for at, (case, name, form) in enumerate(people))


@pytest.mark.parametrize("form", ["Katherine", "Catharine", "Katerina", "CATHERINE", "Catherina Moss"])
def test_equal_sounding_and_nearly_equal_are_refused_in_any_case(form: str) -> None:
    known = index(("A", "Catherine Loxley", "Adult A"))
    assert known.clash(form, case="A", owner="x", names=("Mary Dunn",)) is Clash.REAL_HERE
    assert known.clash(form, case="B", owner="x", names=("Mary Dunn",)) is Clash.REAL_ELSEWHERE


def test_what_is_used_is_refused_elsewhere_and_for_someone_else_here() -> None:
    known = index(("A", "Mary Dunn", "Perdita"), ("A", "Joan Dunn", "Perdita's mother"))
    assert known.clash("Perdita", case="B", owner="x", names=("Una Price",)) is Clash.USED_ELSEWHERE
    assert known.clash("Perdita", case="A", owner="x", names=("Una Price",)) is Clash.USED_HERE
    assert known.clash("Perdita", case="A", owner="0", names=("Mary Dunn",)) is None
    assert known.clash("Perdita's aunt", case="A", owner="x", names=("Polly Price",)) is None


def test_the_initial_of_the_persons_own_forename_is_refused() -> None:
    known = index()
    assert known.clash("Orlanda", case="A", owner="x", names=("Olive Hart",)) is Clash.INITIAL
    assert known.clash("Orlanda", case="A", owner="x", names=("Mrs Hart", "Ruth Hart")) is None
    assert known.clash("Adult O", case="A", owner="x", names=("Olive Hart",)) is None


def test_no_reason_holds_a_name() -> None:
    known = index(("A", "Catherine Loxley", "Perdita"))
    reasons = [clash.value for clash in Clash]
    assert not any(word in reason for reason in reasons for word in ("Catherine", "Loxley", "Perdita"))
    assert known.clash("Loxly", case="B", owner="x", names=()) is Clash.REAL_ELSEWHERE


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_a_real_name_with_a_typing_error_is_never_free(names: list[str], data: st.DataObject) -> None:
    known = PeopleIndex(Known("A", str(at), (name,), "Adult A") for at, name in enumerate(names))
    name = data.draw(st.sampled_from(names))
    at = data.draw(st.integers(1, len(name) - 1))
    wrong = name[:at] + data.draw(st.sampled_from(LETTERS)) + name[at + 1 :]
    for form in (name, name.upper(), wrong):
        if name_words(form) and name_words(name):
            assert known.clash(form, case="B", owner="x", names=()) is Clash.REAL_ELSEWHERE


@given(st.lists(WORDS, max_size=30))
def test_what_is_offered_collides_with_nothing(names: list[str]) -> None:
    known = PeopleIndex(Known("A", str(at), (name,), "Adult K") for at, name in enumerate([*names, *NAMES[:20]]))
    own = tuple(names[:2])
    offered = [*known.free_names(case="A", owner="x", names=own)]
    assert not set(offered) & {name.capitalize() for name in names}
    assert all(known.clash(one, case="A", owner="x", names=own) is None for one in offered)
    labels = list(islice(known.free_labels("Adult", case="A", names=own), 3))
    assert len(set(labels)) == 3
    assert "Adult K" not in labels


def test_the_names_on_offer_are_unlike_each_other() -> None:
    for at, name in enumerate(NAMES):
        others = PeopleIndex(Known("A", other, (other,), "") for other in NAMES[:at])
        assert others.clash(name, case="A", owner="x", names=()) is None, name
