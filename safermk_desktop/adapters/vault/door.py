"""Makes and opens vaults: the folder, its lock, its header, its three databases."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from safermk_desktop.adapters.vault.disk import disk_told, full_told
from safermk_desktop.adapters.vault.header import Header, SealedHeader, Slot, first_files
from safermk_desktop.adapters.vault.heading import HEADER, header_of, write_header
from safermk_desktop.adapters.vault.holding import locked, noted
from safermk_desktop.adapters.vault.keys import (
    KEY_BYTES,
    SALT_BYTES,
    check_new,
    slot_key,
    unwrap,
    wrap,
)
from safermk_desktop.adapters.vault.means import Means
from safermk_desktop.errors import (
    EntryMissing,
    PersonUnknown,
    VaultExists,
    VaultNotFound,
)
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.ports import Compartment, Role

if TYPE_CHECKING:
    from safermk_desktop.adapters.vault.vault import SqlCipherVault


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who gets a slot."""

    person: str
    role: Role
    passphrase: str = field(repr=False)


class SqlCipherDoor:
    """The door of vaults kept in SQLCipher."""

    def __init__(self, means: Means) -> None:
        means.bounds.check(means.derivation)
        self._means = means

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
        with disk_told():
            folder.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=".safermk-", suffix=".new", dir=folder.parent))
        try:
            with full_told(folder.parent):
                self._furnish(draft, Newcomer(person.strip(), role, passphrase), fictional=fictional)
            with disk_told():
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
        with full_told(folder), ExitStack() as stack:
            stack.enter_context(locked(folder, self._means.files))
            sealed = self._header(folder)
            slot = _slot_of(sealed.header, person)
            keys = self._unlock(sealed, slot, passphrase)
            stack.enter_context(noted(folder, slot.person, self._means.clock.now()))
            from safermk_desktop.adapters.vault.rooms import open_rooms  # SQLAlchemy, only now

            return open_rooms(folder, slot, header=sealed.header, keys=keys, means=self._means, held=stack)

    def _header(self, folder: Path) -> SealedHeader:
        return header_of(folder, self._means.files)

    def _unlock(self, sealed: SealedHeader, slot: Slot, passphrase: str) -> Mapping[Compartment, bytes]:
        if slot.derivation is None:
            raise PersonUnknown
        self._means.bounds.check(slot.derivation)
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
        header = Header(vault_id=vault_id, fictional=fictional, slots=(slot,), salts=salts, files=first_files(keys))
        from safermk_desktop.adapters.vault.rooms import furnish  # SQLAlchemy, only now

        furnish(draft, header, keys, self._means.clock)
        write_header(draft, header, common_key=keys[Compartment.COMMON], files=self._means.files)

    def _new_slot(self, newcomer: Newcomer, vault_id: str, keys: Mapping[Compartment, bytes]) -> Slot:
        slot = Slot(
            id=secrets.token_hex(8),
            person=newcomer.person,
            role=newcomer.role,
            kind=SlotKind.PASSPHRASE,
            compartments=tuple(keys),
            salt=secrets.token_bytes(SALT_BYTES),
            derivation=self._means.derivation,
        )
        key = slot_key(newcomer.passphrase, slot.salt, self._means.derivation)
        return replace(slot, sealed=wrap(key, tuple(keys.values()), slot.bound_to(vault_id)))


def _assert_vault(folder: Path) -> None:
    with disk_told():
        if not (folder / HEADER).is_file():
            raise VaultNotFound


def _slot_of(header: Header, person: str | None) -> Slot:
    named = [slot for slot in header.slots if person is None or slot.person == person.strip()]
    if len(named) != 1:
        raise PersonUnknown
    return named[0]
