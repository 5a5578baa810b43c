"""What a backup says of itself, and the ports through which backups are made, proved and restored."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.keeping import Backup, BackupReason
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """What anyone can read of a backup file without a key. ``made_at`` is ISO 8601 UTC, ``size`` in bytes.

    ``leans_on`` are the ids of the backups that hold papers which this one does not repeat. A ``is_sealed_copy`` is
    a copy of the closed files, made without a key after a lock: complete, and not yet proved. What ``is_papers_only``
    was thinned out and keeps the papers that a kept backup leans on; nothing else can be had from it. ``compartments``
    are those whose databases it holds, whoever may open them.
    """

    path: Path
    id: str
    vault_id: str
    made_at: str
    reason: BackupReason
    size: int
    leans_on: tuple[str, ...]
    compartments: frozenset[Compartment]
    is_sealed_copy: bool
    is_papers_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupProof:
    """A backup that was opened from its bytes and compared: pages, row counts, digests of papers, audit chain.

    ``heads`` are the heads of the chains it holds. ``unproved`` are compartments that the person has no key to: their
    encrypted files are in the backup, and proved when somebody opens it who may.
    """

    file: BackupFile
    sha256: str
    rows: int
    papers: int
    heads: tuple[Anchor, ...]
    unproved: tuple[Compartment, ...]


class BackupRoom(Protocol):
    """The backups of an unlocked vault."""

    @property
    def door(self) -> BackupDoor:
        """What is done with backup files without a key."""
        ...

    def write(
        self, path: Path, *, reason: BackupReason, beside: Sequence[BackupFile] = (), progress: Progress
    ) -> BackupProof:
        """Write a backup to ``path`` and prove it from its bytes; only then does it get its name.

        Papers that a backup in ``beside`` holds are not repeated. Raises ``FileThere``, ``BackupUnproved``,
        ``DiskFull``, ``NotWritable``, ``DiskFault``, ``Cancelled`` from ``progress``, and ``DatabaseDamaged`` when the
        vault itself does not fit; then nothing is written.
        """
        ...

    def prove(self, file: BackupFile, *, beside: Sequence[BackupFile] = (), progress: Progress) -> BackupProof:
        """Open a backup from its bytes and compare it with itself and with the vault's chain, which it must precede.

        Raises ``BackupUnproved``, ``BackupDamaged``, ``BackupIncomplete``, and ``DatabaseDamaged`` where it is the
        vault that cannot be read: that says nothing of the backup.
        """
        ...

    def anchors(self, file: BackupFile) -> tuple[Anchor, ...]:
        """The heads of the chains that a backup sealed, of the compartments that this person may open.

        Empty for a sealed copy and for a backup under keys that the vault had before. Raises ``BackupDamaged``.
        """
        ...

    def sealed_heads(self, proof: BackupProof) -> tuple[str, ...]:
        """The heads of a proof for its record: that of ``common`` in plain, any other for its key alone."""
        ...

    def recorded_heads(self, backup: Backup) -> tuple[Anchor, ...]:
        """The heads in a record that this person may read, under the keys as they are now."""
        ...

    def unsaved_since(self, heads: Sequence[Anchor]) -> str:
        """When the first act was done that came after ``heads``, ISO 8601 UTC; empty where there is none.

        Of several heads of a compartment the last one counts that stands in its chain. Acts that record backups and
        drills do not count.
        """
        ...


class BackupDoor(Protocol):
    """What is done with backups while no vault is open."""

    def listed(self, folder: Path) -> tuple[BackupFile, ...]:
        """The backups in a folder, the newest first; files that are none are left out. A missing folder is empty."""
        ...

    def read(self, path: Path) -> BackupFile:
        """What a backup says of itself. Raises ``BackupDamaged``, ``InputMissing``."""
        ...

    def vault_id(self, vault: Path) -> str:
        """The id of the vault in a folder. Raises ``VaultNotFound``, ``HeaderDamaged``, ``DiskFault``."""
        ...

    def copy_closed(self, vault: Path, path: Path, *, made_at: str, progress: Progress) -> BackupFile:
        """Copy the closed files of a vault into one backup file, without a key.

        Raises ``VaultInUse``, ``DiskFull``, ``NotWritable``, ``Cancelled`` from ``progress``; then nothing is written.
        """
        ...

    def restore(self, file: BackupFile, folder: Path, *, beside: Sequence[BackupFile] = (), progress: Progress) -> None:
        """Put a backup back as a new vault, whole or not at all.

        Raises ``VaultExists``, ``BackupDamaged``, ``BackupIncomplete``, ``DiskFull``, ``NotWritable``.
        """
        ...

    def thin(self, files: Sequence[BackupFile], *, keep: frozenset[str]) -> None:
        """Remove the backups that are not in ``keep`` (ids); one whose papers a kept one leans on keeps those alone."""
        ...

    def restored_copy(
        self, file: BackupFile, folder: Path, *, beside: Sequence[BackupFile] = (), progress: Progress
    ) -> AbstractContextManager[Path]:
        """A restored vault in a private folder inside ``folder``, removed after the block. Raises as ``restore``."""
        ...

    def restore_header(self, file: BackupFile, folder: Path) -> None:
        """Put the header of a backup back into the folder of its vault; the one there is kept under another name.

        Raises ``VaultNotFound``, ``VaultInUse``, ``BackupDamaged``, ``BackupUnproved`` where it does not fit.
        """
        ...

    def set_aside(self, file: BackupFile) -> Path:
        """Give a file that could not be proved another name, under which it is no longer listed, and keep it.

        Raises ``NotWritable``, ``DiskFault``.
        """
        ...
