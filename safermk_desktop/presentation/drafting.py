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
from safermk_desktop.presentation.dialogs.prevent_entry import FORM, PreventEntry
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.services import drafts
from safermk_desktop.services.channel.prevent_drafts import (
    KeptPreventDraft,
    PreventUnfinished,
    drop_prevent_draft,
    keep_prevent_draft,
    prevent_drafts,
)
from safermk_desktop.services.drafts import KeptDraft, Unfinished
from safermk_desktop.services.session import Session

OPENING: Final = frozenset({("notification_dialog", ""), ("step_dialog", "enter_case")})
"""Forms, and what they are about, whose act opens a case."""
_Kept = KeptDraft | KeptPreventDraft


def open_forms(window: QWidget) -> list[FormDialog]:
    """The forms over the window with something typed that is saved nowhere."""
    shown = [dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible() and dialog.has_typed]
    return [dialog for dialog in shown if not (isinstance(dialog, EntryDialog) and dialog.is_saved)]


def keep_forms(session: Session, window: QWidget, address: str) -> bool:
    """Keep what the open forms hold; False when one knows no way to be kept. Raises as ``drafts.keep``."""
    is_kept = True
    for dialog in open_forms(window):
        if isinstance(dialog, PreventEntry):
            keep_prevent_draft(session, _of_prevent(dialog, address), draft_id=dialog.draft_id)
        elif isinstance(dialog, EntryDialog):
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


def _of_prevent(dialog: PreventEntry, address: str) -> PreventUnfinished:
    return PreventUnfinished(
        form=dialog.form,
        about=dialog.about,
        title=dialog.title_label.text(),
        address=address,
        case_id=dialog.case_id,
        entries=dialog.entries(),
    )


def _offered(session: Session) -> tuple[_Kept, ...]:
    """Every draft of the person at work, the newest first; what a meeting page kept it takes back by itself."""
    of_prevent = [draft for draft in prevent_drafts(session) if draft.what.form == FORM]
    return tuple(sorted((*drafts.listed(session), *of_prevent), key=lambda draft: draft.written_at, reverse=True))


class DraftDesk(QObject):
    """Offers the drafts of the person at work in a banner, the newest first, and opens the one that is wanted."""

    def __init__(self, context: PageContext, banner: Banner, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._banner = banner
        self._window = parent
        self._offered: _Kept | None = None
        banner.asked.connect(self._go_on)
        banner.other_asked.connect(self._discard)

    def offer(self) -> None:
        """Show the newest draft, or nothing when there is none."""
        try:
            found = _offered(self._context.session)
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
        from safermk_desktop.presentation.reopening import reopened, reopened_prevent

        self._context.navigate(draft.what.address)
        try:
            if isinstance(draft, KeptPreventDraft):
                dialog = reopened_prevent(self._context, draft.what, self._window)
            else:
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

    def _ended(self, draft: _Kept, dialog: EntryDialog, result: int) -> None:
        """Saved, or left after being asked: the draft goes either way."""
        self._drop(draft)
        if result == QDialog.DialogCode.Accepted:
            self._context.changes.tell(draft.what.case_id)
            if isinstance(draft, KeptPreventDraft):
                return
            if (draft.what.form, draft.what.about) in OPENING:
                self._context.navigate(f"case/{dialog.result_of_act}/overview")

    def _discard(self) -> None:
        draft = self._offered
        if draft is not None and self._context.messages.confirm(
            self.tr("Discard what was typed?"), _as_text(draft), accept=self.tr("Discard")
        ):
            self._drop(draft)

    def _drop(self, draft: _Kept) -> None:
        try:
            if isinstance(draft, KeptPreventDraft):
                drop_prevent_draft(self._context.session, draft)
            else:
                drafts.drop(self._context.session, draft)
        except RecordUnknown:
            pass
        except SafermkError as error:
            self._context.messages.show_error(error)
        self.offer()


def _as_text(draft: _Kept) -> str:
    """What was typed, so that nothing goes unseen."""
    typed = "\n".join(text for text in draft.what.entries.values() if text)
    words = QCoreApplication.translate("DraftDesk", "{title} held:\n{typed}")
    return words.format(title=draft.what.title, typed=typed)


def _when(at: datetime, now: datetime) -> str:
    local = at.astimezone()
    day = "" if local.date() == now.astimezone().date() else f"{short_day(local.date())} "
    return f"{day}{local:%H:%M}"
