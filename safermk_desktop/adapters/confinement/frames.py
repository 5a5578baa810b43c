"""What crosses between the two processes: one letter, eight bytes of length (big end first), the bytes."""

from __future__ import annotations

import struct
from typing import IO, Final

REQUEST: Final = b"Q"
"""JSON: ``work``, ``memory``, ``seconds``, and what the work takes."""
DOCUMENT: Final = b"D"
"""The bytes of a file, there and back."""
PROGRESS: Final = b"P"
"""JSON: steps done and the steps there are."""
SOME: Final = b"S"
"""JSON: a part of what will be in the answer, told beforehand."""
ANSWER: Final = b"A"
"""JSON: what came of the work; of a copy the report, and its bytes come next."""
REFUSED: Final = b"E"
"""JSON: the code of an error and its detail."""
BROKEN: Final = b"B"
"""JSON: a fault of the program, as kind and place, without values."""

_HEAD: Final = struct.Struct(">cQ")
_MOST: Final = 2 << 30
_PIECE: Final = 1 << 20


def send(stream: IO[bytes], kind: bytes, payload: bytes) -> None:
    """Write one frame. Raises OSError where the other end is gone."""
    stream.write(_HEAD.pack(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes], most: int = _MOST) -> tuple[bytes, bytes] | None:
    """The next frame; ``None`` where the stream ends, also within one, and for one of more than ``most`` bytes."""
    head = _exactly(stream, _HEAD.size)
    if head is None:
        return None
    kind, length = _HEAD.unpack(head)
    payload = _exactly(stream, length) if length <= most else None
    return None if payload is None else (kind, payload)


def _exactly(stream: IO[bytes], length: int) -> bytes | None:
    """Read in pieces: a length that is not true takes no memory."""
    pieces: list[bytes] = []
    while length:
        piece = stream.read(min(length, _PIECE))
        if not piece:
            return None
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)
