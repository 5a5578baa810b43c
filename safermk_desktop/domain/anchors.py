"""An anchor: the head of an audit chain as it was at one moment, kept somewhere the vault cannot be changed from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The last entry of a chain when the anchor was taken. ``seq`` is 0 and ``hash`` zeros for an empty chain.

    ``compartment`` is the name of the database; ``hash`` 64 hexadecimal digits; ``source`` says where the anchor was
    kept, in words for a person ("the backup of 3 May 2026", "this computer's keychain", "a printed page").
    """

    compartment: str
    seq: int
    hash: str
    source: str = ""
