"""Generations of a database that the header does not name: removed once nothing would be lost with them.

The header alone is no proof: whoever has the key of ``common.db`` can write one. An older generation goes only when
its chain lives on in the one in use; a later one when it was never in use, or has no act that the one in use lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, select

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.connection import first_bytes
from safermk_desktop.adapters.vault.database import Database, open_database
from safermk_desktop.adapters.vault.disk import disk_told
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.generations import flush_folder, generation, remove_generation
from safermk_desktop.adapters.vault.header import Header
from safermk_desktop.adapters.vault.roll import was_rekeying
from safermk_desktop.adapters.vault.sealing import Keys
from safermk_desktop.domain.anchors import Anchor, compare
from safermk_desktop.domain.audit import GENESIS
from safermk_desktop.errors import VaultNotOpened, WorldFailed
from safermk_desktop.services.kinds import Compartment

PART: Final = re.compile(r"\.safermk-[a-z0-9_]{8}\.part", re.ASCII)
"""A header that was being written when the process ended."""

OF_A_DATABASE: Final = re.compile(r"(.+\.db)(-wal|-shm|-journal)?", re.ASCII)
MIGRATED: Final = "migrate"
UNREAD: Final = (
    "The file {file} of the vault's folder does not open with any key that this person has had. It was kept: it may be "
    "the database itself, and another was put in its place."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _InUse:
    """A database in use: its file's name and its salt."""

    name: Compartment
    database: Database
    file: str
    salt: bytes


def remove_left_over(
    folder: Path, header: Header, databases: Mapping[Compartment, Database], keys: Sequence[Keys]
) -> Mapping[Compartment, tuple[str, ...]]:
    """Remove what is left over of the opened databases, and headers that were never finished.

    ``keys`` are those of the slot, before every handover and now. Gives what stayed because it may be the better one,
    in sentences. Of databases that are not open nothing goes. What cannot be removed stays, and does no harm.
    """
    told: dict[Compartment, tuple[str, ...]] = {}
    with suppress(OSError, WorldFailed):
        names = sorted(path.name for path in folder.iterdir())
        going = [folder / name for name in names if PART.fullmatch(name)]
        for name, database in databases.items():
            in_use = _InUse(name=name, database=database, file=header.files[name], salt=header.salts[name])
            held = [each[name] for each in keys if name in each]
            for left in _left(names, in_use):
                fault = _fault(folder / left, in_use, held, was_rekeying(databases[Compartment.COMMON]))
                if fault:
                    told[name] = (*told.get(name, ()), fault)
                else:
                    going.append(folder / left)
        if going:
            flush_folder(folder)  # the header that names the others lasts before these go
        for path in going:
            with suppress(WorldFailed):
                remove_generation(path)
    return told


def _left(names: Iterable[str], in_use: _InUse) -> list[str]:
    found = {match[1] for name in names if (match := OF_A_DATABASE.fullmatch(name))}
    return sorted(file for file in found if file != in_use.file and generation(in_use.name, file))


def _fault(path: Path, in_use: _InUse, keys: Sequence[bytes], was_rekeying: bool) -> str:
    """Why a file stays, in a sentence; empty where nothing is lost with it."""
    if not path.exists():  # what lay beside it alone
        return ""
    is_later = generation(in_use.name, path.name) > generation(in_use.name, in_use.file)
    with disk_told():
        salt = first_bytes(path)
    for key in reversed(keys):
        with suppress(VaultNotOpened):
            return _compared(path, in_use, key, salt, is_later=is_later)
    if is_later and (was_rekeying or salt in {b"", in_use.salt}):  # a copy that was never finished
        return ""
    return UNREAD.format(file=path.name)


def _compared(path: Path, in_use: _InUse, key: bytes, salt: bytes, *, is_later: bool) -> str:
    """What the chain of the file says against the one in use. Raises ``DatabaseDamaged`` for a key that is not its."""
    with closing(open_database(path, in_use.name, key, salt)) as left, left.reading() as connection:
        seq, hashed = _last_act(connection, left) if is_later else chain.head(connection, left.schema.audit)
    with in_use.database.reading() as connection:
        hashes = chain.hashes_at(connection, in_use.database.schema.audit, {seq})
        last, _ = chain.head(connection, in_use.database.schema.audit)
    source = f"the file {path.name} of the vault's folder"
    anchor = Anchor(compartment=in_use.name.value, seq=seq, hash=hashed, source=source)
    return compare([anchor], hashes, last).fault


def _last_act(connection: Connection, left: Database) -> tuple[int, str]:
    """The last entry of a later generation that a migration did not write by itself."""
    audit = left.schema.audit
    with translated():
        if not inspect(connection).has_table(audit.name):  # its tables were being made when the disk failed
            return 0, GENESIS
    statement = select(audit.c.seq).where(audit.c.what == MIGRATED).order_by(audit.c.seq.desc())
    seq, hashed = chain.head(connection, audit)
    with translated():
        migrated = list(connection.execute(statement).scalars())
    for one in migrated:
        if one != seq:
            break
        seq -= 1
    return (seq, chain.hashes_at(connection, audit, {seq}).get(seq, hashed)) if seq else (0, GENESIS)
