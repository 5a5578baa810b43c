from __future__ import annotations

from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.text import plain_text, stories
from tests.redaction.word_files import p, part, r, word_file

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>"
    f"<wps:txbx><w:txbxContent>{p(r('In the box'))}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
    f"{p(r('In the box'))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def text_of(body: str) -> str:
    return plain_text(read_word(word_file(body)))


def test_stories_in_the_order_of_the_contract() -> None:
    data = word_file(
        p(r("Body") + '<w:r><w:footnoteReference w:id="4"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>' + BOX)
        + '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        + '<w:footerReference w:type="default" r:id="rId2"/></w:sectPr>',
        parts={
            "header7.xml": ("header", part("hdr", p(r("Head")))),
            "footer7.xml": ("footer", part("ftr", p(r("Foot")))),
            "footnotes.xml": (
                "footnotes",
                part(
                    "footnotes",
                    f'<w:footnote w:id="3">{p(r("Unused"))}</w:footnote>'
                    f'<w:footnote w:id="4">{p(r("Note"))}</w:footnote>',
                ),
            ),
            "endnotes.xml": ("endnotes", part("endnotes", f'<w:endnote w:id="1">{p(r("End"))}</w:endnote>')),
        },
    )
    document = read_word(data)
    text = plain_text(document)
    assert text == "Body\nNote\nEnd\nHead\nFoot\nIn the box\n"
    assert [(one.story, text[one.start : one.end]) for one in stories(document)] == [
        ("body", "Body\n"),
        ("footnotes", "Note\n"),
        ("endnotes", "End\n"),
        ("header", "Head\n"),
        ("footer", "Foot\n"),
        ("textbox", "In the box\n"),
    ]


def test_tables_have_a_tab_for_a_cell_and_a_newline_for_a_row() -> None:
    def cell(*texts: str) -> str:
        return f"<w:tc>{''.join(p(r(text)) for text in texts)}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell('in')}</w:tr></w:tbl>"
    table = f"<w:tbl><w:tr>{cell('a')}{cell('b', 'c')}</w:tr><w:tr><w:tc>{inner}{p('')}</w:tc></w:tr></w:tbl>"
    assert text_of(table + p(r("z"))) == "a\tb\nc\t\nin\t\n\t\nz\n"


def test_marks_within_a_paragraph() -> None:
    run = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    tabs = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    assert text_of(p(run, tabs)) == "a\tb\u2028c\u2011d\n"


def test_tracked_changes_are_accepted_and_hidden_text_is_not_there() -> None:
    body = p(
        r("Kept ")
        + '<w:ins w:id="1" w:author="A B">'
        + r("new ")
        + "</w:ins>"
        + '<w:del w:id="2" w:author="A B"><w:r><w:delText>old </w:delText></w:r></w:del>'
        + r("hidden ", "<w:vanish/>")
        + r("shown", '<w:vanish w:val="0"/>')
    )
    joined = p(r("one "), "<w:rPr><w:del w:id='3' w:author='A B'/></w:rPr>") + p(r("paragraph"))
    row = f'<w:tbl><w:tr><w:trPr><w:del w:id="4" w:author="A B"/></w:trPr><w:tc>{p(r("gone"))}</w:tc></w:tr></w:tbl>'
    assert text_of(body + joined + row) == "Kept new shown\none paragraph\n"


def test_wrappers_fields_and_direction() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MERGEFIELD secret</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("result") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p(
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{r('a')}</w:sdtContent></w:sdt>"
        f"<w:smartTag w:element='x'>{r('b')}</w:smartTag><w:hyperlink r:id='rId9'>{r('c')}</w:hyperlink>"
        f"<w:fldSimple w:instr='AUTHOR'>{r('d')}</w:fldSimple>{field}{r(chr(0x202E) + 'fe' + chr(0x202C))}"
        f"<m:oMath><m:r><m:t>g</m:t></m:r></m:oMath><x:thing>{r('never')}</x:thing>"
    )
    assert text_of(body) == "abcdresultefg\n"
