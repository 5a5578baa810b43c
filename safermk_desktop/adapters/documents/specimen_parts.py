"""The parts around the story of the specimen report: styles, numbers, notes, header, footer, properties, package."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final, cast
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from safermk_desktop.adapters.documents.specimen_elements import el, field, paragraph, run, text_of

FONT: Final = "Arial"
NUMBERED: Final = 90
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_ZIP_DATE: Final = (2025, 6, 12, 16, 40, 0)
_INK: Final = RGBColor(0x1F, 0x38, 0x64)
_STYLES: Final = (  # name, base, size, bold, before, after, left indent in cm
    ("Normal", "", 11.0, None, 0, 8, 0.0),
    ("Title", "Normal", 26.0, True, 60, 18, 0.0),
    ("Subtitle", "Normal", 18.0, True, 6, 30, 0.0),
    ("Heading 1", "Normal", 16.0, True, 24, 10, 0.0),
    ("Heading 2", "Normal", 12.5, True, 14, 6, 0.0),
    ("Quote", "Normal", 11.0, None, 4, 10, 1.2),
    ("Caption", "Normal", 9.5, True, 10, 4, 0.0),
    ("List Bullet", "Normal", 11.0, None, 0, 5, 0.0),
    ("Cover", "Normal", 13.0, None, 6, 10, 0.0),
    ("Table Text", "Normal", 9.5, None, 2, 3, 0.0),
    ("toc 1", "Normal", 11.0, None, 0, 4, 0.6),
    ("footnote text", "Normal", 9.0, None, 0, 3, 0.0),
    ("Header", "Normal", 9.0, None, 0, 0, 0.0),
    ("Footer", "Normal", 9.0, None, 0, 0, 0.0),
)


def style_document(document: Document, language: str) -> None:
    """Set the styles of the report: one typeface, real headings, space that lets it be read on paper."""
    styles = document.styles
    present = {style.name for style in styles}
    for name, base, size, bold, before, after, indent in _STYLES:
        if name not in present:
            styles.element.append(_new_style(name))
        style = cast("ParagraphStyle", styles[name])
        if base:
            style.base_style = cast("ParagraphStyle", styles[base])
        _set_font(style, size, bold)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.line_spacing = 1.0 if name in {"Table Text", "footnote text", "Header", "Footer"} else 1.2
        if indent:
            shape.left_indent = Cm(indent)
    styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="character" w:styleId="FootnoteReference">'
            '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        )
    )
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)


def _new_style(name: str) -> BaseOxmlElement:
    ident = name.replace(" ", "")
    return el(
        "w:style",
        {"w:type": "paragraph", "w:styleId": ident},
        el("w:name", {"w:val": name}),
        el("w:rPr", None, el("w:rFonts")),
    )


def _package(document: Document) -> Package:
    return cast("Package", document.part.package)


def _set_font(style: ParagraphStyle, size: float, bold: bool | None) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    if style.name in {"Title", "Subtitle", "Heading 1", "Heading 2", "Caption"}:
        style.font.color.rgb = _INK
    fonts = next(style.element.iter(qn("w:rFonts")))
    for name in list(fonts.attrib):  # theme typefaces would win over the named one
        if str(name).endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def add_numbering(document: Document) -> None:
    """Define the list that numbers headings (1) and paragraphs (1.1) by itself."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{shown}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="794"/></w:tabs>'
        '<w:ind w:left="794" w:hanging="794"/></w:pPr></w:lvl>'
        for level, shown in enumerate(("%1", "%1.%2"))
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERED}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    root.insert(0, abstract)  # CT_Numbering: every abstractNum stands before the first num
    root.append(el("w:num", {"w:numId": str(NUMBERED)}, el("w:abstractNumId", {"w:val": str(NUMBERED)})))


def add_footnotes(document: Document, notes: Sequence[str]) -> None:
    """Add the footnotes part: the two separators Word expects, then ``notes`` with the ids 1, 2, …"""
    root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        line = el("w:p", None, el("w:r", None, el(f"w:{kind}")))
        root.append(el("w:footnote", {"w:type": kind, "w:id": str(number)}, line))
    for number, words in enumerate(notes, start=1):
        look = el("w:rPr", None, el("w:rStyle", {"w:val": "FootnoteReference"}))
        sign = el("w:r", None, look, el("w:footnoteRef"))
        story = paragraph("footnotetext", [sign, el("w:r", None, text_of(f" {words}"))])
        root.append(el("w:footnote", {"w:id": str(number)}, story))
    package = _package(document)
    blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    part = Part(PackURI("/word/footnotes.xml"), f"{_WML}.footnotes+xml", blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def set_page(document: Document, content: Mapping[str, Any]) -> None:
    """A4, margins, the header of the first page and of the others, the footer with its page number."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = content["header"]
    section.first_page_header.paragraphs[0].text = content["first_page_header"]
    section.footer.is_linked_to_previous = False
    root = section.footer.part.element
    for old in root.findall(qn("w:p")):
        root.remove(old)
    root.append(paragraph("Footer", [run(content["footer"]), *field("PAGE", run("2"))]))


def date_comments(document: Document, when: str) -> None:
    """Give every comment the date ``when`` (ISO 8601), so that the same content makes the same bytes."""
    for part in _package(document).iter_parts():
        if part.partname == "/word/comments.xml" and isinstance(part, XmlPart):
            for comment in part.element.iter(qn("w:comment")):
                comment.set(qn("w:date"), when)


def set_properties(document: Document, content: Mapping[str, Any]) -> None:
    """Core and custom properties, as an author's machine would leave them."""
    wanted: Mapping[str, Any] = content["properties"]
    core = document.core_properties
    for name in ("author", "title", "subject", "keywords", "comments", "category", "last_modified_by"):
        setattr(core, name, wanted[name])
    core.created = _moment(content["created"])
    core.modified = _moment(content["modified"])
    core.revision, core.language = 14, content["language"]
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(wanted["custom"].items(), start=2)
    )
    blob = f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{rows}</Properties>'
    package = _package(document)
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    part = Part(PackURI("/docProps/custom.xml"), kind, blob.encode(), package)
    package.relate_to(part, f"{_OFFICE}/relationships/custom-properties")


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=None)


def _application(properties: Mapping[str, Any]) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Manager>{escape(properties['manager'])}</Manager><Company>{escape(properties['company'])}</Company>"
        "<Application>Microsoft Office Word</Application></Properties>"
    ).encode()


def packed(document: Document, content: Mapping[str, Any]) -> bytes:
    """The bytes of the package: same content, same bytes (fixed dates, fixed order)."""
    saved = BytesIO()
    document.save(saved)
    made = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            blob = _application(content["properties"]) if name == "docProps/app.xml" else source.read(name)
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, blob)
    return made.getvalue()
