"""What a person who opens a Word file sees, read straight from its XML; it shares no code with the product.

Tracked changes are taken as accepted, hidden text as gone, a text box stands once, after the paragraph that holds it.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from tests.redaction.visible_styles import Shown, Styles

Element = ElementTree.Element
_STRICT: Final = (
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/", "http://schemas.openxmlformats.org/officeDocument/2006/"),
)
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL: Final = f"{W}val"
Table = tuple[tuple[tuple[int, str], ...], ...]
HEAD_ROW: Final = (0, "header")
_UNDERSTOOD: Final = frozenset("wps wpg wpc wpi wp14 w14 w15 w16 cx a14 p14 cx1 aink am3d v".split())
_GONE: Final = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "rPrChange", "pPrChange", "sdtPr", "rt", "pPr"))
_MARKS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}br": "\n",
}  # fmt: skip


@dataclass
class Paragraph:
    """One paragraph as it is seen: its text, level as a heading (0 = none), number, and what hangs on it."""

    text: str = ""
    heading: int = 0
    number: str = ""
    level: str = ""
    boxed: bool = False
    hides: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@dataclass
class Seen:
    """All that is compared of one file: paragraphs by story, shapes of tables, sections, notes."""

    paragraphs: dict[str, list[Paragraph]] = field(default_factory=dict[str, list[Paragraph]])
    tables: list[Table] = field(default_factory=list[Table])
    sections: list[dict[str, str]] = field(default_factory=list[dict[str, str]])


class Package:
    """The parts of one file, parsed by the standard library."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(data))
        self.names = {name.lower().lstrip("/"): name for name in self.zip.namelist()}
        self.main = next(t for kind, t, _ in self.relationships("") if kind == "officeDocument")
        self.by_id = {number: target for _, target, number in self.relationships(self.main)}

    def tree(self, part: str) -> Element | None:
        """The root of a part, transitional namespaces throughout, or None where it is not there."""
        name = self.names.get(part.lower())
        if name is None:
            return None
        text = ElementTree.tostring(ElementTree.fromstring(self.zip.read(name)), "unicode")
        for strict, transitional in _STRICT:
            text = text.replace(strict, transitional)
        return ElementTree.fromstring(text)

    def relationships(self, part: str) -> list[tuple[str, str, str]]:
        """Kind, target and id of a part's relationships inside the package."""
        folder, _, name = part.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: list[tuple[str, str, str]] = []
        for one in root if root is not None else ():
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or "")).lstrip("/")
                found.append(((one.get("Type") or "").rpartition("/")[2], target, one.get("Id") or ""))
        return found

    def related(self, kind: str) -> Element | None:
        """The part that the main part reaches by that kind."""
        target = next((target for one, target, _ in self.relationships(self.main) if one == kind), None)
        return self.tree(target) if target else None


