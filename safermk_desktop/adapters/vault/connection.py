"""One connection to one SQLCipher database, with the settings that were measured (architecture, decision 9)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault.keys import SALT_BYTES

BEGIN: Final = "safermk_begin"
"""The execution option that holds the statement a transaction begins with."""

PATIENCE: Final = 2.0
"""Seconds to wait for another program that looks at the files, such as a scanner; ours holds the folder's lock."""

BEFORE_KEY: Final = ("PRAGMA cipher_log_level = none",)  # else SQLCipher writes to standard error
AFTER_KEY: Final = ("PRAGMA cipher_page_size = 4096", "PRAGMA cipher_memory_security = OFF")
SETTINGS: Final = (
    "PRAGMA temp_store = MEMORY",  # sorter files would be plain text
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -32768",  # KiB: what a list over all cases reads is decrypted once
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def connect(path: Path, key: bytes, salt: bytes) -> dbapi2.Connection:
    """Open or make the database at ``path`` with its raw 32-byte key and the 16 bytes its file begins with.

    Raises the library's own errors. The page that proves the key is read here.
    """
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    raw = bytearray(b"x'" + key.hex().encode() + salt.hex().encode() + b"'")
    try:
        for statement in BEFORE_KEY:
            connection.execute(statement)
        connection.set_key(raw)
        for statement in AFTER_KEY:
            connection.execute(statement)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        configure(connection)
    except BaseException:
        connection.close()
        raise
    finally:
        raw[:] = bytes(len(raw))
    return connection


def configure(connection: dbapi2.Connection) -> None:
    """The settings that have nothing to do with the key."""
    for statement in SETTINGS:
        connection.execute(statement)


def engine_over(connection: dbapi2.Connection) -> Engine:
    """SQLAlchemy Core over that one connection.

    Every transaction begins in words: the library's own way leaves a change committed when a savepoint was released
    and the transaction then rolled back. Errors do not carry the values of a statement.
    """
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def first_bytes(path: Path) -> bytes:
    """The 16 bytes a database file begins with. Raises OSError, also where the file cannot be written.

    SQLite would open such a file all the same, and let the first act fail.
    """
    with path.open("r+b") as file:
        return file.read(SALT_BYTES)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get(BEGIN, "BEGIN IMMEDIATE")))
