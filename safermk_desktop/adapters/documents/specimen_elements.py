"""The small pieces of WordprocessingML (ECMA-376 part 1, clause 17) that the specimen report is put together from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

Kind = Literal["plain", "bold", "italic", "split", "note", "link"]

_INLINE: Final = re.compile(
    r"\{\{split:(?P<split>.+?)\}\}"
    r"|\^\[(?P<note>.+?)\]"
    r"|<<(?P<link>.+?)\|(?P<target>.+?)>>"
    r"|\*(?P<bold>[^*]+)\*"
    r"|(?<!\w)_(?P<italic>[^_]+)_(?!\w)"
)
_KINDS: Final[tuple[Kind, ...]] = ("split", "note", "link", "bold", "italic")
_RSIDS: Final = ("00A41C07", "00B93D52", "00C7E816", "00D0516A")


@dataclass(frozen=True)
class Token:
    """A stretch of text with one treatment; ``target`` is the address of a link."""

    kind: Kind
    text: str
    target: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The stretches of ``text``: ``*bold*``, ``_italic_``, ``^[note]``, ``{{split:name}}``, ``<<words|address>>``."""
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield Token("plain", text[at : match.start()])
        yield from (Token(kind, match[kind], match["target"] or "") for kind in _KINDS if match[kind] is not None)
        at = match.end()
    if at < len(text):
        yield Token("plain", text[at:])


def plain(text: str) -> str:
    """``text`` without its markup and without its footnotes."""
    return "".join(token.text for token in tokens(text) if token.kind != "note")


def el(tag: str, attributes: Mapping[str, str] | None = None, *children: BaseOxmlElement) -> BaseOxmlElement:
    """A new element, its attributes and children in the order given; names carry their usual prefix."""
    element = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in (attributes or {}).items():
        element.set(qn(name) if ":" in name else name, value)
    for child in children:
        element.append(child)
    return element


def text_of(words: str, tag: str = "w:t") -> BaseOxmlElement:
    """A text element that keeps its spaces."""
    element = el(tag, {"xml:space": "preserve"})
    element.text = words
    return element


def run(words: str, *properties: BaseOxmlElement, tag: str = "w:t", rsid: str = "") -> BaseOxmlElement:
    """One run of ``words``; ``tag`` is ``w:delText`` inside a deletion."""
    children = [el("w:rPr", None, *properties)] if properties else []
    return el("w:r", {"w:rsidR": rsid} if rsid else None, *children, text_of(words, tag))


def split_runs(name: str) -> list[BaseOxmlElement]:
    """``name`` cut into four runs at most, as Word leaves it after edits and a spelling check."""
    step = max(2, -(-len(name) // len(_RSIDS)))
    pieces = [name[at : at + step] for at in range(0, len(name), step)]
    extras: tuple[tuple[BaseOxmlElement, ...], ...] = (
        (),
        (el("w:noProof"),),
        (el("w:color", {"w:val": "000000"}),),
        (el("w:lang", {"w:val": "en-US"}),),
    )
    made = [el("w:proofErr", {"w:type": "spellStart"})]
    made += [run(piece, *extras[n], rsid=_RSIDS[n]) for n, piece in enumerate(pieces)]
    return [*made, el("w:proofErr", {"w:type": "spellEnd"})]


def field(instruction: str, *shown: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The runs of a complex field: its instruction and the runs that it last showed."""
    return [
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "begin"})),
        el("w:r", None, text_of(f" {instruction} ", "w:instrText")),
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "separate"})),
        *shown,
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "end"})),
    ]


def paragraph(style: str, runs: Sequence[BaseOxmlElement], *properties: BaseOxmlElement) -> BaseOxmlElement:
    """A paragraph in the style with the id ``style``."""
    return el("w:p", None, el("w:pPr", None, el("w:pStyle", {"w:val": style}), *properties), *runs)


def numbering(number: int, level: int) -> BaseOxmlElement:
    """The paragraph property that gives a paragraph its automatic number."""
    return el("w:numPr", None, el("w:ilvl", {"w:val": str(level)}), el("w:numId", {"w:val": str(number)}))
