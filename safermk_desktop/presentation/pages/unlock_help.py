"""What the unlock screen offers besides unlocking: a new vault, recovery, a backup put back, and plain limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.services.application import Application
from safermk_desktop.services.ports import Role
from safermk_desktop.services.session import Session


class UnlockHelp(QObject):
    """``found`` carries the folder of a vault to show next, ``recovered`` the name of who has a new key.

    ``opened`` carries the session of a vault whose sheets are about to be shown, ``closed`` says that it is over.
    """

    found = Signal(object)
    recovered = Signal(str)
    opened = Signal(object)
    closed = Signal()

    def __init__(self, application: Application, *, jobs: Jobs, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._application = application
        self._jobs = jobs
        self._messages = messages
        self._window = parent

    def create(self) -> None:
        """Make a vault, then offer to print its recovery sheets at once."""
        from safermk_desktop.presentation.dialogs.create_vault_dialog import CreateVaultDialog

        dialog = CreateVaultDialog(self._application, jobs=self._jobs, messages=self._messages, parent=self._window)
        folder = dialog.created if _is_accepted(dialog) else None
        person, passphrase = dialog.person_edit.text().strip(), dialog.passphrase_edit.text()
        role = Role(dialog.role_combo.currentData())
        # Otherwise Python's garbage collector would take the dialog's parts in any order.
        dialog.deleteLater()
        if folder is None:
            return
        self.found.emit(folder)
        if role is Role.HEAD and self._messages.confirm(
            self.tr("Print the recovery sheets now?"),
            self.tr(
                "You are the only person who can open this vault. Three printed sheets, two of which open it, are the "
                "only help if you forget the passphrase or are not there. Later you find them under Vault."
            ),
            accept=self.tr("Print the sheets"),
            refuse=self.tr("Later"),
        ):
            self._print_sheets(folder, person, passphrase)

    def recover(self, folder: Path | None) -> None:
        """Two recovery sheets make a new key."""
        from safermk_desktop.presentation.dialogs.recover_dialog import RecoverDialog

        if folder is None:
            return
        dialog = RecoverDialog(self._application, folder, jobs=self._jobs, messages=self._messages, parent=self._window)
        is_done, person = _is_accepted(dialog), dialog.person
        dialog.deleteLater()
        if is_done:
            self.found.emit(folder)
            self.recovered.emit(person)

    def restore(self) -> None:
        """Put a backup back as a new vault."""
        from safermk_desktop.presentation.dialogs.restore_dialog import RestoreDialog

        dialog = RestoreDialog(self._application, jobs=self._jobs, messages=self._messages, parent=self._window)
        folder = dialog.restored if _is_accepted(dialog) else None
        dialog.deleteLater()
        if folder is not None:
            self.found.emit(folder)

    def tell_limits(self) -> None:
        """What this app cannot protect."""
        from safermk_desktop.presentation.dialogs.protection_dialog import ProtectionDialog

        dialog = ProtectionDialog(self._window)
        dialog.exec()
        dialog.deleteLater()

    def serve(self, create: QPushButton, restore: QPushButton, limits: QPushButton) -> None:
        """Do what these buttons ask for."""
        create.clicked.connect(self.create)
        restore.clicked.connect(self.restore)
        limits.clicked.connect(self.tell_limits)

    def prepare(self, make: Callable[[], Path], banner: Banner) -> None:
        """Make the fictional vault while the window is there."""
        banner.show_banner("blue", self.tr("Making the fictional vault. This takes a few seconds."))

        def made(folder: Path) -> None:
            banner.hide()
            self.found.emit(folder)

        self._jobs.run(self, lambda _progress: make(), label=self.tr("Making the fictional vault"), done=made)

    def _print_sheets(self, folder: Path, person: str, passphrase: str) -> None:
        application = self._application

        def opened(_progress: object) -> Session:
            return application.open_session(application.door.open(folder, person=person, passphrase=passphrase))

        self._run(opened, self.tr("Opening the new vault"), self._show_sheets)

    def _show_sheets(self, session: Session) -> None:
        from safermk_desktop.presentation.dialogs.recovery_sheets_dialog import RecoverySheetsDialog

        dialog = RecoverySheetsDialog(session, jobs=self._jobs, messages=self._messages, parent=self._window)
        self.opened.emit(session)
        try:
            dialog.exec()
        finally:
            self.closed.emit()
            session.vault.close()
            dialog.deleteLater()

    def _run(self, work: Callable[[object], Session], label: str, done: Callable[[Session], None]) -> None:
        def failed(error: SafermkError) -> None:
            self._messages.show_error(error)

        self._jobs.run(self, work, label=label, done=done, failed=failed)


def _is_accepted(dialog: FormDialog) -> bool:
    return dialog.exec() == QDialog.DialogCode.Accepted
