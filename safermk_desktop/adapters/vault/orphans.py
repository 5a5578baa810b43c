"""Rows that lost what they belong to: papers without their bytes, bytes without a paper, records of no case or plan."""

from __future__ import annotations

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Table, func, select, union_all

from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import Schema
from safermk_desktop.domain.board_plan import BoardPlan


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
    plans = [schema.records[BoardPlan]] if BoardPlan in schema.records else []
    held = union_all(*(select(one.table.c.case_id) for one in (schema.records[schema.case], *plans)))
    return sum(_without(connection, kind.table, held) for kind in schema.records.values())


def _without(connection: Connection, table: Table, held: CompoundSelect[str]) -> int:
    lost = select(func.count()).select_from(table).where(table.c.case_id != "", table.c.case_id.not_in(held))
    return _count(connection, lost.scalar_subquery())


def _count(connection: Connection, counted: ColumnElement[int]) -> int:
    return int(connection.execute(select(counted)).scalar_one())
