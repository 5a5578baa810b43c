"""Names spelt with percent signs, as in the text of a web address (RFC 3986, 2.1): ``Jos%C3%A9phine``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

ENCODED: Final = "percent-encoded"
_RUN: Final = re.compile(r"[^\s<>\"“”()/?&=;,]{0,200}")
_BYTE: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_REACH: Final = 200
_BYTES: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_TWICE: Final = 2


class EncodedPiece(NamedTuple):
    """A piece of a text between the marks of an address, and what it says."""

    start: int
    end: int
    text: str


def encoded_pieces(text: str) -> Iterator[EncodedPiece]:
    """Every piece that holds percent-encoding, decoded up to twice (an address quoted in an address)."""
    end = 0
    while (byte := _BYTE.search(text, end)) is not None:
        start = byte.start() - len(_run(text[max(end, byte.start() - _REACH) : byte.start()][::-1]))
        end = byte.end() + len(_run(text[byte.end() : byte.end() + _REACH]))
        said = text[start:end]
        for _ in range(_TWICE):
            said = _BYTES.sub(lambda one: bytes.fromhex(one.group().replace("%", "")).decode("utf-8", "replace"), said)
        yield EncodedPiece(start, end, said.replace("+", " "))


def _run(text: str) -> str:
    """What stands at the beginning of a text before the first mark of an address."""
    found = _RUN.match(text)
    return found.group() if found is not None else ""
