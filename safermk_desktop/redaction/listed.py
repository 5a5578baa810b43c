"""The text of a Word file with the numbers and bullets that Word shows before its paragraphs (ECMA-376 part 1, 17.9).

A paragraph that Word numbers begins with its label and a tab; paragraphs are one blank line apart, so that none can be
taken for a wrapped line of the one before. The row of a table is one paragraph, its cells a tab apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.rebuild.parts import rebuild
from safermk_desktop.redaction.rebuild.properties import VAL

_W: Final = f"{{{xml.W}}}"
_BREAKS: Final = frozenset({f"{_W}br", f"{_W}cr"})
_TABS: Final = frozenset({f"{_W}tab", f"{_W}ptab"})
_READ: Final = (f"{_W}t", f"{_W}noBreakHyphen", *sorted(_BREAKS | _TABS))
BULLET: Final = "\u2022"
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS: Final = 9


def listed_text(data: bytes) -> str:
    """The text of the body of a Word file, with its list labels. Raises the ``WORD-*`` family."""
    rebuilt = rebuild(read_word(data), lambda _text: True, "drop")
    labels = _Labels(rebuilt.parts.get("word/numbering.xml"), rebuilt.parts["word/styles.xml"])
    body = rebuilt.parts["word/document.xml"].find(f"{_W}body")
    return "\n\n".join(_blocks(body, labels)) + "\n" if body is not None else ""


def _blocks(holder: xml.Element, labels: _Labels) -> Iterator[str]:
    for child in holder:
        if child.tag == f"{_W}p":
            yield labels.before(child) + _text(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = _each(row, "tc")
                yield "\t".join("\n".join(_blocks(cell, labels)) for cell in cells)


def _text(paragraph: xml.Element) -> str:
    pieces: list[str] = []
    for run in paragraph:
        if run.tag == f"{_W}pPr":
            continue
        for node in run.iter(*_READ):
            if node.tag in _BREAKS:
                pieces.append("\n")
            elif node.tag in _TABS:
                pieces.append("\t")
            else:
                pieces.append(node.text or "-")
    return "".join(pieces)


@dataclass(slots=True)
class _Level:
    """One level of a list: how its figure is written, what stands around it, and the figure that it begins with."""

    form: str
    text: str
    start: int

    def figure(self, number: int) -> str:
        if self.form in {"lowerLetter", "upperLetter"}:
            letter = chr(ord("a") + (number - 1) % 26)
            return letter.upper() if self.form == "upperLetter" else letter
        if self.form in {"lowerRoman", "upperRoman"}:
            roman = _roman(number)
            return roman.upper() if self.form == "upperRoman" else roman
        return str(number)


@dataclass(slots=True)
class _List:
    """A list as it goes on through the text: ``reached`` is the figure of each level, 0 before its first."""

    levels: dict[int, _Level]
    reached: list[int] = field(default_factory=lambda: [0] * _LEVELS)

    def next(self, at: int) -> str:
        """The label of the next paragraph on a level; the levels below it begin anew."""
        level = self.levels.get(at)
        if level is None or level.form == "none":
            return ""
        self.reached[at] = self.reached[at] + 1 if self.reached[at] else level.start
        self.reached[at + 1 :] = [0] * (_LEVELS - at - 1)
        if level.form == "bullet":
            return BULLET
        label = level.text
        for each in range(at + 1):
            above = self.levels.get(each)
            if above is not None:
                label = label.replace(f"%{each + 1}", above.figure(self.reached[each] or above.start))
        return label


class _Labels:
    """The labels of the paragraphs of a document, told in their order."""

    def __init__(self, numbering: xml.Element | None, styles: xml.Element) -> None:
        self._lists: dict[str, _List] = {}
        shared: dict[str, _List] = {}
        for one in numbering if numbering is not None else ():
            if one.tag == f"{_W}abstractNum":
                shared[one.get(f"{_W}abstractNumId") or ""] = _List(_levels(one))
            elif one.tag == f"{_W}num":
                self._lists[one.get(f"{_W}numId") or ""] = _instance(one, shared)
        found = ((style.get(f"{_W}styleId") or "", style) for style in styles.iter(f"{_W}style"))
        self._styles = dict(found)

    def before(self, paragraph: xml.Element) -> str:
        """The label and a tab, or nothing."""
        number, level = self._numbered(paragraph.find(f"{_W}pPr"))
        found = self._lists.get(number)
        label = found.next(level) if found is not None and level < _LEVELS else ""
        return f"{label}\t" if label else ""

    def _numbered(self, properties: xml.Element | None) -> tuple[str, int]:
        """The list and the level of a paragraph, by itself or by its style and those that it is based on."""
        number, level = _own(properties)
        style = _value(properties, "pStyle")
        seen = {""}
        while not number and style not in seen and style in self._styles:
            seen.add(style)
            number, below = _own(self._styles[style].find(f"{_W}pPr"))
            level = level or below
            style = _value(self._styles[style], "basedOn")
        return number, level


def _own(properties: xml.Element | None) -> tuple[str, int]:
    held = properties.find(f"{_W}numPr") if properties is not None else None
    level = _value(held, "ilvl")
    return _value(held, "numId"), int(level) if level.isdecimal() else 0


def _instance(number: xml.Element, shared: dict[str, _List]) -> _List:
    """What a number refers to: a list that others go on with, or one of its own where it begins anew."""
    found = shared.get(_value(number, "abstractNumId")) or _List({})
    overrides = _each(number, "lvlOverride")
    if not overrides:
        return found
    levels = dict(found.levels)
    for override in overrides:
        levels |= _levels(override)
        at, start = override.get(f"{_W}ilvl") or "", _value(override, "startOverride")
        if at.isdecimal() and start.isdecimal() and int(at) in levels:
            levels[int(at)] = replace(levels[int(at)], start=int(start))
    return _List(levels)


def _levels(holder: xml.Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in _each(holder, "lvl"):
        at, start = level.get(f"{_W}ilvl") or "", _value(level, "start")
        if at.isdecimal():
            form = _value(level, "numFmt") or "decimal"
            found[int(at)] = _Level(form, _value(level, "lvlText"), int(start) if start.isdecimal() else 1)
    return found


def _each(holder: xml.Element, name: str) -> list[xml.Element]:
    return [child for child in holder if child.tag == f"{_W}{name}"]


def _value(holder: xml.Element | None, name: str) -> str:
    found = holder.find(f"{_W}{name}") if holder is not None else None
    return (found.get(VAL) or "") if found is not None else ""


def _roman(number: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        while number >= value:
            made, number = made + letters, number - value
    return made
