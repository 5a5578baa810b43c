"""Older databases brought to the newest schema, each on a copy of its own, and checked before the copy counts.

Imported only where there is something to do: Alembic is slow to import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, select, table

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import Schema
from safermk_desktop.adapters.vault.standing import standing, tables
from safermk_desktop.adapters.vault.views import REMOVED
from safermk_desktop.domain.audit import first_fault
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.services.ports import Act, Compartment

MIGRATIONS: Final = Path(__file__).with_name("migrations")
NOT_MIGRATED: Final = "It was not brought to the schema of this version: {}"
NO_CASE: Final = CaseId("")
CHUNKS: Final = "SELECT count(*), ifnull(sum(length(data)), 0) FROM chunk"
TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
OWN: Final = frozenset({"alembic_version", "sqlite_sequence", "audit"})
"""Tables whose rows a migration does write."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a database: the digest of every row by ``table:id``, the rows of every table, its chain.

    ``chunks`` are the number of chunks and the bytes in them.
    """

    rows: Mapping[str, str]
    counts: Mapping[str, int]
    chunks: tuple[int, ...]
    left: Mapping[str, str]
    broken: int | None

    @property
    def misfits(self) -> frozenset[str]:
        """The rows that are not as the chain left them."""
        keys = self.rows.keys() | {row for row in self.left if not row.startswith("chunk:")}
        return frozenset(key for key in keys if self.rows.get(key, REMOVED) != self.left.get(key, REMOVED))


def configuration(compartment: Compartment) -> Config:
    """Alembic's settings for one database; the three share one environment."""
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", _escaped(MIGRATIONS))
    config.set_main_option("version_locations", _escaped(MIGRATIONS / compartment.value / "versions"))
    return config


def upgrade(compartment: Compartment, connection: Connection) -> None:
    """Bring the database to the newest revision, inside the transaction that is open on ``connection``."""
    config = configuration(compartment)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrate(database: Database, *, who: str, at: datetime) -> None:
    """Bring an open copy to the newest revision, as one act of ``who``, and check what came of it.

    The entry holds the digests of the rows that became others by the migration. A row that did not fit the chain
    before gets none, so that it is found as before. Raises ``DatabaseDamaged`` where a row was lost, a row does not
    fit that did, or a page is damaged; then the copy is of no use.
    """
    fault = database.page_fault()
    if fault:
        raise DatabaseDamaged(NOT_MIGRATED.format("a page of it is damaged."))
    with database.writing() as connection:
        before = standing_of(connection, database.schema)
        old = database.revision()
        with translated():
            upgrade(database.schema.compartment, connection)
        after = standing_of(connection, database.schema)
        act = Act(who=who, what="migrate", case_id=NO_CASE, why=f"Schema {old} to {database.schema.head}")
        chain.append(connection, database.schema.audit, act, at=at, rows=_became(before, after))
    with database.reading() as connection:
        after = standing_of(connection, database.schema)
    fault = _lost(before, after) or database.page_fault()
    if fault:
        raise DatabaseDamaged(NOT_MIGRATED.format(fault))


def standing_of(connection: Connection, schema: Schema) -> Standing:
    """What stands in the database now, whatever its revision. The bytes of papers are counted, not read."""
    left: dict[str, str] = {}
    entries = chain.entries(connection, schema.audit, None)
    for entry in entries:
        left.update(entry.rows)
    with translated():
        names = frozenset(connection.exec_driver_sql(TABLES).scalars())
        counts = {
            name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names
        }
        chunks = connection.exec_driver_sql(CHUNKS).one() if "chunk" in names else (0, 0)
    chained = [name for name in tables(connection, schema, left) if name != "chunk"]
    rows = dict(standing(connection, chained))
    return Standing(rows, counts, tuple(chunks), left, first_fault(entries))


def _became(before: Standing, after: Standing) -> dict[str, str]:
    changed = {key for key in before.rows.keys() | after.rows.keys() if before.rows.get(key) != after.rows.get(key)}
    return {key: after.rows.get(key, REMOVED) for key in sorted(changed - before.misfits)}


def _lost(before: Standing, after: Standing) -> str:
    """What is worse than before, as half a sentence without a name, or nothing."""
    for name in sorted(before.counts.keys() - OWN):
        if after.counts.get(name, 0) != before.counts[name]:
            return f"table {name} had {before.counts[name]} rows and has {after.counts.get(name, 0)}."
    if before.chunks != after.chunks:
        return "the papers are not as they were."
    if before.broken is None and after.broken is not None:
        return f"entry {after.broken} of the audit chain does not fit."
    worse = sorted(after.misfits - before.misfits)
    return f"row {worse[0]} does not fit." if worse else ""


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
