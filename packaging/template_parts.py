"""The building blocks of the Word templates: styles, lists, page furniture, tables and tagged paragraphs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

ROOT: Final = Path(__file__).resolve().parents[1]
TOKENS: Final = json.loads((ROOT / "resources/tokens.json").read_text(encoding="utf-8"))["color"]["light"]
W: Final = nsdecls("w")
PORTRAIT_CM: Final = 15.92
LANDSCAPE_CM: Final = 26.1
RATINGS: Final = (("Red", "red"), ("Amber", "amber"), ("Green", "green"), ("Complete", "blue"), ("Closed", "grey"))


def colour(name: str) -> str:
    """A colour of the token file as Word writes it."""
    return str(TOKENS[name]).removeprefix("#")


def _style(name: str, run: str = "", paragraph: str = "", based: str = "Normal", following: str = "") -> str:
    ident = name.replace(" ", "")
    link = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>{link}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _run(points: float = 0, ink: str = "", *, bold: bool = False, font: str = "") -> str:
    return (
        (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else "")
        + ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour(ink)}"/>' if ink else "")
        + (f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>' if points else "")
    )


def _space(before: float = 0, after: float = 0, *, line: int = 0, extra: str = "", first: str = "") -> str:
    """Spacing in points; ``first`` and ``extra`` are the elements that stand before and after it in the schema."""
    spaced = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'{first}<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{spaced}/>{extra}'


def _edge(side: str, ink: str, size: int, gap: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{gap}" w:color="{colour(ink)}"/>'


def _headings() -> str:
    keep = "<w:keepNext/><w:keepLines/>"
    return (
        _style("Title", _run(26, "bg.brand", bold=True), _space(0, 6, line=252, first=keep), following="Subtitle")
        + _style("Subtitle", _run(15, "text.secondary"), _space(0, 10, first=keep), following="Normal")
        + _style(
            "heading 1",
            _run(16, "bg.brand", bold=True),
            _space(22, 6, first=keep, extra='<w:outlineLvl w:val="0"/>'),
            following="Normal",
        ).replace('"heading1"', '"Heading1"')
        + _style(
            "heading 2",
            _run(12.5, "bg.brand", bold=True),
            _space(14, 4, first=keep, extra='<w:outlineLvl w:val="1"/>'),
            following="Normal",
        ).replace('"heading2"', '"Heading2"')
        + _style("TOC Heading", _run(14, "bg.brand", bold=True), _space(20, 6, first=keep), following="Normal")
        + _style("toc 1", "", _space(0, 4)).replace('"toc1"', '"TOC1"')
    )


def _text_styles(points: float) -> str:
    keep, edge = "<w:keepNext/>", "<w:pBdr>{}</w:pBdr>"
    rule = edge.format(_edge("bottom", "bg.brand", 8, 6))
    side = edge.format(_edge("left", "bg.brand", 24, 10))
    bullet = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    return (
        _style("Marking", _run(11, "marking.bg", bold=True), _space(extra='<w:jc w:val="center"/>'))
        + _style("header", _run(9, "text.secondary")).replace('w:styleId="header"', 'w:styleId="Header"')
        + _style("footer", _run(9, "text.secondary"), _space(4)).replace('w:styleId="footer"', 'w:styleId="Footer"')
        + _style("Letterhead", _run(15, "bg.brand", bold=True), _space(6, 2))
        + _style("Letterhead Line", _run(10, "text.secondary"), _space())
        + _style("Letterhead End", _run(10, "text.secondary"), _space(0, 20, first=rule))
        + _style("Address", "", _space(0, 0))
        + _style("Reference", _run(bold=True), _space(14, 0))
        + _style("Signature", _run(bold=True), _space(40, 0, first=keep))
        + _style("Outcome", _run(points + 1.5, bold=True), _space(4, 10, first=keep + side))
        + _style("Notice", "", _space(4, 8, first="<w:keepLines/>" + side))
        + _style("Cover Line", _run(12, "text.secondary"), _space(0, 3))
        + _style("List Bullet", "", _space(0, 4, line=276, first=bullet))
        + _style("Note", _run(10, "text.secondary"), _space(6, 6))
        + _style("Table Text", _run(10), _space(0, 2, line=252))
        + _style("Table Head", _run(10, bold=True), _space(0, 2, line=252), based="TableText")
        + _style("Table Bullet", "", _space(0, 2, first=bullet.replace('"1"', '"2"')), based="TableText")
        + _style("Fingerprint", _run(7.5, font="Courier New"), _space(1, 2), based="TableText")
    )


def _rating_styles() -> str:
    found = ""
    for word, ink in RATINGS:
        box = f"<w:keepNext/><w:pBdr>{_edge('left', ink + '.solid', 36, 4)}</w:pBdr>"
        box += f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(ink + ".soft")}"/>'
        run = _run(10, ink + ".text", bold=True)
        found += _style(f"Rating {word}", run, _space(0, 3, first=box, extra='<w:ind w:left="113"/>'), based="TableText")
    return found


def _styles(points: float) -> str:
    strong, soft = colour("border.strong"), colour("border.default")
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="Paper Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{strong}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{strong}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{soft}"/>'
        f'<w:insideV w:val="single" w:sz="4" w:space="0" w:color="{soft}"/></w:tblBorders><w:tblCellMar>'
        '<w:top w:w="70" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>'
        '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return (
        f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" '
        f'w:eastAsia="Arial" w:cs="Arial"/><w:color w:val="{colour("text.primary")}"/>'
        f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        f'<w:widowControl/>{_space(0, 8, line=276)}<w:jc w:val="left"/></w:pPr></w:style>'
        f"{table}{_headings()}{_text_styles(points)}{_rating_styles()}</w:styles>"
    )


def _numbering() -> str:
    kinds = ((1, 425, 283), (2, 198, 170))
    return (
        f"<w:numbering {W}>"
        + "".join(
            f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
            for kind, left, hanging in kinds
        )
        + "".join(f'<w:num w:numId="{kind}"><w:abstractNumId w:val="{kind}"/></w:num>' for kind, *_ in kinds)
        + "</w:numbering>"
    )


def _settings() -> str:
    # 15 is the mode of Word 2013 and later; without it the papers open in compatibility mode.
    return (
        f'<w:settings {W}><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


class Sheet:
    """One template in the making. ``width`` is that of the text, in centimetres."""

    def __init__(self, points: float, *, landscape: bool = False) -> None:
        self.word: WordDocument = Document()
        self.width = LANDSCAPE_CM if landscape else PORTRAIT_CM
        self._replace(self.word.styles.element, _styles(points))
        self._replace(self.word.settings.element, _settings())
        self._replace(self.word.part.numbering_part.element, _numbering())
        section = self.word.sections[0]
        short, long, margin = Cm(21.0), Cm(29.7), Cm(1.8 if landscape else 2.54)
        section.page_width, section.page_height = (long, short) if landscape else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = margin
        section.top_margin = section.bottom_margin = Cm(2.3)
        section.header_distance = section.footer_distance = Cm(1.0)

    @staticmethod
    def _replace(element: Any, xml: str) -> None:
        fresh = parse_xml(xml)
        for child in list(element):
            element.remove(child)
        for child in list(fresh):
            element.append(child)

    def furniture(self, footer: str, *, public: bool) -> None:
        """Header and footer: the marking on every page, the footer's words and the page number."""
        section = self.word.sections[0]
        head, foot = section.header, section.footer
        if public:
            self._across(head.paragraphs[0], "Header", "{{ partnership }}", "{{ marking }}")
        else:
            head.paragraphs[0].style = "Marking"
            head.paragraphs[0].add_run("{{ marking }}")
        self._across(foot.paragraphs[0], "Footer", footer, "Page ")
        _field(foot.paragraphs[0], "PAGE")
        foot.paragraphs[0].add_run(" of ")
        _field(foot.paragraphs[0], "NUMPAGES")
        if not public:
            foot.add_paragraph("{{ marking }}", style="Marking")

    def _across(self, paragraph: Paragraph, style: str, left: str, right: str) -> None:
        paragraph.style = style
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(self.width), alignment=WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{left}\t{right}")

    def text(self, words: str, style: str = "Normal") -> Paragraph:
        """A paragraph."""
        return self.word.add_paragraph(words, style=style)

    def tag(self, words: str) -> None:
        """A paragraph that holds a Jinja statement and disappears when the template is filled."""
        self.word.add_paragraph("{%p " + words + " %}")

    def letter_top(self, subject: str) -> None:
        """Letterhead, date, recipient, reference and subject."""
        self.text("{{ partnership }}", "Letterhead")
        self.text("{{ council }}", "Letterhead Line")
        self.text("{{ address }}", "Letterhead End")
        self.text("{{ recipient }}", "Address")
        self.text("{{ dated }}", "Reference")
        self.text("Our reference: {{ reference }}", "Address")
        self.text(subject, "Heading 1")
        self.text("Dear colleague")

    def letter_end(self) -> None:
        """How a letter closes."""
        self.text(
            "Please quote our reference in any reply and send it by secure email. If anything here is unclear, "
            "please ask us."
        ).paragraph_format.keep_with_next = True
        self.text("Yours sincerely").paragraph_format.keep_with_next = True
        self.text("{{ signatory }}", "Signature")
        self.text("for {{ partnership }}", "Address")

    def contents(self, line: str, loop: str, last: str) -> None:
        """A table of contents: a field that Word can renew, with the lines that it would find."""
        self.text("Contents", "TOC Heading")
        self.tag(loop)
        entry = self.text("", "toc 1")
        entry.add_run("{%r if loop.first %}")
        for piece in ("begin", r'TOC \o "1-1" \n \h \z \u', "separate"):
            _field_piece(entry, piece)
        entry.add_run("{%r endif %}")
        entry.add_run(line)
        self.tag("endfor")
        _field_piece(self.text(last, "toc 1"), "end")

    def table(self, name: str, heads: Sequence[str], widths: Sequence[float]) -> Table:
        """A table with a heading row that is repeated on every page. ``widths`` are shares of the text's width."""
        table = self.word.add_table(rows=1, cols=len(heads), style="Paper Table")
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Cm(self.width * share / sum(widths))
        properties = table._tbl.tblPr
        properties.append(parse_xml(f'<w:tblCaption {W} w:val="{name}"/>'))
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            fill(cell, (words, "Table Head"))
            shade = f'<w:shd {W} w:val="clear" w:color="auto" w:fill="{colour("bg.inset")}"/>'
            cell._tc.get_or_add_tcPr().append(parse_xml(shade))
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {W}/>"))
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
        return table

    def facts(self, name: str, facts: Sequence[tuple[str, str, str]]) -> None:
        """A table of two columns: what, and how it stands; the third of each is its condition or empty."""
        table = self.table(name, ("Item", "Detail"), (4.8, 11.1))
        for what, how, condition in facts:
            if condition:
                statement(table, f"if {condition}")
            row(table, (what, "Table Head"), (how, "Table Text"))
            if condition:
                statement(table, "endif")
        self.text("", "Address")


