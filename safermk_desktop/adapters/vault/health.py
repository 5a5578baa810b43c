"""Whether a database is what its audit chain says: every page, every entry, every live row."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import Schema
from safermk_desktop.adapters.vault.views import REMOVED, chunk_row
from safermk_desktop.domain.audit import AuditEntry, digest, first_fault
from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.services.ports import DatabaseHealth

UNCHAINED = frozenset({"audit", "chunk"})


def health(database: Database) -> DatabaseHealth:
    """Check all of it. A fault names a page, an entry or a row by its number or random id, never what it says."""
    name = database.schema.compartment.value
    fault = database.page_fault()
    if fault:
        return DatabaseHealth(name=name, pages=False, chain=False, rows=0, first_fault=fault)
    try:
        with database.reading() as connection:
            standing = dict(_standing(database.schema, connection))
            entries = chain.entries(connection, database.schema.audit, None)
    except DatabaseDamaged:
        return DatabaseHealth(name=name, pages=True, chain=False, rows=0, first_fault="A row or entry cannot be read.")
    fault = _chain_fault(entries, standing)
    return DatabaseHealth(name=name, pages=True, chain=not fault, rows=len(standing), first_fault=fault)


def _chain_fault(entries: tuple[AuditEntry, ...], standing: Mapping[str, str]) -> str:
    broken = first_fault(entries)
    if broken is not None:
        return f"Entry {broken} of the audit chain does not fit."
    left: dict[str, str] = {}
    for entry in entries:
        left.update(entry.rows)
    for row in sorted(left.keys() | standing.keys()):
        if standing.get(row, REMOVED) != left.get(row):
            return f"Row {row} is not as the audit chain left it."
    return ""


def _standing(schema: Schema, connection: Connection) -> Generator[tuple[str, str]]:
    """Every live row and its digest, as ``WritingView.written`` forms it. Chunks are read one at a time."""
    for table in schema.metadata.tables.values():
        if table.name not in UNCHAINED:
            for row in _rows(connection, table):
                yield f"{table.name}:{row['id'] if 'id' in row else next(iter(row.values()))}", digest(row)
    if "chunk" in schema.metadata.tables:
        for row in _rows(connection, schema.chunk):
            data: bytes = row.pop("data")
            yield (
                chunk_row(row["document_id"], row["number"]),
                digest({**row, "sha256": hashlib.sha256(data).hexdigest()}),
            )


def _rows(connection: Connection, table: Table) -> Generator[dict[str, Any]]:
    with translated():
        for row in connection.execute(select(table)).yield_per(1 if table.name == "chunk" else 500).mappings():
            yield dict(row)
