"""The proof of a backup: every database in it opened from the bytes of the file, and compared.

Compared are the pages (SQLCipher's own check of every page), how many rows each table has, the SHA-256 of every paper,
and the audit chain, entry by entry, with the vault's, in which all of it must stand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault.backup_copies import Keys, attach, head_of
from safermk_desktop.adapters.vault.backup_seal import Contents, Paper
from safermk_desktop.adapters.vault.backup_watch import Watch
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.audit import GENESIS, entry_hash
from safermk_desktop.errors import BackupDamaged, BackupUnproved, DatabaseDamaged
from safermk_desktop.services.kinds import Compartment

RECOMPUTED: Final = 500
"""Entries of the chain, from its head back, whose hashes are formed anew; the others are compared with the vault's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A database out of a backup, still encrypted. ``contents`` is what was sealed of it, ``None`` in a sealed copy.

    ``papers`` is the extracted ``papers`` entry of this backup, if it has one; ``backup`` its id.
    """

    compartment: Compartment
    records: Path
    papers: Path | None
    keys: Keys = field(repr=False)
    contents: Contents | None
    backup: str


@dataclass(frozen=True, slots=True)
class Proved:
    """What was found in a database: rows, papers, the head of its chain."""

    rows: int
    papers: int
    head: Anchor


def prove(copy: Copy, vault: tuple[Path, Keys], watch: Watch) -> Proved:
    """Compare a database out of a backup with what was sealed of it and with the vault's chain.

    Raises ``BackupDamaged``, ``BackupUnproved``, and ``DatabaseDamaged`` where it is the vault that cannot be read:
    then nothing is known of the backup, which may be the good one.
    """
    try:
        with translated():
            return _prove(copy, vault, watch)
    except DatabaseDamaged as damage:
        _assert_readable(vault)
        raise BackupDamaged(damage.detail) from None


def _assert_readable(vault: tuple[Path, Keys]) -> None:
    """The vault's chain can be read to its end. Raises ``DatabaseDamaged``."""
    path, keys = vault
    with translated(), closing(connect(path, *keys)) as connection:
        _number(connection, "SELECT count(*) FROM main.audit WHERE hash = ''")


def _prove(copy: Copy, vault: tuple[Path, Keys], watch: Watch) -> Proved:
    with closing(connect(copy.records, *copy.keys)) as connection, watch.over(connection):
        _assert_pages(connection)
        counts = row_counts(connection)
        if copy.contents is not None and counts != dict(copy.contents.tables):
            raise BackupUnproved("A table does not have the rows that it had.")
        watch.step(copy.records.stat().st_size)
        head = _assert_chain(connection, copy, vault)
        if copy.contents is None:
            papers = _own_papers(connection, watch)
        else:
            papers = len(copy.contents.papers)
            _assert_papers(copy, copy.contents, watch)
    return Proved(sum(counts.values()), papers, head)


def row_counts(connection: dbapi2.Connection) -> Mapping[str, int]:
    """How many rows each table has that has rows of its own, but for the chunks."""
    found = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'chunk'"
    ).fetchall()
    return {str(name): _number(connection, f'SELECT count(*) FROM main."{name}"') for (name,) in found}  # noqa: S608


def _assert_pages(connection: dbapi2.Connection) -> None:
    found = connection.execute("PRAGMA cipher_integrity_check").fetchone()
    if found is not None and found[0] != "ok":
        raise BackupDamaged("A page does not fit.")


def _assert_chain(connection: dbapi2.Connection, copy: Copy, vault: tuple[Path, Keys]) -> Anchor:
    """Every entry stands in the vault's chain as it stands here, and the last ones are what their hashes say."""
    seq, head = head_of(connection, "main")
    if copy.contents is not None and (seq, head) != (copy.contents.seq, copy.contents.hash):
        raise BackupUnproved("Its audit chain does not end where it ended.")
    attach(connection, *vault, "vault")
    alike = _number(
        connection,
        "SELECT count(*) FROM main.audit AS mine JOIN vault.audit AS theirs"
        " ON theirs.seq = mine.seq AND theirs.hash = mine.hash",
    )
    entries = _number(connection, "SELECT count(*) FROM main.audit")
    if not alike == entries == seq:
        raise BackupUnproved("Its audit chain is not the beginning of the vault's.")
    _assert_hashes(connection)
    return Anchor(compartment=copy.compartment.value, seq=seq, hash=head)


def _assert_hashes(connection: dbapi2.Connection) -> None:
    cursor = connection.execute("SELECT * FROM main.audit ORDER BY seq DESC LIMIT ?", (RECOMPUTED,))
    names = [column[0] for column in cursor.description or ()]
    following: object = None
    for row in cursor:
        values: dict[str, object] = dict(zip(names, row, strict=True))
        values["rows"] = json.loads(str(values["rows"]))
        fits = values["hash"] == entry_hash(values) and following in {None, values["hash"]}
        if not fits or (values["seq"] == 1 and values["previous"] != GENESIS):
            raise BackupUnproved("An entry of its audit chain does not fit.")
        following = values["previous"]


def _assert_papers(copy: Copy, contents: Contents, watch: Watch) -> None:
    """The papers that lie in this file are what was sealed, each by its SHA-256, and there is no other."""
    expected = [paper for paper in contents.papers if paper.backup == copy.backup]
    if copy.papers is None:
        if expected:
            raise BackupUnproved("Papers are missing.")
        return
    with closing(connect(copy.papers, *copy.keys)) as connection, watch.over(connection):
        _assert_pages(connection)
        found = _number(connection, "SELECT count(DISTINCT document_id) FROM main.chunk")
        if found != len(expected) or any(not _fits(connection, paper, watch) for paper in expected):
            raise BackupUnproved("A kept paper is not what it was.")


def _own_papers(connection: dbapi2.Connection, watch: Watch) -> int:
    """In a sealed copy the papers lie with the records, which say what they are."""
    names = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    if not {"chunk", "document"} <= names:
        return _number(connection, "SELECT count(DISTINCT document_id) FROM main.chunk") if "chunk" in names else 0
    rows = connection.execute("SELECT id, sha256, size FROM main.document ORDER BY id").fetchall()
    for document, sha256, size in rows:
        if not _fits(connection, Paper(str(document), str(sha256), cast("int", size), ""), watch):
            raise BackupUnproved("A kept paper is not what its record says.")
    return len(rows)


def _fits(connection: dbapi2.Connection, paper: Paper, watch: Watch) -> bool:
    digest, size = hashlib.sha256(), 0
    statement = "SELECT data FROM main.chunk WHERE document_id = ? ORDER BY number"
    for (data,) in connection.execute(statement, (paper.id,)):
        digest.update(cast("bytes", data))
        size += len(cast("bytes", data))
        watch.step(len(cast("bytes", data)))
    return (digest.hexdigest(), size) == (paper.sha256, paper.size)


def _number(connection: dbapi2.Connection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return cast("int", row[0]) if row else 0
