"""What is remembered between starts, outside any vault: where the vaults used last are and their backups go.

Nothing personal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast

import platformdirs

from safermk_desktop.errors import InputMissing, WorldFailed
from safermk_desktop.services.application import RecentVault
from safermk_desktop.services.ports import Files

KEPT: Final = 8
MOST_FOLDERS: Final = 64
FILE: Final = "preferences.json"


def _now() -> datetime:
    return datetime.now(UTC)


class Preferences:
    """One small JSON file in the user's settings folder. A damaged one counts as empty: it must never stop a start."""

    def __init__(self, files: Files, folder: Path | None = None, *, now: Callable[[], datetime] = _now) -> None:
        self._files = files
        self._path = (folder or platformdirs.user_config_path("safermk-desktop", appauthor=False)) / FILE
        self._now = now

    def listed(self) -> tuple[RecentVault, ...]:
        """The vaults whose folder still exists, the last opened first."""
        return tuple(vault for vault in self._stored() if os.path.isdir(vault.folder))  # noqa: PTH112 - raises never

    def remember(self, folder: Path) -> None:
        """Put the folder first, opened now. A settings folder that cannot be written is no error."""
        folder = folder.absolute()
        others = (vault for vault in self._stored() if vault.folder != folder)
        self._store((RecentVault(folder=folder, opened_at=self._now()), *others))

    def forget(self, folder: Path) -> None:
        """Take the folder off the list; unknown folders are ignored."""
        folder = folder.absolute()
        self._store(vault for vault in self._stored() if vault.folder != folder)

    def chosen(self, vault: Path, vault_id: str) -> Path | None:
        """The folder chosen for the backups of the vault, ``None`` where none was.

        A restored copy has the id of its vault: what was chosen for that counts only once it is no longer in its place.
        """
        name = str(vault.absolute())
        for other, (of_vault, folder) in self._folders().items():
            if of_vault == vault_id and (other == name or not _is_there(other)):
                return Path(folder)
        return None

    def choose(self, vault: Path, vault_id: str, folder: Path) -> None:
        """Remember the folder. A settings folder that cannot be written is no error."""
        name = str(vault.absolute())
        others = {key: value for key, value in self._folders().items() if key != name}
        newest = {name: (vault_id, str(folder.absolute())), **others}
        self._write({**self._read(), "backup_folders": dict(list(newest.items())[:MOST_FOLDERS])})

    def _folders(self) -> Mapping[str, tuple[str, str]]:
        """For the place of each vault its id and the folder of its backups, the last chosen first."""
        stored = self._read().get("backup_folders")
        found = cast("dict[str, object]", stored) if isinstance(stored, dict) else {}
        pairs = {vault: _pair(value) for vault, value in found.items() if "\0" not in vault}
        return {vault: pair for vault, pair in pairs.items() if pair is not None}

    def _stored(self) -> tuple[RecentVault, ...]:
        listed = self._read().get("recent")
        items = cast("list[object]", listed) if isinstance(listed, list) else []
        return tuple(vault for vault in map(_vault, items[:KEPT]) if vault is not None)

    def _store(self, vaults: Iterable[RecentVault]) -> None:
        items = [
            {"folder": str(vault.folder), "opened_at": vault.opened_at.isoformat() if vault.opened_at else None}
            for vault in list(vaults)[:KEPT]
        ]
        self._write({**self._read(), "recent": items})

    def _read(self) -> Mapping[str, object]:
        try:
            values: object = json.loads(self._files.read(self._path))
        except (InputMissing, WorldFailed, ValueError, RecursionError):
            return {}
        return cast("dict[str, object]", values) if isinstance(values, dict) else {}

    def _write(self, values: Mapping[str, object]) -> None:
        with suppress(OSError, WorldFailed):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._files.write(self._path, json.dumps(values, indent=1).encode())


def _is_there(vault: str) -> bool:
    """Whether a vault is in its place; one that may not be looked at is."""
    try:
        return Path(vault).exists()
    except OSError:
        return True


def _pair(value: object) -> tuple[str, str] | None:
    """The id of a vault and the folder of its backups, or ``None`` where it is no such pair."""
    match value:
        case [str() as vault_id, str() as folder] if "\0" not in folder:
            return vault_id, folder
        case _:
            return None


def _vault(item: object) -> RecentVault | None:
    """One line of the list, or ``None`` where it is none."""
    if not isinstance(item, dict):
        return None
    values = cast("dict[str, object]", item)
    folder, opened_at = values.get("folder"), values.get("opened_at")
    if not isinstance(folder, str) or "\0" in folder:
        return None
    try:
        moment = datetime.fromisoformat(opened_at).astimezone(UTC) if isinstance(opened_at, str) else None
    except (ValueError, OverflowError):
        moment = None
    return RecentVault(folder=Path(folder), opened_at=moment)
