"""Fields: what Word draws without a stored result stands as text, and can be searched and replaced like any other."""

from __future__ import annotations

import pytest

from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.rebuild.fields import rebuilt_code
from safermk_desktop.redaction.text import plain_text
from tests.redaction.word_files import NAME, p, r, register, unzipped, word_file

SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'


def field(code: str, data: str = "", result: str = "") -> str:
    """A field of three or two marks."""
    start = f'<w:r><w:fldChar w:fldCharType="begin">{data and f"<w:ffData>{data}</w:ffData>"}</w:fldChar></w:r>'
    text = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return start + text + result + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def copied(body: str) -> str:
    """The text of the copy of a file with one paragraph."""
    return plain_text(read_word(redact(word_file(p(body + r("."))), register()).data))


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("<w:checkBox><w:sizeAuto/></w:checkBox>", "\u2610"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "\u2612"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "\u2610"),
        ("<w:checkBox><w:checked/></w:checkBox>", "\u2612"),
        ('<w:ddList><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>', "a"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>', "b"),
        (f'<w:ddList><w:default w:val="0"/><w:listEntry w:val="{NAME}"/></w:ddList>', "Adult V"),
        ('<w:ddList><w:result w:val="9"/><w:listEntry w:val="a"/></w:ddList>', ""),
        ("<w:textInput/>", ""),
    ],
)
@pytest.mark.parametrize("result", ["", SEPARATE])
def test_a_field_of_a_form_shows_what_word_draws(data: str, shown: str, result: str) -> None:
    assert copied(field("FORM", data, result)) == f"{shown}.\n"


def test_what_is_drawn_stands_in_for_a_result_that_is_stored_too() -> None:
    stored = SEPARATE + r("old")
    assert copied(field("FORMCHECKBOX", "<w:checkBox><w:checked/></w:checkBox>", stored)) == "\u2612.\n"
    assert copied(field("FORMTEXT", "<w:textInput/>", stored)) == "old.\n"


def test_a_symbol_without_a_result_and_one_inside_a_code() -> None:
    symbol = field(' SYMBOL 211 \\f "Symbol"')
    made = unzipped(redact(word_file(p(symbol + r("."))), register()).data)["word/document.xml"].decode()
    assert '<w:sym w:font="Symbol" w:char="F0D3"/>' in made
    assert copied(field(f"IF {symbol} = 1", "", SEPARATE + r("yes"))) == "yes.\n"
    assert copied(field(f' SYMBOL 74 \\f "{NAME}"')) == ".\n"


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        (" PAGE \\* MERGEFORMAT", " PAGE "),
        ("numpages", " NUMPAGES "),
        (' TOC \\o "2-4" \\h', ' TOC \\o "2-4" \\h \\z \\u '),
        ("TOC \\t Anybody", ' TOC \\o "1-3" \\h \\z \\u '),
        (f'DOCPROPERTY "{NAME}"', ""),
        ("PAGEREF _Toc1", ""),
    ],
)
def test_codes_that_are_written_anew(code: str, kept: str) -> None:
    assert rebuilt_code(code) == kept
