"""The text of a Word file as detection and replacement see it, with the way back to the nodes that hold it.

A paragraph ends with one newline, a cell with a tab, a row with a newline (as Word's own paragraph, cell and row
marks); a line break is U+2028. Order: body, footnotes, endnotes, headers, footers, text boxes (contracts/cli.md).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.errors import WordNoText
from safermk_desktop.redaction import xml
from safermk_desktop.redaction.reader import WordDocument
from safermk_desktop.redaction.rebuild.context import BOX
from safermk_desktop.redaction.rebuild.parts import Rebuilt, rebuild

_W: Final = f"{{{xml.W}}}"
_TEXTS: Final = frozenset({f"{_W}t", f"{{{xml.M}}}t"})
_MARKS: Final = MappingProxyType(
    {
        f"{_W}tab": "\t",
        f"{_W}ptab": "\t",
        f"{_W}br": "\u2028",
        f"{_W}cr": "\u2028",
        f"{_W}noBreakHyphen": "\u2011",
        f"{_W}softHyphen": "\u00ad",
    }
)
_OF_RUNS: Final = frozenset({f"{_W}t", f"{_W}sym", *_MARKS})
_P_PR: Final = f"{_W}pPr"
_R_PR: Final = f"{_W}rPr"
_R: Final = f"{_W}r"
_READ: Final = frozenset({*_TEXTS, *_MARKS, f"{_W}sym"})
_ORDER: Final = ("document", "footnotes", "endnotes", "header", "footer")


class StorySpan(NamedTuple):
    """Where one story stands in the plain text; ``start`` and ``end`` are code points."""

    part: str
    story: str
    start: int
    end: int


class Edit(NamedTuple):
    """One replacement in a story's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class StoryText:
    """The text of one story; ``starts`` are the offsets of ``nodes`` in it, and no node is empty."""

    part: str
    story: str
    text: str
    starts: tuple[int, ...]
    nodes: tuple[xml.Element, ...]

    def apply(self, edits: Iterable[Edit]) -> None:
        """Write replacements (sorted, apart from one another) into the nodes; the text itself is then out of date.

        Each node is written once, however many replacements it takes; a run that nothing is left of goes.
        """
        pieces: dict[int, list[_Piece]] = {}
        lengths: dict[int, int] = {}
        for edit in edits:
            first = max(bisect_right(self.starts, edit.start) - 1, 0)
            last = bisect_left(self.starts, edit.end)
            holder = False
            for at in range(last - 1, first - 1, -1):
                start, node = self.starts[at], self.nodes[at]
                if at not in lengths:
                    lengths[at] = len(node.text or "") if node.tag in _TEXTS else 1
                length = lengths[at]
                begin, end = max(edit.start - start, 0), min(edit.end - start, length)
                if begin >= end and not (begin == end == 0):
                    continue
                new = edit.text if start <= edit.start else ""
                holder = holder or start <= edit.start
                pieces.setdefault(at, []).append(_Piece(begin, end, new))
            if not holder and edit.text and last > first:
                pieces.setdefault(last - 1, []).append(_Piece(0, 0, edit.text))
        for at, node_pieces in pieces.items():
            _write(self.nodes[at], sorted(node_pieces, key=lambda one: one.begin))


def take_out(rebuilt: Rebuilt, found: Callable[[StoryText], Iterable[tuple[int, int]]]) -> None:
    """Take out what stands under a box that is not published, each with the whole of every span that reaches under it.

    ``found`` says where names stand in a story.
    """
    notes = dict(rebuilt.context.veiled)
    unread = set(notes)
    for story in read_stories(rebuilt) if notes else ():
        edits = [
            Edit(start, start + len(_text_of(node)), notes[node])
            for start, node in zip(story.starts, story.nodes, strict=True)
            if node in notes
        ]
        starts, ends = [one.start for one in edits], [one.end for one in edits]
        for start, end in found(story) if edits else ():
            if bisect_right(ends, start) < bisect_left(starts, end):
                edits.append(Edit(start, end, ""))
        story.apply(_merged(edits))
        unread -= set(story.nodes)
    for node in unread:
        _take_out(node)
    rebuilt.context.veiled.clear()


