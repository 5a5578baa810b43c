"""A sentence as the network reads it: words, and the pieces of each that its vocabulary has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

_PART: Final = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_LONGEST: Final = 40
"""Letters of a word beyond which it is not looked up."""
_REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """The vocabulary: each piece with its row; ``##`` before those that go on with a word."""

    rows: Mapping[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])

    def words(self, text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Each word or sign of a text in small letters without accents, and the rows of its pieces."""
        for part in _PART.findall(plain(text)):
            yield part, self.of(part)

    def of(self, word: str) -> tuple[int, ...]:
        """The longest piece from the left, again and again; the row for the unknown where one is missing."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[word] = tuple(self._cut(word)) if len(word) <= _LONGEST else (self.rows["[UNK]"],)
        return found

    def _cut(self, word: str) -> list[int]:
        cut: list[int] = []
        at = 0
        while at < len(word):
            mark = "##" if at else ""
            end = next((end for end in range(len(word), at, -1) if mark + word[at:end] in self.rows), 0)
            if not end:
                return [self.rows["[UNK]"]]
            cut.append(self.rows[mark + word[at:end]])
            at = end
        return cut


def plain(text: str) -> str:
    """Small letters without accents, and the straight apostrophe."""
    taken_apart = unicodedata.normalize("NFD", text.replace("\u2019", "'").casefold())
    return "".join(letter for letter in taken_apart if unicodedata.category(letter) != "Mn")
