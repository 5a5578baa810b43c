"""Figures that stand for letters, and letters for figures: ``Fenw1ck``, ``J0anna``, ``TVP-23-55O17``, ``l4 March``."""

from __future__ import annotations

import re
from collections.abc import Iterator, KeysView
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.redaction.matching.shadow import words_of

# A figure first, and then what stands beside it: a text is walked from one figure to the next.
_FIGURE: Final = re.compile(
    r"[0-9](?:(?=[^\W\d_])(?:(?<=[^\W\d_][0-9])|(?<=\b[0-9])(?=[^\W\d_]{3})|(?=[OoIl]))"
    r"|(?=\|)|(?<=[OoIl|][0-9])|(?=\s[OoIl][A-Za-z]{2}\b))"
)
_LETTERS: Final = tuple(MappingProxyType(dict(zip(map(ord, "013457"), to, strict=True))) for to in ("oieast", "oleast"))
_FIGURES: Final = MappingProxyType(dict(zip(map(ord, "OoIl|"), "00111", strict=True)))
_NUMBERS: Final = re.compile(
    r"(?<=\d)[OoIl|]+(?![^\W\d_])|(?<=\d\s)[OoIl](?=[A-Za-z]{2}\b)"
    r"|\b[OoIl|]+(?=[\dOoIl|]*\d)|(?<=[A-Z][A-Z])[OI](?=[OI]?\d)"
)
_AROUND: Final = 40


class Misread(NamedTuple):
    """A stretch of a text as it may be meant, letter for letter, and where it stands."""

    start: int
    text: str


def misread_pieces(text: str, names: KeysView[str]) -> Iterator[Misread]:
    """Every word that is one of some names with figures for letters, and every number with letters for figures."""
    done = 0
    for found in _FIGURE.finditer(text):
        if found.start() < done:
            continue
        start, end = found.start(), found.end()
        while start and text[start - 1].isalnum() and found.start() - start < _AROUND:
            start -= 1
        while end < len(text) and text[end].isalnum() and end - found.start() < _AROUND:
            end += 1
        done = end
        for said in {text[start:end].translate(letters) for letters in _LETTERS}:
            if not names.isdisjoint(words_of(said)):
                yield Misread(start, said)
        first, last = max(0, start - _AROUND), end + _AROUND
        said = _NUMBERS.sub(_in_figures, text[first:last])
        if said != text[first:last]:
            yield Misread(first, said)


def _in_figures(found: re.Match[str]) -> str:
    return found.group().translate(_FIGURES)
