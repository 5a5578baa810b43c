"""The overview report of the demo: a real Word file, made from invented content the way an author would send it in.

It holds on purpose whatever a redactor has to cope with: automatic numbers, tables, footnotes, header and footer,
fields, links, a picture, comments, a tracked change, names split over runs, and properties with names in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final, cast

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from safermk_desktop.adapters.documents.specimen_elements import (
    Token,
    el,
    field,
    numbering,
    paragraph,
    plain,
    run,
    split_runs,
    tokens,
)
from safermk_desktop.adapters.documents.specimen_parts import (
    NUMBERED,
    add_footnotes,
    add_numbering,
    date_comments,
    packed,
    set_page,
    set_properties,
    style_document,
)
from safermk_desktop.adapters.documents.specimen_picture import family_diagram

Block = Mapping[str, Any]

_TEXT_WIDTH: Final = 9070  # twentieths of a point: 16 cm, A4 less its margins
_LETTER: Final = 112  # a wide letter of the text of a table
_CELL_MARGINS: Final = 230
_STYLE_OF: Final = MappingProxyType(
    {
        "title": "Title",
        "subtitle": "Subtitle",
        "cover": "Cover",
        "paragraph": "Normal",
        "quote": "Quote",
        "caption": "Caption",
    }
)
_KEEP_NEXT: Final = frozenset({"caption"})


def read_overview_content(read: Callable[[str], str]) -> dict[str, Any]:
    """The content of the report: ``report.json`` with the blocks of all its parts under ``blocks``.

    ``read`` gives the text of a file of the demo folder by its name.
    """
    content: dict[str, Any] = json.loads(read("report.json"))
    parts: Iterable[str] = content["parts"]
    content["blocks"] = [block for name in parts for block in json.loads(read(name))["blocks"]]
    return content


def released(content: Mapping[str, Any], release: Mapping[str, Any]) -> dict[str, Any]:
    """The report as it is made ready to go out: other words, other tables, and no blocks for the panel alone.

    Raises ``ValueError`` where words that are to change do not stand in it.
    """
    tables: Mapping[str, Block] = release["tables"]
    blocks = [block for block in content["blocks"] if block["kind"] not in release["without"]]
    end = next(at for at, block in enumerate(blocks) if str(block.get("text")).startswith(release["ends_before"]))
    blocks = [tables.get(block["header"][0], block) if block["kind"] == "table" else block for block in blocks[:end]]
    text = json.dumps({**content, "blocks": blocks}, ensure_ascii=False)
    for before, after in release["changes"]:
        if before not in text:
            raise ValueError(before)
        text = text.replace(before, after)
    made: dict[str, Any] = json.loads(text)
    return {**made, "blocks": [block for block in made["blocks"] if block.get("text") != ""]}


def build_overview_report(content: Mapping[str, Any]) -> bytes:
    """The report as the bytes of a .docx (ECMA-376 transitional); the same ``content`` gives the same bytes."""
    document = docx.Document()
    style_document(document, content["language"])
    add_numbering(document)
    set_page(document, content)
    writer = _Writer(document, content["blocks"])
    writer.write()
    add_footnotes(document, writer.notes)
    date_comments(document, content["modified"])
    set_properties(document, content)
    return packed(document, content)


def column_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Widths of a table's columns in twentieths of a point: room for the longest word, then a share by length."""
    columns = [[plain(cell) for cell in column] for column in zip(*rows, strict=True)]
    least = [_LETTER * max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    least = [width + _CELL_MARGINS for width in least]
    spare = max(0, _TEXT_WIDTH - sum(least))
    lengths = [sum(map(len, column)) for column in columns]
    return [width + spare * length // sum(lengths) for width, length in zip(least, lengths, strict=True)]


class _Writer:
    """Writes blocks into a document, in order; collects the footnotes on the way."""

    def __init__(self, document: Document, blocks: Sequence[Block]) -> None:
        self.notes: list[str] = []
        self._document = document
        self._blocks = blocks
        self._end = next(document.element.iter(qn("w:sectPr")))
        self._marked: list[tuple[BaseOxmlElement, BaseOxmlElement]] = []
        self._mark = ""

    def write(self) -> None:
        for number, block in enumerate(self._blocks):
            following = self._blocks[number + 1] if number + 1 < len(self._blocks) else {"kind": ""}
            self._mark = following["on"] if following["kind"] == "comment" else ""
            self._write_block(block)

    def _write_block(self, block: Block) -> None:
        kind: str = block["kind"]
        if kind in _STYLE_OF:
            extra = [el("w:keepNext")] if kind in _KEEP_NEXT else []
            self._add(paragraph(_STYLE_OF[kind], self._runs(block["text"]), *extra))
            return
        makers: Mapping[str, Callable[[Block], None]] = {
            "heading": self._heading,
            "numbered": self._numbered,
            "bullets": self._bullets,
            "table": self._table,
            "comment": self._comment,
            "tracked": self._tracked,
            "picture": self._picture,
            "contents": self._contents,
            "page_break": self._page_break,
        }
        makers[kind](block)

    def _add(self, element: BaseOxmlElement) -> None:
        self._end.addprevious(element)
        self._remember(element)

    def _remember(self, element: BaseOxmlElement) -> None:
        """Note the run that the next comment stands on, by the paragraph it is in."""
        for made in element.iter(qn("w:r")) if self._mark else ():
            if "".join(words.text or "" for words in made.iter(qn("w:t"))) == self._mark:
                self._marked = [(cast("BaseOxmlElement", made.getparent()), cast("BaseOxmlElement", made))]
                return

    def _runs(self, text: str) -> list[BaseOxmlElement]:
        return [made for token in tokens(text) for made in self._token(token)]

    def _token(self, token: Token) -> list[BaseOxmlElement]:
        if token.kind == "note":
            self.notes.append(token.text)
            style = el("w:rPr", None, el("w:rStyle", {"w:val": "FootnoteReference"}))
            return [el("w:r", None, style, el("w:footnoteReference", {"w:id": str(len(self.notes))}))]
        if token.kind == "split":
            return split_runs(token.text)
        if token.kind == "link":
            key = self._document.part.relate_to(token.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            look = (el("w:color", {"w:val": "0B5394"}), el("w:u", {"w:val": "single"}))
            return [el("w:hyperlink", {"r:id": key}, run(token.text, *look))]
        if token.kind == "plain":
            return self._plain_runs(token.text)
        return [run(token.text, el("w:b" if token.kind == "bold" else "w:i"))]

    def _plain_runs(self, text: str) -> list[BaseOxmlElement]:
        before, mark, after = text.partition(self._mark) if self._mark else (text, "", "")
        return [run(words) for words in (before, mark, after) if words]

    def _heading(self, block: Block) -> None:
        level: int = block["level"]
        extra = [numbering(NUMBERED, 0)] if block.get("numbered") else []
        self._add(paragraph(f"Heading{level}", self._runs(block["text"]), *extra))

    def _numbered(self, block: Block) -> None:
        keep = [el("w:keepNext")] if block["text"].endswith(":") else []
        self._add(paragraph("Normal", self._runs(block["text"]), *keep, numbering(NUMBERED, 1)))

    def _bullets(self, block: Block) -> None:
        for item in block["items"]:
            self._add(paragraph("ListBullet", self._runs(item)))

    def _page_break(self, _block: Block) -> None:
        self._add(paragraph("Normal", [el("w:r", None, el("w:br", {"w:type": "page"}))]))

    def _table(self, block: Block) -> None:
        header: Sequence[str] = block["header"]
        rows: Sequence[Sequence[str]] = block["rows"]
        widths = column_widths([header, *rows])
        grid = el("w:tblGrid", None, *(el("w:gridCol", {"w:w": str(width)}) for width in widths))
        properties = el(
            "w:tblPr",
            None,
            el("w:tblStyle", {"w:val": "TableGrid"}),
            el("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}),
            el("w:tblLayout", {"w:type": "fixed"}),
        )
        lines = [self._row(header, widths, head=True), *(self._row(row, widths, head=False) for row in rows)]
        self._add(el("w:tbl", None, properties, grid, *lines))
        self._add(paragraph("TableText", []))

    def _row(self, cells: Sequence[str], widths: Sequence[int], *, head: bool) -> BaseOxmlElement:
        properties = el("w:trPr", None, el("w:cantSplit"), *([el("w:tblHeader")] if head else []))
        made: list[BaseOxmlElement] = []
        for words, width in zip(cells, widths, strict=True):
            shade = [el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "DCE6F2"})] if head else []
            runs = [run(words, el("w:b"))] if head else self._runs(words)
            wide = el("w:tcW", {"w:w": str(width), "w:type": "dxa"})
            made.append(el("w:tc", None, el("w:tcPr", None, wide, *shade), paragraph("TableText", runs)))
        return el("w:tr", None, properties, *made)

    def _comment(self, block: Block) -> None:
        parent, marked = self._marked.pop()
        author: str = block["author"]
        initials = "".join(word[0] for word in author.split() if word != "Dr")
        anchor = Run(cast("CT_R", marked), Paragraph(cast("CT_P", parent), self._document))
        self._document.add_comment(anchor, block["text"], author, initials)

    def _tracked(self, block: Block) -> None:
        who = {"w:author": str(block["author"]), "w:date": str(block["date"])}
        deleted = el("w:del", {"w:id": "901", **who}, run(block["delete"], tag="w:delText"))
        inserted = el("w:ins", {"w:id": "902", **who}, run(block["insert"]))
        runs = [run(block["before"]), deleted, inserted, run(block["after"])]
        self._add(paragraph("Normal", runs, numbering(NUMBERED, 1)))

    def _picture(self, block: Block) -> None:
        inline = self._document.part.new_pic_inline(BytesIO(family_diagram(block)), width=Cm(15.5))
        for tag in ("docPr", "cNvPr"):
            for described in inline.iter(f"{{*}}{tag}"):
                described.set("descr", block["alt"])
        self._add(paragraph("Normal", [el("w:r", None, el("w:drawing", None, inline))], el("w:keepNext")))

    def _contents(self, _block: Block) -> None:
        entries = _entries(self._blocks)
        first, *middle = [run(entry) for entry in entries]
        opened = field('TOC \\o "1-1" \\n \\z \\u', first)
        closing = opened.pop()
        lines = [opened, *([entry] for entry in middle)]
        lines[-1].append(closing)
        for line in lines:
            self._add(paragraph("toc1", line))


def _entries(blocks: Sequence[Block]) -> list[str]:
    """What the table of contents shows: the headings of the first level, numbered as the list numbers them."""
    shown: list[str] = []
    number = 0
    for block in blocks:
        if block["kind"] != "heading" or block["level"] != 1 or block["text"] == "Contents":
            continue
        number += bool(block.get("numbered"))
        shown.append(f"{number}  {plain(block['text'])}" if block.get("numbered") else plain(block["text"]))
    return shown
