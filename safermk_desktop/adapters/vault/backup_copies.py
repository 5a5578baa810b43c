"""The databases of a backup, written from one snapshot of a database of the vault.

The records go into one new database, the papers that no other backup has into another that holds the table ``chunk``
alone. Both have the key and the salt of the vault's own file, so that whatever opens the vault opens them. Indexes are
made anew; what is not a table of its own (views, triggers, search tables) is taken over as it is written down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault.backup_seal import Contents, Paper
from safermk_desktop.adapters.vault.backup_watch import Watch
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.domain.audit import GENESIS
from safermk_desktop.errors import DatabaseDamaged

FOR_A_DRAFT: Final = ("journal_mode = OFF", "synchronous = OFF")  # flushed once, when the whole file is written
NEVER_COPIED: Final = frozenset({"chunk"})

Keys = tuple[bytes, bytes]
"""The raw key of a database and the salt its file begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """One database to be copied. ``held`` says of papers (id, SHA-256) which backup has them; ``backup`` is the new id.

    ``papers`` is made only where there are papers to copy.
    """

    source: Path
    keys: Keys = field(repr=False)
    records: Path
    papers: Path
    held: Mapping[tuple[str, str], str]
    backup: str


def copy_database(copying: Copying, watch: Watch) -> Contents:
    """Write ``records`` and ``papers``; what they hold is what one snapshot of ``source`` holds.

    Raises ``DatabaseDamaged`` where what is read does not fit, ``DiskFull``, ``NotWritable``, ``DiskFault``.
    """
    with translated(), _joined(copying) as connection, watch.over(connection):
        connection.execute("BEGIN")
        tables = _tables(connection)
        counts = {name: _count(connection, f'src."{name}"') for name in tables if name not in NEVER_COPIED}
        seq, head = head_of(connection, "src")
        papers = _copy_papers(connection, copying, watch) if "chunk" in tables else ()
        _copy_records(connection, tables, watch)
        connection.execute("COMMIT")
    return Contents(seq=seq, hash=head, tables=counts, papers=papers)


def head_of(connection: dbapi2.Connection, schema: str) -> tuple[int, str]:
    """The last entry of an audit chain; 0 and zeros for an empty one."""
    row = connection.execute(f"SELECT seq, hash FROM {schema}.audit ORDER BY seq DESC LIMIT 1").fetchone()  # noqa: S608
    return (0, GENESIS) if row is None else (int(str(row[0])), str(row[1]))


def attach(connection: dbapi2.Connection, path: Path, keys: Keys, schema: str) -> None:
    """Attach an encrypted database under the name ``schema``. Raises the library's own errors."""
    key, salt = keys
    connection.execute(f"ATTACH DATABASE ? AS {schema} KEY ?", (str(path), f"x'{key.hex()}{salt.hex()}'"))


@contextmanager
def _joined(copying: Copying) -> Generator[dbapi2.Connection]:
    """A connection to the new databases, with that of the vault as ``src``."""
    key, salt = copying.keys
    copying.records.touch(mode=0o600)
    with closing(connect(copying.records, key, salt)) as connection:
        attach(connection, copying.source, copying.keys, "src")
        copying.papers.touch(mode=0o600)
        attach(connection, copying.papers, copying.keys, "papers")
        connection.execute("PRAGMA foreign_keys = OFF")
        for schema in ("main", "papers"):
            for setting in FOR_A_DRAFT:
                connection.execute(f"PRAGMA {schema}.{setting}")
        yield connection
    if not copying.papers.stat().st_size:
        copying.papers.unlink()


def _tables(connection: dbapi2.Connection) -> Mapping[str, str]:
    """Name and statement of every table that has rows of its own."""
    found = connection.execute(
        "SELECT name, sql FROM src.sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY rowid"
    )
    return {str(name): str(sql) for name, sql in found}


def _copy_records(connection: dbapi2.Connection, tables: Mapping[str, str], watch: Watch) -> None:
    for sql in tables.values():
        connection.execute(sql)
    indexes = "SELECT sql FROM src.sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"
    for (sql,) in connection.execute(indexes).fetchall():
        connection.execute(str(sql))
    for name in tables:
        if name not in NEVER_COPIED:
            connection.execute(f'INSERT INTO main."{name}" SELECT * FROM src."{name}"')  # noqa: S608
            watch.step()
    if connection.execute("SELECT 1 FROM src.sqlite_master WHERE name = 'sqlite_sequence'").fetchone():
        connection.execute("DELETE FROM main.sqlite_sequence")
        connection.execute("INSERT INTO main.sqlite_sequence SELECT * FROM src.sqlite_sequence")
    connection.execute("PRAGMA main.writable_schema = ON")
    connection.execute(
        "INSERT INTO main.sqlite_master SELECT * FROM src.sqlite_master"
        " WHERE type IN ('view', 'trigger') OR (type = 'table' AND rootpage = 0)"
    )
    connection.execute("PRAGMA main.writable_schema = OFF")


def _copy_papers(connection: dbapi2.Connection, copying: Copying, watch: Watch) -> tuple[Paper, ...]:
    papers: list[Paper] = []
    made = False
    for document, described in _documents(connection).items():
        sha256, size = described if described is not None else _digest_of(connection, document)
        holder = copying.held.get((document, sha256), copying.backup)
        if holder == copying.backup:
            if not made:
                connection.execute("CREATE TABLE papers.chunk AS SELECT * FROM src.chunk WHERE 0")
                connection.execute("CREATE UNIQUE INDEX papers.of_paper ON chunk (document_id, number)")
                made = True
            _copy_paper(connection, document, sha256, watch)
        papers.append(Paper(document, sha256, size, holder))
    return tuple(papers)


def _documents(connection: dbapi2.Connection) -> Mapping[str, tuple[str, int] | None]:
    """Every paper that has chunks, with what its record says of it; ``None`` for one without a record."""
    kept = connection.execute("SELECT DISTINCT document_id FROM src.chunk ORDER BY document_id").fetchall()
    known: dict[str, tuple[str, int]] = {}
    if connection.execute("SELECT 1 FROM src.sqlite_master WHERE type = 'table' AND name = 'document'").fetchone():
        for row in connection.execute("SELECT id, sha256, size FROM src.document"):
            known[str(row[0])] = (str(row[1]), cast("int", row[2]))
    return {str(document): known.get(str(document)) for (document,) in kept}


def _digest_of(connection: dbapi2.Connection, document: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    statement = "SELECT data FROM src.chunk WHERE document_id = ? ORDER BY number"
    for (data,) in connection.execute(statement, (document,)):
        digest.update(cast("bytes", data))
        size += len(cast("bytes", data))
    return digest.hexdigest(), size


def _copy_paper(connection: dbapi2.Connection, document: str, sha256: str, watch: Watch) -> None:
    """Copy the chunks of a paper; they are hashed on the way. Raises ``DatabaseDamaged`` if they do not fit."""
    digest = hashlib.sha256()
    numbers = connection.execute(
        "SELECT rowid FROM src.chunk WHERE document_id = ? ORDER BY number", (document,)
    ).fetchall()
    for (row,) in numbers:
        connection.execute("INSERT INTO papers.chunk SELECT * FROM src.chunk WHERE rowid = ?", (row,))
        found = connection.execute("SELECT data FROM papers.chunk WHERE rowid = last_insert_rowid()").fetchone()
        data = cast("bytes", found[0]) if found else b""
        digest.update(data)
        watch.step(len(data))
    if digest.hexdigest() != sha256:
        raise DatabaseDamaged("A kept paper is not what its record says.")


def _count(connection: dbapi2.Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return cast("int", row[0]) if row else 0
