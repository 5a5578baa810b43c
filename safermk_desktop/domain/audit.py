"""The rule of the audit chain: each entry carries the hash of the one before and a digest of every row it wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

GENESIS: Final = "0" * 64


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


def first_fault(entries: Iterable[AuditEntry]) -> int | None:
    """The sequence number of the first entry that does not fit the chain, or ``None`` when all do."""
    previous, expected = GENESIS, 1
    for entry in entries:
        fits = entry.seq == expected and entry.previous == previous and entry.hash == entry_hash(as_values(entry))
        if not fits:
            return entry.seq
        previous, expected = entry.hash, expected + 1
    return None


def _canonical(values: Mapping[str, object]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
