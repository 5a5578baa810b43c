"""Fields: unlinked to their result, but for page numbers and the table of contents, which are written anew.

What Word draws without a stored result (a box to tick, the choice from a list, a symbol) is written as text.

A field is begin, code, separate, result, end (ECMA-376 part 1, 17.16.18); it may nest and span paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild.properties import VAL, is_on

_W: Final = f"{{{xml.W}}}"
_TYPE: Final = f"{_W}fldCharType"
_PAGES: Final = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"\s*TOC\b", re.IGNORECASE)
_LEVELS: Final = re.compile(r'\\o\s+"?([1-9])-([1-9])')
_SYMBOL: Final = re.compile(
    r"\s*SYMBOL\s+(\d{2,5})\b(?:.*\\f\s+\"?(Symbol|Wingdings(?: [23])?|Webdings)\b)?", re.IGNORECASE
)
_FIRST_PRIVATE: Final = 0xF000
_TICKED, _UNTICKED = "\u2612", "\u2610"


@dataclass
class _Open:
    data: xml.Element | None = None
    drawn: bool = False
    kept: str = ""
    code: list[str] = field(default_factory=list[str])
    in_code: bool = True
    written: bool = False


class Fields:
    """The fields that are open at one place of one story."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    @property
    def silent(self) -> bool:
        """Whether what comes now is a field's code and not text."""
        return bool(self._open) and any(one.in_code for one in self._open)

    def add_code(self, text: str) -> None:
        """One piece of the innermost field's code."""
        if self._open and self._open[-1].in_code:
            self._open[-1].code.append(text)

    def mark(self, source: xml.Element, target: xml.Element) -> None:
        """One ``fldChar`` of the source; what stays of the field is appended to the run ``target``."""
        kind = source.get(_TYPE)
        if kind == "begin":
            self._open.append(_Open(source.find(f"{_W}ffData")))
        elif self._open and kind == "separate":
            self._separate(target)
        elif self._open and kind == "end":
            if self._open[-1].in_code and not self._open[-1].drawn:
                self._separate(target)
            closed = self._open.pop()
            if closed.written and not self.silent:
                xml.sub_with(target, f"{_W}fldChar", {_TYPE: "end"})

    def _separate(self, target: xml.Element) -> None:
        innermost = self._open[-1]
        code = "".join(innermost.code)
        innermost.in_code = False
        drawn = None if self.silent else _drawn(code, innermost.data)
        if drawn is not None:
            target.append(drawn)
            innermost.in_code = innermost.drawn = True
            return
        innermost.kept = rebuilt_code(code)
        if innermost.kept and not self.silent:
            innermost.written = True
            xml.sub_with(target, f"{_W}fldChar", {_TYPE: "begin"})
            xml.sub(target, f"{_W}instrText").text = innermost.kept
            xml.sub_with(target, f"{_W}fldChar", {_TYPE: "separate"})


def rebuilt_code(code: str) -> str:
    """The code that is written anew for a field of the source; empty where only the result stays."""
    pages = _PAGES.match(code)
    if pages:
        return f" {pages[1].upper()} "
    if _CONTENTS.match(code):
        levels = _LEVELS.search(code)
        return f' TOC \\o "{levels[1]}-{levels[2]}" \\h \\z \\u ' if levels else ' TOC \\o "1-3" \\h \\z \\u '
    return ""


def _drawn(code: str, data: xml.Element | None) -> xml.Element | None:
    """What Word draws for a field of itself, or None where it shows the stored result."""
    symbol = _SYMBOL.match(code)
    if symbol and symbol[2]:
        made = xml.loose(f"{_W}sym")
        made.set(f"{_W}font", symbol[2])
        made.set(f"{_W}char", f"{_FIRST_PRIVATE + int(symbol[1]) % 256:04X}")
        return made
    shown = _ticked(data) if data is not None else None
    if shown is None and data is not None:
        shown = _chosen(data)
    if not shown:
        return None
    made = xml.loose(f"{_W}t")
    made.set(xml.XML_SPACE, "preserve")
    made.text = shown
    return made


def _ticked(data: xml.Element) -> str | None:
    """A box of a form (ECMA-376 part 1, 17.16.7), ticked or not."""
    box = data.find(f"{_W}checkBox")
    if box is None:
        return None
    own = is_on(box.find(f"{_W}checked"))
    return _TICKED if (is_on(box.find(f"{_W}default")) if own is None else own) else _UNTICKED


def _chosen(data: xml.Element) -> str | None:
    """The entry that is chosen in a list of a form (17.16.9)."""
    choices = data.find(f"{_W}ddList")
    if choices is None:
        return None
    entries = [entry.get(VAL) or "" for entry in choices.iter(f"{_W}listEntry")]
    asked = next((one for name in ("result", "default") if (one := choices.find(_W + name)) is not None), None)
    number = (asked.get(VAL) or "0") if asked is not None else "0"
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else None
