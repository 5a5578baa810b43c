"""The databases behind the door: made for a new vault, opened for an unlocked one.

Apart from the door, since SQLAlchemy takes a quarter of a second to import and the unlock screen does not need it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import insert

from safermk_desktop.adapters.vault import chain, roll
from safermk_desktop.adapters.vault.backup_joining import join_restored
from safermk_desktop.adapters.vault.database import Database, make_database, open_database
from safermk_desktop.adapters.vault.disk import disk_asked, disk_told
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.generations import (
    copy_generation,
    flush,
    flush_folder,
    next_file,
    remove_generation,
)
from safermk_desktop.adapters.vault.header import Header, Slot
from safermk_desktop.adapters.vault.heading import write_header
from safermk_desktop.adapters.vault.left_over import remove_left_over
from safermk_desktop.adapters.vault.means import Means
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.unlocking import Unlocked
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.audit import digest
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import VaultNewer, WorldFailed
from safermk_desktop.services.ports import Act, Clock, Compartment

RAISED: Final = (
    "A key slot in the vault's header says another role than the one that its person was given, or is of nobody who "
    "was given one. It counts as the lesser role. Somebody wrote the header past this program: look under People who "
    "has a key, remove whoever should not, and choose new keys."
)
Keys = Mapping[Compartment, bytes]


def furnish(folder: Path, header: Header, keys: Keys, clock: Clock) -> None:
    """Make the databases of a new vault, and the first entry of its chain: who made it, and when."""
    for name, key in keys.items():
        path = folder / header.files[name]
        with disk_told():
            path.touch(mode=0o600, exist_ok=False)  # SQLite gives its WAL the same mode
        database = make_database(path, name, key, header.salts[name])
        try:
            if name is Compartment.COMMON:
                _enter(database, header.slots[0], clock)
        finally:
            database.close()


def open_rooms(folder: Path, unlocked: Unlocked, *, means: Means, held: ExitStack) -> SqlCipherVault:
    """Open the databases of the slot that was unlocked.

    The vault takes over all that ``held`` holds; after a failure ``held`` keeps it.

    Where one is of an older schema, all such are brought up to date first; where one is of a newer, all are opened
    for reading only. Raises ``DatabaseDamaged``, ``VaultNewer``, ``NotWritable``, ``DiskFull``, ``DiskFault``.
    """
    header, slot, keys = unlocked.header, unlocked.slot, unlocked.keys
    databases = _open_all(folder, header, keys, held)
    standing = {name: database.revision() for name, database in databases.items()}
    older = [name for name, database in databases.items() if standing[name] < database.schema.head]
    newer = [name for name, database in databases.items() if standing[name] > database.schema.head]
    if older and newer:
        raise VaultNewer
    if newer:
        for database in databases.values():
            database.only_read()
    if older:
        for name in older:
            databases[name].close()
        header = _brought_up_to_date(folder, header, keys, older, _Migrator(slot.person, means))
        databases |= _open_all(folder, header, {name: keys[name] for name in older}, held)
    alarms: dict[Compartment, tuple[str, ...]] = {}
    if not newer:
        alarms |= remove_left_over(folder, header, databases, (*unlocked.former, keys))
    slot = _as_entered(slot, header, databases[Compartment.COMMON], alarms)
    opened = Opened(folder=folder, header=header, slot=slot, keys=keys, databases=databases, means=means, alarms=alarms)
    if not newer:
        join_restored(opened)
    return SqlCipherVault(opened, held=held.pop_all())


def _as_entered(slot: Slot, header: Header, common: Database, alarms: dict[Compartment, tuple[str, ...]]) -> Slot:
    """The slot with no higher role than was entered for its person; a header that says otherwise is told."""
    doubts = roll.doubted(common, header.slots)
    if doubts:
        alarms[Compartment.COMMON] = (*alarms.get(Compartment.COMMON, ()), RAISED)
    return replace(slot, role=doubts.get(slot.id, slot.role))


def _open_all(folder: Path, header: Header, keys: Keys, held: ExitStack) -> dict[Compartment, Database]:
    databases: dict[Compartment, Database] = {}
    for name, key in keys.items():
        databases[name] = open_database(folder / header.files[name], name, key, header.salts[name])
        held.callback(databases[name].close)
    return databases


def _brought_up_to_date(
    folder: Path, header: Header, keys: Keys, older: Sequence[Compartment], migrator: _Migrator
) -> Header:
    """Migrate a copy of each, then let one header name the copies. A failure before that leaves nothing behind."""
    files = {name: next_file(header, name) for name in older}
    try:
        for name, file in files.items():
            copy_generation(folder / header.files[name], folder / file)
            migrator.migrate(folder / file, name, keys[name], header.salts[name])
        with disk_told():
            flush_folder(folder)
    except BaseException:
        for file in files.values():
            with suppress(WorldFailed):
                remove_generation(folder / file)
        raise
    header = replace(header, files={**header.files, **files})
    # A failure may leave the old header or the new one, so that both generations stay: the next opening tidies up.
    return write_header(folder, header, common_key=keys[Compartment.COMMON], files=migrator.means.files)


@dataclass(frozen=True, slots=True)
class _Migrator:
    person: str
    means: Means

    def migrate(self, path: Path, compartment: Compartment, key: bytes, salt: bytes) -> None:
        from safermk_desktop.adapters.vault.migrating import migrate  # Alembic is slow to import and seldom needed

        with disk_asked(path.parent):
            database = open_database(path, compartment, key, salt)
            try:
                migrate(database, who=self.person, at=self.means.clock.now())
            finally:
                database.close()
        with disk_told():
            flush(path)


def _enter(database: Database, slot: Slot, clock: Clock) -> None:
    row = {"slot": slot.id, "name": slot.person, "role": slot.role.value}
    act = Act(who=slot.person, what="create_vault", case_id=CaseId(""), subject=f"person:{slot.id}")
    with database.writing() as connection:
        with translated():
            connection.execute(insert(database.schema.metadata.tables["person"]).values(row))
        chain.append(connection, database.schema.audit, act, at=clock.now(), rows={f"person:{slot.id}": digest(row)})
