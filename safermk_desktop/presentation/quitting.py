"""The last backup, before the window closes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.closed_copy import folder_of
from safermk_desktop.presentation.dialogs.quit_backup_dialog import QuitBackupDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services.backups import has_unsaved


def last_backup(context: PageContext, window: QWidget) -> QuitBackupDialog | None:
    """The dialog that makes a backup over ``window``, at work; ``None`` where a backup holds all that is in the vault.

    Other work is stopped first; where it does not stop, the dialog waits for a choice.
    """
    has_stopped = context.jobs.finish()
    folder = folder_of(context.application, context.session.vault.folder)
    try:
        if has_stopped and not has_unsaved(context.session, folder):
            return None
    except SafermkError as error:
        context.messages.show_error(error)
    dialog = QuitBackupDialog(context, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    if has_stopped:
        dialog.begin()
    else:
        words = "Other work does not stop; no backup can be made beside it."
        dialog.hold(QCoreApplication.translate("MainWindow", words))
    return dialog
