"""The verifier on long texts that say the same again and again: quick, and nothing beside or between is missed."""

from __future__ import annotations

import base64
import random
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safermk_desktop.verifier import BLOCK, TIMES, shorter, verify
from tests.test_verifier import package, page, register, runs

MOST = BLOCK * TIMES
NAMES = register()
LONG = MOST + 3 * BLOCK


def long_text(unit: str, size: int = LONG) -> str:
    return unit * (size // len(unit))


@pytest.mark.parametrize("unit", ["a", "&", "-", "%41", "a\0", "é", "7."])
def test_a_part_of_one_letter_takes_seconds(unit: str) -> None:
    data = package("<w:p/>", word__big_dot_bin=long_text(unit, 6 << 20).encode())
    began = time.process_time()
    assert verify(data, NAMES).clean
    assert time.process_time() - began < 8


@pytest.mark.parametrize("mark", ["@ ", "#"])
def test_words_joined_without_end_beside_a_tag_take_seconds(mark: str) -> None:
    chance = random.Random(6)
    text = mark + ".".join("".join(chance.choices("abcdefgh", k=3)) for _ in range(40_000))
    data = package(f"<w:p>{runs(text)}</w:p>")
    began = time.process_time()
    assert verify(data, NAMES).clean
    assert time.process_time() - began < 8


@settings(max_examples=30, deadline=None)
@given(
    st.text("ab .Ω", min_size=1, max_size=12),
    st.text("xyz ", max_size=40),
    st.text("xyz ", max_size=9000),
    st.integers(0, 2**32),
)
def test_every_stretch_of_a_long_text_is_still_there(unit: str, before: str, after: str, seed: int) -> None:
    text = before + long_text(unit) + after + long_text(unit[::-1])
    kept, chance = shorter(text), random.Random(seed)
    ends = (0, len(before), len(before) + LONG, len(before) + LONG + len(after), len(text))
    for place in (*ends, *(chance.randrange(len(text)) for _ in range(20))):
        length = chance.randrange(1, BLOCK)
        start = max(0, place - chance.randrange(length))
        assert text[start : start + length] in kept


def test_what_is_short_or_never_the_same_stays_as_it_is() -> None:
    chance = random.Random(5)
    for text in ("", "a" * MOST, "".join(chance.choices("abc ", k=3 * MOST))):
        assert shorter(text) is text or shorter(text) == text
    assert len(shorter(long_text("a", 30 << 20))) < 2 * MOST


WAYS = ("text", "bytes", "wide", "paragraph", "attribute", "comment", "base64", "packed")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("unit", ["a ", "-", "ab 1. "])
def test_a_name_amid_a_long_text_is_found(unit: str, way: str) -> None:
    fill = long_text(unit)
    text = f"{fill} Ottoline Farnaby-Crewe {fill}"
    paragraph = f"<w:p>{runs(text)}</w:p>"
    data = {
        "text": lambda: package("<w:p/>", word__big_dot_txt=text),
        "bytes": lambda: package("<w:p/>", word__big_dot_bin=b"\1\2" + text.encode()),
        "wide": lambda: package("<w:p/>", word__big_dot_bin=b"\1\2\0\5" + text.encode("utf-16-le")),
        "paragraph": lambda: package(paragraph),
        "attribute": lambda: package(f'<w:p w:note="{text}"/>'),
        "comment": lambda: package(f"<w:p/><!--{text.replace('--', '- ')}-->"),
        "base64": lambda: package("<w:p/>", word__big_dot_txt=base64.b64encode(text.encode())),
        "packed": lambda: package("<w:p/>", word__big_dot_bin=b"\1\2" + zlib.compress(text.encode())),
    }[way]()
    assert verify(data, NAMES).found


@pytest.mark.parametrize("between", [" ", ".", "_", " - "])
def test_a_number_whose_halves_stand_a_long_way_apart_is_found_as_one(between: str) -> None:
    names = register({"id": "r1", "kind": "reference", "names": ["TVP-23-55017"]})
    for gap in (between, long_text(between, 3 * MOST)):
        assert verify(page(f"See TVP 23{gap}55017 there."), names).found


def test_the_paragraph_that_is_named_is_the_right_one() -> None:
    body = "".join(f"<w:p>{runs(text)}</w:p>" for text in (*["The same again."] * 9000, "Ottoline came."))
    assert [one.where for one in verify(package(body), NAMES).found] == ["paragraph 9001"]
