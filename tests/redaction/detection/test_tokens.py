"""The words of a text: by a table and by an expression alike, with each letter that the table knows."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.detection.tokens import Tokens, cut_by_expression, cut_by_table
from tests.architecture.sources import ROOT

LISTED: Final = 0x3000
WITHOUT_NUMPY: Final = """
import sys
sys.modules["numpy"] = None
from safermk_desktop.redaction.detection.tokens import Tokens
print(Tokens("Jo, aged 31").cut)
"""
LETTERS: Final = st.text(st.characters(max_codepoint=LISTED - 1))


@given(st.one_of(LETTERS, st.text("aZé 1٣_-’\n\u00ad²ß")))
def test_the_table_cuts_as_the_expression_does(text: str) -> None:
    assert cut_by_table(text) == (cut_by_expression(text) if text else None)


def test_each_letter_of_the_table_is_what_the_expression_takes_it_for() -> None:
    for one in map(chr, range(LISTED)):
        text = f"a{one}1{one}{one}b"
        assert cut_by_table(text) == cut_by_expression(text), hex(ord(one))


@pytest.mark.parametrize("text", ["", "李 Fenwick 12", "Ａnna", "\U0001d5d4nna 3"])
def test_other_letters_are_left_to_the_expression(text: str) -> None:
    assert cut_by_table(text) is None
    assert Tokens(text).cut == cut_by_expression(text)


def test_words_are_cut_where_numpy_is_not_there() -> None:
    told = subprocess.run([sys.executable, "-c", WITHOUT_NUMPY], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "CutWords(words=['Jo', 'aged', '31'], starts=[0, 4, 9], ends=[2, 8, 11])"
