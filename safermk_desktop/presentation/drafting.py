"""Unfinished forms: kept when the window locks itself, offered again in the next one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import RecordUnknown, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.services import drafts
from safermk_desktop.services.drafts import KeptDraft, Unfinished
from safermk_desktop.services.session import Session

OPENING: Final = frozenset({("notification_dialog", ""), ("step_dialog", "enter_case")})
"""Forms, and what they are about, whose act opens a case."""


def open_forms(window: QWidget) -> list[FormDialog]:
    """The forms over the window with something typed that is saved nowhere."""
    shown = [dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible() and dialog.has_typed]
    return [dialog for dialog in shown if not (isinstance(dialog, EntryDialog) and dialog.is_saved)]


def keep_forms(session: Session, window: QWidget, address: str) -> bool:
    """Keep what the open forms hold; False when one knows no way to be kept. Raises as ``drafts.keep``."""
    is_kept = True
    for dialog in open_forms(window):
        if isinstance(dialog, EntryDialog):
            drafts.keep(session, _unfinished(dialog, address), draft_id=dialog.draft_id)
        else:
            is_kept = False
    return is_kept


def keep_or_tell(context: PageContext, window: QWidget, address: str) -> bool:
    """Keep what the open forms hold before the window closes; a failure is told, and then it stays."""
    try:
        keep_forms(context.session, window, address)
    except SafermkError as error:
        context.messages.show_error(error)
        return False
    return True


def _unfinished(dialog: EntryDialog, address: str) -> Unfinished:
    parts = address.split("/")
    return Unfinished(
        form=dialog.form,
        about=dialog.about,
        title=dialog.title_label.text(),
        address=address,
        case_id=CaseId(parts[1] if len(parts) == 3 else ""),
        entries=dialog.entries(),
    )


class DraftDesk(QObject):
    """Offers the drafts of the person at work in a banner, the newest first, and opens the one that is wanted."""

    def __init__(self, context: PageContext, banner: Banner, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._banner = banner
        self._window = parent
        self._offered: KeptDraft | None = None
        banner.asked.connect(self._go_on)
        banner.other_asked.connect(self._discard)

    def offer(self) -> None:
        """Show the newest draft, or nothing when there is none."""
        try:
            found = drafts.listed(self._context.session)
        except SafermkError as error:
            self._context.messages.show_error(error)
            found = ()
        self._offered = found[0] if found else None
        if self._offered is None:
            self._banner.hide()
            return
        when = _when(self._offered.written_at, self._context.session.clock.now())
        words = self.tr("Unfinished: {title}, {when}.").format(title=self._offered.what.title, when=when)
        if len(found) > 1:
            words = f"{words} " + self.tr("{count} in all.").format(count=len(found))
        self._banner.show_banner("amber", words, action=self.tr("Continue"), other=self.tr("Discard"), icon="pencil")

    def _go_on(self) -> None:
        draft = self._offered
        if draft is None:
            return
        # Forms are read here, not at each unlock: there are many.
        from safermk_desktop.presentation.reopening import reopened

        self._context.navigate(draft.what.address)
        try:
            dialog = reopened(self._context, draft.what, self._window)
        except RecordUnknown:
            self._context.messages.tell(self.tr("What it was about is gone"), _as_text(draft))
            return
        except SafermkError as error:
            self._context.messages.show_error(error)
            return
        dialog.draft_id = draft.id

        def ended(result: int) -> None:
            self._ended(draft, dialog, result)

        dialog.finished.connect(ended)
        self._banner.hide()
        dialog.open()

    def _ended(self, draft: KeptDraft, dialog: EntryDialog, result: int) -> None:
        """Saved, or left after being asked: the draft goes either way."""
        self._drop(draft)
        if result == QDialog.DialogCode.Accepted:
            self._context.changes.tell(draft.what.case_id)
            if (draft.what.form, draft.what.about) in OPENING:
                self._context.navigate(f"case/{dialog.result_of_act}/overview")

    def _discard(self) -> None:
        draft = self._offered
        if draft is not None and self._context.messages.confirm(
            self.tr("Discard what was typed?"), _as_text(draft), accept=self.tr("Discard")
        ):
            self._drop(draft)

    def _drop(self, draft: KeptDraft) -> None:
        try:
            drafts.drop(self._context.session, draft)
        except RecordUnknown:
            pass
        except SafermkError as error:
            self._context.messages.show_error(error)
        self.offer()


def _as_text(draft: KeptDraft) -> str:
    """What was typed, so that nothing goes unseen."""
    typed = "\n".join(text for text in draft.what.entries.values() if text)
    words = QCoreApplication.translate("DraftDesk", "{title} held:\n{typed}")
    return words.format(title=draft.what.title, typed=typed)


def _when(at: datetime, now: datetime) -> str:
    local = at.astimezone()
    day = "" if local.date() == now.astimezone().date() else f"{short_day(local.date())} "
    return f"{day}{local:%H:%M}"