class Reading:
    """One pass over one story."""

    def __init__(self, styles: Styles, seen: Seen, story: str) -> None:
        self.styles, self.seen = styles, seen
        self.out = seen.paragraphs.setdefault(story, [])
        self.fields: list[bool] = []
        self.codes: list[str] = []
        self.carried: Paragraph | None = None
        self.boxes: list[Element] = []
        self.in_box = False
        self.last_style: Shown | None = None

    def blocks(self, holder: Element) -> None:
        """Paragraphs and tables in their order, whatever wraps them."""
        for child in holder:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.flush()
                self.table(child)
            elif child.tag == f"{MC}AlternateContent":
                for chosen in chosen_of(child):
                    self.blocks(chosen)
            elif child.tag == f"{W}sectPr":
                self.flush()
                self.section(child)
            elif child.tag not in _GONE:
                self.blocks(child)

    def story(self, holder: Element) -> None:
        """A whole story."""
        self.blocks(holder)
        self.flush()

    def flush(self) -> None:
        """A paragraph whose end was deleted, with nothing after it to join."""
        if self.carried is not None:
            self.out.append(self.carried)
            self.carried = None

    def paragraph(self, source: Element) -> None:
        properties = source.find(f"{W}pPr")
        made = self.carried or Paragraph(boxed=self.in_box)
        self.carried = None
        outer, self.boxes = self.boxes, []
        style = self.styles.paragraph(properties)
        self.inline(source, made, style)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        made.hides = made.hides or self.styles.hidden(mark, style)
        gone = mark is not None and any(mark.find(W + name) is not None for name in ("del", "moveFrom"))
        frame = properties.find(f"{W}framePr") if properties is not None else None
        if gone or (frame is not None and frame.get(f"{W}dropCap") in {"drop", "margin"}):
            self.carried = made
        else:
            made.heading = style.heading
            made.level, made.number = self.styles.number(properties, style)
            self.out.append(made)
        boxes, self.boxes = self.boxes, outer
        for box in boxes:
            self.box(box)
        section = properties.find(f"{W}sectPr") if properties is not None else None
        if section is not None:
            self.section(section)

    def box(self, source: Element) -> None:
        outer = (self.fields, self.codes, self.carried, self.in_box)
        self.fields, self.codes, self.carried, self.in_box = [], [], None, True
        self.story(source)
        self.fields, self.codes, self.carried, self.in_box = outer

    def inline(self, holder: Element, made: Paragraph, style: Shown) -> None:
        for child in holder:
            if child.tag == f"{W}r":
                self.run(child, made, style)
            elif child.tag == f"{MC}AlternateContent":
                for chosen in chosen_of(child):
                    self.inline(chosen, made, style)
            elif child.tag == f"{M}r":
                if not self.styles.hidden(child.find(f"{W}rPr"), style):
                    made.text += "".join(one.text or "" for one in child.iter(f"{M}t"))
            elif child.tag not in _GONE:
                self.inline(child, made, style)

    def run(self, source: Element, made: Paragraph, style: Shown) -> None:
        hidden = self.styles.hidden(source.find(f"{W}rPr"), style)
        made.hides = made.hides or (hidden and source.find(f"{W}t") is not None)
        for child in source:
            if child.tag == f"{W}instrText" and self.codes:
                self.codes[-1] += child.text or ""
            elif child.tag == f"{W}fldChar":
                symbol = self.field(child.get(f"{W}fldCharType") or "")
                if not hidden and not any(self.fields[:-1]):
                    made.text += symbol + drawn(child)
            elif not hidden and not any(self.fields):
                self.piece(child, made, style)

    def field(self, kind: str) -> str:
        """Open, turn or close a field; what comes back is the symbol of a field that stored none."""
        if kind == "begin":
            self.fields.append(True)
            self.codes.append("")
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            symbol = re.match(r'\s*SYMBOL (\d+) \\f "Symbol"', self.codes.pop())
            return chr(0xF000 + int(symbol[1])) if self.fields.pop() and symbol else ""
        return ""

    def piece(self, source: Element, made: Paragraph, style: Shown) -> None:
        tag = source.tag
        if tag == f"{W}t":
            made.text += source.text or ""
        elif tag in _MARKS:
            made.text += _MARKS[tag]
        elif tag == f"{W}sym":
            made.text += chr(int(source.get(f"{W}char") or "20", 16))
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            own = "" if (source.get(f"{W}customMarkFollows") or "0") in {"0", "false", "off"} else "own mark"
            made.notes.append((tag.removeprefix(W).removesuffix("Reference"), source.get(f"{W}id") or ""))
            made.text += f"\ue000{own}"
        elif tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
            self.boxes.extend(boxes_in(source))
        else:
            self.wrapped(source, made, style)

    def wrapped(self, source: Element, made: Paragraph, style: Shown) -> None:
        """Alternate content and the base of a phonetic guide, inside a run."""
        for chosen in chosen_of(source) if source.tag == f"{MC}AlternateContent" else ():
            for child in chosen:
                self.piece(child, made, style)
        base = source.find(f"{W}rubyBase") if source.tag == f"{W}ruby" else None
        if base is not None:
            self.inline(base, made, style)

    def table(self, source: Element) -> None:
        at = len(self.seen.tables)
        self.seen.tables.append(())
        rows: list[tuple[tuple[int, str], ...]] = []
        for row in within(source, f"{W}tr"):
            if any(row.find(f"{W}trPr/{W}{name}") is not None for name in ("del", "hidden")):
                continue
            cells: list[tuple[int, str]] = []
            for cell in within(row, f"{W}tc"):
                if cell.find(f"{W}tcPr/{W}cellDel") is None:
                    cells.append(self.cell(cell))
            if cells:
                header = row.find(f"{W}trPr/{W}tblHeader")
                rows.append((*cells, HEAD_ROW if header is not None else (0, "")))
        if rows:
            self.seen.tables[at] = tuple(rows)
        else:
            del self.seen.tables[at]

    def cell(self, source: Element) -> tuple[int, str]:
        before = len(self.out)
        self.story(source)
        if len(self.out) == before:
            self.out.append(Paragraph())
        span = source.find(f"{W}tcPr/{W}gridSpan")
        merged = source.find(f"{W}tcPr/{W}vMerge")
        kind = "" if merged is None else merged.get(VAL) or "continue"
        return (int(float(span.get(VAL) or 1)) if span is not None else 1, kind)

    def section(self, source: Element) -> None:
        size, kind = source.find(f"{W}pgSz"), source.find(f"{W}type")
        columns = source.find(f"{W}cols")
        found = {
            "kind": (kind.get(VAL) or "") if kind is not None else "nextPage",
            "columns": (columns.get(f"{W}num") or "1") if columns is not None else "1",
            "first": str(source.find(f"{W}titlePg") is not None),
        }
        for name in ("w", "h", "orient"):
            found[name] = (size.get(W + name) or "") if size is not None else ""
        for name in ("header", "footer"):
            for one in source.findall(f"{W}{name}Reference"):
                found[f"{name} {one.get(f'{W}type') or 'default'}"] = one.get(f"{R}id") or ""
        self.seen.sections.append(found)


