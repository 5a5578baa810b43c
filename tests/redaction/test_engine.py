from __future__ import annotations

import io
import struct
import zlib

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.engine import RedactedCopy, RedactionOptions, redact
from safermk_desktop.redaction.proof import part_text
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.register import Identity, Register
from safermk_desktop.redaction.text import plain_text
from tests.redaction.test_text import BOX
from tests.redaction.word_files import NAME, PUBLISHED, R, everything, p, part, r, register, unzipped, word_file

FORENAME, SURNAME = NAME.split()


def redacted(body: str) -> str:
    copy = redact(word_file(body), register())
    assert not copy.report.proof.survivors
    assert_gone(copy)
    return plain_text(read_word(copy.data))


def assert_gone(copy: RedactedCopy) -> None:
    everywhere = everything(copy.data).lower()
    assert FORENAME.lower() not in everywhere
    assert SURNAME.lower() not in everywhere


def opened(copy: RedactedCopy) -> Document:
    return docx.Document(io.BytesIO(copy.data))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_name_split_in_any_way_is_replaced_once(data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(NAME) - 1), max_size=6)))
    pieces = [NAME[a:b] for a, b in zip([0, *cuts], [*cuts, len(NAME)], strict=True)]
    wrap = st.sampled_from(
        [
            "{}",
            "<w:ins w:author='A'>{}</w:ins>",
            "<w:hyperlink r:id='rId9'>{}</w:hyperlink>",
            "<w:smartTag>{}</w:smartTag>",
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "<w:bookmarkStart w:id='1' w:name='x'/>{}",
            "<w:del w:author='A'><w:r><w:delText>zz</w:delText></w:r></w:del>{}",
            "<w:proofErr w:type='spellStart'/>{}",
        ]
    )
    between = data.draw(st.sampled_from(["", "<w:r><w:softHyphen/></w:r>", "<w:r><w:t>\u200b</w:t></w:r>"]))
    runs = between.join(
        data.draw(wrap).format(r(piece, data.draw(st.sampled_from(["", "<w:b/>"])))) for piece in pieces
    )
    assert redacted(p(r("Then ") + runs + r("’s flat."))) == f"Then {PUBLISHED}’s flat.\n"


@pytest.mark.parametrize(
    "body",
    [
        p(r(FORENAME)) + p(r(SURNAME)),
        p("<w:r><w:t>Orlagh</w:t><w:tab/><w:t>Tremayne</w:t><w:br/></w:r>"),
        f"<w:tbl><w:tr>{''.join(f'<w:tc>{p(r(c))}</w:tc>' for c in FORENAME)}</w:tr></w:tbl>" + p(r(SURNAME)),
        p(r("T"), '<w:framePr w:dropCap="drop" w:lines="3"/>') + p(r("remayne came.")),
        p("".join(f'<w:r><w:sym w:font="Symbol" w:char="F0{ord(c):02X}"/></w:r>' for c in SURNAME)),
        p(r("".join(chr(0xF000 + ord(c)) for c in SURNAME))),
        p("<m:oMath><m:r><m:t>Trem</m:t></m:r><m:r><m:t>ayne</m:t></m:r></m:oMath>"),
        p(r("T r e m a y n e and Tremayne¹")),
        p(r(chr(0x202E) + SURNAME[::-1] + chr(0x202C))),
        p(f"<w:bdo w:val='rtl'>{r(SURNAME[::-1])}</w:bdo>"),
        p(r("x") + r(SURNAME) + r("y")),
        p(r("see") + BOX.replace("In the box", NAME)),
        p(
            "<w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'/></w:object></w:r>"
            + r(SURNAME)
        ),
        p(r("text") + f"<x:{SURNAME} x:a='{SURNAME}'>{SURNAME}</x:{SURNAME}>"),
        p(
            r("text")
            + f"<w:permStart w:ed='{SURNAME}'/>"
            + f"<w:r><w:rPr><w:rFonts w:ascii='{SURNAME} Sans'/></w:rPr></w:r>"
        ),
        p(r("text"), f'<w:jc w:val="{SURNAME}"/>'),
        p(f'<w:bookmarkStart w:id="0" w:name="{SURNAME}"/>' + r("a") + '<w:bookmarkEnd w:id="0"/>')
        + p(f'<w:hyperlink w:anchor="{SURNAME}" w:tooltip="{SURNAME}">{r("go")}</w:hyperlink>'),
        f'<w:tbl><w:tblPr><w:tblCaption w:val="{NAME}"/></w:tblPr><w:tr><w:tc>{p(r("x"))}</w:tc></w:tr></w:tbl>'
        + p(""),
    ],
)
def test_places_where_a_name_hides(body: str) -> None:
    redacted(body + p(r("The end.")))


