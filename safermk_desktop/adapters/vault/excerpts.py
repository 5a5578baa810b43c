"""The few words around what was found, without any name of the case's identity register."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from safermk_desktop.errors import DatabaseDamaged

WORD: Final = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""A word, as the index cuts it: letters and digits, with marks over them."""

NAME: Final = "[name]"
"""What stands for a name without a published form."""

BEFORE: Final = 40
AFTER: Final = 80
"""Characters of an excerpt before the word found, and from it on."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded: small letters without marks, as the index compares them."""
    return tuple(folded for word in WORD.findall(text) if (folded := fold(word)))


def fold(word: str) -> str:
    """A word in small letters without the marks over them."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Mask:
    """The names of one case's register, in small letters, each with its published form."""

    forms: Mapping[str, str]

    def over(self, text: str, at: int) -> tuple[str, int]:
        """The text with published forms for the names, and where the character ``at`` has gone."""
        folded = text.casefold()
        there = [name for name in self.forms if name in folded]  # to build a pattern of all takes a millisecond
        if not there:
            return text, at
        pieces: list[str] = []
        read = length = 0
        moved = at
        for found in _pattern(there).finditer(text):
            form = self.forms.get(found[0].casefold(), NAME)
            pieces += (text[read : found.start()], form)
            length += found.start() - read
            if found.start() <= at:
                moved = length if at < found.end() else at + length + len(form) - found.end()
            read, length = found.end(), length + len(form)
        return "".join((*pieces, text[read:])), moved


def mask_of(entries: Iterable[tuple[str, str]]) -> Mask:
    """The mask of a case from the rows of its register: a JSON list of names, and their published form.

    Raises ``DatabaseDamaged`` for a list that is none.
    """
    forms: dict[str, str] = {}
    for names, form in entries:
        forms.update({name.casefold(): form or NAME for name in _listed(names) if name.strip()})
    return Mask(forms)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)


def excerpt(text: str, words: tuple[str, ...], mask: Mask) -> str:
    """One line of the text around the first word that begins with one of the folded ``words``."""
    hits = (found.start() for found in WORD.finditer(text) if fold(found[0]).startswith(words))
    shown, at = mask.over(text, next(hits, 0))
    start = 0 if at <= BEFORE else shown.find(" ", at - BEFORE, at) + 1 or at
    end = len(shown) if len(shown) <= at + AFTER else max(shown.rfind(" ", at, at + AFTER), at + AFTER // 2)
    line = " ".join(shown[start:end].split())
    return f"{'… ' if start else ''}{line}{' …' if end < len(shown) else ''}"


def _listed(names: str) -> list[str]:
    try:
        found: object = json.loads(names)
    except (ValueError, RecursionError):
        raise DatabaseDamaged from None
    if not isinstance(found, list):
        raise DatabaseDamaged
    return [str(name) for name in cast("list[object]", found)]
