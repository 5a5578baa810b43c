"""Opens the dialog of an act on Prevent over the window, and tells the pages once it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPushButton, QWidget

from safermk_desktop.domain.channel.papers import ChannelPaper, Readers
from safermk_desktop.domain.record import ChannelId
from safermk_desktop.errors import RecordUnknown, SafermkError
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import say

NOBODY = ChannelId("")


def do_act(
    context: PageContext,
    case_id: ChannelId,
    act: str,
    parent: QWidget,
    *,
    done: Callable[[object], None] | None = None,
) -> None:
    """Open the form of an act; ``done`` is given the act's result. What cannot be done now is told."""
    from safermk_desktop.presentation.dialogs.prevent_entry import PreventEntry

    try:
        dialog = PreventEntry(context, case_id, act, parent)
    except RecordUnknown:
        context.messages.tell("There is nothing to record it on", "What this is recorded on is not there yet.")
        return
    except SafermkError as error:
        context.messages.show_error(error)
        return

    def accepted() -> None:
        context.changes.tell(case_id)
        if done is not None:
            done(dialog.result_of_act)

    dialog.accepted.connect(accepted)
    dialog.open()


def give_paper(context: PageContext, parent: QWidget, row: object) -> None:
    """Open the form that lets a paper out, or say that it stays."""
    if isinstance(row, ChannelPaper) and row.readers is Readers.INTERNAL:
        words = parent.tr("It stays in the vault. What leaves is a pack or the minutes, for who is invited.")
        context.messages.tell(parent.tr("This paper cannot be given"), words)
    elif isinstance(row, ChannelPaper):
        do_act(context, row.case_id, f"export_paper:{row.id}", parent)


def follow_safe_view(context: PageContext, button: QPushButton, show: Callable[[], None]) -> None:
    """Make a page's button turn the safe view on and off for every Prevent page."""

    def switched(is_on: bool) -> None:
        if context.safe_view.is_on is not is_on:
            context.safe_view.switch()
        show()

    button.toggled.connect(switched)


def show_safe_view(context: PageContext, button: QPushButton) -> None:
    """Say on a page's button whether the safe view is on, in words."""
    is_on = context.safe_view.is_on
    with QSignalBlocker(button):
        button.setChecked(is_on)
    button.setText("&Safe to show: on" if is_on else "&Safe to show")
    say(button, kind="secondary" if is_on else "ghost")
