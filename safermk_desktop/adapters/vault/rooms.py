"""The databases behind the door: made for a new vault, opened for an unlocked one.

Apart from the door, since SQLAlchemy takes a quarter of a second to import and the unlock screen does not need it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import insert

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.database import Database, make_database, open_database
from safermk_desktop.adapters.vault.disk import disk_told
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.header import Header, Slot, database_file
from safermk_desktop.adapters.vault.means import Means
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.audit import digest
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services.ports import Act, Clock, Compartment

Keys = Mapping[Compartment, bytes]


def furnish(folder: Path, header: Header, keys: Keys, clock: Clock) -> None:
    """Make the databases of a new vault, and the first entry of its chain: who made it, and when."""
    for name, key in keys.items():
        path = folder / database_file(name)
        with disk_told():
            path.touch(mode=0o600, exist_ok=False)  # SQLite gives its WAL the same mode
        database = make_database(path, name, key, header.salts[name])
        try:
            if name is Compartment.COMMON:
                _enter(database, header.slots[0], clock)
        finally:
            database.close()


def open_rooms(
    folder: Path, slot: Slot, *, header: Header, keys: Keys, means: Means, held: ExitStack
) -> SqlCipherVault:
    """Open the databases of a slot. The vault takes over all that ``held`` holds; after a failure ``held`` keeps it."""
    databases: dict[Compartment, Database] = {}
    for name, key in keys.items():
        databases[name] = open_database(folder / database_file(name), name, key, header.salts[name])
        held.callback(databases[name].close)
    opened = Opened(folder=folder, header=header, slot=slot, keys=keys, databases=databases, means=means)
    return SqlCipherVault(opened, held=held.pop_all())


def _enter(database: Database, slot: Slot, clock: Clock) -> None:
    row = {"slot": slot.id, "name": slot.person, "role": slot.role.value}
    act = Act(who=slot.person, what="create_vault", case_id=CaseId(""), subject=f"person:{slot.id}")
    with database.writing() as connection:
        with translated():
            connection.execute(insert(database.schema.metadata.tables["person"]).values(row))
        chain.append(connection, database.schema.audit, act, at=clock.now(), rows={f"person:{slot.id}": digest(row)})
