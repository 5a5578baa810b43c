"""Names spelt with percent signs, as in the text of a web address (RFC 3986, 2.1): ``Jos%C3%A9phine``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

ENCODED: Final = "percent-encoded"
_PIECE: Final = re.compile(r"[^\s<>\"“”()/?&=;,]{0,200}?%[0-9A-Fa-f]{2}[^\s<>\"“”()/?&=;,]{0,200}")
_BYTES: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_TWICE: Final = 2


class EncodedPiece(NamedTuple):
    """A piece of a text between the marks of an address, and what it says."""

    start: int
    end: int
    text: str


def encoded_pieces(text: str) -> Iterator[EncodedPiece]:
    """Every piece that holds percent-encoding, decoded up to twice (an address quoted in an address)."""
    if "%" not in text:
        return
    for found in _PIECE.finditer(text):
        said = found.group()
        for _ in range(_TWICE):
            said = _BYTES.sub(lambda one: bytes.fromhex(one.group().replace("%", "")).decode("utf-8", "replace"), said)
        yield EncodedPiece(found.start(), found.end(), said.replace("+", " "))
