"""How cases come in that were under way before: one by a form, many from a tracker."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.import_tracker_dialog import ImportTrackerDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.jobs import Lane
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.services.importing import read_tracker
from safermk_desktop.services.tables import Table

KINDS: Final = "Excel or CSV (*.xlsx *.xls *.ods *.csv)"


def open_entering(context: PageContext, parent: QWidget) -> EntryDialog:
    """Ask for a case that is under way; it is opened afterwards."""
    dialog = StepDialog(context, CaseId(""), "enter_case", parent)

    def opened() -> None:
        context.changes.tell()
        context.navigate(f"case/{dialog.result_of_act}/overview")

    return open_dialog(dialog, opened)


def open_import(context: PageContext, parent: QWidget) -> None:
    """Ask for the file of a tracker, read it beside the window, and show what would come in."""

    def words(text: str) -> str:
        return QCoreApplication.translate("case_entry", text)

    path = context.messages.ask_file(words("Choose the tracker"), kinds=KINDS)
    if path is None:
        return

    def show(table: Table) -> None:
        dialog = ImportTrackerDialog(context, table, _source(path), parent)
        open_dialog(dialog, context.changes.tell)

    context.jobs.run(
        parent,
        lambda progress: read_tracker(context.session, path, progress),
        label=words("Reading the tracker"),
        done=show,
        lane=Lane.DOCUMENT,
    )


def tracker_again(context: PageContext, parent: QWidget) -> EntryDialog:
    """The form of a draft on a tracker: the file is not kept, so it is asked for again. Raises ``RecordUnknown``."""
    path = context.messages.ask_file(QCoreApplication.translate("case_entry", "Choose the tracker again"), kinds=KINDS)
    if path is None:
        raise RecordUnknown
    table = read_tracker(context.session, path)
    return ImportTrackerDialog(context, table, _source(path), parent)


def _source(path: Path) -> str:
    """What a case says of where it is known from: the kind of file, since its name may hold a name."""
    return f"tracker ({path.suffix.lower().lstrip('.')})"
