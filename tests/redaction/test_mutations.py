"""Every single step that finds a name, and every entry of its tables, taken out in turn: a case fails each time."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType, ModuleType
from typing import Any, Final, cast

import pytest
from rapidfuzz.distance import OSA

from safermk_desktop.redaction.matching import (
    broken,
    choosing,
    dates,
    deciding,
    derived,
    encoded,
    finder,
    glued,
    inside,
    lexicon,
    misread,
    ordinary,
    others,
    parting,
    people,
    published,
    shadow,
    squeezed,
    typing_errors,
)
from tests.redaction.matching.battery import BATTERY, Case
from tests.redaction.matching.mutants import Mutant, mutants, taken_out
from tests.scale import count, tell

MODULES: Final = (
    broken, choosing, dates, deciding, derived, encoded, finder, glued, inside, lexicon, misread, ordinary, others,
    parting, people, published, shadow, squeezed, typing_errors,
)  # fmt: skip
STEPS: Final[tuple[Mutant, ...]] = (
    *mutants(people), *mutants(others), *mutants(derived, ("derived_forms",)), *mutants(dates), *mutants(encoded),
    *mutants(lexicon, ("_needles", "_of_day", "_apart", "_misspellable", "_all_forms", "lexicon_of")),
    *mutants(inside), *mutants(misread),
    *mutants(squeezed, ("squeezed_spans",)), *mutants(typing_errors), *mutants(parting),
    *mutants(shadow, ("fold", "is_invisible", "shadow", "needs_parting", "_parts"), normalising=True),
    *mutants(broken),
    *mutants(finder, (
        "Matcher.find", "Matcher._encoded", "Matcher._between", "_Reading._beginning",
        "_Reading._forms", "_Reading._inside", "Matcher._misread", "_Reading._wrong_first",
        "_Reading._squeezed", "_Reading._dates",
    )),
)  # fmt: skip
SHORTCUTS: Final = ("shadow.shadow: if text.isascii()", "shadow.shadow: if not uneven", "shadow.shadow: c.lower()")
"""What only saves time: without it the same is found."""
TABLES: Final[Mapping[str, tuple[ModuleType, str]]] = MappingProxyType(
    {
        "look-alike letters": (shadow, "_LOOKALIKES"), "characters without a shape": (shadow, "_EMPTY"),
        "titles": (ordinary, "TITLES"), "legal endings": (ordinary, "LEGAL_ENDINGS"),
        "other legal endings": (others, "_OTHER_ENDINGS"), "street words": (ordinary, "STREET_WORDS"),
        "articles": (ordinary, "ARTICLES"), "particles": (ordinary, "PARTICLES"), "nicknames": (ordinary, "_NICKNAMES"),
    }
)  # fmt: skip


def failing(entry: str = "") -> Case | None:
    """The first case that fails; those that speak of the entry are tried first."""
    low = entry.lower()
    for case in sorted(BATTERY, key=lambda one: low not in f"{one.name} {one.text}".lower()) if entry else BATTERY:
        try:
            if not case.holds():
                return case
        except (TypeError, ValueError, LookupError, AttributeError):
            return case
    return None


def of_steps(*, only_saving_time: bool) -> list[Mutant]:
    return [one for one in STEPS if str(one).startswith(SHORTCUTS) is only_saving_time]


def entries() -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, (module, attribute) in TABLES.items():
        table = cast("Collection[Any]", getattr(module, attribute))
        if name in {"nicknames", "street words"}:
            first = 1 if name == "nicknames" else 0
            found += [(name, (group[0], one)) for group in table for one in group[first:]]
        else:
            found += [(name, one) for one in sorted(table)]
    return found


def without(table: object, entry: object) -> object:
    if isinstance(table, Mapping):
        return MappingProxyType({key: value for key, value in cast("Mapping[Any, Any]", table).items() if key != entry})
    if isinstance(table, frozenset):
        return cast("frozenset[object]", table) - {entry}
    rows = cast("tuple[Any, ...]", table)
    if isinstance(entry, tuple):
        head, short = cast("tuple[str, str]", entry)
        return tuple(tuple(one for one in row if one != short) if row[0] == head else row for row in rows)
    return tuple(one for one in rows if one != entry)


@contextmanager
def put(module: ModuleType, attribute: str, new: object) -> Iterator[None]:
    """A table exchanged wherever it was imported."""
    old = getattr(module, attribute)
    places = [(one, name) for one in MODULES for name, value in vars(one).items() if value is old]
    with pytest.MonkeyPatch.context() as patch:
        for one, name in places:
            patch.setattr(one, name, new)
        yield


def held_twice(name: str, entry: object, table: object) -> bool:
    """Whether another step does the same for an entry: case folding, the class of a character, a typing error."""
    if name == "nicknames":
        return OSA.distance(*cast("tuple[str, str]", entry)) == 1
    if name not in {"look-alike letters", "characters without a shape"}:
        return False
    letter = str(entry)
    before = (shadow.fold(letter), shadow._parts(letter))
    module, attribute = TABLES[name]
    with put(module, attribute, table):
        return (shadow.fold(letter), shadow._parts(letter)) == before


def test_the_table_of_forms_holds() -> None:
    assert [case for case in BATTERY if not case.holds()] == []
    assert len(BATTERY) > 1_300


@pytest.mark.soak("mutations")
def test_no_step_can_be_taken_out_unnoticed() -> None:
    steps = of_steps(only_saving_time=False)
    assert len(steps) > 100
    tried = random.Random(1).sample(steps, count(20, len(steps)))
    unnoticed: list[str] = []
    for step in tried:
        with taken_out(step):
            if failing() is None:
                unnoticed.append(str(step))
    tell(f"{len(tried)} steps that find or normalise taken out: {len(unnoticed)} unnoticed")
    assert unnoticed == []
    assert failing() is None


def test_what_only_saves_time_changes_nothing() -> None:
    shortcuts = of_steps(only_saving_time=True)
    assert len(shortcuts) == len(SHORTCUTS)
    for step in shortcuts:
        with taken_out(step):
            found = failing()
            assert found is None or "`" in found.name


@pytest.mark.soak("mutations")
def test_no_entry_of_a_table_can_be_taken_out_unnoticed() -> None:
    every = entries()
    tried = random.Random(2).sample(every, count(40, len(every)))
    unnoticed: list[tuple[str, object]] = []
    twice = 0
    for name, entry in tried:
        module, attribute = TABLES[name]
        word = entry[1] if isinstance(entry, tuple) else entry
        table = without(getattr(module, attribute), entry)
        if held_twice(name, entry, table):
            twice += 1
            continue
        with put(module, attribute, table):
            if failing(str(word)) is None:
                unnoticed.append((name, entry))
    tell(
        f"{len(tried)} entries of the tables of letters and words taken out: {len(unnoticed)} unnoticed,"
        f" {twice} that another step does as well"
    )
    assert unnoticed == []
    assert failing() is None
