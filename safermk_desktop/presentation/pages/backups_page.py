"""Where the backups go, those that are kept and how each stands, and the recovery drill."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from safermk_desktop.domain.keeping import BackupReason, Drill
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.drill_dialog import DrillDialog
from safermk_desktop.presentation.dialogs.restore_dialog import RestoreDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.backup_rows import (
    BACKUP_COLUMNS,
    DRILL_WORDS,
    BackupRow,
    BackupsView,
    backups_view,
    drill_words,
    empty_words,
)
from safermk_desktop.presentation.vault_check import backup_folder
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.presentation.widgets.text import Prose, Tag
from safermk_desktop.presentation.widgets.vault_tabs import VaultTabs
from safermk_desktop.services import backups
from safermk_desktop.services.backup_port import BackupProof
from safermk_desktop.services.ports import Role
from safermk_desktop.services.progress import Progress


class BackupsPage(Page):
    """Long work is named in the page with a button that stops it; a backup that is stopped leaves nothing behind."""

    vault_tabs: VaultTabs
    backups_banner: Banner
    folder_value_label: QLabel
    folder_warning_label: QLabel
    choose_button: QPushButton
    job_line: JobLine
    prove_button: QPushButton
    restore_button: QPushButton
    backup_button: QPushButton
    backups_table: DataTable
    backups_empty: EmptyState
    drill_tag: Tag
    drill_prose: Prose
    drill_button: QPushButton
    drill_reason_label: QLabel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "backups_page")
        self._view: BackupsView | None = None
        self._is_working = False
        self._rows = RowsModel(BACKUP_COLUMNS, key=lambda row: row.kept.id, parent=self)
        self.backups_table.use(self._rows, is_fitted=True)
        self.backups_table.row_chosen.connect(self._enable)
        self.vault_tabs.asked.connect(context.navigate)
        self.choose_button.clicked.connect(self._choose_folder)
        self.backup_button.clicked.connect(self._back_up)
        self.prove_button.clicked.connect(self._prove)
        self.restore_button.clicked.connect(self._restore)
        self.drill_button.clicked.connect(self._hold_drill)
        self.backups_empty.hide()
        self._enable()

    def arrive(self, case_id: str) -> None:
        application, session = self.context.application, self.context.session
        self.vault_tabs.show_place("backups", session.vault.folder.name)
        folder = backup_folder(application, session)
        self.folder_value_label.setText(str(folder))
        label = self.tr("Looking for backups")
        self.context.jobs.run(self, lambda _progress: backups_view(session, folder), label=label, done=self._show)

    def panes(self) -> tuple[QWidget, ...]:
        table = self.backups_table if self._rows.rows else self.backups_empty
        return (self.backup_button, table, self.drill_button)

    def _show(self, view: BackupsView) -> None:
        self._view = view
        self._rows.set_rows(view.rows)
        if view.rows and self.backups_table.current() is None:
            self.backups_table.choose(view.rows[0].kept.id)
        self.backups_table.setVisible(bool(view.rows))
        self.backups_empty.setVisible(not view.rows)
        self.backups_empty.show_empty(empty_words(view.cases))
        words = self.tr("This folder is on the same disk as the vault: what takes one takes both. Choose another disk.")
        self.folder_warning_label.setText(words)
        self.folder_warning_label.setVisible(view.is_same_disk)
        today = self.context.session.clock.today()
        days = (today - view.drill.drilled_on).days if view.drill else 0
        tone, tag, told = drill_words(view.drill, days)
        self.drill_tag.show_tag(tag, tone)
        self.drill_prose.show_text(told)
        self._enable()

    def _enable(self, _row: object = None) -> None:
        file = self._file()
        # What runs disables nothing: a button that is disabled loses the focus, and with it the place to type on.
        self.prove_button.setEnabled(file is not None)
        has_file = any(row.file is not None for row in self._rows.rows)
        vault = self.context.session.vault
        may_record = vault.role is not Role.READER and not vault.is_read_only
        self.drill_button.setEnabled(has_file and may_record)
        reason = self.tr("A drill needs a backup in this folder.") if not has_file else ""
        reason = reason if may_record else self.tr("A drill is recorded, and you may only read.")
        self.drill_reason_label.setText(reason)
        self.drill_reason_label.setVisible(bool(reason))

    def _file(self) -> object:
        row = self.backups_table.current()
        return row.file if isinstance(row, BackupRow) else None

    def _choose_folder(self) -> None:
        application, session = self.context.application, self.context.session
        start = backup_folder(application, session).parent
        folder = self.context.messages.ask_folder(self.tr("Choose where the backups go"), start=start)
        if folder is not None:
            application.backup_folders.choose(session.vault.folder, session.vault.vault_id, folder)
            self.arrive("")

    def _back_up(self) -> None:
        session, folder = self.context.session, backup_folder(self.context.application, self.context.session)

        def work(progress: Progress) -> BackupProof:
            return backups.backup_now(session, folder, BackupReason.BY_HAND, progress)

        self._run(work, self.tr("Making and proving a backup"), self.tr("The backup was made, opened and compared."))

    def _prove(self) -> None:
        row, view = self.backups_table.current(), self._view
        if not isinstance(row, BackupRow) or row.file is None or view is None:
            return
        session, file = self.context.session, row.file

        def work(progress: Progress) -> BackupProof:
            proof = session.vault.backups.prove(file, beside=view.beside, progress=progress)
            backups.record(session, proof)
            return proof

        self._run(work, self.tr("Proving the backup"), self.tr("Opened from its bytes and compared: all of it fits."))

    def _run(self, work: Callable[[Progress], BackupProof], label: str, told: str) -> None:
        if self._is_working:
            return
        self._is_working = True

        def done(_proof: BackupProof) -> None:
            self._ended("green", told)

        def failed(error: SafermkError) -> None:
            self._ended("red", error.sentences())

        def cancelled() -> None:
            self._ended("amber", self.tr("Stopped. Nothing was written; every earlier backup is as it was."))

        self.job_line.follow(
            self.context.jobs.run(self, work, label=label, done=done, failed=failed, cancelled=cancelled)
        )

    def _ended(self, tone: str, words: str) -> None:
        self._is_working = False
        self.backups_banner.show_banner(tone, words)
        self.arrive("")

    def _restore(self) -> None:
        row, context = self.backups_table.current(), self.context
        dialog = RestoreDialog(
            context.application,
            jobs=context.jobs,
            messages=context.messages,
            file=row.file if isinstance(row, BackupRow) else None,
            parent=self,
        )

        def restored() -> None:
            if dialog.restored is not None:
                context.application.recent.remember(dialog.restored)
                words = self.tr("Restored as {folder}. Lock this vault and open that one to look at it.")
                self.backups_banner.show_banner("green", words.format(folder=dialog.restored))

        dialog.accepted.connect(restored)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _hold_drill(self) -> None:
        files = [row.file for row in self._rows.rows if row.file is not None]
        dialog = DrillDialog(self.context, files, self)

        def held() -> None:
            drill = dialog.result_of_act
            if isinstance(drill, Drill):
                tone = "green" if drill.outcome == backups.FITS else "red"
                words = self.tr("The copy was opened with {key}. {outcome} The drill is recorded.")
                told = words.format(key=DRILL_WORDS[drill.opened_with], outcome=drill.outcome)
                self._ended(tone, told)

        dialog.accepted.connect(held)
        dialog.open()
