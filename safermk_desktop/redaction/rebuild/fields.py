"""Fields: unlinked to their result, but for page numbers and the table of contents, which are written anew.

A field is begin, code, separate, result, end (ECMA-376 part 1, 17.16.18); it may nest and span paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from safermk_desktop.redaction import xml

_W: Final = f"{{{xml.W}}}"
_TYPE: Final = f"{_W}fldCharType"
_PAGES: Final = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"\s*TOC\b", re.IGNORECASE)
_LEVELS: Final = re.compile(r'\\o\s+"?([1-9])-([1-9])')


@dataclass
class _Open:
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
            self._open.append(_Open())
        elif self._open and kind == "separate":
            self._separate(target)
        elif self._open and kind == "end":
            if self._open[-1].in_code:
                self._separate(target)
            closed = self._open.pop()
            if closed.written and not self.silent:
                xml.sub_with(target, f"{_W}fldChar", {_TYPE: "end"})

    def _separate(self, target: xml.Element) -> None:
        innermost = self._open[-1]
        innermost.in_code = False
        innermost.kept = rebuilt_code("".join(innermost.code))
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
