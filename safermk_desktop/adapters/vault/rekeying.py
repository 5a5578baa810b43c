"""New keys for every database.

Each database is copied page by page into its next generation, under a new key and a new salt; the copies are checked
and flushed, one header names them all and hands the new keys to every slot, and then the old files go. Interrupted
before the header was replaced, the vault is what it was; after it, the new one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select, table

from safermk_desktop.adapters.vault import chain, roll
from safermk_desktop.adapters.vault.changing import undone
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.database import open_database
from safermk_desktop.adapters.vault.disk import assert_room, disk_asked, disk_told
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.generations import flush, flush_folder, next_file, remove_generation
from safermk_desktop.adapters.vault.header import Header, Slot
from safermk_desktop.adapters.vault.heading import header_of, write_header
from safermk_desktop.adapters.vault.keys import KEY_BYTES, SALT_BYTES
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.sealing import Keys, handed
from safermk_desktop.errors import DiskFault, SafermkError, VaultLocked, WorldFailed
from safermk_desktop.services.kinds import Compartment

FOR_COPYING: Final = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")
"""The copy is nothing until it was flushed and the header names it, so that it needs no journal of its own."""

UNLIKE: Final = "A database and its copy under a new key differ. The vault is as it was."


def rekey(
    opened: Opened, header: Header, slots: tuple[Slot, ...], *, told: tuple[str, str], close: Callable[[], None]
) -> None:
    """New keys and salts for all databases, for these ``slots`` alone; then the vault is closed.

    ``told`` is the act and the subject of a change of slots that goes with it, or empty.
    The opened slot holds them all, and each of ``slots`` has a key pair. Nobody writes meanwhile. Raises
    ``DatabaseDamaged``, ``DiskFull``, ``NotWritable``, ``DiskFault``; then the old content stands.
    """
    new = _new_header(opened, header, slots)
    keys = {name: secrets.token_bytes(KEY_BYTES) for name in new.files}
    new = replace(new, slots=tuple(handed(slot, opened.keys, keys, new.vault_id) for slot in slots))
    what, subject = told
    if what:
        roll.enter(opened, what, slots, subject=subject)
    roll.enter(opened, roll.REKEY_BEGUN, slots)
    try:
        with disk_asked(opened.folder):
            _switch(opened, header, new, keys)
    except BaseException:
        undone(opened)
        raise
    close()
    _drop(opened.folder / file for file in header.files.values())


def _switch(opened: Opened, header: Header, new: Header, keys: Keys) -> None:
    """Copy, check, replace the header, close; nobody writes meanwhile."""
    paths = {name: opened.folder / file for name, file in new.files.items()}
    with ExitStack() as held:
        sources = {name: held.enter_context(database.reading()) for name, database in opened.databases.items()}
        try:
            for name, path in paths.items():
                _copied(opened, sources[name], path, name, (keys[name], new.salts[name]))
            with disk_told():
                flush_folder(opened.folder)
            write_header(opened.folder, new, common_key=keys[Compartment.COMMON], files=opened.means.files)
        except BaseException:
            if _is_old(opened, header):
                _drop(paths.values())
                raise
            _close(opened)  # the old keys may be of no use any more; the next opening tells, and tidies up
            raise
        _close(opened)


def _new_header(opened: Opened, header: Header, slots: tuple[Slot, ...]) -> Header:
    size = 0
    with disk_told():
        for file in header.files.values():
            size += (opened.folder / file).stat().st_size
    assert_room(opened.folder, size)
    return replace(
        header,
        slots=slots,
        files={name: next_file(header, name) for name in header.files},
        salts={name: secrets.token_bytes(SALT_BYTES) for name in header.salts},
    )


def _copied(opened: Opened, source: Connection, path: Path, name: Compartment, key: tuple[bytes, bytes]) -> None:
    """One database under its new key, checked and flushed."""
    remove_generation(path)
    with disk_told():
        path.touch(mode=0o600, exist_ok=False)
    with translated():
        raw = source.connection.dbapi_connection
        if raw is None:
            raise VaultLocked
        with closing(connect(path, *key)) as target:
            for statement in FOR_COPYING:
                target.execute(statement)
            raw.backup(target)
    copy = open_database(path, name, *key)
    try:
        with copy.reading() as connection:
            audit = copy.schema.audit
            if _counts(connection) != _counts(source) or chain.head(connection, audit) != chain.head(source, audit):
                raise DiskFault(UNLIKE)
        if name is Compartment.COMMON:
            roll.enter_into(opened, copy, roll.REKEYED)
        fault = copy.page_fault()
        if fault:
            raise DiskFault(UNLIKE)
    finally:
        copy.close()
    with disk_told():
        flush(path)


def _counts(connection: Connection) -> Mapping[str, int]:
    """How many rows each table has."""
    with translated():
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        names = [str(row[0]) for row in found]
        counts = (select(func.count()).select_from(table(name)) for name in names)
        return {name: int(connection.execute(count).scalar_one()) for name, count in zip(names, counts, strict=True)}


def _is_old(opened: Opened, header: Header) -> bool:
    """Whether the header on the disk is still the old one for certain: a failure may come after the rename."""
    try:
        return header_of(opened.folder, opened.means.files).header.files == header.files
    except SafermkError:
        return False


def _close(opened: Opened) -> None:
    for database in opened.databases.values():
        database.close()


def _drop(paths: Iterable[Path]) -> None:
    """Remove files that count no more. What cannot be removed goes at the next opening."""
    for path in paths:
        with suppress(WorldFailed):
            remove_generation(path)
