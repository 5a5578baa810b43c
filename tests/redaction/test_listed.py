"""The list labels of a Word file as Word shows them, and the letters that are read with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from safermk_desktop.adapters.confinement import ConfinedRedactor
from safermk_desktop.domain.qa_letter import read_qa_letter
from safermk_desktop.errors import NotWord
from safermk_desktop.redaction.listed import listed_text
from tests.redaction.word_files import p, part, r, word_file

LETTERS: Final = Path(__file__).parents[1] / "data" / "process" / "qa_letters"
EXPECTED: Final[dict[str, Any]] = json.loads((LETTERS / "expected.json").read_text(encoding="utf-8"))


def level(at: int, form: str, text: str, start: int = 1) -> str:
    values = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{values}</w:lvl>'


def item(text: str, at: int = 0, number: int = 1) -> str:
    return p(r(text), f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def document(body: str) -> bytes:
    """A file with a list of four levels, and a second number that begins the same list at 5."""
    levels = "".join(
        (
            level(0, "decimal", "%1."),
            level(1, "lowerLetter", "%2)"),
            level(2, "upperRoman", "%1.%3"),
            level(3, "bullet", "o"),
        )
    )
    again = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1.", 5)}</w:lvlOverride>'
    numbers = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{again}</w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride></w:num>'
    )
    return word_file(body, parts={"numbering.xml": ("numbering", part("numbering", numbers))})


def test_figures_letters_roman_numbers_and_bullets_of_a_list() -> None:
    body = [item("one"), item("sub", 1), item("sub", 1), item("deep", 2), item("dot", 3), item("two"), item("new", 1)]
    lines = listed_text(document("".join(body))).strip().split("\n\n")
    assert lines == ["1.\tone", "a)\tsub", "b)\tsub", "1.I\tdeep", "\u2022\tdot", "2.\ttwo", "a)\tnew"]


def test_a_list_that_begins_anew_and_one_that_goes_on() -> None:
    body = item("one") + p(r("between")) + item("two") + item("five", number=2) + item("eight", number=3)
    assert listed_text(document(body)) == "1.\tone\n\nbetween\n\n2.\ttwo\n\n5.\tfive\n\n8.\teight\n"


def test_a_number_that_no_list_has_is_none() -> None:
    assert listed_text(document(item("plain", number=9) + item("taken away", number=0))) == "plain\n\ntaken away\n"


def test_what_is_no_word_file_is_refused_as_ever() -> None:
    with pytest.raises(NotWord):
        listed_text(b"no zip")


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if name.endswith(".docx")))
def test_every_condition_of_a_letter_in_word_is_counted_numbered_and_told(name: str) -> None:
    """Read in a process of its own, as the application reads what comes from outside."""
    wanted = EXPECTED[name]
    found = read_qa_letter(ConfinedRedactor().listed((LETTERS / name).read_bytes()))
    points = [{"number": one.number, "text": one.text, "parent": one.parent or None} for one in found.items]
    assert points == wanted["items"]
    assert (len(found.items), found.areas) == (wanted["conditions"], wanted["areas"])
    assert (found.outcome, found.outcome_sentence) == (wanted["outcome"], wanted["outcome_sentence"])
