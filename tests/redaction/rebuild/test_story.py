"""Paragraphs that are hidden with their mark take no line, save where one is needed to hold something apart."""

from __future__ import annotations

import pytest

from safermk_desktop.redaction.engine import redact
from tests.redaction.visible_text import Seen, look
from tests.redaction.word_files import p, part, r, register, word_file

MARK = "<w:rPr><w:vanish/></w:rPr>"
HIDDEN = p(r("secret", "<w:vanish/>"), MARK)
TABLE = f"<w:tbl><w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>"
STYLES = '<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'


def copied(body: str) -> Seen:
    """The copy as it is seen."""
    return look(redact(word_file(body, parts={"styles.xml": ("styles", part("styles", STYLES))}), register()).data)


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (p(r("a")) + HIDDEN + p(r("b")), ["a", "b"]),
        (p(r("a")) + p(r("secret"), '<w:pStyle w:val="Gone"/>') + p(r("b")), ["a", "b"]),
        (p(r("a")) + p("", MARK) + p(r("b")), ["a", "b"]),
        (p(r("a")) + p(r("secret", "<w:vanish/>")) + p(r("b")), ["a", "", "b"]),
        (p(r("a")) + p(r("seen"), MARK) + p(r("b")), ["a", "seen", "b"]),
        (p(r("a")) + TABLE + HIDDEN + TABLE, ["a", "cell", "", "cell"]),
        (p(r("a")) + TABLE.replace("</w:p>", "</w:p>" + HIDDEN), ["a", "cell", ""]),
        (HIDDEN + p(r("b")), ["", "b"]),
    ],
)
def test_a_paragraph_that_is_hidden_with_its_mark(body: str, texts: list[str]) -> None:
    assert [one.text for one in copied(body).paragraphs["body"]] == texts


def test_the_end_of_a_section_stays_with_the_hidden_paragraph_that_holds_it() -> None:
    section = '<w:sectPr><w:pgSz w:w="1" w:h="2" w:orient="landscape"/></w:sectPr>'
    seen = copied(p(r("a")) + p(r("secret", "<w:vanish/>"), f"{MARK}{section}") + p(r("b")) + "<w:sectPr/>")
    assert [one["orient"] for one in seen.sections] == ["landscape", ""]
