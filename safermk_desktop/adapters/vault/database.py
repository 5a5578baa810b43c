"""One open database of a vault: its connection, its one lane, its transactions."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from safermk_desktop.adapters.vault.connection import BEGIN, connect, engine_over, first_bytes
from safermk_desktop.adapters.vault.disk import assert_room, disk_asked
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import SCHEMAS, Schema
from safermk_desktop.errors import (
    DatabaseDamaged,
    DiskFull,
    EntryInvalid,
    VaultLocked,
    VaultNewer,
    VaultNotOpened,
    VaultReadOnly,
    WorldFailed,
)
from safermk_desktop.services.ports import Compartment

MISSING = 1  # SQLITE_ERROR: here only "no such table"
LARGE = 16 << 20
"""Bytes of papers in one act, after which the WAL is folded back at once."""
HALF = "A text holds half of a character, as a faulty copy leaves it. Delete the sign and type it again."


class Database:
    """A compartment's database. Any thread may use it; a lock makes them take turns."""

    def __init__(self, schema: Schema, connection: Connection, folder: Path) -> None:
        self.schema = schema
        self._folder = folder
        self._connection = connection
        self._turn = threading.RLock()
        self._closed = False
        self._is_read_only = False
        self._coming = 0

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A snapshot. Inside another transaction of the same thread it is that transaction's view.

        Raises ``VaultLocked`` once the vault is closed.
        """
        with self._turn:
            self._assert_open()
            if self._connection.in_transaction():
                yield self._connection
                return
            self._begin("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.rollback()

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """A transaction, kept when the block ends, undone when it raises. RuntimeError inside another one.

        Raises ``VaultReadOnly``, ``DiskFull``, ``EntryInvalid`` for a text with half of a character.
        """
        with self._turn, disk_asked(self._folder):
            self._assert_open()
            if self._is_read_only:
                raise VaultReadOnly
            if self._connection.in_transaction():
                raise RuntimeError("a writing cannot begin inside another transaction of its compartment")
            self.assert_room()
            self._begin("BEGIN IMMEDIATE")
            try:
                yield self._connection
                with translated():
                    self._connection.commit()
            except BaseException as error:
                self._connection.rollback()
                self._coming = LARGE if isinstance(error, DiskFull) else self._coming
                if isinstance(error, UnicodeEncodeError):
                    raise EntryInvalid(HALF) from None
                raise
            finally:
                if self._coming >= LARGE:
                    self._fold()  # also what was undone still takes its room in the WAL
                self._coming = 0

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be written to it."""
        return self._is_read_only

    def only_read(self) -> None:
        """From now on nothing is written. Raises ``VaultNewer`` where a column that this version reads is gone."""
        with self.reading() as connection, translated():
            for table in self.schema.metadata.tables.values():
                found = {row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")')}
                if not found.issuperset(table.columns.keys()):
                    raise VaultNewer
            connection.exec_driver_sql("PRAGMA query_only = ON")
            self._is_read_only = True

    def revision(self) -> str:
        """The revision of its schema; revisions are four digits, so that text compares as number.

        Raises ``DatabaseDamaged`` where it has none.
        """
        with self.reading() as connection:
            return _revision(connection)

    def assert_room(self, size: int = 0) -> None:
        """Raises ``DiskFull`` unless ``size`` more bytes can be written with room to spare."""
        self._coming += size
        assert_room(self._folder, size)

    def page_fault(self) -> str:
        """What is first wrong with the pages or the indexes, in SQLCipher's words, or nothing."""
        with self._turn:
            self._assert_open()
            raw = self._connection.connection.dbapi_connection
            if raw is None:
                raise VaultLocked
            cursor = raw.cursor()
            try:
                with translated():
                    if not self._is_read_only:
                        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")  # the check reads the file, not the WAL
                    for check in ("cipher_integrity_check", "integrity_check(1)"):
                        cursor.execute(f"PRAGMA {check}")
                        found = cursor.fetchone()
                        if found is not None and found[0] != "ok":
                            return str(found[0])
            except DatabaseDamaged as damage:
                return damage.detail or damage.what
            finally:
                cursor.close()
        return ""

    def assert_idle(self) -> None:
        """Waits for other threads; RuntimeError inside a transaction of this one."""
        with self._turn:
            if self._connection.in_transaction():
                raise RuntimeError("the vault cannot be closed inside one of its transactions")

    def close(self) -> None:
        """Fold the WAL back and close. Where folding fails, what was saved is as safe in the WAL: that is no error."""
        with self._turn:
            if self._closed:
                return
            self._closed = True
            try:
                if not self._is_read_only:
                    self._fold()
            finally:
                self._connection.close()
                self._connection.engine.dispose()

    def _fold(self) -> None:
        raw = self._connection.connection.dbapi_connection
        with suppress(WorldFailed, VaultNotOpened), translated():
            if raw is not None:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _begin(self, statement: str) -> None:
        with translated():
            self._connection.execution_options(**{BEGIN: statement}).begin()

    def _assert_open(self) -> None:
        if self._closed:
            raise VaultLocked


def open_database(path: Path, compartment: Compartment, key: bytes, salt: bytes) -> Database:
    """Open an existing database as it is, whatever its revision.

    Raises ``DatabaseDamaged``, ``NotWritable``, ``VaultInUse``, ``DiskFull``, ``DiskFault``.
    """
    with translated():
        # SQLCipher takes the salt from the key and ignores these bytes: swapped files would otherwise go unnoticed.
        if not path.is_file() or first_bytes(path) != salt:
            raise DatabaseDamaged
    return _over(path, compartment, key, salt)


def make_database(path: Path, compartment: Compartment, key: bytes, salt: bytes) -> Database:
    """Make a new database. Raises ``NotWritable``, ``DiskFull``, ``DiskFault``."""
    database = _over(path, compartment, key, salt)
    try:
        with database.writing() as connection, translated():
            _upgrade(compartment, connection)
    except BaseException:
        database.close()
        raise
    return database


def _over(path: Path, compartment: Compartment, key: bytes, salt: bytes) -> Database:
    with translated():
        raw = connect(path, key, salt)
        try:
            connection = engine_over(raw).connect()
        except BaseException:
            raw.close()
            raise
    return Database(SCHEMAS[compartment], connection, path.parent)


def _revision(connection: Connection) -> str:
    try:
        found: object = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == MISSING:
            raise DatabaseDamaged from None
        with translated():
            raise
    if not isinstance(found, str):
        raise DatabaseDamaged
    return found


def _upgrade(compartment: Compartment, connection: Connection) -> None:
    from safermk_desktop.adapters.vault.migrating import upgrade  # Alembic is slow to import and seldom needed

    upgrade(compartment, connection)
