"""Chains of words with a large first letter, and where in a sentence they stand."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.shape.letters import LARGE, SMALL
from safermk_desktop.redaction.detection.vocabulary import words

_MARK: Final = "['’]"
_REST: Final = rf"(?:{_MARK}[{LARGE}][^\W\d_]+|[^\W\d_]*)"
_PARTS: Final = rf"(?:[-\u2011][^\W_]+|(?:{_MARK}[{SMALL}](?![{SMALL}]))(?=-))*"
WORD: Final = rf"[{LARGE}]{_REST}{_PARTS}"
# A letter first, and then what stands before it: so a text is walked from one large letter to the next.
_FIRST: Final = rf"[{LARGE}](?<![\w@#&/].){_REST}{_PARTS}"
_PARTICLE: Final = "|".join(sorted((one for one in words("particles") if one.isalpha()), key=len, reverse=True))
_GAP: Final = r"[ \u00a0]"
# A dot joins only after an initial or an abbreviated title; a comma only after a surname in capitals ("FENWICK, Jo").
_JOINT: Final = (
    rf"(?:{_GAP}|(?:(?<=\b[{LARGE}])|(?<=\b(?:Mr|Ms|Dr|St|PC|DC))|(?<=\b(?:Mrs|Rev|Sgt))|(?<=\bProf))\.{_GAP}?"
    rf"|(?<=[{LARGE}][{LARGE}]),{_GAP}(?=[{LARGE}][{SMALL}]))"
    rf"(?:(?:{_PARTICLE}){_GAP}){{0,2}}(?:(?:d|al|el){_MARK}|al-|el-)?"
)
CHAIN: Final = re.compile(rf"{_FIRST}(?:{_JOINT}{WORD})*(?!{_MARK}(?:[tT]|ll|LL|ve|VE|re|RE)\b)")
_WORDS: Final = re.compile(WORD)
_OPENS: Final = frozenset("\"“‘'([{*«•")
_ENDS: Final = frozenset(".!?:;\n\t\u2028•–—…|>=")
_NUMBERED: Final = re.compile(
    r"(?:^|[\n\t])[ ]*(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]?)[ \u00a0\t]+$"
)
_REACH: Final = 14


class Word(NamedTuple):
    """A word of a chain."""

    start: int
    end: int
    text: str


class Chain(NamedTuple):
    """Words with large letters side by side; ``opening`` says that a sentence, a cell or a quotation begins there."""

    words: tuple[Word, ...]
    opening: bool

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end


def chain_of(text: str, start: int, end: int) -> Chain:
    """The chain between two offsets, as ``CHAIN`` finds it; a possessive ending stands outside."""
    whole = text[start:end]
    if whole.isalpha():
        return Chain((Word(start, end, whole),), opens(text, start))
    words = _plain_words(whole, start) or [Word(*one.span(), one[0]) for one in _WORDS.finditer(text, start, end)]
    return Chain(tuple(words), opens(text, start))


def _plain_words(whole: str, start: int) -> list[Word]:
    """The words of a chain of letters and spaces alone, which is what most are; none of any other."""
    pieces = whole.split(" ")
    found: list[Word] = []
    for piece in pieces:
        if "A" <= piece[:1] <= "Z" and piece.isalpha():
            found.append(Word(start, start + len(piece), piece))
        elif not (piece.isalpha() and piece.islower() and piece.isascii()):
            return []
        start += len(piece) + 1
    return found


def opens(text: str, start: int) -> bool:
    """Whether a sentence, cell, quotation or numbered paragraph begins at an offset."""
    at = start - 1
    while at >= 0 and text[at] in " \u00a0":
        at -= 1
    quoted = False
    while at >= 0 and text[at] in _OPENS:
        quoted = True
        at -= 1
    if at < 0 or quoted or text[at] in _ENDS:
        return True
    return (
        _NUMBERED.search(text, max(0, start - _REACH), start) is not None
        if text[at].isdigit() or text[at] in ")ivx"
        else False
    )
