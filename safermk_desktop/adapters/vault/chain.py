"""The audit chain of one database: the next entry, and all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, Table, insert, select

from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.domain.audit import GENESIS, AuditEntry, as_values, entry_hash
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.services.ports import Act


def append(connection: Connection, audit: Table, act: Act, *, at: datetime, rows: Mapping[str, str]) -> None:
    """Write the entry of ``act`` after the last one, in the transaction open on ``connection``."""
    last = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    with translated():
        head = connection.execute(last).first()
        entry = AuditEntry(
            seq=1 if head is None else head.seq + 1,
            at=at.astimezone(UTC).isoformat(),
            who=act.who,
            what=act.what,
            case_id=act.case_id,
            subject=act.subject,
            why=act.why,
            rows=rows,
            previous=GENESIS if head is None else head.hash,
            hash="",
        )
        entry = replace(entry, hash=entry_hash(as_values(entry)))
        text = json.dumps(entry.rows, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        connection.execute(insert(audit).values({**as_values(entry), "rows": text}))


def entries(connection: Connection, audit: Table, case_id: CaseId | None) -> tuple[AuditEntry, ...]:
    """The entries of a case, or all, oldest first."""
    statement = select(audit).order_by(audit.c.seq)
    if case_id is not None:
        statement = statement.where(audit.c.case_id == case_id)
    with translated():
        found = connection.execute(statement).mappings().all()
    return tuple(_entry(row) for row in found)


def _entry(row: RowMapping) -> AuditEntry:
    try:
        return AuditEntry(**{**row, "rows": json.loads(row["rows"])})
    except (ValueError, RecursionError):
        raise DatabaseDamaged from None
