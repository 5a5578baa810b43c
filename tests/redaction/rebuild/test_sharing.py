"""Properties that are parsed once change nothing: every file comes out as if each part had been parsed as it stands."""

from __future__ import annotations

import pytest

from safermk_desktop.errors import SafermkError
from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.rebuild import sharing
from tests.redaction.mutating import mutated, seeds
from tests.redaction.word_files import NAME, W, p, r, register, word_file
from tests.scale import count
from tests.shared import shared_folder

BOLD = "<w:rPr><w:b/></w:rPr>"
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
TEXT = f"<w:t>About {NAME}.</w:t>"
ODD = (
    p(r("one", "<w:b/>") + r("two", "<w:b/>"), "<w:jc w:val='center'/>"),
    p(r(NAME, "<w:vanish/>") + r("seen"), "<w:rPr><w:vanish/></w:rPr>"),
    p(r("a", "<w:b/><w:rPrChange w:id='1' w:author='a'><w:rPr><w:i/></w:rPr></w:rPrChange>")),
    p(r("a"), "<w:jc w:val='left'/><w:pPrChange w:id='1'><w:pPr><w:jc w:val='right'/></w:pPr></w:pPrChange>"),
    f"<w:p><w:pPr ><w:jc w:val='right'/>{HIDDEN}</w:pPr><w:r>{TEXT}</w:r></w:p>",
    f"<w:p><w:pPr x:a='1'>{HIDDEN}</w:pPr></w:p><w:p><w:r><w:rPr ><w:vanish/></w:rPr >{TEXT}</w:r></w:p>",
    f"<z:p xmlns:z='{W}'><z:pPr>{HIDDEN}</z:pPr></z:p><w:p><w:r>{HIDDEN}{TEXT}</w:r></w:p>",
    f"<w:p xmlns:w='{W}'><w:r>{BOLD}{TEXT}</w:r></w:p>",
    f"<w:p><w:r xmlns:x='urn:other'>{BOLD}{TEXT}</w:r></w:p>",
    f"<w:p><w:r><w:rPr><x:b xmlns:x='{W}'/><w:i/></w:rPr>{TEXT}</w:r></w:p>",
    f"<w:p><w:r><!-- <w:rPr> --><w:rPr><w:b/></w:rPr>{TEXT}</w:r></w:p>",
    f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t><![CDATA[<w:rPr>{NAME}</w:rPr>]]></w:t></w:r></w:p>",
    f"<w:p><w:r><?word <w:rPr>?><w:rPr><w:b/></w:rPr>{TEXT}</w:r></w:p>",
    f"<w:p><w:del w:id='1'><w:r><w:rPr><w:delText>{NAME}</w:delText></w:rPr></w:r></w:del><w:r>{TEXT}</w:r></w:p>",
    f"<w:p><w:r><w:rPr safermk-same='0'/>{TEXT}</w:r><w:r>{HIDDEN}{TEXT}</w:r></w:p>",
    f"<w:p><w:r><w:rPr><w:b></w:rPr>{TEXT}</w:r></w:p>",
    f"<w:p><w:r><w:rPr><w:b/>{TEXT}</w:r></w:p>",
    f"<w:tbl><w:tblPr>{BOLD}<w:tblCaption w:val='{NAME}'/></w:tblPr><w:tr><w:tc>{p(r('a'))}</w:tc></w:tr></w:tbl>",
    f"<w:p>{BOLD}<w:r>{TEXT}</w:r></w:p>",
    "<w:p><m:oMath><m:r><m:rPr><m:sty m:val='p'/></m:rPr><w:rPr><w:vanish/></w:rPr><m:t>x</m:t></m:r></m:oMath></w:p>",
    p(r("deep", "<w:tabs>" * 60 + "</w:tabs>" * 60)) + p(r("b", "<w:b/>")),
)


def outcome(data: bytes) -> object:
    """The bytes and the report, or the code of the refusal."""
    try:
        return redact(data, register())
    except SafermkError as error:
        return error.code, str(error)


def as_it_stands(data: bytes, monkeypatch: pytest.MonkeyPatch) -> object:
    """The same with nothing exchanged."""
    with monkeypatch.context() as patch:
        patch.setattr(sharing, "_head", lambda _data: None)
        return outcome(data)


@pytest.mark.parametrize("body", ODD)
def test_an_odd_part_is_read_as_it_stands(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = word_file(body + p(r(f"And {NAME}.", "<w:b/>")))
    assert outcome(data) == as_it_stands(data, monkeypatch)


def test_damaged_files_come_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = seeds(shared_folder())
    for number in range(count(60, 3_000)):
        data = mutated(number, found)
        assert outcome(data) == as_it_stands(data, monkeypatch), number


def test_plain_properties_are_parsed_once() -> None:
    runs = "".join(f"<w:r>{BOLD}<w:t>{at}</w:t></w:r>" for at in range(50))
    data = f'<w:document xmlns:w="{W}"><w:body><w:p>{runs}</w:p></w:body></w:document>'.encode()
    shared = sharing.Shared()
    found = list(shared.parse(data, "part").iter(f"{{{W}}}rPr"))
    assert len({one.get(sharing.SAME) for one in found}) == 1
    assert all(one.get(sharing.SAME) == "0" and not len(one) for one in found)
    assert [child.tag for child in shared.whole(found[0])] == [f"{{{W}}}b"]
