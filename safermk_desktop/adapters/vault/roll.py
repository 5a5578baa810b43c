"""What ``common.db`` says of the key slots: the table ``person``, and the acts that changed it.

A change is entered here first and then made in the header, so that nothing happens unrecorded. Where the header did
not follow (the disk failed, the power went), the next opening makes the table what the header says and records that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection, Table, delete, insert, select, update

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.header import Slot
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.views import REMOVED
from safermk_desktop.domain.audit import digest
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services.kinds import Compartment, Role
from safermk_desktop.services.ports import Act

REKEY_BEGUN: Final = "begin_rekey"
REKEYED: Final = "rekey"
REKEY_UNDONE: Final = "rekey_not_carried_out"
RECOVERED: Final = "recover"
UNFINISHED: Final = frozenset({RECOVERED, "remove_slot", REKEY_BEGUN, "make_recovery", "confirm_recovery"})
"""After these the header may still have a slot that is entered no more: they were not carried out."""

RANKS: Final = (Role.READER, Role.CHAIR, Role.SUPPORT_OFFICER, Role.HEAD)
UNDONE: Final = "slot_change_not_carried_out"


def enter(opened: Opened, what: str, slots: Iterable[Slot], *, subject: str = "", why: str = "") -> None:
    """Record an act after which these ``slots`` are there, in one transaction. Raises as ``Database.writing``."""
    database = opened.databases[Compartment.COMMON]
    with database.writing() as connection:
        rows = _become(connection, _person(database), slots)
        act = _act(opened, what, subject, why)
        chain.append(connection, database.schema.audit, act, at=opened.means.clock.now(), rows=rows)


def enter_into(opened: Opened, copy: Database, what: str) -> None:
    """Record an act without rows in a copy of ``common.db``."""
    with copy.writing() as connection:
        act = _act(opened, what)
        chain.append(connection, copy.schema.audit, act, at=opened.means.clock.now(), rows={})


def doubted(common: Database, slots: Iterable[Slot]) -> Mapping[str, Role]:
    """The slots whose role is another than was entered when they were made, with the lesser of both.

    Whoever has the key of ``common.db`` can write a header, and a slot of their own with any role in it. A change that
    was entered and not carried out is no such thing: no change gives a slot another role.
    """
    with common.reading() as connection, translated():
        rows = connection.execute(select(_person(common))).all()
        audit = common.schema.audit
        last = connection.execute(select(audit.c.what).order_by(audit.c.seq.desc()).limit(1)).scalar()
    by_id, by_name = {row.slot: row.role for row in rows}, {row.name: row.role for row in rows if row.name}
    found: dict[str, Role] = {}
    for slot in slots:
        entered = by_id.get(slot.id) or ("" if last == RECOVERED else by_name.get(slot.person, ""))
        if not entered and last not in UNFINISHED:
            entered = Role.READER.value
        if entered and entered != slot.role.value:
            found[slot.id] = min(slot.role, Role(entered), key=RANKS.index)
    return found


def was_rekeying(common: Database) -> bool:
    """Whether the last re-keying was begun and not carried out, so that its copies may lie about."""
    with common.reading() as connection:
        return _last_rekey(connection, common) in {REKEY_BEGUN, REKEY_UNDONE}


def settle(opened: Opened, slots: Iterable[Slot]) -> None:
    """Record what was entered and not carried out. Where all was, nothing is written."""
    database = opened.databases[Compartment.COMMON]
    with database.reading() as connection, translated():
        person = _person(database)
        listed = {row.slot: (row.name, row.role) for row in connection.execute(select(person))}
        last = _last_rekey(connection, database)
    there = tuple(slots)
    if doubted(database, there):
        return  # it is told at each opening until a head removes the slot
    if last == REKEY_BEGUN:
        enter(opened, REKEY_UNDONE, there)
    elif listed != {slot.id: (slot.person, slot.role.value) for slot in there}:
        enter(opened, UNDONE, there)


def _last_rekey(connection: Connection, common: Database) -> str | None:
    audit = common.schema.audit
    rekeys = select(audit.c.what).where(audit.c.what.in_((REKEY_BEGUN, REKEYED, REKEY_UNDONE)))
    with translated():
        return connection.execute(rekeys.order_by(audit.c.seq.desc()).limit(1)).scalar()


def _act(opened: Opened, what: str, subject: str = "", why: str = "") -> Act:
    return Act(who=opened.slot.person, what=what, case_id=CaseId(""), subject=subject, why=why)


def _become(connection: Connection, person: Table, slots: Iterable[Slot]) -> dict[str, str]:
    """Make the table list ``slots``; gives the digests of the rows that changed."""
    wanted = {slot.id: {"slot": slot.id, "name": slot.person, "role": slot.role.value} for slot in slots}
    with translated():
        found = {row["slot"]: dict(row) for row in connection.execute(select(person)).mappings()}
        for slot_id in found.keys() - wanted.keys():
            connection.execute(delete(person).where(person.c.slot == slot_id))
        for slot_id, row in wanted.items():
            if slot_id not in found:
                connection.execute(insert(person).values(row))
            elif found[slot_id] != row:
                connection.execute(update(person).where(person.c.slot == slot_id).values(row))
    changed = {slot_id for slot_id in found.keys() | wanted.keys() if found.get(slot_id) != wanted.get(slot_id)}
    return {
        f"person:{slot_id}": digest(wanted[slot_id]) if slot_id in wanted else REMOVED for slot_id in sorted(changed)
    }


def _person(database: Database) -> Table:
    return database.schema.metadata.tables["person"]
