"""What is done to a vault while the disk fails: what it starts from, what is done, and what stands afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.backup_door import SqlCipherBackupDoor
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.adapters.vault.views import REMOVED, chunk_row
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import VaultNotOpened
from safermk_desktop.services import fictional
from safermk_desktop.services.ports import Act, Compartment, Role
from safermk_desktop.services.progress import silent
from tests.adapters.vault.making import (
    C1,
    PASSPHRASE,
    PERSON,
    REVIEWS,
    StoppedClock,
    a_document,
    a_fact,
    act,
    content,
    door,
    fill,
    made,
    raw,
)

Held = SqlCipherVault | None
VAULT: Final = "county.smkv"
NEW: Final = "granite heron velvet oat"
COLLEAGUE, OTHER = "Colin Achebe", "Ulla Brandt"
OLD = Path(__file__).parents[1] / "data" / "vaults" / "0001.smkv"
PAPER = b"a second paper of a few pages " * 1_000


@dataclass(frozen=True, slots=True)
class Operation:
    """``prepare`` makes what is there before; ``begin`` runs before the disk fails and ``run`` while it does."""

    prepare: Callable[[Path], None]
    begin: Callable[[Path], Held]
    run: Callable[[Path, Held], None]


def filled(place: Path) -> None:
    """A vault with a case, two people and a backup."""
    folder = made(place)
    with door().open(folder, person=PERSON, passphrase=PASSPHRASE) as vault:
        fill(vault, paper=b"small paper " * 2000)
        for name in (COLLEAGUE, OTHER):
            vault.slots.add(
                person=name, role=Role.CHAIR, compartments=frozenset({REVIEWS}), passphrase=f"{PASSPHRASE} {name}"
            )
    (place / "backups").mkdir()


def with_backup(place: Path) -> None:
    """The same, with a backup that is already there."""
    filled(place)
    with opened(place) as vault:
        backed_up(place, vault, "first")


def of_the_first_schema(place: Path) -> None:
    """A vault that has to be migrated: a real one, made small by an honest act, so that it has fewer pages."""
    shutil.copytree(OLD, place / VAULT)
    with closing(raw(place / VAULT, REVIEWS)) as database:
        with database.writing() as connection:
            gone = (
                connection.exec_driver_sql("SELECT id FROM document ORDER BY entered LIMIT -1 OFFSET 1").scalars().all()
            )
            chunks = connection.exec_driver_sql("SELECT document_id, number FROM chunk").all()
            for one in gone:
                connection.exec_driver_sql("DELETE FROM document WHERE id = ?", (one,))
                connection.exec_driver_sql("DELETE FROM chunk WHERE document_id = ?", (one,))
            rows = [f"document:{one}" for one in gone]
            rows += [chunk_row(document, number) for document, number in chunks if document in gone]
            done = Act(who=fictional.PERSON, what="remove", case_id=C1)
            digests = dict.fromkeys(rows, REMOVED)
            chain.append(connection, database.schema.audit, done, at=StoppedClock().now(), rows=digests)
        with database.reading() as connection:
            held = connection.connection.dbapi_connection
        assert held
        held.cursor().execute("VACUUM")


def opened(place: Path) -> SqlCipherVault:
    return door().open(place / VAULT, person=PERSON, passphrase=PASSPHRASE)


def nothing(_place: Path) -> None:
    return None


def save(_place: Path, vault: Held) -> None:
    assert vault
    with vault, vault.writing(REVIEWS, act("save")) as writing:
        writing.put(a_fact(1, "said again"))
        writing.remove(type(a_fact(0)), RecordId("f0"))
        writing.put(a_document(PAPER, "d2"))
        writing.keep(RecordId("d2"), PAPER)


def add_slot(_place: Path, vault: Held) -> None:
    assert vault
    with vault:
        vault.slots.add(person="New Person", role=Role.READER, compartments=frozenset({REVIEWS}), passphrase=NEW)


def change_passphrase(_place: Path, vault: Held) -> None:
    assert vault
    with vault:
        vault.slots.change_passphrase(old=PASSPHRASE, new=NEW)


def remove_slot(_place: Path, vault: Held) -> None:
    assert vault
    with vault:
        vault.slots.remove(slot_of(vault, COLLEAGUE), rekey=False)


def remove_and_rekey(_place: Path, vault: Held) -> None:
    assert vault
    with vault:
        vault.slots.remove(slot_of(vault, COLLEAGUE), rekey=True)


def make_recovery(_place: Path, vault: Held) -> None:
    assert vault
    with vault:
        vault.slots.make_recovery()


def confirm_recovery(_place: Path, vault: Held) -> None:
    assert vault
    with vault:
        vault.slots.confirm_recovery()


def with_new_shares(place: Path) -> None:
    filled(place)
    with opened(place) as vault:
        vault.slots.make_recovery()
        vault.slots.confirm_recovery()
        vault.slots.make_recovery()


def open_and_close(place: Path, _: Held) -> None:
    opened(place).close()


def migrate(place: Path, _: Held) -> None:
    door().open(place / VAULT, person=fictional.PERSON, passphrase=fictional.PASSPHRASE).close()


def back_up(place: Path, vault: Held) -> None:
    assert vault
    with vault:
        backed_up(place, vault, "second")


def backed_up(place: Path, vault: SqlCipherVault, name: str) -> None:
    path = place / "backups" / f"{name}.smkb"
    vault.backups.write(path, reason=BackupReason.BY_HAND, progress=silent)


def slot_of(vault: SqlCipherVault, person: str) -> str:
    return next(slot.id for slot in vault.slots.listed() if slot.person == person)


WAYS = (
    (PERSON, PASSPHRASE),
    (PERSON, NEW),
    (COLLEAGUE, f"{PASSPHRASE} {COLLEAGUE}"),
    (OTHER, f"{PASSPHRASE} {OTHER}"),
    ("New Person", NEW),
    (fictional.PERSON, fictional.PASSPHRASE),
)


def look(place: Path) -> dict[str, object]:
    """Everything that is there now: who can open, what each reads, whether it all fits, which backups prove.

    Raises whatever the vault raises when nobody can open it.
    """
    found: dict[str, object] = {}
    for person, passphrase in WAYS:
        with suppress(VaultNotOpened), door().open(place / VAULT, person=person, passphrase=passphrase) as vault:
            with vault.reading(REVIEWS) as reading:
                found[f"{person}, {passphrase}"] = [case.reference for case in reading.every(Case)]
            if Compartment.PREVENT in vault.compartments:
                found["content"] = content(vault) | {"common:trail": "what was tried is entered, too"}
                assert all(one.pages and one.chain for one in vault.health()), vault.health()
                assert_roll(vault)
                slots = vault.slots.listed()
                found["people"] = sorted((slot.person, slot.kind) for slot in slots)
                found["backups"] = proved(place, vault)
    assert "people" in found, "nobody can open the whole vault"
    found["generations"] = len(list((place / VAULT).glob("*.db")))
    return found


def assert_roll(vault: SqlCipherVault) -> None:
    """A change of slots is entered before it is made: what was not made is entered as that."""
    with vault._opened.databases[Compartment.COMMON].reading() as connection:
        listed = {str(row.slot) for row in connection.exec_driver_sql("SELECT slot FROM person")}
    assert listed == {slot.id for slot in vault.slots.listed()}


def proved(place: Path, vault: SqlCipherVault) -> list[str]:
    """The names of the backups that prove; one that has its name must."""
    files = SqlCipherBackupDoor(SystemFiles()).listed(place / "backups")
    for file in files:
        vault.backups.prove(file, progress=silent)
    return sorted(file.path.name for file in files)


OPERATIONS: Final[Mapping[str, Operation]] = {
    "open": Operation(filled, nothing, open_and_close),
    "save": Operation(filled, opened, save),
    "migration": Operation(of_the_first_schema, nothing, migrate),
    "backup": Operation(with_backup, opened, back_up),
    "slot-add": Operation(filled, opened, add_slot),
    "slot-passphrase": Operation(filled, opened, change_passphrase),
    "slot-remove": Operation(filled, opened, remove_slot),
    "slot-recovery": Operation(filled, opened, make_recovery),
    "slot-recovery-confirmed": Operation(with_new_shares, opened, confirm_recovery),
    "rekey": Operation(filled, opened, remove_and_rekey),
}
