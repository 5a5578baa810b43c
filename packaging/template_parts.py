"""The building blocks of the Word templates: page furniture, tables, contents and tagged paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from template_styles import RATINGS, W, colour, fonts, numbering, settings, styles

PORTRAIT_CM: Final = 15.92
LANDSCAPE_CM: Final = 26.1


class Sheet:
    """One template in the making. ``width`` is that of the text, in centimetres."""

    def __init__(self, points: float, *, landscape: bool = False) -> None:
        self.word: WordDocument = Document()
        self.width = LANDSCAPE_CM if landscape else PORTRAIT_CM
        self._replace(self.word.styles.element, styles(points))
        self._replace(self.word.settings.element, settings())
        self._replace(self.word.part.numbering_part.element, numbering())
        for relation in self.word.part.rels.values():
            if relation.reltype.endswith("/fontTable"):
                relation.target_part._blob = fonts()  # noqa: SLF001 - it has no public way to be replaced
        section = self.word.sections[0]
        short, long, margin = Cm(21.0), Cm(29.7), Cm(1.8 if landscape else 2.54)
        section.page_width, section.page_height = (long, short) if landscape else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = margin
        section.top_margin = section.bottom_margin = Cm(2.0)
        section.header_distance = section.footer_distance = Cm(0.9)

    @staticmethod
    def _replace(element: Any, xml: str) -> None:
        fresh = parse_xml(xml)
        for child in list(element):
            element.remove(child)
        for child in list(fresh):
            element.append(child)

    def furniture(self, footer: str, *, public: bool) -> None:
        """Header and footer: the marking on every page, the footer's words and the page number.

        Papers that are not for the public also carry the eight words of the audit chain's head.
        """
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
            foot.add_paragraph("Audit words: {{ seal }}", style="Footer")
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
            "Please quote our reference in any reply, and send it by secure email."
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
        properties = _element(table).tblPr
        properties.append(parse_xml(f'<w:tblCaption {W} w:val="{name}"/>'))
        for column, cell, words, share in zip(table.columns, table.rows[0].cells, heads, widths, strict=True):
            column.width = cell.width = Cm(self.width * share / sum(widths))
            fill(cell, (words, "Table Head"))
            shade = f'<w:shd {W} w:val="clear" w:color="auto" w:fill="{colour("bg.inset")}"/>'
            _element(cell).get_or_add_tcPr().append(parse_xml(shade))
        _element(table.rows[0]).get_or_add_trPr().append(parse_xml(f"<w:cantSplit {W}/>"))
        _element(table.rows[0]).get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
        return table

    def facts(self, name: str, facts: Sequence[tuple[str, str, str]]) -> None:
        """A table of two columns: what, and how it stands; the third of each is its condition or empty."""
        table = self.table(name, ("Item", "Detail"), (5.6, 10.3))
        for what, how, condition in facts:
            if condition:
                statement(table, f"if {condition}")
            for cell in row(table, (what, "Table Head"), (how, "Table Text")).cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True  # these tables are short: one page each
            if condition:
                statement(table, "endif")
        self.text("", "Gap")


def row(table: Table, *cells: Any) -> _Row:
    """A row; each cell is a paragraph (words, style) or several of them."""
    added = table.add_row()
    _element(added).get_or_add_trPr().append(parse_xml(f"<w:cantSplit {W}/>"))
    for cell, content in zip(added.cells, cells, strict=True):
        paragraphs = [content] if isinstance(content[0], str) else content
        fill(cell, *paragraphs)
    return added


def statement(table: Table, words: str) -> None:
    """A row that holds a Jinja statement and disappears when the template is filled."""
    table.add_row().cells[0].text = "{%tr " + words + " %}"


def fill(cell: _Cell, *paragraphs: Any) -> None:
    """Put paragraphs (words, style) into an empty cell; words that begin with ``{%p`` are statements."""
    for number, (words, style) in enumerate(paragraphs):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(words)


def _element(part: Any) -> Any:
    """The XML behind a part of python-docx, which has no public way to it."""
    return part._element  # noqa: SLF001


def _field(paragraph: Paragraph, code: str) -> None:
    _element(paragraph).append(parse_xml(f'<w:fldSimple {W} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def _field_piece(paragraph: Paragraph, piece: str) -> None:
    if piece in {"begin", "separate", "end"}:
        xml = f'<w:r {W}><w:fldChar w:fldCharType="{piece}"/></w:r>'
    else:
        xml = f'<w:r {W}><w:instrText xml:space="preserve"> {piece.replace(chr(34), "&quot;")} </w:instrText></w:r>'
    _element(paragraph).append(parse_xml(xml))


BARS: Final = (
    *(("late", "red.soft", "red.solid", "red.text"), ("plain", "accent.soft", "accent.base", "accent.text")),
    *((ink, f"{ink}.soft", f"{ink}.solid", f"{ink}.text") for _, ink in RATINGS),
)
"""What a piece of a bar says, with its fill, its edge and the ink of its number."""


def bars(sheet: Sheet, picture: str, units: int, widths: tuple[float, float, float]) -> None:
    """A picture as bars made of table cells: they are read out, searched, enlarged and printed as the rest is.

    Each bar is ``units`` columns wide at most; its number stands before it and in it.
    """
    heads = ("Counted", "Actions", "As a bar", *("" for _ in range(units - 1)))
    table = sheet.table(f"{{{{ {picture}.title }}}}", heads, (*widths[:2], *(widths[2] / units for _ in range(units))))
    properties = _element(table).tblPr
    properties.append(parse_xml(f'<w:tblDescription {W} w:val="{{{{ {picture}.words }}}}"/>'))
    top = table.rows[0].cells
    joined = top[2].merge(top[-1])
    for paragraph in joined.paragraphs[1:]:
        _element(joined).remove(_element(paragraph))
    statement(table, f"for bar in {picture}.bars")
    told = (("{{ bar.label }}", "Table Head"), ("{{ bar.counted }}", "Table Text"))
    line = _element(row(table, *told, *[("", "Table Text")] * units))
    for cell in line.tc_lst[2:]:
        line.remove(cell)
    for xml in _bar_cells():
        line.append(parse_xml(xml))
    statement(table, "endfor")


def _bar_cells() -> Iterator[str]:
    """The cells of one bar: a statement alone in a cell takes the cell away when the template is filled."""
    yield _statement_cell("for piece in bar.pieces")
    for number, (tone, fill_ink, edge, ink) in enumerate(BARS):
        yield _statement_cell(f'{"elif" if number else "if"} piece.tone == "{tone}"')
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{colour(edge)}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        yield (
            f'<w:tc {W}><w:tcPr><w:tcW w:w="0" w:type="auto"/><w:gridSpan w:val="{{{{ piece.units }}}}"/>'
            f'<w:tcBorders>{sides}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{colour(fill_ink)}"/>'
            '<w:tcMar><w:left w:w="40" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar></w:tcPr>'
            '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
            f'<w:r><w:rPr><w:b/><w:color w:val="{colour(ink)}"/></w:rPr>'
            "<w:t>{{ piece.count }}</w:t></w:r></w:p></w:tc>"
        )
    yield _statement_cell("endif")
    yield _statement_cell("endfor")
    yield _statement_cell("if bar.rest")
    yield (
        f'<w:tc {W}><w:tcPr><w:tcW w:w="0" w:type="auto"/><w:gridSpan w:val="{{{{ bar.rest }}}}"/></w:tcPr>'
        '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p></w:tc>'
    )
    yield _statement_cell("endif")


def _statement_cell(words: str) -> str:
    plain = words.replace('"', "&quot;")
    return f"<w:tc {W}><w:p><w:r><w:t>{{%tc {plain} %}}</w:t></w:r></w:p></w:tc>"


def rated(value: str) -> tuple[tuple[str, str], ...]:
    """The rating's word in the style of that rating: colour never stands alone."""
    found: list[tuple[str, str]] = []
    for number, (word, _) in enumerate(RATINGS):
        test = "if" if number == 0 else "elif"
        found += [(f'{{%p {test} {value} == "{word}" %}}', "Table Text"), (word, f"Rating {word}")]
    return (*found, ("{%p endif %}", "Table Text"))


def paragraphs(sheet: Sheet, field: str, otherwise: str) -> None:
    """Each paragraph of a field, or a sentence where there is none."""
    sheet.tag(f"for words in {field}")
    sheet.text("{{ words }}")
    _otherwise(sheet, otherwise)


def bullets(sheet: Sheet, field: str, otherwise: str) -> None:
    """A field's items as a list, or a sentence where there is none."""
    sheet.tag(f"for words in {field}")
    sheet.text("{{ words }}", "List Bullet")
    _otherwise(sheet, otherwise)


def _otherwise(sheet: Sheet, sentence: str) -> None:
    if sentence:
        sheet.tag("else")
        sheet.text(sentence)
    sheet.tag("endfor")


def sections(sheet: Sheet) -> None:
    """Numbered sections, the first on a new page."""
    sheet.tag("for section in sections")
    sheet.tag("if loop.first")
    heading = sheet.text("{{ section.number }}. {{ section.heading }}", "Heading 1")
    heading.paragraph_format.page_break_before = True
    sheet.tag("else")
    sheet.text("{{ section.number }}. {{ section.heading }}", "Heading 1")
    sheet.tag("endif")
    sheet.tag("for block in section.paragraphs")
    sheet.tag('if block.kind == "bullet"')
    sheet.text("{{ block.text }}", "List Bullet")
    sheet.tag("else")
    sheet.text("{{ block.text }}")
    sheet.tag("endif")
    sheet.tag("endfor")
    sheet.tag("endfor")


def about(sheet: Sheet, heading: str) -> None:
    """Who published it, under which rules, and how to get it in another form."""
    sheet.text(heading, "Heading 1")
    sheet.facts(
        heading,
        (
            ("Published by", "{{ partnership }}", ""),
            ("Address", "{{ council }}, {{ address }}", ""),
            ("Date", "{{ dated }}", ""),
            ("Act", "{{ act }}", ""),
            ("Guidance", "{{ guidance }}", ""),
            ("Other formats", "{{ formats }}", ""),
        ),
    )
