"""What a person chose for single words and pictures is what the next copy does, and nothing else changes."""

from __future__ import annotations

import io
from typing import cast

import docx
import pytest
from PIL import Image

from safermk_desktop.redaction.engine import RedactionOptions, picture_of
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.register import Identity, Register
from safermk_desktop.redaction.text import plain_text
from safermk_desktop.services.proof import proved_copy

PEOPLE = Register((Identity("p1", "person", "subject", ("Grace Ottermole",), "Adult K"),))
TEXT = ("Grace Ottermole lived there.", "Amazing Grace was sung.", "Then Grace was said.", "By the grace of the court.")
Rows = list[dict[str, object]]


def paper(*texts: str, pictures: tuple[str, ...] = ()) -> bytes:
    made, data = docx.Document(), io.BytesIO()
    for text in texts:
        made.add_paragraph(text)
    for colour in pictures:
        pixels = io.BytesIO()
        Image.new("RGB", (9, 9), colour).save(pixels, "PNG")
        made.add_picture(pixels)
    made.save(data)
    return data.getvalue()


def undecided(report: dict[str, object]) -> dict[str, bool]:
    return {str(one["key"]): bool(one["replaced"]) for one in cast("Rows", report["undecided"])}


def pictures(report: dict[str, object]) -> dict[str, bool]:
    return {str(one["key"]): bool(one["kept"]) for one in cast("Rows", report["pictures"])}


def test_each_undecided_word_is_replaced_or_left_by_itself() -> None:
    plain = proved_copy(paper(*TEXT), PEOPLE)
    by_rule = undecided(plain.report)
    assert by_rule == {"p1:1": True, "p1:2": True, "p1:3": False}
    for key, replaced in by_rule.items():
        chosen = proved_copy(paper(*TEXT), PEOPLE, RedactionOptions(words={key: "leave" if replaced else "replace"}))
        assert undecided(chosen.report) == by_rule | {key: not replaced}
        before, after = (plain_text(read_word(one.data)).splitlines() for one in (plain, chosen))
        changed = [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
        assert changed == [int(key[-1])]
        assert ("Adult K" in after[changed[0]]) is not replaced


def test_a_name_that_is_certain_is_replaced_whatever_was_chosen() -> None:
    chosen = proved_copy(paper(*TEXT), PEOPLE, RedactionOptions(words=dict.fromkeys(("p1:1", "p1:2", "p1:3"), "leave")))
    lines = plain_text(read_word(chosen.data)).splitlines()
    assert lines == ["Adult K lived there.", *TEXT[1:]]


@pytest.mark.parametrize("kept", [(), ("1",), ("2",), ("1", "2")])
def test_each_picture_is_kept_or_left_out_by_itself(kept: tuple[str, ...]) -> None:
    data = paper(*TEXT, pictures=("red", "blue"))
    chosen = proved_copy(data, PEOPLE, RedactionOptions(images=dict.fromkeys(kept, "keep")))
    assert pictures(chosen.report) == {"1": "1" in kept, "2": "2" in kept}
    assert len(docx.Document(io.BytesIO(chosen.data)).inline_shapes) == len(kept)
    assert plain_text(read_word(chosen.data)).count("[picture removed]") == 2
    assert undecided(chosen.report) == {"p1:1": True, "p1:2": True, "p1:3": False}


def test_a_picture_can_be_left_out_of_a_copy_that_keeps_them() -> None:
    data = paper(*TEXT, pictures=("red", "blue"))
    chosen = proved_copy(data, PEOPLE, RedactionOptions(pictures="keep", images={"2": "drop"}))
    assert pictures(chosen.report) == {"1": True, "2": False}


def test_a_picture_is_shown_as_it_would_be_published() -> None:
    data = paper(*TEXT[:1], pictures=("red", "blue"))
    for key, colour in (("1", (255, 0, 0)), ("2", (0, 0, 255))):
        shown = picture_of(data, key)
        assert shown is not None
        with Image.open(io.BytesIO(shown)) as image:
            assert image.getpixel((4, 4)) == colour
    assert picture_of(data, "3") is None
