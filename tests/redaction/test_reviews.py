"""Five made reviews, each with the register that an officer would enter: what the gold marks, and what is left of it.

A mention belongs to a registered identity where the gold gives its entity a string of the register somewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest

from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.matching.finder import DATES_ID, Match, find
from safermk_desktop.redaction.matching.ordinary import ORDINARY
from safermk_desktop.redaction.matching.shadow import words_of
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.register import Register, register_from_json
from safermk_desktop.redaction.text import plain_text
from safermk_desktop.verifier import verify
from tests.scale import tell
from tests.shared import shared_folder

SMALL: Final = "An ordinary word written small: no capital, no title and no other part of the name says who is meant."
PART: Final = "A part of an organisation's or a place's name, which the contract does not count as it."
OTHER: Final = "Another name than those registered: a pet name, a second spelling, a middle name nobody entered."
NO_YEAR: Final = "A day without its year is no full date."

# What only the finder of names can catch, in the order of the text.
LEFT: Final[Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        "v1-overview-report": (
            ("the Fountain", PART), ("rose", SMALL), ("mark", SMALL), ("grace", SMALL), ("rose", SMALL),
            ("lee", SMALL), ("mark h", SMALL), ("14 November", NO_YEAR),
            ("PENNYFIELD DENTAL", PART),
        ),
        "v2-icb-imr": (
            ("Gaz", OTHER), ("Preeti", OTHER), ("Swiftlane", PART), ("sister may", SMALL), ("swiftlane", PART),
            ("preeti", OTHER), ("Watermead", PART), ("Watermead Lane", PART),
        ),
        "v3-police-imr": (
            ("Agneska Wojcik", OTHER), ("Agneska Wojcik", OTHER), ("GREENLINE", PART), ("Smaczek", PART),
            ("Wojcik", OTHER), ("Agneska WOJCIK", OTHER),
        ),
        "v4-notification-scoping": (
            ("Calloway House", PART), ("29 April", NO_YEAR), ("HomeHands", PART), ("HomeHands", PART),
            ("Silver Threads", PART), ("HomeHands", PART),
        ),
        "v5-executive-summary": (
            ("Siân Eirlys Bevan", OTHER), ("the Welsh Choir", PART), ("D'Souza", OTHER), ("Shan", OTHER),
            ("the choir", PART), ("LLEWELLYN-PRYCE, Siân Eirlys", OTHER), ("the choir", PART),
        ),
    }
)  # fmt: skip


def gold(name: str) -> tuple[str, list[dict[str, Any]]]:
    for line in (shared_folder() / "corpora" / "reviews" / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["id"] == name:
            return row["text"], row["mentions"]
    raise AssertionError(name)


def of_registered(text: str, mentions: list[dict[str, Any]], register: Register) -> list[dict[str, Any]]:
    names = {words_of(name) for identity in register.identities for name in identity.names}
    entities = {one["entity"] for one in mentions if words_of(text[one["start"] : one["end"]]) in names}
    return [one for one in mentions if one["entity"] in entities and one["identifier"] != "NO_MASK"]


def replaced(text: str, register: Register) -> Iterator[Match]:
    """What the engine replaces: what is certain, and else what has a capital and is no part of a date."""
    for one in find(text, register):
        if one.certainty == "certain" or one.also or (one.form != "part of a date" and text[one.start].isupper()):
            yield one


def covered(text: str, matches: list[Match]) -> set[int]:
    return {at for one in matches for at in range(one.start, one.end)} | {
        at for at, letter in enumerate(text) if not letter.isalnum()
    }


@pytest.fixture(params=sorted(LEFT))
def review(request: pytest.FixtureRequest) -> tuple[str, Path]:
    name = str(request.param)
    return name, shared_folder() / "corpora" / "reviews" / f"{name}.docx"


def test_no_mention_of_a_registered_identity_is_left_but_what_only_the_finder_can_catch(
    review: tuple[str, Path],
) -> None:
    name, path = review
    register = register_from_json(path.with_suffix(".register.json").read_text("utf-8"))
    text, mentions = gold(name)
    gone = covered(text, list(replaced(text, register)))
    marked = of_registered(text, mentions, register)
    left = [text[one["start"] : one["end"]] for one in marked if not gone.issuperset(range(one["start"], one["end"]))]
    tell(f"{name}: of {len(marked)} mentions of registered identities {len(left)} are left to the finder: {left}")
    assert left == [mention for mention, _ in LEFT[name]]


def test_nothing_that_is_to_stay_is_lost_but_days_under_the_rule(review: tuple[str, Path]) -> None:
    """The register's own rule for dates makes a month of every full date, a panel's meeting too: nothing else goes."""
    name, path = review
    register = register_from_json(path.with_suffix(".register.json").read_text("utf-8"))
    text, mentions = gold(name)
    gone = {at for one in replaced(text, register) if one.identity_id != DATES_ID for at in range(one.start, one.end)}
    stay = [one for one in mentions if one["identifier"] == "NO_MASK"]
    assert stay
    lost = [text[one["start"] : one["end"]] for one in stay if not gone.isdisjoint(range(one["start"], one["end"]))]
    assert lost == []


def test_the_copy_of_the_file_holds_no_mention_that_the_contract_counts(review: tuple[str, Path]) -> None:
    name, path = review
    written = path.with_suffix(".register.json").read_text("utf-8")
    register = register_from_json(written)
    copy = redact(path.read_bytes(), register)
    assert copy.report.proof.survivors == ()
    assert verify(copy.data, written).clean
    text, mentions = gold(name)
    out = " ".join(words_of(plain_text(read_word(copy.data))))
    phrases = (*register.keep, *(one.replacement for one in register.identities))
    allowed = {words_of(mention) for mention, _ in LEFT[name]} | {words_of(one) for one in phrases}
    forms = {words_of(text[one["start"] : one["end"]]) for one in of_registered(text, mentions, register)}
    telling = [form for form in forms - allowed if not all(word in ORDINARY or word.isdecimal() for word in form)]
    assert len(telling) > 20
    assert [form for form in telling if re.search(rf"\b{' '.join(form)}\b", out)] == []
    assert all(one.replaced for one in copy.report.identities if one.id == "p1")