def row(table: Table, *cells: tuple[str, str] | Sequence[tuple[str, str]]) -> None:
    """A row; each cell is a paragraph (words, style) or several of them."""
    added = table.add_row()
    added._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {W}/>"))
    for cell, content in zip(added.cells, cells, strict=True):
        paragraphs = [content] if isinstance(content[0], str) else content
        fill(cell, *paragraphs)


def statement(table: Table, words: str) -> None:
    """A row that holds a Jinja statement and disappears when the template is filled."""
    table.add_row().cells[0].text = "{%tr " + words + " %}"


def fill(cell: _Cell, *paragraphs: Any) -> None:
    """Put paragraphs (words, style) into an empty cell; words that begin with ``{%p`` are statements."""
    for number, (words, style) in enumerate(paragraphs):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(words)


def _field(paragraph: Paragraph, code: str) -> None:
    paragraph._p.append(parse_xml(f'<w:fldSimple {W} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def _field_piece(paragraph: Paragraph, piece: str) -> None:
    if piece in {"begin", "separate", "end"}:
        xml = f'<w:r {W}><w:fldChar w:fldCharType="{piece}"/></w:r>'
    else:
        xml = f'<w:r {W}><w:instrText xml:space="preserve"> {piece.replace(chr(34), "&quot;")} </w:instrText></w:r>'
    paragraph._p.append(parse_xml(xml))
