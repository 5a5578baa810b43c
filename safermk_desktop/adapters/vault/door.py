"""Makes and opens vaults: the folder, its lock, its header, its three databases."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from sqlalchemy import insert

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.database import Database, make_database, open_database
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.header import PASSPHRASE, Header, SealedHeader, Slot, database_file, read_header
from safermk_desktop.adapters.vault.keys import (
    KEY_BYTES,
    SALT_BYTES,
    Bounds,
    KeyDerivation,
    check_new,
    slot_key,
    unwrap,
    wrap,
)
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.audit import digest
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryMissing, PersonUnknown, VaultExists, VaultInUse, VaultNotFound
from safermk_desktop.services.ports import Act, Clock, Compartment, Files, Role

HEADER: Final = "header.json"
LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who gets a slot."""

    person: str
    role: Role
    passphrase: str = field(repr=False)


class SqlCipherDoor:
    """The door of vaults kept in SQLCipher.

    ``bounds`` limit what a header may ask for, ``derivation`` is what new slots get; the composition root sets both.
    """

    def __init__(self, *, clock: Clock, files: Files, bounds: Bounds, derivation: KeyDerivation) -> None:
        bounds.check(derivation)
        self._clock = clock
        self._files = files
        self._bounds = bounds
        self._derivation = derivation

    def create(self, folder: Path, *, person: str, role: Role, passphrase: str, fictional: bool = False) -> None:
        """Make a vault with one key slot, whole or not at all.

        ``fictional`` marks a vault of invented cases. Raises ``VaultExists``, ``EntryMissing``, ``PassphraseUnfit``,
        ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        folder = folder.absolute()
        if folder.exists() or folder.is_symlink():
            raise VaultExists
        if not person.strip():
            raise EntryMissing("A vault needs the name of the person who opens it.")
        check_new(passphrase)
        with translated():
            folder.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=".safermk-", suffix=".new", dir=folder.parent))
        try:
            self._furnish(draft, Newcomer(person.strip(), role, passphrase), fictional=fictional)
            with translated():
                draft.rename(folder)
        except BaseException:
            with suppress(OSError):
                shutil.rmtree(draft)
            raise

    def people(self, folder: Path) -> tuple[str, ...]:
        """The names on the key slots. Raises ``VaultNotFound``, ``HeaderDamaged``, ``VaultNewer``."""
        return tuple(dict.fromkeys(slot.person for slot in self._header(folder).header.slots))

    def is_fictional(self, folder: Path) -> bool:
        """Whether the vault says it holds invented cases. Raises as ``people``."""
        return self._header(folder).header.fictional

    def open(self, folder: Path, *, person: str | None, passphrase: str) -> SqlCipherVault:
        """Open a vault; ``person`` may be ``None`` when there is one slot.

        Checked in this order, and the first that fails is told: ``VaultNotFound``, ``NotWritable``, ``VaultInUse``,
        ``HeaderDamaged`` or ``VaultNewer``, ``PersonUnknown``, ``KeyDerivationRefused``, ``WrongPassphrase``,
        ``HeaderDamaged`` for one that is not genuine, ``DatabaseDamaged``, ``VaultNewer``; and the disk's own errors.
        """
        folder = folder.absolute()
        _assert_vault(folder)
        with ExitStack() as stack:
            stack.enter_context(_locked(folder))
            sealed = self._header(folder)
            slot = _slot_of(sealed.header, person)
            keys = self._unlock(sealed, slot, passphrase)
            databases: dict[Compartment, Database] = {}
            for name, key in keys.items():
                path = folder / database_file(name)
                databases[name] = open_database(path, name, key, sealed.header.salts[name])
                stack.callback(databases[name].close)
            return SqlCipherVault(folder, slot, databases, clock=self._clock, held=stack.pop_all())

    def _header(self, folder: Path) -> SealedHeader:
        _assert_vault(folder)
        return read_header(self._files.read(folder / HEADER))

    def _unlock(self, sealed: SealedHeader, slot: Slot, passphrase: str) -> Mapping[Compartment, bytes]:
        self._bounds.check(slot.derivation)
        key = slot_key(passphrase, slot.salt, slot.derivation)
        unwrapped = unwrap(key, slot.sealed, slot.bound_to(sealed.header.vault_id))
        keys = dict(zip(slot.compartments, unwrapped, strict=True))
        sealed.authenticate(keys[Compartment.COMMON])
        return keys

    def _furnish(self, draft: Path, newcomer: Newcomer, *, fictional: bool) -> None:
        keys = {name: secrets.token_bytes(KEY_BYTES) for name in Compartment}
        salts = {name: secrets.token_bytes(SALT_BYTES) for name in Compartment}
        vault_id = secrets.token_hex(16)
        slot = self._new_slot(newcomer, vault_id, keys)
        for name in Compartment:
            path = draft / database_file(name)
            with translated():
                path.touch(mode=0o600, exist_ok=False)  # SQLite gives its WAL the same mode
            database = make_database(path, name, keys[name], salts[name])
            try:
                if name is Compartment.COMMON:
                    self._enter(database, slot)
            finally:
                database.close()
        header = Header(vault_id=vault_id, fictional=fictional, slots=(slot,), salts=salts)
        self._files.write(draft / HEADER, header.to_bytes(keys[Compartment.COMMON]))
        with translated():
            (draft / HEADER).chmod(0o600)

    def _new_slot(self, newcomer: Newcomer, vault_id: str, keys: Mapping[Compartment, bytes]) -> Slot:
        slot = Slot(
            id=secrets.token_hex(8),
            person=newcomer.person,
            role=newcomer.role,
            kind=PASSPHRASE,
            compartments=tuple(keys),
            salt=secrets.token_bytes(SALT_BYTES),
            derivation=self._derivation,
        )
        key = slot_key(newcomer.passphrase, slot.salt, slot.derivation)
        return replace(slot, sealed=wrap(key, tuple(keys.values()), slot.bound_to(vault_id)))

    def _enter(self, database: Database, slot: Slot) -> None:
        """The person in the list of people, and the making of the vault as the first entry of the chain."""
        row = {"slot": slot.id, "name": slot.person, "role": slot.role.value}
        act = Act(who=slot.person, what="create_vault", case_id=CaseId(""), subject=f"person:{slot.id}")
        with database.writing() as connection:
            with translated():
                connection.execute(insert(database.schema.metadata.tables["person"]).values(row))
            rows = {f"person:{slot.id}": digest(row)}
            chain.append(connection, database.schema.audit, act, at=self._clock.now(), rows=rows)


def _assert_vault(folder: Path) -> None:
    with translated():
        if not (folder / HEADER).is_file():
            raise VaultNotFound


def _slot_of(header: Header, person: str | None) -> Slot:
    named = [slot for slot in header.slots if person is None or slot.person == person.strip()]
    if len(named) != 1:
        raise PersonUnknown
    return named[0]


@contextmanager
def _locked(folder: Path) -> Generator[None]:
    """The folder is ours alone, by a lock that the operating system drops when the process ends, however it ends."""
    lock = FileLock(folder / LOCK, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    with translated():
        try:
            lock.acquire()
        except Timeout:  # an OSError, too
            raise VaultInUse from None
    try:
        yield
    finally:
        lock.release()
