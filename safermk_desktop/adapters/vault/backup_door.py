"""What is done with backup files while no vault is open: listed, copied from a closed vault, restored, thinned out.

None of it needs a key.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from safermk_desktop import __version__
from safermk_desktop.adapters.vault.backup_file import SUFFIX, BackupWriter, Opened, leaned, open_backup
from safermk_desktop.adapters.vault.backup_manifest import Kind, Manifest, Part
from safermk_desktop.adapters.vault.backup_restoring import is_unjoined, put_back
from safermk_desktop.adapters.vault.backup_watch import Watch
from safermk_desktop.adapters.vault.disk import LEAST_FREE, assert_free, disk_told, is_taken, move_in, unconfirmed_told
from safermk_desktop.adapters.vault.generations import flush_folder
from safermk_desktop.adapters.vault.header import Header, read_header
from safermk_desktop.adapters.vault.header_restoring import put_header_back
from safermk_desktop.adapters.vault.heading import HEADER, assert_vault
from safermk_desktop.adapters.vault.holding import locked
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.errors import (
    BackupDamaged,
    FileThere,
    InputMissing,
    VaultExists,
    VaultNotFound,
    WorldFailed,
)
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.ports import Files
from safermk_desktop.services.progress import Progress

PREFIX: Final = ".safermk-backup-"
PART: Final = ".part"
STALE: Final = timedelta(days=1)
"""After which a private folder is one that a process left behind that was killed."""


class SqlCipherBackupDoor:
    """The door to backup files. ``files`` reads who has a vault that is in use."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def listed(self, folder: Path) -> tuple[BackupFile, ...]:
        """The backups in a folder, the newest first; files that are none are left out. A missing folder is empty."""
        found: list[BackupFile] = []
        with suppress(OSError):
            for path in sorted(folder.glob(f"*{SUFFIX}")):
                with suppress(BackupDamaged, InputMissing, WorldFailed):
                    found.append(open_backup(path).described())
        return tuple(sorted(found, key=lambda file: (file.made_at, file.id), reverse=True))

    def read(self, path: Path) -> BackupFile:
        """What a backup says of itself. Raises ``BackupDamaged``, ``InputMissing``, ``DiskFault``."""
        return open_backup(path).described()

    def vault_id(self, vault: Path) -> str:
        """The id of the vault in a folder. Raises ``VaultNotFound``, ``HeaderDamaged``, ``DiskFault``."""
        assert_vault(vault)
        with disk_told():
            return read_header((vault / HEADER).read_bytes()).header.vault_id

    def copy_closed(self, vault: Path, path: Path, *, made_at: str, progress: Progress) -> BackupFile:
        """Copy the closed files of a vault into one backup file, without a key. ``made_at`` is ISO 8601 UTC.

        Raises ``VaultNotFound``, ``VaultInUse``, ``HeaderDamaged``, ``FileThere``, ``DiskFull``, ``NotWritable``,
        ``DiskFault``, ``Cancelled`` from ``progress``; then nothing is written.
        """
        vault = vault.absolute()
        assert_vault(vault)
        with locked(vault, self._files), drafted(path) as room:
            with disk_told():
                data = (vault / HEADER).read_bytes()
                header = read_header(data).header
                files = [(name, file) for name in header.files for file in closed_files(vault, header, name)]
                size = sum(file.stat().st_size for _, file in files)
            assert_free(path.parent, size + LEAST_FREE)
            watch = Watch(progress, size)
            with BackupWriter(room / "backup", watch) as writer:
                writer.add(HEADER, data, compartment="", part=Part.HEADER)
                for name, file in files:
                    writer.add(file.name, file, compartment=name, part=Part.CLOSED)
                manifest = Manifest(
                    kind=Kind.SEALED_COPY,
                    vault=header.vault_id,
                    backup=secrets.token_hex(16),
                    made_at=made_at,
                    reason=BackupReason.LOCKED,
                    version=__version__,
                    entries=tuple(writer.entries),
                )
                writer.finish(manifest.to_bytes(None))
            made = open_backup(room / "backup").described(path)
            given_name(room / "backup", path)
        return made

    def restore(self, file: BackupFile, folder: Path, *, beside: Sequence[BackupFile] = (), progress: Progress) -> None:
        """Put a backup back as a new vault, whole or not at all.

        Every entry is compared with its digest; whoever unlocks the vault first has the papers of their compartments
        joined to it. Raises ``VaultExists``, ``BackupDamaged``, ``BackupIncomplete``, ``InputMissing``, ``DiskFull``,
        ``NotWritable``, ``DiskFault``, ``Cancelled`` from ``progress``.
        """
        folder = folder.absolute()
        if is_taken(folder):
            raise VaultExists
        opened, holders = _with_holders(file, beside)
        with disk_told():
            folder.parent.mkdir(parents=True, exist_ok=True)
        with _private(folder.parent) as draft:
            put_back(opened, holders, draft, progress)
            move_in(draft, folder)
            with unconfirmed_told():
                flush_folder(folder.parent)

    @contextmanager
    def restored_copy(
        self, file: BackupFile, folder: Path, *, beside: Sequence[BackupFile] = (), progress: Progress
    ) -> Generator[Path]:
        """A restored vault in a private folder inside ``folder``, removed after the block. Raises as ``restore``."""
        opened, holders = _with_holders(file, beside)
        with _private(folder) as room:
            copy = room / "copy.smkv"
            with disk_told():
                copy.mkdir(mode=0o700)
            put_back(opened, holders, copy, progress)
            yield copy

    def thin(self, files: Sequence[BackupFile], *, keep: frozenset[str]) -> None:
        """Remove the backups that are not in ``keep`` (ids); one whose papers a kept one leans on keeps those alone.

        Raises ``BackupDamaged``, ``InputMissing``, ``DiskFull``, ``NotWritable``, ``DiskFault``; what is kept stays.
        """
        kept = [open_backup(file.path).manifest for file in files if file.id in keep]
        needed = {(lean.backup, lean.entry) for manifest in kept for lean in manifest.leans_on}
        for file in files:
            if file.id not in keep:
                _thin(file, frozenset(entry for backup, entry in needed if backup == file.id))

    def restore_header(self, file: BackupFile, folder: Path) -> None:
        """Put the header of a backup back into the folder of its vault; see ``put_header_back``."""
        put_header_back(open_backup(file.path), folder.absolute(), self._files)

    def set_aside(self, file: BackupFile) -> Path:
        """Give a file that could not be proved another name, under which it is no longer listed, and keep it.

        Raises ``NotWritable``, ``DiskFault``.
        """
        aside = file.path.with_name(f"{file.path.name}.unproved")
        with disk_told():
            file.path.rename(aside)
        return aside


