"""The styles, lists and settings that every Word template has, as WordprocessingML (ECMA-376 part 1, 17)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from docx.oxml.ns import nsdecls

ROOT: Final = Path(__file__).resolve().parents[1]
TOKENS: Final = json.loads((ROOT / "resources/tokens.json").read_text(encoding="utf-8"))["color"]["light"]
W: Final = nsdecls("w")
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


def _headings(points: float) -> str:
    keep = "<w:keepNext/><w:keepLines/>"
    return (
        _style("Title", _run(26, "bg.brand", bold=True), _space(0, 6, line=252, first=keep), following="Subtitle")
        + _style("Subtitle", _run(15, "text.secondary"), _space(0, 10, first=keep), following="Normal")
        + _style(
            "heading 1",
            _run(16, "bg.brand", bold=True),
            _space(20 if points > 11 else 15, 6, first=keep, extra='<w:outlineLvl w:val="0"/>'),
            following="Normal",
        ).replace('"heading1"', '"Heading1"')
        + _style(
            "heading 2",
            _run(12.5, "bg.brand", bold=True),
            _space(12, 4, first=keep, extra='<w:outlineLvl w:val="1"/>'),
            following="Normal",
        ).replace('"heading2"', '"Heading2"')
        + _style(
            "TOC Heading",
            _run(14, "bg.brand", bold=True),
            _space(20 if points > 11 else 15, 6, first=keep),
            following="Normal",
        )
        + _style("toc 1", "", _space(0, 4)).replace('"toc1"', '"TOC1"')
    )


def _text_styles(points: float, line: int) -> str:
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
        + _style("Letterhead End", _run(10, "text.secondary"), _space(0, 16, first=rule))
        + _style("Gap", _run(4), _space())
        + _style("Address", "", _space(0, 0))
        + _style("Reference", _run(bold=True), _space(10, 0))
        + _style("Signature", _run(bold=True), _space(32, 0, first=keep))
        + _style("Outcome", _run(points + 1.5, bold=True), _space(2, 8, first=keep + side))
        + _style("Notice", "", _space(12, 10, first="<w:keepLines/>" + side))
        + _style("Cover Line", _run(12, "text.secondary"), _space(0, 3))
        + _style("List Bullet", "", _space(0, 6, line=line, first=bullet))
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
        found += _style(
            f"Rating {word}", run, _space(0, 3, first=box, extra='<w:ind w:left="113"/>'), based="TableText"
        )
    return found


def styles(points: float) -> str:
    """The styles part, with body text of that many points."""
    line = 276 if points > 11 else 254
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
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        f'<w:widowControl/>{_space(0, 8 if points > 11 else 7, line=line)}<w:jc w:val="left"/></w:pPr></w:style>'
        f"{table}{_headings(points)}{_text_styles(points, line)}{_rating_styles()}</w:styles>"
    )


def numbering() -> str:
    """The numbering part: bullets for text and for tables."""
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


def settings() -> str:
    """The settings part."""
    # 15 is the mode of Word 2013 and later; without it the papers open in compatibility mode.
    return (
        f'<w:settings {W}><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def fonts() -> bytes:
    """The font table: what to take where Arial or Courier New is not there."""
    known = (
        ("Arial", "Liberation Sans", "020B0604020202020204", "swiss", "variable"),
        ("Courier New", "Liberation Mono", "02070309020205020404", "modern", "fixed"),
    )
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, panose, family, pitch in known
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {W}>{listed}</w:fonts>'.encode()
