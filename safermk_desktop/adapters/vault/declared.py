"""Whether a database has the form that its migrations give it: tables, indexes, triggers, views, revision, counters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, func, select
from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault.connection import engine_over
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import ENTERED, Schema
from safermk_desktop.services.kinds import Compartment

FORM: Final = "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_master"
STATISTICS: Final = frozenset({"sqlite_stat1", "sqlite_stat4"})
"""What SQLite may keep for its query planner; no answer depends on it."""

SPELLING: Final = re.compile(r'[\s"]+')
"""What a later Alembic may write differently without a difference."""

Form = Mapping[tuple[str, str], tuple[str, str]]
"""Of each table, index, trigger and view, by its type and name: its table and its statement."""


def form_fault(connection: Connection, schema: Schema) -> str:
    """The first thing in the form of the database that this version did not put there, as a sentence, or nothing."""
    with translated():
        found, declared = _form(connection), declared_form(schema.compartment)
        for kind, name in sorted(declared.keys() - found.keys()):
            return f"The {kind} {name} is missing."
        for kind, name in sorted(found.keys() & declared.keys()):
            if found[kind, name] != declared[kind, name]:
                return f"The {kind} {name} is not the one that this version made."
        for kind, _name in sorted(found.keys() - declared.keys()):
            return f"There is one {kind} more than this version made."
        return _revision_fault(connection, schema) or _counter_fault(connection, schema)


@cache
def declared_form(compartment: Compartment) -> Form:
    """The form that the migrations give a database, found by running them in memory; it never changes."""
    from safermk_desktop.adapters.vault.migrating import upgrade  # Alembic is slow to import

    raw = dbapi2.connect(":memory:", isolation_level=None)
    try:
        with engine_over(raw).connect() as connection, connection.begin():
            upgrade(compartment, connection)
            return _form(connection)
    finally:
        raw.close()


def _form(connection: Connection) -> Form:
    rows = connection.exec_driver_sql(FORM).all()
    return MappingProxyType(
        {
            (str(kind), str(name)): (str(table), SPELLING.sub(" ", str(sql)).strip())
            for kind, name, table, sql in rows
            if name not in STATISTICS
        }
    )


def _revision_fault(connection: Connection, schema: Schema) -> str:
    revisions = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    return "" if revisions == [schema.head] else "The database says that it is of another version than it is."


def _counter_fault(connection: Connection, schema: Schema) -> str:
    """The counter that gives each new row its place in the order of entry must not lie behind the rows."""
    if not schema.records:
        return ""
    counters = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
    reached = {str(name): seq for name, seq in counters}
    for record in schema.records.values():
        highest = connection.execute(select(func.max(record.table.c[ENTERED]))).scalar()
        counter = reached.get(record.table.name, 0)
        if highest is not None and (not isinstance(counter, int) or counter < highest):
            return f"The counter of the table {record.table.name} lies behind its rows."
    return ""
