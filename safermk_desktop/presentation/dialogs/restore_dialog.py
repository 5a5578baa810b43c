"""Put a backup back as a new vault, never over one that is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from safermk_desktop.errors import BackupDamaged, BackupIncomplete, InputMissing, SafermkError, VaultExists
from safermk_desktop.presentation.dialogs.door_dialog import Act, DoorDialog
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.pages.backup_words import moment_words, size_words
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.services.application import Application
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.progress import Progress
from safermk_desktop.services.whereabouts import sentences

BACKUP_FILES: Final = "Backups of a vault (*.smkb)"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}")


class RestoreDialog(DoorDialog):
    """``restored`` is the folder of the new vault, once accepted. Stopping leaves nothing behind."""

    backup_error: FieldError
    backup_edit: QLineEdit
    backup_choose_button: QPushButton
    backup_says_label: QLabel
    folder_error: FieldError
    folder_edit: QLineEdit
    folder_choose_button: QPushButton
    folder_says_label: QLabel
    name_error: FieldError
    name_edit: QLineEdit
    job_line: JobLine

    def __init__(
        self,
        application: Application,
        *,
        jobs: Jobs,
        messages: Messages,
        file: BackupFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("restore_dialog", application, jobs=jobs, messages=messages, parent=parent)
        self.label = self.tr("Restoring the backup")
        self.restored: Path | None = None
        self._file: BackupFile | None = None
        self.explain_prose.show_text(
            self.tr(
                "The backup becomes a new vault beside the others; nothing that exists is touched. It opens with the "
                "names and passphrases that were valid when the backup was made."
            )
        )
        self.backup_choose_button.clicked.connect(self._choose_backup)
        self.folder_choose_button.clicked.connect(self._choose_folder)
        self._show_folder(application.data_folder)
        self.backup_says_label.hide()
        if file is not None:
            self._show_backup(file)
        (self.name_edit if file else self.backup_choose_button).setFocus()

    def read(self, faults: Faults) -> Act:
        file = self._file
        if file is None:
            words = self.tr("Choose the backup to restore.")
            faults.found.append((self.backup_error, self.backup_choose_button, words))
        name = self.name_edit.text().strip().removesuffix(".smkv")
        if not _NAME.fullmatch(name):
            words = self.tr("Name the vault with letters, digits, spaces and hyphens.")
            faults.found.append((self.name_error, self.name_edit, words))
        folder, backups = Path(self.folder_edit.text()) / f"{name}.smkv", self.application.backups

        def restore(progress: Progress) -> Path:
            if file is not None:
                backups.restore(file, folder, beside=backups.listed(file.path.parent), progress=progress)
            return folder

        return restore

    def finish(self, result: object) -> None:
        self.restored = result if isinstance(result, Path) else None
        self.accept()

    def field_of(self, error: SafermkError) -> tuple[FieldError, QWidget] | None:
        if isinstance(error, VaultExists):
            return self.name_error, self.name_edit
        if isinstance(error, BackupDamaged | BackupIncomplete | InputMissing):
            return self.backup_error, self.backup_choose_button
        return self.folder_error, self.folder_choose_button

    def reject(self) -> None:
        if self.is_working and self.job_line.job is not None:
            self.job_line.job.cancel()
            return
        super().reject()

    def _choose_backup(self) -> None:
        path = self.messages.ask_file(self.tr("Choose a backup"), kinds=BACKUP_FILES, start=Path.home())
        if path is None:
            return
        self.backup_error.show_error("", self.backup_choose_button)
        try:
            self._show_backup(self.application.backups.read(path))
        except SafermkError as error:
            self._file = None
            self.backup_edit.setText(str(path))
            self.backup_says_label.hide()
            self.backup_error.show_error(error.sentences(), self.backup_choose_button)

    def _show_backup(self, file: BackupFile) -> None:
        self._file = file
        self.backup_edit.setText(str(file.path))
        words = self.tr("Made {when}, {size}.").format(when=moment_words(file.made_at), size=size_words(file.size))
        if file.leans_on:
            words += " " + self.tr("It needs {n} other backups from the same folder.").format(n=len(file.leans_on))
        self.backup_says_label.setText(words)
        self.backup_says_label.show()
        if not self.name_edit.text():
            self.name_edit.setText(self.tr("Restored {day}").format(day=file.made_at[:10]))

    def _choose_folder(self) -> None:
        folder = self.messages.ask_folder(
            self.tr("Choose where the new vault lies"), start=Path(self.folder_edit.text())
        )
        if folder is not None:
            self._show_folder(folder)

    def _show_folder(self, folder: Path) -> None:
        self.folder_edit.setText(str(folder))
        warnings = " ".join(sentences(self.application.whereabouts.of(folder)))
        self.folder_says_label.setText(warnings)
        self.folder_says_label.setVisible(bool(warnings))