@contextmanager
def drafted(path: Path) -> Generator[Path]:
    """A private folder beside ``path`` in which the file is made, removed with all that is left in it.

    Raises ``FileThere``, ``NotWritable``, ``DiskFull``, ``DiskFault``.
    """
    if is_taken(path):
        raise FileThere
    with disk_told():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(path.parent)
    with _private(path.parent) as room:
        yield room


def given_name(draft: Path, path: Path) -> None:
    """The file is whole: it gets its name, for good. Raises ``FileThere``, ``NotWritable``, ``DiskFault``."""
    if is_taken(path):
        raise FileThere
    with disk_told():
        draft.rename(path)
    with unconfirmed_told():
        flush_folder(path.parent)


def closed_files(vault: Path, header: Header, compartment: Compartment) -> list[Path]:
    """The files of a compartment that is not open: its database, a WAL left behind, what a restore has yet to join.

    The caller holds the lock of the folder. Raises OSError, ``VaultNotFound`` where the database is missing.
    """
    database = vault / header.files[compartment]
    if not database.is_file():
        raise VaultNotFound
    wal = database.with_name(f"{database.name}-wal")
    joining = [path for path in sorted(vault.iterdir()) if is_unjoined(path.name, compartment)]
    return [database, *([wal] if wal.is_file() and wal.stat().st_size else []), *joining]


def _with_holders(file: BackupFile, beside: Iterable[BackupFile]) -> tuple[Opened, list[Opened]]:
    opened = open_backup(file.path)
    if opened.is_papers_only:
        raise BackupDamaged("It was thinned out and holds only papers that other backups lean on.")
    wanted = {lean.backup for lean in opened.manifest.leans_on}
    holders = [open_backup(other.path) for other in beside if other.id in wanted]
    return opened, [holder for _, holder in leaned(opened.manifest, holders)]


def _thin(file: BackupFile, needed: frozenset[str]) -> None:
    if not needed:
        with disk_told():
            file.path.unlink(missing_ok=True)
        return
    opened = open_backup(file.path)
    compartments = {entry.compartment for entry in opened.manifest.entries if entry.name in needed}
    carried = [
        entry.name
        for entry in opened.manifest.entries
        if entry.name in needed or (entry.role == Part.SEALED and entry.compartment in compartments)
    ]
    if opened.is_papers_only and set(carried) == {entry.name for entry in opened.manifest.entries} & set(opened.spans):
        return
    with _private(file.path.parent) as room:
        with BackupWriter(room / "backup", Watch()) as writer:
            writer.mark_papers_only()
            for name in carried:
                writer.carry(opened, name)
            writer.carry_manifest(opened)
        open_backup(room / "backup")
        with disk_told():
            (room / "backup").replace(file.path)
        with unconfirmed_told():
            flush_folder(file.path.parent)


def _sweep(folder: Path) -> None:
    """Remove what processes left behind that were killed: drafts, encrypted all the time, of no use to anyone."""
    oldest = time.time() - STALE.total_seconds()
    with suppress(OSError):
        for left in folder.glob(f"{PREFIX}*{PART}"):
            if left.is_dir() and not left.is_symlink() and left.stat().st_mtime < oldest:
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _private(folder: Path) -> Generator[Path]:
    with disk_told():
        room = Path(tempfile.mkdtemp(prefix=PREFIX, suffix=PART, dir=folder))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
