"""The backup before the window closes; one that fails holds up quitting, with three choices and the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.closed_copy import folder_of
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.jobs import Job
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import backups


class QuitBackupDialog(FormDialog):
    """Accepted: quit. Rejected: the person goes on working; nothing was closed."""

    words_prose: Prose
    work_bar: QProgressBar
    stay_button: QPushButton
    without_button: QPushButton
    folder_button: QPushButton
    again_button: QPushButton

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("quit_backup_dialog", parent)
        self._context = context
        self._job: Job | None = None
        self.stay_button.clicked.connect(self.reject)
        self.without_button.clicked.connect(self.accept)
        self.folder_button.clicked.connect(self._choose)
        self.again_button.clicked.connect(self.begin)

    def begin(self) -> None:
        """Make the backup; the dialog closes when it is proved."""
        session = self._context.session
        folder = folder_of(self._context.application, session.vault.folder)
        self._show_working(is_working=True)
        self.words_prose.show_text(
            self.tr("What changed since the last backup is copied, and the copy is opened and compared.")
        )
        self._job = self._context.jobs.run(
            self,
            lambda progress: backups.backup_now(session, folder, BackupReason.ON_QUIT, progress),
            label=self.tr("Making a backup"),
            done=lambda _proof: self.accept(),
            failed=self._refuse,
            cancelled=lambda: self.hold(self.tr("The backup was stopped.")),
        )
        self._job.progressed.connect(self._show_progress)

    def hold(self, words: str) -> None:
        """Say why there is no backup, and wait for a choice."""
        self._job = None
        safe = self.tr("The vault is still open; every earlier backup is as it was.")
        self.words_prose.show_text(f"{words}\n{safe}")
        self._show_working(is_working=False)
        self.again_button.setFocus()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _choose(self) -> None:
        vault = self._context.session.vault
        start = folder_of(self._context.application, vault.folder)
        chosen: Path | None = self._context.messages.ask_folder(self.tr("Folder for the backups"), start=start)
        if chosen is not None:
            self._context.application.backup_folders.choose(vault.folder, vault.vault_id, chosen)
            self.begin()

    def _refuse(self, error: SafermkError) -> None:
        self.hold(f"{error.sentences()} ({error.code})")

    def _show_working(self, *, is_working: bool) -> None:
        self.work_bar.setVisible(is_working)
        self.work_bar.setRange(0, 0)
        for choice in (self.again_button, self.folder_button, self.without_button):
            choice.setVisible(not is_working)
        QTimer.singleShot(0, self, self.adjustSize)

    def _show_progress(self, done: int, total: int) -> None:
        # Qt counts in 32 bits, a vault of 2 GB does not.
        self.work_bar.setRange(0, 1000)
        self.work_bar.setValue(1000 * done // total)