def test_other_parts_are_rebuilt_and_their_secrets_gone() -> None:
    style = (
        f'<w:style w:type="paragraph" w:styleId="{SURNAME}"><w:name w:val="{SURNAME} style"/>'
        '<w:basedOn w:val="Normal"/></w:style>'
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    heading = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    levels = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{SURNAME} %1."/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="3"><w:name w:val="{SURNAME}"/>{levels}'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    )
    data = word_file(
        p(r("Title"), '<w:pStyle w:val="H"/>')
        + p(r("Text"), f'<w:pStyle w:val="{SURNAME}"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>')
        + '<w:sectPr><w:headerReference w:type="first" r:id="rId3"/><w:titlePg/></w:sectPr>',
        parts={
            "styles.xml": ("styles", part("styles", normal + heading + style)),
            "numbering.xml": ("numbering", part("numbering", numbering)),
            "header1.xml": ("header", part("hdr", p(r(f"About {NAME}")))),
            "comments.xml": (
                "comments",
                part("comments", f'<w:comment w:id="1" w:author="{NAME}">{p(r(NAME))}</w:comment>'),
            ),
            "settings.xml": (
                "settings",
                part("settings", f'<w:docVars><w:docVar w:name="a" w:val="{NAME}"/></w:docVars>'),
            ),
        },
        rels=f'<Relationship Id="rId90" Type="{R}/hyperlink" Target="mailto:{SURNAME}@x.example"'
        ' TargetMode="External"/>',
        extra={
            "customXml/item1.xml": f"<a>{NAME}</a>".encode(),
            "docProps/thumbnail.emf": NAME.encode(),
            f"{SURNAME}.bin": b"x",
        },
    )
    copy = redact(data, register())
    assert_gone(copy)
    document = opened(copy)
    assert [one.style.name for one in document.paragraphs if one.style] == ["Heading 1", "S3"]
    assert f'"{PUBLISHED} %1."' in unzipped(copy.data)["word/numbering.xml"].decode()
    assert document.sections[0].first_page_header.paragraphs[0].text == f"About {PUBLISHED}"
    assert {one.what for one in copy.report.dropped} >= {"comments", "thumbnail", "properties"}
    assert set(unzipped(copy.data)) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/document.xml",
        "word/header1.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/_rels/document.xml.rels",
    }


def test_page_numbers_and_contents_are_written_anew_and_other_fields_unlinked() -> None:
    def field(code: str, result: str) -> str:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        return marks[0] + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + marks[1] + r(result) + marks[2]

    toc = field(f' TOC \\o "1-2" \\h \\t "{SURNAME},1" ', "1 Contents")
    body = p(toc) + p(field("PAGE \\* MERGEFORMAT", "3")) + p(field(f'HYPERLINK "mailto:{SURNAME}@x"', "link"))
    copy = redact(word_file(body), register())
    assert_gone(copy)
    written = unzipped(copy.data)["word/document.xml"].decode()
    assert ' TOC \\o "1-2" \\h \\z \\u ' in written
    assert "> PAGE <" in written
    assert "HYPERLINK" not in written
    assert written.count('"begin"') == written.count('"end"') == 2


def test_the_same_input_gives_the_same_bytes_and_redacting_again_changes_no_text() -> None:
    data = word_file(p(r(f"About {NAME}, {SURNAME}'s house.")) + p(r("x") + BOX))
    once, twice = redact(data, register()), redact(data, register())
    assert once.data == twice.data
    again = redact(once.data, register())
    assert plain_text(read_word(again.data)).replace("\n", "") == plain_text(read_word(once.data)).replace("\n", "")
    assert all(one.replaced == 0 for one in again.report.identities)


def test_the_report_counts_and_names_nobody() -> None:
    copy = redact(word_file(p(r(f"{NAME} and {SURNAME}.")) + p(r("gone", "<w:vanish/>"))), register())
    fields = copy.report.as_json()
    assert fields["identities"] == [{"id": "p1", "replaced": 2, "variants": 2}]
    assert "hidden text" in {one.what for one in copy.report.dropped}
    assert "tremayne" not in repr(fields).lower()
    assert fields["suggestions"] == []


