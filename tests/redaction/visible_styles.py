"""What the styles and lists of a Word file make of a paragraph: hidden or not, a heading, its number as it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

Element = ElementTree.Element
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"
_HEADING: Final = re.compile("heading ([1-9])")
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What the style of a paragraph says."""

    hidden: bool
    heading: int
    number: tuple[str, str]


class Styles:
    """The styles and lists of one file, with the counters of its lists."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self.by_id: dict[str, Element] = {}
        self.default = ""
        for style in styles.iter(f"{W}style") if styles is not None else ():
            self.by_id.setdefault(style.get(f"{W}styleId") or "", style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self.default = style.get(f"{W}styleId") or ""
        self.lists = _by(numbering, "abstractNum", "abstractNumId")
        self.instances = _by(numbering, "num", "numId")
        self.counters: dict[str, list[int]] = {}
        self.started: set[tuple[str, int]] = set()

    def chain(self, name: str) -> list[Element]:
        """A style and those it rests on, nearest first."""
        found: list[Element] = []
        while name in self.by_id and self.by_id[name] not in found:
            found.append(self.by_id[name])
            name = _value(found[-1].find(f"{W}basedOn"))
        return found

    def paragraph(self, properties: Element | None) -> Shown:
        """What the paragraph's style makes of it."""
        name = _value(properties.find(f"{W}pStyle")) if properties is not None else ""
        chain = self.chain(name if name in self.by_id else self.default)
        outline = _first([properties, *(style.find(f"{W}pPr") for style in chain)], "outlineLvl")
        named = next((found[1] for style in chain if (found := _HEADING.fullmatch(_name(style)))), "")
        heading = int(outline or 9) + 1 if outline.isdecimal() or not named else int(named)
        heading = heading if heading < 10 else 0
        number = tuple(_first([one.find(f"{W}pPr/{W}numPr") for one in chain], part) for part in ("numId", "ilvl"))
        return Shown(bool(self.switch(chain)), heading, (number[0], number[1]))

    def switch(self, chain: list[Element]) -> bool | None:
        """Whether a chain of styles hides its text; None where it says nothing."""
        return next((found for style in chain if (found := _on(style.find(f"{W}rPr/{W}vanish"))) is not None), None)

    def hidden(self, properties: Element | None, style: Shown) -> bool:
        """Whether a run is hidden by itself, its style or its paragraph's style."""
        if properties is None:
            return style.hidden
        own = _on(properties.find(f"{W}vanish"))
        if own is None:
            own = self.switch(self.chain(_value(properties.find(f"{W}rStyle"))))
        return style.hidden if own is None else own

    def number(self, properties: Element | None, style: Shown) -> tuple[str, str]:
        """The level and the number of a paragraph in a list, counted on."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        number = _value(own.find(f"{W}numId")) if own is not None else ""
        level = _value(own.find(f"{W}ilvl")) if own is not None else ""
        number, level = number or style.number[0], level or style.number[1]
        if not number or number not in self.instances:
            return "", ""
        instance = self.instances[number]
        abstract = self._abstract(instance)
        levels = {one.get(f"{W}ilvl") or "": one for one in self.lists[abstract]} if abstract in self.lists else {}
        if not level and properties is not None:
            name = _value(properties.find(f"{W}pStyle"))
            level = next((key for key, one in levels.items() if _value(one.find(f"{W}pStyle")) == name and name), "0")
        for override in instance.findall(f"{W}lvlOverride/{W}lvl"):
            levels[override.get(f"{W}ilvl") or ""] = override
        return (level or "0"), self._count(number, abstract, int(level or 0), levels)

    def _abstract(self, instance: Element) -> str:
        abstract = _value(instance.find(f"{W}abstractNumId"))
        for _ in range(4):
            link = self.lists[abstract].find(f"{W}numStyleLink") if abstract in self.lists else None
            if link is None:
                break
            style = self.by_id.get(_value(link))
            target = self.instances.get(_value(style.find(f"{W}pPr/{W}numPr/{W}numId"))) if style is not None else None
            if target is None:
                break
            abstract = _value(target.find(f"{W}abstractNumId"))
        return abstract

    def _count(self, number: str, abstract: str, level: int, levels: dict[str, Element]) -> str:
        starts = [int(_value(levels[str(at)].find(f"{W}start")) or 0) if str(at) in levels else 1 for at in range(10)]
        counters = self.counters.setdefault(abstract, [])
        for override in self.instances[number].findall(f"{W}lvlOverride"):
            at, start = int(override.get(f"{W}ilvl") or 0), override.find(f"{W}startOverride")
            if at == level and start is not None and (number, at) not in self.started:
                self.started.add((number, at))
                del counters[at:]
                starts[at] = int(_value(start) or 0)
        while len(counters) <= level:
            counters.append(starts[len(counters)] - (1 if len(counters) == level else 0))
        del counters[level + 1 :]
        counters[level] += 1
        shown = levels.get(str(level))
        text = _value(shown.find(f"{W}lvlText")) if shown is not None else ""
        for at in range(level, -1, -1):
            kind = _value(levels[str(at)].find(f"{W}numFmt")) if str(at) in levels else "decimal"
            text = text.replace(f"%{at + 1}", _FORMATS.get(kind, str)(counters[at]))
        return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    return chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26) if number > 0 else ""


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "none": lambda _number: "",
}


def _value(element: Element | None) -> str:
    return (element.get(VAL) or "") if element is not None else ""


def _name(style: Element) -> str:
    return _value(style.find(f"{W}name")).casefold()


def _on(element: Element | None) -> bool | None:
    return None if element is None else (element.get(VAL) or "true") not in {"0", "false", "off"}


def _first(holders: list[Element | None], name: str) -> str:
    return next((text for one in holders if one is not None and (text := _value(one.find(W + name)))), "")


def _by(part: Element | None, tag: str, key: str) -> dict[str, Element]:
    return {one.get(W + key) or "": one for one in part if one.tag == W + tag} if part is not None else {}