def _merged(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, those that overlap as one, with the first text that any of them has."""
    merged: list[Edit] = []
    for one in sorted(edits):
        if merged and one.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Edit(last.start, max(last.end, one.end), last.text or one.text)
        else:
            merged.append(one)
    return merged


class _Piece(NamedTuple):
    """What one replacement does to one node."""

    begin: int
    end: int
    text: str


def _write(node: xml.Element, pieces: Iterable[_Piece]) -> None:
    if node.tag in _TEXTS:
        text, here, kept = node.text or "", 0, list[str]()
        for piece in pieces:
            kept += (text[here : piece.begin], piece.text)
            here = piece.end
        node.text = "".join((*kept, text[here:]))
        if not node.text:
            _take_out(node)
        return
    for piece in pieces:
        if piece.text:
            made = xml.loose(f"{_W}t")
            made.set(xml.XML_SPACE, "preserve")
            made.text = piece.text
            node.addprevious(made)
        if piece.end > piece.begin:
            _take_out(node)


def _take_out(node: xml.Element) -> None:
    """Take out a text or a mark, and its run where nothing but properties is left in it; an equation's stays."""
    run = node.getparent()
    if run is None or node.tag not in _OF_RUNS:
        return
    run.remove(node)
    paragraph = run.getparent()
    if paragraph is not None and run.tag == f"{_W}r" and all(child.tag == f"{_W}rPr" for child in run):
        paragraph.remove(run)


class _Gatherer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.nodes: list[xml.Element] = []
        self.boxes: list[xml.Element] = []
        self.offset = 0

    def blocks(self, holder: xml.Element, ending: str = "\n") -> None:
        """The paragraphs and tables of a holder; ``ending`` ends its last paragraph."""
        children = [child for child in holder if child.tag not in _NO_BLOCKS]
        for at, child in enumerate(children):
            if child.tag == f"{_W}p":
                self.paragraph(child)
                self.mark(ending if at == len(children) - 1 else "\n")
            elif child.tag == f"{_W}tbl":
                for row in child:
                    if row.tag == f"{_W}tr":
                        self.row(row)
            elif child.tag == BOX:
                self.boxes.append(child)
            elif child.tag in _HOLDERS and child.get(f"{_W}type") is None:
                self.blocks(child)

    def row(self, row: xml.Element) -> None:
        for cell in row:
            if cell.tag == f"{_W}tc":
                before = self.offset
                self.blocks(cell, "\t")
                if self.offset == before or not self.pieces[-1].endswith("\t"):
                    self.mark("\t")
        self.mark("\n")

    def paragraph(self, paragraph: xml.Element) -> None:
        pieces, starts, nodes, offset = self.pieces, self.starts, self.nodes, self.offset
        for child in paragraph:
            tag = child.tag
            if tag == _P_PR:
                continue
            for node in _in_run(child) if tag == _R else child.iter(*_READ):
                text = _text_of(node)
                if text:
                    starts.append(offset)
                    nodes.append(node)
                    pieces.append(text)
                    offset += len(text)
        self.offset = offset

    def mark(self, text: str) -> None:
        self.pieces.append(text)
        self.offset += len(text)

    def story(self, part: str, story: str) -> StoryText:
        return StoryText(part, story, "".join(self.pieces), tuple(self.starts), tuple(self.nodes))


def _text_of(node: xml.Element) -> str:
    return (node.text or "") if node.tag in _TEXTS else _shown(node)


def _shown(mark: xml.Element) -> str:
    """What a mark or a symbol is in the text."""
    return _MARKS.get(mark.tag) or chr(int(mark.get(f"{_W}char") or "F020", 16))


def _in_run(run: xml.Element) -> Iterator[xml.Element]:
    """What is read of a run: a look at its children, which are nearly always all there is, is cheaper than a search."""
    for child in run:
        tag = child.tag
        if tag in _READ:
            yield child
        elif tag != _R_PR and len(child):
            yield from child.iter(*_READ)


_HOLDERS: Final = frozenset(_W + name for name in ("body", "footnote", "endnote"))
_NO_BLOCKS: Final = frozenset(
    _W + name for name in ("sectPr", "tcPr", "tblPr", "tblGrid", "trPr", "bookmarkStart", "bookmarkEnd")
)


def read_stories(rebuilt: Rebuilt) -> list[StoryText]:
    """The text of every story of a rebuilt document, in the contract's order."""
    found: list[StoryText] = []
    boxes: list[tuple[str, xml.Element]] = []
    for name in story_parts(rebuilt.parts):
        gatherer = _Gatherer()
        gatherer.blocks(rebuilt.parts[name])
        found.append(gatherer.story(name, story_name(name)))
        boxes += [(name, box) for box in gatherer.boxes]
    while boxes:
        name, box = boxes.pop(0)
        gatherer = _Gatherer()
        gatherer.blocks(box)
        found.append(gatherer.story(name, "textbox"))
        boxes += [(name, inner) for inner in gatherer.boxes]
    return found


def story_parts(names: Iterable[str]) -> list[str]:
    """The parts that hold stories, in the contract's order."""
    ranked = [(_ORDER.index(kind), _number(name), name) for name in names if (kind := _kind(name)) in _ORDER]
    return [name for _, _, name in sorted(ranked)]


def story_name(part: str) -> str:
    """The contract's word for a part's story."""
    return "body" if _kind(part) == "document" else _kind(part)


def _kind(part: str) -> str:
    return part.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")


def _number(part: str) -> int:
    digits = "".join(c for c in part if c.isdecimal())
    return int(digits) if digits else 0


def document_stories(document: WordDocument, choices: Mapping[str, str] = MappingProxyType({})) -> list[StoryText]:
    """The stories of a Word file as they would be published, identities and all; ``choices`` as in ``rebuild``.

    Raises WordNoText.
    """
    rebuilt = rebuild(document, lambda _text: True, "drop", choices=choices)
    take_out(rebuilt, lambda _story: ())
    found = read_stories(rebuilt)
    check_text(found)
    return found


def check_text(stories: Iterable[StoryText]) -> None:
    """Raise WordNoText where no story has a paragraph: nothing found is never a pass (word-leaks.md row 60).

    A blank page has a paragraph, with nothing in it: it is published as the blank page that it is.
    """
    if not any(story.text for story in stories):
        raise WordNoText


def plain_text(document: WordDocument, choices: Mapping[str, str] = MappingProxyType({})) -> str:
    """The plain text that detection and replacement see. Raises WordNoText and the refusals of the reader."""
    return "".join(story.text for story in document_stories(document, choices))


def stories(document: WordDocument) -> tuple[StorySpan, ...]:
    """Where each story stands in ``plain_text``."""
    spans: list[StorySpan] = []
    at = 0
    for story in document_stories(document):
        spans.append(StorySpan(story.part, story.story, at, at + len(story.text)))
        at += len(story.text)
    return tuple(spans)
