"""The text as the rules read it: one dash, one space, one quotation mark, nothing without width."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# Code point for code point; a line break within a paragraph (U+2028) is a line break.
_SAME: Final = (
    *((mark, " ") for mark in (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)),
    *((mark, "-") for mark in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"),
    *((mark, "'") for mark in "\u2018\u2019\u02bc\u2032`"),
    *((mark, '"') for mark in "\u201c\u201d\u2033"),
    *((mark, "/") for mark in "\u2044\u2215\uff0f"),
    *((mark, "\n") for mark in "\u2028\u2029\u0085\r\v\f"),
    ("\u0130", "I"),  # the one capital whose small letter is longer
    ("\uff0e", "."),
    ("\uff0b", "+"),
    ("\uff1a", ":"),
    ("\uff20", "@"),
)  # fmt: skip
_NO_WIDTH: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class Folded(NamedTuple):
    """A text without its typographical variety; ``origins`` has the place of each of its characters, if they moved."""

    text: str
    origins: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The same characters in the text that was given; ``start`` < ``end``."""
        return (self.origins[start], self.origins[end - 1] + 1) if self.origins else (start, end)


def folded(text: str) -> Folded:
    """Fold ``text``; most texts keep their length and need no table of places."""
    if text.isascii():
        return Folded(text.replace("\r", "\n"), ())
    for mark, plain in _SAME:
        text = text.replace(mark, plain)
    if not _NO_WIDTH.search(text):
        return Folded(text, ())
    origins = tuple(place for place, mark in enumerate(text) if not _NO_WIDTH.match(mark))
    return Folded(_NO_WIDTH.sub("", text), origins)
