"""Rows that lost what they belong to: papers without their bytes, bytes without a paper, records without a case."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import Schema


def orphans(database: Database) -> int:
    """How many there are in one database."""
    schema = database.schema
    with database.reading() as connection, translated():
        return _papers(connection, schema) + _records(connection, schema)


def _papers(connection: Connection, schema: Schema) -> int:
    if schema.paper not in schema.records:
        return 0
    document, chunk = schema.records[schema.paper].table, schema.chunk
    # length() of a blob reads the row's head alone, not its megabyte.
    kept = select(chunk.c.document_id, func.sum(func.length(chunk.c.data)).label("size")).group_by(chunk.c.document_id)
    held = kept.subquery()
    broken = (
        select(func.count())
        .select_from(document.outerjoin(held, held.c.document_id == document.c.id))
        .where(func.coalesce(held.c.size, 0) != document.c.size)
    )
    loose = select(func.count(func.distinct(chunk.c.document_id))).where(
        chunk.c.document_id.not_in(select(document.c.id))
    )
    return _count(connection, broken.scalar_subquery()) + _count(connection, loose.scalar_subquery())


def _records(connection: Connection, schema: Schema) -> int:
    if schema.case not in schema.records:
        return 0
    cases = select(schema.records[schema.case].table.c.case_id)
    return sum(_without(connection, kind.table, cases) for kind in schema.records.values())


def _without(connection: Connection, table: Table, cases: Select[str]) -> int:
    lost = select(func.count()).select_from(table).where(table.c.case_id != "", table.c.case_id.not_in(cases))
    return _count(connection, lost.scalar_subquery())


def _count(connection: Connection, counted: ColumnElement[int]) -> int:
    return int(connection.execute(select(counted)).scalar_one())