def drawn(source: Element) -> str:
    """What Word draws for a field of a form: a box, ticked or not, or what is chosen from a list."""
    box, choices = source.find(f"{W}ffData/{W}checkBox"), source.find(f"{W}ffData/{W}ddList")
    if box is not None:
        states = [box.find(f"{W}checked"), box.find(f"{W}default")]
        state = next(((one.get(VAL) or "1") for one in states if one is not None), "0")
        return "\u2610" if state in {"0", "false", "off"} else "\u2612"
    if choices is None:
        return ""
    asked = [one.get(VAL) for one in (choices.find(f"{W}result"), choices.find(f"{W}default")) if one is not None]
    return (choices.findall(f"{W}listEntry")[int(asked[0] or 0) if asked else 0]).get(VAL) or ""


def chosen_of(source: Element) -> Iterator[Element]:
    """The choice that a current Word takes, or the fallback."""
    for choice in source.findall(f"{MC}Choice"):
        if set((choice.get("Requires") or "").split()) <= _UNDERSTOOD:
            yield choice
            return
    yield from source.findall(f"{MC}Fallback")


def boxes_in(source: Element) -> Iterator[Element]:
    """The text boxes of a drawing, outermost alone, each once."""
    for child in source:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{MC}AlternateContent":
            for chosen in chosen_of(child):
                yield from boxes_in(chosen)
        else:
            yield from boxes_in(child)


def within(source: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, whatever wraps them, not those of a table inside."""
    for child in source:
        if child.tag == tag:
            yield child
        elif child.tag not in {f"{W}tbl", f"{W}p", f"{W}tc", f"{W}tr", *_GONE}:
            yield from within(child, tag)


def look(data: bytes) -> Seen:
    """All that is seen of one file."""
    package = Package(data)
    seen = Seen()
    root = package.tree(package.main)
    styles = Styles(package.related("styles"), package.related("numbering"))
    body = root.find(f"{W}body") if root is not None else None
    if body is not None:
        Reading(styles, seen, "body").story(body)
    for kind in ("footnote", "endnote"):
        notes = package.related(f"{kind}s")
        by_id = {one.get(f"{W}id"): one for one in notes} if notes is not None else {}
        asked = [number for one in seen.paragraphs.get("body", []) for name, number in one.notes if name == kind]
        for at, number in enumerate(dict.fromkeys(asked), 1):
            if number in by_id:
                Reading(styles, seen, f"{kind} {at}").story(by_id[number])
    _edges(package, styles, seen)
    return seen


def _edges(package: Package, styles: Styles, seen: Seen) -> None:
    for at, section in enumerate(list(seen.sections), 1):
        for name in [key for key in section if key.startswith(("header ", "footer "))]:
            root = package.tree(package.by_id.get(section[name], "-"))
            section[name] = "there"
            if root is not None:
                Reading(styles, Seen(seen.paragraphs), f"section {at} {name}").story(root)


_DIRECTIONS: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e0fff]")


def plain(text: str) -> str:
    """Text without what has no width."""
    return _DIRECTIONS.sub("", text)
