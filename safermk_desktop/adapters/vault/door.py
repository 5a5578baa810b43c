"""Makes and opens vaults: the folder, its lock, its header, its databases."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from safermk_desktop.adapters.vault.disk import disk_asked, disk_told, is_taken, move_in
from safermk_desktop.adapters.vault.header import Header, SealedHeader, first_files
from safermk_desktop.adapters.vault.heading import assert_vault, header_of, write_header
from safermk_desktop.adapters.vault.holding import locked, noted
from safermk_desktop.adapters.vault.keys import KEY_BYTES, SALT_BYTES, check_new
from safermk_desktop.adapters.vault.means import Means
from safermk_desktop.adapters.vault.rules import name_of
from safermk_desktop.adapters.vault.sealing import passphrase_slot
from safermk_desktop.adapters.vault.unlocking import Unlocked, by_passphrase, by_shares, recovery_slots
from safermk_desktop.errors import DatabaseDamaged, VaultExists, WorldFailed
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
    compartments: frozenset[Compartment]


class SqlCipherDoor:
    """The door of vaults kept in SQLCipher."""

    def __init__(self, means: Means) -> None:
        if means.derivation is not None:
            means.bounds.check(means.derivation)
        self._means = means

    def create(
        self,
        folder: Path,
        *,
        person: str,
        role: Role,
        passphrase: str,
        fictional: bool = False,
        compartments: frozenset[Compartment] = frozenset(Compartment),
    ) -> None:
        """Make a vault with one key slot and the databases of ``compartments``, whole or not at all.

        ``fictional`` marks a vault of invented cases. Raises ``VaultExists``, ``EntryMissing``, ``EntryInvalid``,
        ``PassphraseUnfit``, ``NotWritable``, ``DiskFull``, ``DiskFault``.
        """
        folder = folder.absolute()
        if is_taken(folder):
            raise VaultExists
        newcomer = Newcomer(name_of(person), role, passphrase, compartments | {Compartment.COMMON})
        check_new(passphrase)
        with disk_told():
            folder.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=".safermk-", suffix=".new", dir=folder.parent))
        try:
            with disk_asked(folder.parent):
                self._furnish(draft, newcomer, fictional=fictional)
            move_in(draft, folder)
        except BaseException:
            with suppress(OSError):
                shutil.rmtree(draft)
            raise

    def people(self, folder: Path) -> tuple[str, ...]:
        """The names on the key slots. Raises ``VaultNotFound``, ``HeaderDamaged``, ``VaultNewer``."""
        slots = self._header(folder).header.slots
        return tuple(dict.fromkeys(slot.person for slot in slots if slot.kind is not SlotKind.RECOVERY))

    def is_fictional(self, folder: Path) -> bool:
        """Whether the vault says it holds invented cases. Raises as ``people``."""
        return self._header(folder).header.fictional

    def has_recovery(self, folder: Path) -> bool:
        """Whether recovery shares were made for the vault. Raises as ``people``."""
        return bool(recovery_slots(self._header(folder).header))

    def open(self, folder: Path, *, person: str | None, passphrase: str) -> SqlCipherVault:
        """Open a vault; ``person`` may be ``None`` when there is one slot.

        Checked in this order, and the first that fails is told: ``VaultNotFound``, ``NotWritable``, ``VaultInUse``,
        ``HeaderDamaged`` or ``VaultNewer``, ``PersonUnknown``, ``KeyDerivationRefused``, ``KeychainUnavailable``,
        ``WrongPassphrase``, ``HeaderDamaged`` for one that is not genuine, ``DatabaseDamaged``, ``VaultNewer``; and
        the disk's own errors.
        """
        return self._open(folder, lambda sealed: by_passphrase(sealed, person, passphrase, self._means))

    def open_with_shares(self, folder: Path, *, shares: Sequence[str]) -> SqlCipherVault:
        """Open a vault by two recovery shares, as a drill does. Raises ``SharesUnfit``, else as ``open``."""
        return self._open(folder, lambda sealed: by_shares(sealed, shares))

    def recover(self, folder: Path, *, shares: Sequence[str], person: str, role: Role, passphrase: str) -> None:
        """Give ``person`` a slot with a new passphrase, by two of three recovery shares; an old slot of theirs goes.

        Raises ``EntryMissing``, ``EntryInvalid``, ``PassphraseUnfit``, ``SharesUnfit``, else as ``open``.
        """
        name = name_of(person)
        check_new(passphrase)
        with self.open_with_shares(folder, shares=shares) as vault:
            vault.slots.recover(person=name, role=role, passphrase=passphrase)

    def _open(self, folder: Path, unlock: Callable[[SealedHeader], Unlocked]) -> SqlCipherVault:
        folder = folder.absolute()
        assert_vault(folder)
        with disk_asked(folder), ExitStack() as stack:
            stack.enter_context(locked(folder, self._means.files))
            # The key derivation leaves the other core idle: what comes after it is read in meanwhile.
            threading.Thread(target=import_module, args=["safermk_desktop.adapters.vault.rooms"]).start()
            unlocked = unlock(self._header(folder))
            stack.enter_context(noted(folder, unlocked.slot.person, self._means.clock.now()))
            from safermk_desktop.adapters.vault.rooms import open_rooms  # SQLAlchemy, only now

            vault = open_rooms(folder, unlocked, means=self._means, held=stack)
            stack.callback(vault.close)
            if not vault.is_read_only:
                with suppress(WorldFailed, DatabaseDamaged):  # a full disk keeps nobody out
                    vault.slots.settle(unlocked.renewed)
            stack.pop_all()
            return vault

    def _header(self, folder: Path) -> SealedHeader:
        return header_of(folder, self._means.files)

    def _furnish(self, draft: Path, newcomer: Newcomer, *, fictional: bool) -> None:
        names = [name for name in Compartment if name in newcomer.compartments]
        keys = {name: secrets.token_bytes(KEY_BYTES) for name in names}
        salts = {name: secrets.token_bytes(SALT_BYTES) for name in names}
        vault_id = secrets.token_hex(16)
        slot = passphrase_slot(
            newcomer.person,
            newcomer.role,
            newcomer.passphrase,
            keys=keys,
            derivation=self._means.new_derivation(),
            vault_id=vault_id,
        )
        header = Header(vault_id=vault_id, fictional=fictional, slots=(slot,), salts=salts, files=first_files(keys))
        from safermk_desktop.adapters.vault.rooms import furnish  # SQLAlchemy, only now

        furnish(draft, header, keys, self._means.clock)
        write_header(draft, header, common_key=keys[Compartment.COMMON], files=self._means.files)
