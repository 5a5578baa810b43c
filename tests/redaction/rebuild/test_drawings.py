"""Drawings: a text box becomes paragraphs, once; what cannot be read leaves a note; drawn words are told."""

from __future__ import annotations

import pytest

from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.text import plain_text
from tests.redaction.word_files import NAME, p, r, register, unzipped, word_file

BOX = f"<wps:wsp><wps:txbx><w:txbxContent>{p(r('In a box'))}</w:txbxContent></wps:txbx></wps:wsp>"


def drawing(content: str) -> str:
    """A drawing in a run."""
    inside = f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline>{inside}</wp:inline></w:drawing></w:r>"


@pytest.mark.parametrize(
    ("run", "text", "what"),
    [
        (drawing(BOX), "x\nIn a box\n", ""),
        (drawing(f"<x:canvas><a:txBody><a:p><a:r><a:t>{NAME}</a:t></a:r></a:p></a:txBody></x:canvas>"),
         "[diagram removed]x\n", "diagram"),
        (drawing("<wps:wsp/>"), "x\n", "drawing"),
        (f'<w:r><w:pict><v:shape><v:textpath string="{NAME}"/></v:shape></w:pict></w:r>', "x\n", "drawn words"),
        (f'<w:r><w:object><v:shape><v:imagedata r:id="rId9" title="{NAME}"/></v:shape></w:object></w:r>',
         "[attachment removed]x\n", "attachment"),
    ],
)  # fmt: skip
def test_what_a_drawing_leaves(run: str, text: str, what: str) -> None:
    copy = redact(word_file(p(run + r("x"))), register())
    assert plain_text(read_word(copy.data)) == text
    assert NAME.encode() not in unzipped(copy.data)["word/document.xml"]
    assert what in {*(one.what for one in copy.report.dropped), ""}
