"""What the windows are given at the start: the door to the vaults and the few things that exist before one is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from safermk_desktop.services.backup_port import BackupDoor
from safermk_desktop.services.ports import Clock, Vault, VaultDoor
from safermk_desktop.services.session import Session
from safermk_desktop.services.whereabouts import Whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentVault:
    """A vault that was opened on this computer. ``opened_at`` is in UTC, ``None`` when never opened here."""

    folder: Path
    opened_at: datetime | None = None


class RecentVaults(Protocol):
    """The vaults that were opened on this computer: folders and moments, nothing about what they hold."""

    def listed(self) -> tuple[RecentVault, ...]:
        """Those whose folder still exists, the last opened first."""
        ...

    def remember(self, folder: Path) -> None:
        """Put the folder first, opened now. A settings folder that cannot be written is no error."""
        ...

    def forget(self, folder: Path) -> None:
        """Take the folder off the list; unknown folders are ignored."""
        ...


class BackupFolders(Protocol):
    """Where the backups of each vault go, as chosen on this computer."""

    def chosen(self, vault: Path, vault_id: str) -> Path | None:
        """The folder chosen for the vault, ``None`` where none was: then they go beside it.

        One that was chosen for a vault of this id counts where that vault is no longer in its place: it was renamed.
        """
        ...

    def choose(self, vault: Path, vault_id: str, folder: Path) -> None:
        """Remember the folder. A settings folder that cannot be written is no error."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Built once by ``bootstrap`` and handed to the windows; it holds no key and never changes.

    ``fictional`` gives the passphrase that a fictional vault shows on its own unlock screen, ``None`` for any other.
    ``data_folder`` is where new vaults are offered a place; ``cache_folder`` takes files that may vanish at any time
    and hold nothing of a case (tinted icons). ``get_ready`` reads in what an unlock takes, on any thread.
    """

    door: VaultDoor
    open_session: Callable[[Vault], Session]
    recent: RecentVaults
    backups: BackupDoor
    backup_folders: BackupFolders
    whereabouts: Whereabouts
    fictional: Callable[[Path], str | None]
    clock: Clock
    data_folder: Path
    cache_folder: Path
    get_ready: Callable[[], None] = lambda: None
