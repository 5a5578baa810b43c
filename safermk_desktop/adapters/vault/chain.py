"""The audit chain of one database: the next entry, and all of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final, cast

from sqlalchemy import Connection, RowMapping, Table, insert, select

from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.domain.audit import GENESIS, AuditEntry, as_values, entry_hash
from safermk_desktop.domain.record import AnyCase
from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.services.ports import Act

BATCH: Final = 1000


def append(connection: Connection, audit: Table, act: Act, *, at: datetime, rows: Mapping[str, str]) -> None:
    """Write the entry of ``act`` after the last one, in the transaction open on ``connection``."""
    last, before = head(connection, audit)
    with translated():
        entry = AuditEntry(
            seq=last + 1,
            at=at.astimezone(UTC).isoformat(),
            who=act.who,
            what=act.what,
            case_id=act.case_id,
            subject=act.subject,
            why=act.why,
            rows=rows,
            previous=before,
            hash="",
        )
        entry = replace(entry, hash=entry_hash(as_values(entry)))
        text = json.dumps(entry.rows, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        connection.execute(insert(audit).values({**as_values(entry), "rows": text}))


def last(connection: Connection, audit: Table) -> AuditEntry | None:
    """The last entry, or ``None``."""
    statement = select(audit).order_by(audit.c.seq.desc()).limit(1)
    with translated():
        found = connection.execute(statement).mappings().first()
    return None if found is None else _entry(found)


def entries(connection: Connection, audit: Table, case_id: AnyCase | None) -> tuple[AuditEntry, ...]:
    """The entries of a case, or all, oldest first."""
    statement = select(audit).order_by(audit.c.seq)
    if case_id is not None:
        statement = statement.where(audit.c.case_id == case_id)
    with translated():
        found = connection.execute(statement).mappings().all()
    return tuple(_entry(row) for row in found)


def stream(connection: Connection, audit: Table) -> Generator[AuditEntry]:
    """Every entry, oldest first, one at a time. One that cannot be read has no hash, so that it never fits."""
    with translated():
        for row in connection.execute(select(audit).order_by(audit.c.seq)).yield_per(BATCH):
            yield _entry_or_none(row) or _unreadable(row.seq)


def hashes_at(connection: Connection, audit: Table, numbers: Collection[int]) -> dict[int, str]:
    """The hashes of the entries of those numbers."""
    with translated():
        found = connection.execute(select(audit.c.seq, audit.c.hash).where(audit.c.seq.in_(numbers)))
        return {row.seq: row.hash for row in found}


def head(connection: Connection, audit: Table) -> tuple[int, str]:
    """The number and the hash of the last entry; 0 and zeros before the first."""
    with translated():
        found = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    return (0, GENESIS) if found is None else (found.seq, found.hash)


def _entry(row: RowMapping) -> AuditEntry:
    found = _entry_or_none(tuple(row.values()))
    if found is None:
        raise DatabaseDamaged
    return found


def _entry_or_none(row: Sequence[Any]) -> AuditEntry | None:
    """The entry of a row, whose values stand in the order of its fields, or ``None`` where they are no entry's."""
    seq, at, who, what, case_id, subject, why, rows, previous, hashed = row
    if not all(isinstance(text, str) for text in row[1:]):
        return None
    try:
        written: object = json.loads(rows)
    except (ValueError, RecursionError):
        return None
    if not isinstance(written, dict):
        return None
    digests = cast("dict[str, object]", written)
    if not all(isinstance(text, str) for text in digests.values()):
        return None
    return AuditEntry(
        seq=seq,
        at=at,
        who=who,
        what=what,
        case_id=case_id,
        subject=subject,
        why=why,
        rows=cast("dict[str, str]", written),
        previous=previous,
        hash=hashed,
    )


def _unreadable(seq: int) -> AuditEntry:
    return AuditEntry(seq=seq, at="", who="", what="", case_id="", subject="", why="", rows={}, previous="", hash="")
