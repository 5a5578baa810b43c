"""Every live row of a database with its digest, as the audit chain knows it; one row is held at a time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select, table, text
from sqlalchemy.dialects import sqlite

from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import Schema
from safermk_desktop.adapters.vault.views import REMOVED, chunk_row
from safermk_desktop.domain.audit import AuditEntry, digest

DIALECT: Final = sqlite.dialect()
UNREADABLE: Final = "unreadable"
"""The digest of a row whose values cannot be read: it equals none."""

SAYABLE: Final = re.compile(r"[a-z_]+:[A-Za-z0-9_./-]{1,80}")
"""A row's name that may be told: what somebody smuggled in may say anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """How many rows there are, how many are not as the chain left them, and the first of these with its digest."""

    rows: int
    misfits: int = 0
    first: str = ""
    digest: str = ""

    @property
    def name(self) -> str:
        """The first row, as it may be told."""
        if SAYABLE.fullmatch(self.first):
            return f"Row {self.first}"
        return f"A row of the table {self.first.partition(':')[0]}"


def compared(connection: Connection, schema: Schema, left: dict[str, str]) -> Rows:
    """Compare every live row with the digests that the chain ``left``; these are used up."""
    count = misfits = 0
    first: tuple[str, str] | None = None
    for row, found in standing(connection, tables(connection, schema, left)):
        count += 1
        if left.pop(row, REMOVED) != found:
            misfits += 1
            first = min(first or (row, found), (row, found))
    for row, wanted in left.items():
        if wanted != REMOVED:
            misfits += 1
            first = min(first or (row, REMOVED), (row, REMOVED))
    return Rows(rows=count, misfits=misfits, first=first[0] if first else "", digest=first[1] if first else "")


def tables(connection: Connection, schema: Schema, left: Iterable[str]) -> tuple[str, ...]:
    """The tables whose rows the chain knows: those of this version, and those that the chain names."""
    named = {row.partition(":")[0] for row in left} | {record.table.name for record in schema.records.values()}
    known = named | ({"person", "chunk"} & schema.metadata.tables.keys())
    with translated():
        there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    return tuple(sorted(known & there))


def standing(connection: Connection, names: Iterable[str]) -> Generator[tuple[str, str]]:
    """Every live row of the tables and its digest, as ``WritingView.written`` forms it."""
    raw: Any = connection.connection.dbapi_connection
    with translated():
        for name in names:
            found = raw.execute(str(select(text("*")).select_from(table(name)).compile(dialect=DIALECT)))
            columns = [str(column[0]) for column in found.description]
            for values in found:
                row = dict(zip(columns, values, strict=True))
                yield _chunk(row) if name == "chunk" else (f"{name}:{_key(row)}", _digest(row))


def last_of(entries: Iterable[AuditEntry], row: str, found: str) -> tuple[int | None, int | None]:
    """The entry that left the row as it was ``found``, if any did, and the last that wrote it."""
    left_so: int | None = None
    last: int | None = None
    for entry in entries:
        wrote = entry.rows.get(row)
        if wrote is not None:
            last = entry.seq
            left_so = entry.seq if wrote == found else left_so
    return left_so, last


def _chunk(row: dict[str, Any]) -> tuple[str, str]:
    data = row.pop("data", None)
    name = chunk_row(str(row.get("document_id")), row.get("number"))
    if not isinstance(data, bytes):
        return name, UNREADABLE
    return name, _digest({**row, "sha256": hashlib.sha256(data).hexdigest()})


def _key(row: Mapping[str, Any]) -> object:
    return row["id"] if "id" in row else next(iter(row.values()))


def _digest(row: Mapping[str, Any]) -> str:
    try:
        return digest(row)
    except (TypeError, ValueError):
        return UNREADABLE