@pytest.mark.parametrize("choice, left", [("replace", False), ("leave", True)])
def test_ordinary_words_follow_the_choice(choice: str, left: bool) -> None:
    people = Register((Identity("p", "person", "", ("Pauline May",), "Nurse 1"),))
    options = RedactionOptions(undecided="leave" if choice == "leave" else "replace")
    copy = redact(word_file(p(r("Then May said it may rain in May 2021."))), people, options)
    text = plain_text(read_word(copy.data))
    assert text == ("Then May said" if left else "Then Nurse 1 said") + " it may rain in May 2021.\n"
    assert [one.replaced for one in copy.report.undecided] == [not left, False, False]
    assert not copy.report.proof.survivors


def test_dates_follow_the_rule() -> None:
    copy = redact(word_file(p(r("On 3 May 20") + r("21 it rained."))), register(dates="month_year"))
    assert plain_text(read_word(copy.data)) == "In May 2021 it rained.\n"


def picture_body() -> str:
    return p(
        '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/>'
        f'<wp:docPr id="1" name="{SURNAME}" descr="{NAME} at home"/><a:graphic><a:graphicData><pic:pic>'
        '<pic:blipFill><a:blip r:embed="rId77"/><a:srcRect l="50000"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def with_picture() -> bytes:
    written, notes = io.BytesIO(), PngImagePlugin.PngInfo()
    notes.add_text("Author", NAME)
    Image.new("RGB", (8, 4), "red").save(written, "PNG", pnginfo=notes)
    relationship = f'<Relationship Id="rId77" Type="{R}/image" Target="media/{SURNAME}.png"/>'
    return word_file(
        picture_body() + p(r("x")), rels=relationship, extra={f"word/media/{SURNAME}.png": written.getvalue()}
    )


def test_pictures_are_dropped_with_a_note_or_encoded_again() -> None:
    dropped = redact(with_picture(), register())
    assert plain_text(read_word(dropped.data)) == "[picture removed]\nx\n"
    assert_gone(dropped)
    kept = redact(with_picture(), register(), RedactionOptions(pictures="keep"))
    assert_gone(kept)
    assert kept.report.proof.unread == ("word/media/image1.png",)
    pixels = unzipped(kept.data)["word/media/image1.png"]
    width, height = struct.unpack(">II", pixels[16:24])
    assert (width, height) == (4, 4)
    assert b"tEXt" not in pixels
    assert zlib.crc32(b"") == 0
    assert f'descr="{PUBLISHED} at home"' in unzipped(kept.data)["word/document.xml"].decode()
    assert len(opened(kept).inline_shapes) == 1


def test_progress_counts_up_to_its_end() -> None:
    told: list[tuple[int, int]] = []
    redact(word_file(p(r("x"))), register(), progress=lambda done, steps: told.append((done, steps)))
    assert told == [(at, 5) for at in range(1, 6)]


def test_a_marker_whose_colour_is_somebody_becomes_a_shading() -> None:
    people = Register((Identity("p", "person", "", ("Green",), "Adult V"),))
    copy = redact(
        word_file(p(r("Green", '<w:highlight w:val="darkGreen"/>') + r("b", '<w:highlight w:val="red"/>'))), people
    )
    written = unzipped(copy.data)["word/document.xml"].decode()
    assert 'w:fill="008000"' in written
    assert '<w:highlight w:val="red"/>' in written
    assert "reen" not in written


def test_what_comes_together_when_something_is_taken_out_is_found_too() -> None:
    people = Register(
        (
            Identity("p1", "person", "", ("Orlagh Tremayne",), "V"),
            Identity("r1", "reference", "", ("QX-77120",), "14"),
        ),
        "month_year",
    )
    copy = redact(word_file(p(r("On QX-77120 March 2021."))), people)
    assert plain_text(read_word(copy.data)) == "In March 2021.\n"
    assert not copy.report.proof.survivors


def test_a_name_that_only_a_note_s_mark_parts_from_the_next_word_is_found() -> None:
    data = word_file(
        p(r("Miss Tremayne") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("left.")),
        parts={"footnotes.xml": ("footnotes", part("footnotes", f'<w:footnote w:id="2">{p(r("Note"))}</w:footnote>'))},
    )
    copy = redact(data, register())
    assert_gone(copy)
    assert len(unzipped(copy.data)["word/footnotes.xml"]) > 0


def test_a_name_that_an_equation_ends_is_found_in_a_later_round_too() -> None:
    """The proof reads an equation as the text around it is read, so that the engine goes on where a name came up."""
    tree = xml.parse(
        f'<w:p xmlns:w="{xml.W}" xmlns:m="{xml.M}"><w:r><w:t>Orlagh Trem</w:t></w:r>'
        "<m:oMath><m:r><m:t>ayne</m:t></m:r></m:oMath></w:p>".encode(),
        "word/document.xml",
    )
    assert part_text(tree)[0].strip() == "Orlagh Tremayne"
