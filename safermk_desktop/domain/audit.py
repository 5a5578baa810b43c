"""The rule of the audit chain: each entry carries the hash of the one before and a digest of every row it wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

GENESIS: Final = "0" * 64
_CANONICAL: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One act. ``at`` is ISO 8601 UTC; ``rows`` maps ``table:id`` to the SHA-256 of the row as it then stood."""

    seq: int
    at: str
    who: str
    what: str
    case_id: str
    subject: str
    why: str
    rows: Mapping[str, str]
    previous: str
    hash: str


@dataclass(slots=True, kw_only=True)
class Walk:
    """What one pass over a chain found.

    Entries 1 to ``fits`` fit; ``head`` is the hash of the last of them and ``broken`` the number that the first one
    that does not fit gives itself, or ``None``. ``left`` is the last digest that those that fit give of each row,
    ``hashes`` the hashes of the entries that were asked for.
    """

    fits: int = 0
    head: str = GENESIS
    broken: int | None = None
    left: dict[str, str] = field(default_factory=dict[str, str])
    hashes: dict[int, str] = field(default_factory=dict[int, str])


def digest(values: Mapping[str, object]) -> str:
    """SHA-256 of a row in canonical JSON (sorted keys, no spaces, UTF-8), in lower-case hexadecimal."""
    return hashlib.sha256(_canonical(values)).hexdigest()


def entry_hash(values: Mapping[str, object]) -> str:
    """The hash of an entry: SHA-256 over all its fields but ``hash`` itself, the previous hash among them."""
    return digest({key: value for key, value in values.items() if key != "hash"})


def as_values(entry: AuditEntry) -> dict[str, object]:
    """The entry as the values that are hashed."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "who": entry.who,
        "what": entry.what,
        "case_id": entry.case_id,
        "subject": entry.subject,
        "why": entry.why,
        "rows": dict(entry.rows),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def walk(entries: Iterable[AuditEntry], asked: Collection[int] = ()) -> Walk:
    """Follow a chain until its end or the first entry that does not fit. Holds one entry at a time."""
    found = Walk()
    for entry in entries:
        fits = entry.seq == found.fits + 1 and entry.previous == found.head
        if not fits or entry.hash != entry_hash(as_values(entry)):
            found.broken = entry.seq
            return found
        found.fits, found.head = entry.seq, entry.hash
        found.left.update(entry.rows)
        if entry.seq in asked:
            found.hashes[entry.seq] = entry.hash
    return found


def first_fault(entries: Iterable[AuditEntry]) -> int | None:
    """The sequence number of the first entry that does not fit the chain, or ``None`` when all do."""
    return walk(entries).broken


def _canonical(values: Mapping[str, object]) -> bytes:
    return _CANONICAL.encode(values).encode()
