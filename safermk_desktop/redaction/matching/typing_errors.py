"""One typing error in a word of five letters or more: a letter left out, put in, exchanged or swapped with the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import OSA

SHORTEST: Final = 5


class TypingErrors:
    """Finds, among the words of a text, those that are one typing error away from a name."""

    def __init__(self, names: Iterable[str]) -> None:
        self._near: dict[str, set[str]] = {}
        self._longest = 0
        for name in names:
            if len(name) >= SHORTEST and name.isalpha():
                self._longest = max(self._longest, len(name) + 1)
                for key in _with_one_less(name):
                    self._near.setdefault(key, set()).add(name)

    def names_near(self, word: str) -> tuple[str, ...]:
        """The names that a word may be a misspelling of, in order; never the name itself."""
        # a word is tried without each of its letters: one longer than every name would cost its length squared
        if not SHORTEST - 1 <= len(word) <= self._longest:
            return ()
        near = self._near
        found = {name for key in _with_one_less(word) if key in near for name in near[key]}
        return tuple(sorted(name for name in found if name != word and OSA.distance(name, word) == 1))


def _with_one_less(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]
