"""What every page of a case offers: a file note, and taking back the last act."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.undo import UNDOABLE
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages import case_acts
from safermk_desktop.services import undoing

LIMITS = (
    "What was there before is written again, and the log keeps both acts. What was sent or left the vault, and a move "
    "from one state to the next, cannot be undone."
)


def case_wide(context: PageContext, case_id: CaseId, page: QWidget) -> Mapping[str, Act]:
    """The acts, by the ids of their entries in the menus."""
    return MappingProxyType(
        {
            "add_note": lambda: case_acts.do(context, case_id, "add_note", page) and None,
            "undo": lambda: undo(context, case_id),
        }
    )


def undo(context: PageContext, case_id: CaseId) -> None:
    """Say what would be taken back, and take it back; say why where that is not possible."""

    def words(text: str) -> str:
        return QCoreApplication.translate("case_wide", text)

    step = undoing.last_step(context.session, case_id)
    if step is None:
        context.messages.tell(words("Nothing to undo"), words(undoing.NOTHING))
        return
    title = words("Undo {what}?").format(what=words(UNDOABLE[step.what]))
    if not context.messages.confirm(title, words(LIMITS), accept=words("Undo")):
        return
    try:
        undoing.undo(context.session, case_id)
    except SafermkError as error:
        context.messages.show_error(error)
        return
    context.changes.tell(case_id)
