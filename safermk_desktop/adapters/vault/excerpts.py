"""The few words around what was found, without any name of the case's identity register."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.redaction.matching.ordinary import ARTICLES, ORDINARY, PARTICLES, TITLES

WORD: Final = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""A word, as the index cuts it: letters and digits, with marks over them."""

PART: Final = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
"""A word of a name; Quill-Hart and O'Connor are one."""

MARKED: Final = re.compile(r"[^\x00-\x7f]")

PERSON: Final = "person"

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
    """What is not shown of one case's register: names, levelled, each with its published form.

    Those in ``ordinary`` are words as well, and stand for somebody only with a capital: Grace, Will.
    """

    forms: Mapping[str, str]
    ordinary: frozenset[str] = frozenset()

    def over(self, text: str, at: int) -> tuple[str, int]:
        """The text with published forms for the names, and where the character ``at`` has gone."""
        pieces: list[str] = []
        read = length = 0
        moved = at
        for start, end, name in self._found(text):
            if start < read:
                continue
            form = self.forms[name]
            pieces += (text[read:start], form)
            length += start - read
            if start <= at:
                moved = length if at < end else at + length + len(form) - end
            read, length = end, length + len(form)
        return "".join((*pieces, text[read:])), moved

    def _found(self, text: str) -> list[tuple[int, int, str]]:
        """Where a name begins and ends, and which: by place, and of those that begin at one the longest first."""
        level = _level(text)
        found: list[tuple[int, int, str]] = []
        for name in self.forms:  # no pattern of them: to build one takes longer than to look for each
            start = level.find(name)
            while start >= 0:
                end = start + len(name)
                is_whole = not (_is_of_word(level[max(0, start - 1) : start]) or _is_of_word(level[end : end + 1]))
                if is_whole and (name not in self.ordinary or text[start].isupper()):
                    found.append((start, end, name))
                start = level.find(name, start + 1)
        return sorted(found, key=lambda one: (one[0], -one[1]))


def mask_of(entries: Iterable[tuple[str, str, str]]) -> Mask:
    """The mask of a case from the rows of its register: kind, a JSON list of names, and their published form.

    Of a person, forename and surname are masked alone as well. Raises ``DatabaseDamaged`` for a list that is none.
    """
    forms: dict[str, str] = {}
    parts: dict[str, str] = {}
    for kind, names, form in entries:
        for name in filter(str.strip, _listed(names)):
            forms[_level(name)] = form or NAME
            for part in _parts(name) if kind == PERSON else ():
                # A surname of two people stands for neither.
                parts[part] = form or NAME if parts.get(part, form) == form else NAME
    return Mask(parts | forms, frozenset(part for part in parts.keys() - forms.keys() if part in ORDINARY))


def _parts(name: str) -> list[str]:
    """The words of a person's name that name them alone: no title, no particle, no initial."""
    words = [_level(word) for word in PART.findall(name)]
    return [word for word in words if len(word) > 1 and word not in TITLES | PARTICLES | ARTICLES]


def _level(text: str) -> str:
    """The text in small letters without marks, each character in its place."""
    return text.lower() if text.isascii() else MARKED.sub(_plain, text).lower()


def _plain(found: re.Match[str]) -> str:
    plain = fold(found[0])
    return next((letter for letter in (plain, found[0]) if len(letter) == len(letter.lower()) == 1), "?")


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


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
