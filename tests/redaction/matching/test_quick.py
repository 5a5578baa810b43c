"""What spares the finder work never changes what it finds: the same with each of it switched off."""

from __future__ import annotations

import random

import pytest

from safermk_desktop.redaction.matching import glued, shadow
from safermk_desktop.redaction.matching.finder import Match, find
from safermk_desktop.redaction.matching.lexicon import Lexicon
from safermk_desktop.redaction.register import Identity, Register, register_from_json
from tests.redaction.generated import PLAIN, a_form
from tests.scale import count
from tests.shared import shared_folder

PEOPLE = (("Orlagh", "Tremayne"), ("Isolde", "O’Hanlon"), ("Rose", "Okonjo-Price"), ("Zoë", "Hill"))
REST = (
    Identity("a1", "place", "", ("16 Aldergate Close, Stanbrook", "MK9 9ZZ", "The Old Mill"), "an address"),
    Identity("r1", "reference", "", ("TVP-23-55017", "07700 900123"), "[reference]"),
    Identity("o1", "organisation", "", ("The Hill Nursery Ltd",), "a nursery"),
    Identity("d1", "date", "", ("14 March 1986",), "1986"),
)
REGISTER = Register(
    (*(Identity(f"p{at}", "person", "", (" ".join(one),), f"Adult {at}") for at, one in enumerate(PEOPLE)), *REST),
    "month_year",
    ("The Hill Report", "Rose Garden"),
)
ASIDE = (
    "16 Aldergate Close", "Aldergate", "theoldmill", "The Old Mill", "xMK99ZZ", "MK9 9ZZy", "TVP 23 55017", "T V P",
    "0 7 7 0 0 9 0 0 1 2 3", "The Hill Report", "the hill", "Rose Garden", "14/3/86", "14th of March 1986", "3.4.21",
    "closestanbrook", "Close Stanbrook16", "a b c", "O", "H", "the", "16", "thehillnurseryltd", "TremanyeOrlagh",
)  # fmt: skip


def texts(wanted: int) -> list[str]:
    """Prose with forms of the names and pieces of them, close together, parted by all sorts of things."""
    found: list[str] = []
    for seed in range(wanted):
        chance = random.Random(seed)
        words = [
            chance.choice(PLAIN)
            if (kind := chance.random()) < 0.5
            else a_form(*chance.choice(PEOPLE), chance)
            if kind < 0.8
            else chance.choice(ASIDE)
            for _ in range(60)
        ]
        found.append(
            "".join(word + chance.choice((" ", " ", " ", "\n", "\t", "", ". ", "-", "\u2028")) for word in words)
        )
    return found


def found_in(written: list[str], register: Register = REGISTER) -> list[tuple[Match, ...]]:
    return [find(text, register) for text in written]


@pytest.mark.parametrize("what", ["followers", "glued", "blocks"])
def test_nothing_is_missed_for_speed(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = texts(count(60, 2_000))
    before = found_in(written)
    assert sum(map(len, before)) > 10 * len(written)
    if what == "followers":
        monkeypatch.setattr(Lexicon, "followers", lambda _lexicon, _word: None)
    elif what == "glued":
        monkeypatch.setattr(glued, "_may_be_glued", lambda _vocabulary, _glue: True)
    else:
        monkeypatch.setattr(shadow, "_LONG", 0)
        monkeypatch.setattr(shadow, "_BLOCK", 20)
    assert found_in(written) == before


@pytest.mark.parametrize("what", ["followers", "glued"])
def test_nothing_is_missed_in_a_review(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shared_folder() / "corpora" / "reviews"
    register = register_from_json((folder / "v2-icb-imr.register.json").read_text("utf-8"))
    written = [(folder / "gold.jsonl").read_text("utf-8")[:60_000]]
    before = found_in(written, register)
    if what == "followers":
        monkeypatch.setattr(Lexicon, "followers", lambda _lexicon, _word: None)
    else:
        monkeypatch.setattr(glued, "_may_be_glued", lambda _vocabulary, _glue: True)
    assert found_in(written, register) == before


@pytest.mark.parametrize("letters", ["abc de1 2\n\t-_", "abcdé ß ж1²٣ \n", "a"])
def test_a_long_text_is_cut_as_a_short_one(letters: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(random.Random(1).choices(letters, k=9_000))
    whole = shadow.cut(text)
    monkeypatch.setattr(shadow, "_LONG", 0)
    monkeypatch.setattr(shadow, "_BLOCK", 100)
    cut = shadow.cut(text)
    assert cut.words == whole.words
    assert [*cut.starts] == whole.starts
    assert [cut.ends[at] for at in range(len(cut.words))] == whole.ends
    assert cut.ends[-1] == whole.ends[-1]
    assert cut.starts[2:5] == whole.starts[2:5]
