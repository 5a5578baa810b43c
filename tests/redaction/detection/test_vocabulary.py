"""No list and no rule names a person, a place or an organisation of the corpora; each list says where it is from.

What the corpora share with a list has to be public knowledge or a common name, and little of any list of names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import pytest

from safermk_desktop.redaction import detection
from safermk_desktop.redaction.detection.jigsaw import vocabulary as jigsaw
from safermk_desktop.redaction.detection.vocabulary import phrases, words
from tests.redaction.detection.scoring import SETS, gold
from tests.scale import tell

FOLDER: Final = Path(detection.__file__).parent
LISTS: Final = sorted((FOLDER / "vocabulary").glob("*.txt"))
NAMES: Final = ("forenames", "surnames", "names_first", "ordinary_surnames")
NAMING: Final = frozenset({"PERSON", "LOC", "ORG"})
PUBLIC: Final = frozenset({"british army", "house of lords"})
"""Institutions that the corpora mark and every reader of British papers knows."""
FORMS: Final = frozenset(
    "apo dpo fpo psc uss usns usnv uscgc avenida paseo rua rúa strasse vicolo trg gade des hmp maltings leigh".split()
)
"""Words of addresses: military post, foreign streets and their endings, prisons, words and endings of British names."""
PUBLIC_WORDS: Final = frozenset(
    "microsoft sarah asc ecj rio llc plc homecare nino vauxhall ibn los roma european britain british american "
    "london africa america mrs sami".split()
)
"""Software, laws called after somebody, courts and legal forms, makes, particles, peoples, and the widest areas."""
MOST: Final = 0.2
"""Of a list of names; one harvested from the corpora would stand in them whole."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=1)
def marked() -> frozenset[str]:
    """Every person, place and organisation that a corpus marks as identifying, in small letters."""
    return frozenset(
        " ".join(row["text"][one["start"] : one["end"]].casefold().split())
        for name in SETS
        for row in gold(name)
        for one in row["mentions"]
        if one["identifier"] != "NO_MASK" and one["type"] in NAMING
    )


def literals() -> Iterator[tuple[str, str]]:
    """Each string of the rules with the module it stands in; docstrings say nothing to a rule."""
    for path in sorted(FOLDER.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield path.name, " ".join(node.value.casefold().split())


def known() -> frozenset[str]:
    """Words and phrases that are public whatever text they stand in: English, countries, large towns, wide areas."""
    wide = {
        one.casefold()
        for one in (*jigsaw.LARGE_TOWNS, *jigsaw.WIDE_AREAS, *jigsaw.OTHER_COUNTRIES, *jigsaw.RARE_COUNTRIES)
    }
    countries = " ".join(phrases("countries")).split()
    listed = {*wide, *phrases("countries"), *countries, *(word for one in wide for word in one.split())}
    return frozenset(
        {
            *listed,
            *words("english"),
            *words("rare_english"),
            *words("nationalities"),
            *words("titles"),
            *jigsaw.NO_PLACE,
        }
    )


@pytest.mark.parametrize("path", LISTS, ids=[path.stem for path in LISTS])
def test_each_list_states_its_source(path: Path) -> None:
    head = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    assert re.search(r"^# Source: .{20,}", head, re.MULTILINE)


def test_each_list_among_the_rules_states_its_source() -> None:
    """Of combinations: the comment above a list says whence it is."""
    lines = Path(jigsaw.__file__).read_text(encoding="utf-8").splitlines()
    unstated: list[str] = []
    for at, line in enumerate(lines):
        if re.match(r"[A-Z_]+: Final = (_phrases|frozenset)\(", line):
            above = at
            while above and (lines[above - 1].startswith("#") or re.match(r"[A-Z_]+: Final", lines[above - 1])):
                above -= 1
            if "(" not in " ".join(lines[above:at]):
                unstated.append(line)
    assert unstated == []


def test_no_name_of_the_corpora_is_an_entry() -> None:
    free = known() | PUBLIC
    names = {one for one in marked() if " " in one and one not in free}
    assert len(names) > 500
    found = {one for path in LISTS for one in phrases(path.stem) if one.casefold() in names}
    assert found == set()


def test_no_rule_holds_a_name_of_the_corpora() -> None:
    free = known() | PUBLIC
    names = [one for one in marked() if " " in one and one not in free and _WORD.search(one)]
    texts = list(literals())
    inside = [re.compile(rf"(?<!\w){re.escape(one)}(?!\w)") for one in names]
    found = {(module, one.pattern) for one in inside for module, text in texts if one.search(text)}
    assert found == set()


def test_no_rule_holds_a_word_of_a_name_of_the_corpora() -> None:
    common = {word for name in NAMES for word in words(name)}
    strange = {word for one in marked() for word in _WORD.findall(one)} - known() - common - FORMS - PUBLIC_WORDS
    assert len(strange) > 500
    found = {(module, word) for module, text in literals() for word in _WORD.findall(text) if word in strange}
    listed = {
        (path.stem, word)
        for path in LISTS
        for word in _WORD.findall(" ".join(phrases(path.stem)).casefold())
        if word in strange
    }
    assert (found, listed) == (set(), set())


@pytest.mark.parametrize("name", NAMES[:2])
def test_lists_of_names_are_no_harvest(name: str) -> None:
    theirs = {word for one in marked() for word in _WORD.findall(one)}
    share = len(words(name) & theirs) / len(words(name))
    tell(f"vocabulary: {share:.1%} of {name} stand in a name that the corpora mark")
    assert 0 < share <= MOST
