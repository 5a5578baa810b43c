"""A backup put back: the files of the new vault's folder.

A restored folder has ``header.json`` and the databases as the backup has them. The papers come as they lie in the
backup files, ``NAME.papers.BACKUP.db``, since joining them to the database ``NAME`` takes its key; beside them lie
``NAME.sealed`` and the backup's manifest as ``NAME.restored.json``. Whoever unlocks the vault and holds that key has
the papers joined before anything else is done, and these files go; until then they are part of the vault. The manifest
lies there for every database, so that each chain says what was restored: also for the closed files of a sealed copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.vault.backup_file import MANIFEST, Opened, leaned
from safermk_desktop.adapters.vault.backup_manifest import Entry
from safermk_desktop.adapters.vault.backup_watch import Watch
from safermk_desktop.adapters.vault.disk import LEAST_FREE, assert_free, disk_told
from safermk_desktop.adapters.vault.generations import flush, flush_folder
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.progress import Progress

RESTORED: Final = ".restored.json"
UNJOINED: Final = re.compile(r"(common|reviews|prevent)\.(papers\.[0-9a-f]{32}\.db|sealed|restored\.json)", re.ASCII)


def put_back(backup: Opened, holders: Iterable[Opened], folder: Path, progress: Progress) -> None:
    """Write the files of a backup into an empty folder, each compared with its digest.

    Raises ``BackupDamaged``, ``BackupIncomplete``, ``DiskFull``, ``NotWritable``, ``DiskFault``.
    """
    manifest = backup.manifest
    wanted: list[tuple[Opened, Entry]] = [(backup, entry) for entry in manifest.entries]
    wanted += [(holder, holder.entry(lean.entry)) for lean, holder in leaned(manifest, holders)]
    size = sum(entry.size for _, entry in wanted)
    assert_free(folder, 2 * size + LEAST_FREE)
    watch = Watch(progress, size)
    for holder, entry in wanted:
        _extract(holder, entry.name, folder / entry.name, watch)
    for compartment in Compartment:
        note = folder / f"{compartment}{RESTORED}"
        is_there = any(entry.compartment == compartment for entry in manifest.entries)
        with disk_told():
            if (
                is_there and not note.exists()
            ):  # closed files may bring the note of an earlier restore, which goes first
                note.write_bytes(backup.raw(MANIFEST))
                flush(note)
    with disk_told():
        flush_folder(folder)


def is_unjoined(name: str, compartment: Compartment) -> bool:
    """Whether a file of a vault's folder waits for the compartment to be unlocked."""
    found = UNJOINED.fullmatch(name)
    return found is not None and found[1] == compartment


def _extract(backup: Opened, name: str, target: Path, watch: Watch) -> None:
    with disk_told():
        target.touch(mode=0o600, exist_ok=False)
        with target.open("wb") as file:
            backup.walk({name: file.write}, watch)
        flush(target)
