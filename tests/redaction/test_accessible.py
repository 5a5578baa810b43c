"""The copy is accessible: headings, head rows, alternative text, language and title; and the same bytes each time."""

from __future__ import annotations

import io
import struct
import zipfile
from xml.etree import ElementTree

import docx
import pytest
from PIL import Image

from safermk_desktop.redaction.engine import RedactionOptions, redact
from tests.redaction.test_faithful import NOBODY, folder, people, words_of
from tests.redaction.visible_text import VAL, W, look
from tests.redaction.word_files import NAME, R, p, part, r, register, unzipped, word_file

LOOK = '<w:tblPr>{style}<w:tblLook w:val="04A0" w:firstRow="{first}"/></w:tblPr>'
BOLD = "<w:b/>"
STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="table" w:styleId="Firm"><w:name w:val="A firm\'s table"/>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>',
)


def table(*rows: tuple[str, ...], style: str = "", first: str = "1", head: str = "") -> str:
    """A table; the runs of its first row have the properties ``head``."""
    written = "".join(
        f"<w:tr>{''.join(f'<w:tc>{p(r(text, head if at == 0 else str()))}</w:tc>' for text in row)}</w:tr>"
        for at, row in enumerate(rows)
    )
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return f"<w:tbl>{LOOK.format(style=named, first=first)}{written}</w:tbl>"


def document(data: bytes) -> ElementTree.Element:
    """The main part."""
    return ElementTree.fromstring(unzipped(data)["word/document.xml"])


def made(body: str) -> bytes:
    """A file with these styles, redacted."""
    return redact(word_file(body, parts={"styles.xml": ("styles", STYLES)}), register()).data


def test_headings_keep_the_names_that_screen_readers_know() -> None:
    copy = made(p(r("One"), '<w:pStyle w:val="H1"/>') + p(r(f"Of {NAME}"), '<w:pStyle w:val="H2"/>'))
    opened = docx.Document(io.BytesIO(copy))
    assert [one.style.name for one in opened.paragraphs if one.style is not None] == ["Heading 1", "Heading 2"]
    assert [one.heading for one in look(copy).paragraphs["body"]] == [1, 2]


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        (table(("Date", "What"), ("1", "x"), head=BOLD), 1),
        (table(("Date", "What"), ("1", "x"), style="Firm"), 1),
        (table(("Date", "What"), ("1", "x")), 0),
        (table(("Date", "What"), ("1", "x"), head=BOLD, first="0"), 0),
        (table(("Date", ""), ("1", "x"), head=BOLD), 0),
        (table(("Date", "What"), head=BOLD), 0),
        (table(("Date",), ("1",), head=BOLD), 0),
        (table(("Date", "What"), ("1", "x")).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1), 1),
        (table(("Date", "What"), ("1", "x"), head=BOLD).replace('w:firstRow="1"', ""), 1),
    ],
)
def test_a_first_row_that_is_shown_as_the_head_of_a_table_is_marked_as_one(source: str, marked: int) -> None:
    rows = document(made(source + p(r("x")))).findall(f".//{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] * marked + [False] * (
        len(rows) - marked
    )


def picture(description: str) -> bytes:
    """A file with one picture."""
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(written, "PNG")
    body = p(
        '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/>'
        f'<wp:docPr id="1" name="x"{description}/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:embed="rId77"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    rels = f'<Relationship Id="rId77" Type="{R}/image" Target="media/a.png"/>'
    return word_file(body, rels=rels, extra={"word/media/a.png": written.getvalue()})


def test_a_picture_has_its_description_or_is_decorative() -> None:
    told = redact(picture(f' descr="The house of {NAME}"'), register(), RedactionOptions(pictures="keep"))
    xml = unzipped(told.data)["word/document.xml"].decode()
    assert 'descr="The house of Adult V"' in xml
    assert "decorative" not in xml
    untold = redact(picture(""), register(), RedactionOptions(pictures="keep"))
    assert 'decorative val="1"' in unzipped(untold.data)["word/document.xml"].decode()
    assert any(one.what == "alternative text" for one in untold.report.dropped)
    assert len(docx.Document(io.BytesIO(untold.data)).inline_shapes) == 1


def test_the_language_is_british_and_the_title_is_set() -> None:
    american = p(r("Colour", '<w:lang w:val="en-US" w:eastAsia="ja-JP"/>') + r("Farbe", '<w:lang w:val="de-DE"/>'))
    data = word_file(american, parts={"styles.xml": ("styles", STYLES)})
    files = unzipped(redact(data, register(), RedactionOptions(title=f"A review of {NAME}")).data)
    languages = [one.get(VAL) for one in ElementTree.fromstring(files["word/document.xml"]).iter(f"{W}lang")]
    assert languages == ["en-GB", "de-DE"]
    defaults = ElementTree.fromstring(files["word/styles.xml"]).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert defaults is not None
    assert defaults.get(VAL) == "en-GB"
    assert b">A review of Adult V</dc:title>" in files["docProps/core.xml"]
    core = docx.Document(io.BytesIO(redact(data, register()).data)).core_properties
    assert (core.title, core.language, core.author) == ("Redacted copy", "en-GB", "")


def test_the_same_file_gives_the_same_bytes() -> None:
    words = words_of()
    for path in sorted(folder().glob("*.docx"))[20:210:19]:
        asked = people(words.get(path.name, [NOBODY]))
        first, second = (redact(path.read_bytes(), asked).data for _ in range(2))
        assert first == second, path.name
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            entries = archive.infolist()
        assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {(one.extra, one.comment, one.create_system, one.external_attr >> 16) for one in entries} == {
            (b"", b"", 0, 0o600)
        }
        names = [one.filename for one in entries]
        assert names[1:] == sorted(names[1:])
        assert struct.unpack("<H", first[-2:]) == (0,)
