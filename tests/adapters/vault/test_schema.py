from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault.connection import connect, engine_over
from safermk_desktop.adapters.vault.migrating import configuration, upgrade
from safermk_desktop.adapters.vault.schema import SCHEMAS
from safermk_desktop.services.ports import Compartment


def connection_to(path: Path) -> Connection:
    return engine_over(connect(path, bytes(32), bytes(16))).connect()


def is_ordinary(connection: Connection) -> Callable[[object, str | None, str, bool, object], bool]:
    """Leaves out what SQLite calls virtual or shadow tables: their statements are compared as they stand."""
    rows = connection.exec_driver_sql("SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')")
    special = {str(name) for name in rows.scalars()}
    return lambda _object, name, _type, _reflected, _other: name not in special


def statements(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND sql NOTNULL")
    return sorted(" ".join(str(row[0]).split()) for row in rows)


@pytest.mark.parametrize("compartment", Compartment)
def test_the_migrations_build_the_tables_of_the_records(tmp_path: Path, compartment: Compartment) -> None:
    with connection_to(tmp_path / "migrated") as migrated, connection_to(tmp_path / "declared") as declared:
        with migrated.begin():
            upgrade(compartment, migrated)
        metadata = SCHEMAS[compartment].metadata
        metadata.create_all(declared)
        context = MigrationContext.configure(migrated, opts={"include_object": is_ordinary(migrated)})
        assert compare_metadata(context, metadata) == []
        assert statements(migrated) == statements(declared)


@pytest.mark.parametrize("compartment", Compartment)
def test_the_head_is_where_the_migrations_end(compartment: Compartment) -> None:
    assert ScriptDirectory.from_config(configuration(compartment)).get_current_head() == SCHEMAS[compartment].head


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with connection_to(tmp_path / "half.db") as connection:
        with connection.begin():
            connection.exec_driver_sql("CREATE TABLE chunk (taken INTEGER)")
        with pytest.raises(Exception, match="chunk"), connection.begin():
            upgrade(Compartment.REVIEWS, connection)
        assert inspect(connection).get_table_names() == ["chunk"]


def test_a_released_savepoint_does_not_outlive_its_transaction(tmp_path: Path) -> None:
    with connection_to(tmp_path / "points.db") as connection:
        with connection.begin():
            connection.exec_driver_sql("CREATE TABLE t (k INTEGER)")
        with connection.begin() as transaction:
            with connection.begin_nested():
                connection.exec_driver_sql("INSERT INTO t VALUES (9)")
            transaction.rollback()
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0


@pytest.mark.parametrize(
    "pragma,value",
    [
        ("temp_store", 2),
        ("cache_size", -32768),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("cipher_page_size", "4096"),
        ("cipher_memory_security", "0"),
        ("mmap_size", 0),
    ],
)
def test_the_settings_that_were_measured(tmp_path: Path, pragma: str, value: object) -> None:
    raw = connect(tmp_path / "set.db", bytes(32), bytes(16))
    row = raw.execute(f"PRAGMA {pragma}").fetchone()
    raw.close()
    assert (row or (0,))[0] == value


def test_a_wrong_key_says_nothing_on_standard_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    raw = connect(tmp_path / "quiet.db", bytes(32), bytes(16))
    raw.execute("CREATE TABLE t (k)")
    raw.close()
    with pytest.raises(dbapi2.DatabaseError):
        connect(tmp_path / "quiet.db", b"\1" * 32, bytes(16))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("compartment", Compartment)
def test_the_page_of_the_format_says_what_every_table_holds(compartment: Compartment) -> None:
    page = (Path(__file__).parents[3] / "docs" / "format.md").read_text(encoding="utf-8")
    names = {name for name in SCHEMAS[compartment].metadata.tables if not name.startswith("search")}
    assert sorted(name for name in names if f"`{name}`" not in page) == []
