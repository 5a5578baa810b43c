"""After a lock the next window copies the closed files of the vault, which needs no key, while nobody opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from safermk_desktop.errors import SafermkError, VaultInUse, VaultNotFound
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.services import backup_places, backups
from safermk_desktop.services.application import Application
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.ports import Progress

_WITHOUT_CASES: Final = ("common", "lock")
"""Files of a vault that hold nothing of a case, by how their names begin. A backup that was recorded changes them."""


class ClosedCopy(QObject):
    """Copies once, in the background; it gives way to whatever else is to be done. ``failed`` carries a sentence."""

    failed = Signal(str)
    made = Signal()

    def __init__(self, application: Application, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._jobs = jobs

    def begin(self) -> None:
        """Copy the vault that was open last, if it changed since its newest backup."""
        listed = self._application.recent.listed()
        if listed:
            self._jobs.run(
                self,
                self._work(listed[0].folder),
                label=self.tr("Copying the locked vault"),
                done=self._tell,
                failed=self._refuse,
                gives_way=True,
            )

    def _work(self, vault: Path) -> Callable[[Progress], BackupFile | None]:
        application = self._application

        def copy(progress: Progress) -> BackupFile | None:
            folder = folder_of(application, vault)
            newest = next((file for file in application.backups.listed(folder) if _is_of(vault, file)), None)
            if newest is not None and not changed_since(vault, newest):
                return None
            return backups.copy_closed(application.backups, vault, folder, application.clock, progress)

        return copy

    def _tell(self, made: BackupFile | None) -> None:
        if made is not None:
            self.made.emit()

    def _refuse(self, error: SafermkError) -> None:
        # In use or gone is no failure of the backup: somebody else has it, or there is nothing to copy.
        if not isinstance(error, VaultInUse | VaultNotFound):
            what = error.what[:1].lower() + error.what[1:]
            self.failed.emit(self.tr("Backup not made: {what} ({code})").format(what=what, code=error.code))


def folder_of(application: Application, vault: Path) -> Path:
    """Where the backups of a vault go: the folder chosen on this computer, else the one beside it."""
    return backup_places.folder_of(application, vault)


def changed_since(vault: Path, newest: BackupFile) -> bool:
    """Whether a file with cases in it, or the header, was written after a backup, by the dates of the disk alone."""
    made_at = newest.path.stat().st_mtime
    found = [path for path in vault.iterdir() if not path.name.startswith(_WITHOUT_CASES)]
    return any(path.stat().st_mtime > made_at for path in found)


def _is_of(vault: Path, file: BackupFile) -> bool:
    return file.path.name.startswith(f"{vault.stem}-") and not file.is_papers_only
