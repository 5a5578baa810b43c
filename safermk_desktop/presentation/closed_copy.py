"""After a lock the next window copies the closed files of the vault, which needs no key, while nobody opens it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
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
    """Copies once, in the background; it gives way to whatever else is to be done. ``failed`` carries a sentence.

    Which vault was locked is not told to this process. It is one of those opened on this computer: each that changed
    since its newest backup and that nobody has open is copied, so that one opened later in another window hides none.
    """

    failed = Signal(str)
    made = Signal()

    def __init__(self, application: Application, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._jobs = jobs

    def begin(self) -> None:
        """Copy what changed since its newest backup, the vault that was opened last before the others."""
        folders = [recent.folder for recent in self._application.recent.listed()]
        if folders:
            self._jobs.run(
                self,
                self._work(folders),
                label=self.tr("Copying the locked vault"),
                done=self._tell,
                failed=self._refuse,
                gives_way=True,
            )

    def _work(self, vaults: Sequence[Path]) -> Callable[[Progress], bool]:
        application = self._application

        def copy(progress: Progress) -> bool:
            is_made, failed = False, None
            for vault in vaults:
                try:
                    is_made |= _copied(application, vault, progress) is not None
                except (VaultInUse, VaultNotFound):
                    continue  # no failure of the backup: somebody has it open, or there is nothing to copy
                except SafermkError as error:
                    failed = failed or error
            if failed is not None:
                raise failed
            return is_made

        return copy

    def _tell(self, is_made: bool) -> None:
        if is_made:
            self.made.emit()

    def _refuse(self, error: SafermkError) -> None:
        what = error.what[:1].lower() + error.what[1:]
        self.failed.emit(self.tr("Backup not made: {what} ({code})").format(what=what, code=error.code))


def _copied(application: Application, vault: Path, progress: Progress) -> BackupFile | None:
    folder = folder_of(application, vault)
    vault_id = application.backups.vault_id(vault)
    own = (file for file in application.backups.listed(folder) if is_of(vault, vault_id, file))
    # What is dated in the future was made when the clock was wrong, and hides all that changed since.
    now = application.clock.now()
    newest = next((file for file in own if datetime.fromisoformat(file.made_at) <= now), None)
    if newest is not None and not changed_since(vault, newest):
        return None
    return backups.copy_closed(application.backups, vault, folder, application.clock, progress)


def folder_of(application: Application, vault: Path) -> Path:
    """Where the backups of a vault go: the folder chosen on this computer, else the one beside it."""
    return backup_places.folder_of(application, vault)


def changed_since(vault: Path, newest: BackupFile) -> bool:
    """Whether a file with cases in it, or the header, was written after a backup, by the dates of the disk alone."""
    made_at = newest.path.stat().st_mtime
    found = [path for path in vault.iterdir() if not path.name.startswith(_WITHOUT_CASES)]
    return any(path.stat().st_mtime > made_at for path in found)


def is_of(vault: Path, vault_id: str, file: BackupFile) -> bool:
    """Whether a backup is of the vault: by its id, and by its name, which tells a restored vault from the first one."""
    own_name = re.fullmatch(
        rf"{re.escape(vault.stem)}-\d{{8}}-\d{{6}}(-\d+)?{re.escape(backups.SUFFIX)}", file.path.name
    )
    return file.vault_id == vault_id and own_name is not None and not file.is_papers_only
