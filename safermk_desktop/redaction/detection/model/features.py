"""What the model knows of one word by itself: its letters, its case, and which general lists hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from safermk_desktop.redaction.detection.model.tokens import folded

LETTER_ROWS: Final = 1 << 15
"""Rows of the table of letter groups; groups share a row by chance."""
SIGN_ROWS: Final = 160
"""Rows of the table of signs: 0 to 31 which lists, 32 to 63 case and length, 64 to 159 numbers and single signs."""
_LONGEST: Final = 24
_LISTS: Final = ("words.txt", "proper.txt", "forenames.txt", "surnames.txt", "cues.txt")


class Features(NamedTuple):
    """Rows of the three tables; ``meaning`` is -1 where the word has none."""

    letters: tuple[int, ...]
    signs: tuple[int, ...]
    meaning: int


def read_list(path: Path) -> frozenset[str]:
    """A word list: one word a line, lines that begin with ``#`` say where it comes from."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True)
class Lists:
    """General lists: ordinary words, words written with a capital, forenames, surnames, cues, words with a meaning."""

    ordinary: frozenset[str]
    proper: frozenset[str]
    forenames: frozenset[str]
    surnames: frozenset[str]
    cues: frozenset[str]
    meanings: dict[str, int]

    @classmethod
    def read(cls, folder: Path) -> Lists:
        """The lists of a folder."""
        meanings = (folder / "meanings.txt").read_text(encoding="utf-8").splitlines()
        words = [line for line in meanings if not line.startswith("#")]
        ordinary, proper, forenames, surnames, cues = (read_list(folder / name) for name in _LISTS)
        return cls(ordinary, proper, forenames, surnames, cues, {word: row for row, word in enumerate(words)})

    def membership(self, word: str) -> int:
        """Which of the four lists hold a folded word, one bit each."""
        return (
            (word in self.ordinary)
            | (word in self.proper) << 1
            | (word in self.forenames) << 2
            | (word in self.surnames) << 3
        )


def features(token: str, lists: Lists) -> Features:
    """The rows that describe one token."""
    if token.isdecimal():
        return Features((), (64 + min(len(token), 12), 80 + min(int(token[:3]), 31)), -1)
    if not token[0].isalpha():
        return Features((), (112 + crc32(token.encode("utf-8", "surrogatepass")) % 48,), -1)
    word = folded(token)
    member = lists.membership(word)
    if not member and word.endswith("s"):
        member = lists.membership(word[:-1]) | 16
    signs = (member, 32 + _case(token), 48 + min(len(word), 15))
    return Features(tuple(_letters(word)), signs, lists.meanings.get(word, -1))


def _case(token: str) -> int:
    if token.islower():
        return 0 if len(token) > 1 else 1
    if token.isupper():
        return 2 if len(token) > 1 else 3
    return 4 if token[0].isupper() and token[1:].islower() else 5


def _letters(word: str) -> Iterator[int]:
    """Groups of three to five letters with the word's ends marked; the whole word last."""
    marked = f"<{word[:_LONGEST]}>".encode("utf-8", "surrogatepass")
    for size in (3, 4, 5):
        for at in range(len(marked) - size + 1):
            yield crc32(marked[at : at + size]) % LETTER_ROWS
    yield crc32(b"=" + marked) % LETTER_ROWS
