"""The window: the marking, and under it the unlock screen or the shell of an open vault."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.ahead import read_ahead
from safermk_desktop.presentation.brief_watch import BriefWatch
from safermk_desktop.presentation.changes import Change, Changes
from safermk_desktop.presentation.closed_copy import ClosedCopy
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.guards import Guards
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.keys import EnterPresses
from safermk_desktop.presentation.launch import EXIT_LOCKED, LOST, Launch
from safermk_desktop.presentation.messages import Messages, Teller
from safermk_desktop.presentation.pages.unlock_page import UnlockPage
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.focus_ring import FocusRing
from safermk_desktop.presentation.widgets.marking_strip import MarkingStrip
from safermk_desktop.services.application import Application
from safermk_desktop.services.collector import no_collection
from safermk_desktop.services.session import Session

if TYPE_CHECKING:
    from safermk_desktop.presentation.backup_keeper import BackupKeeper
    from safermk_desktop.presentation.page import PageContext
    from safermk_desktop.presentation.shell import Shell

_STOPS_WITHIN_MS: Final = 600
"""How long work that runs is waited for when the vault locks; a thread that takes longer ends with the process."""
_READS_AHEAD_AFTER_MS: Final = 500
"""The unlock screen is drawn first, then what the caseload needs is read in."""
_FOLLOWS_AFTER_MS: Final = 200
"""The caseload is drawn first, then backups and anchors are looked at."""
_COPIES_AFTER_MS: Final = 500
"""The unlock screen is drawn first, then the vault that was locked is copied."""


class MainWindow(EnterPresses):
    """``ended`` carries the exit code once the vault is closed; then nothing more happens in this process."""

    marking_strip: MarkingStrip
    main_stack: QStackedWidget

    ending = Signal()
    ended = Signal(int)

    def __init__(self, application: Application, launch: Launch, *, teller: Teller | None = None) -> None:
        super().__init__()
        fill(self, "main_window")
        self.setWindowTitle("SaferMK Desktop")
        self.setMinimumSize(1024, 640)
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableGeometry().size()))
        self._application = application
        self._launch = launch
        self._session: Session | None = None
        self._shell: Shell | None = None
        self._context: PageContext | None = None
        self._keeper: BackupKeeper | None = None
        self._has_ended = False
        self.exit_code = 0
        self.jobs = Jobs(self)
        self.changes = Changes(self)
        self.messages = Messages(self, teller)
        self.jobs.on_failure = self.messages.show_error
        self.guards = Guards(application.clock, self)
        self.guards.lock_due.connect(self.lock)
        self.unlock_page = UnlockPage(application, launch, jobs=self.jobs, messages=self.messages)
        self.unlock_page.unlocked.connect(self._enter)
        self._brief = BriefWatch(self.guards, self.unlock_page.help, self)
        self.main_stack.addWidget(self.unlock_page)
        Theme.current().dress(self)
        self._ring = FocusRing(self)
        QTimer.singleShot(0, self, self.unlock_page.focus_first)
        QTimer.singleShot(_READS_AHEAD_AFTER_MS, self, partial(read_ahead, application))
        if launch.reason:
            self._copy = ClosedCopy(application, self.jobs, self)
            self._copy.failed.connect(self._tell_copy_failed)
            QTimer.singleShot(_COPIES_AFTER_MS, self, self._copy_closed)

    @property
    def address(self) -> str:
        """The place to return to after a lock; empty before a vault is open."""
        return self._shell.address if self._shell else ""

    def lock(self, reason: str = "asked") -> None:
        """Close the vault and end with the code for *locked*; the parent starts the next window.

        Nobody is asked and nothing is waited for: work is stopped, what is typed is kept in the vault. ``ending`` is
        emitted first, so that a process that hangs here can be ended from outside with ``exit_code`` as it then stands.
        """
        if self._has_ended:
            return
        self._has_ended = True
        self.exit_code = EXIT_LOCKED[reason + LOST if self._session else reason]
        self.ending.emit()
        self.guards.end()
        self.jobs.end(_STOPS_WITHIN_MS)
        if self.keep_typed():
            self.exit_code = EXIT_LOCKED[reason]
        self._end()

    def keep_typed(self) -> bool:
        """Save what the page and the open forms hold unsaved; False when something typed is not kept."""
        shell, session = self._shell, self._session
        if shell is None or session is None:
            return True
        from safermk_desktop.presentation.drafting import keep_forms

        try:
            is_kept = keep_forms(session, self, shell.address)
            if shell.page is not None:
                shell.page.keep_typed()
        except SafermkError:
            return False
        return is_kept

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self._shell.page if self._shell else None
        if not self._has_ended and (page is None or page.leave()) and self._is_backed_up():
            self._quit()
        event.setAccepted(self._has_ended)

    def _is_backed_up(self) -> bool:
        """Whether nothing is in the vault that no backup holds; else one is made, and the window then closes."""
        context = self._context
        if context is None or self._keeper is None or not self._keeper.keeps:
            return True
        if self.findChild(FormDialog, "quit_backup_dialog") is not None:
            return False
        from safermk_desktop.presentation.quitting import last_backup

        dialog = last_backup(context, self)
        if dialog is not None:
            dialog.accepted.connect(self._quit)
        return dialog is None

    def _quit(self) -> None:
        if self._has_ended:
            return
        if self._context is not None:
            from safermk_desktop.presentation.drafting import keep_or_tell

            if not keep_or_tell(self._context, self, self.address):
                return
        self._has_ended = True
        self.guards.end()
        self.jobs.end()
        self._end()
        self.close()

    def _enter(self, session: Session) -> None:
        with no_collection():
            self._furnish(session)
        QTimer.singleShot(_FOLLOWS_AFTER_MS, self, self._follow)

    def _furnish(self, session: Session) -> None:
        # The shell and the pages are read here, not before the first picture of the window.
        from safermk_desktop.presentation.actions import Actions
        from safermk_desktop.presentation.backup_keeper import BackupKeeper
        from safermk_desktop.presentation.drafting import DraftDesk
        from safermk_desktop.presentation.page import PageContext
        from safermk_desktop.presentation.places import all_places
        from safermk_desktop.presentation.shell import Shell

        self._session = session
        context = self._context = PageContext(
            application=self._application,
            session=session,
            changes=self.changes,
            jobs=self.jobs,
            messages=self.messages,
            navigate=self.go,
            lock=self.lock,
        )
        shell = self._shell = Shell(context, all_places())
        shell.lock_asked.connect(self.lock)
        shell.quit_asked.connect(self.close)
        shell.sharing_asked.connect(self.allow_sharing)
        self.guards.counted.connect(shell.show_lock_in)
        self.main_stack.addWidget(shell)
        Theme.current().dress(shell)
        self.main_stack.setCurrentWidget(shell)
        self.main_stack.removeWidget(self.unlock_page)
        self.unlock_page.deleteLater()
        shell.go(self._launch.address)
        self.guards.begin(session)
        self.changes.changed.connect(self._on_change)
        actions = shell.findChild(Actions)
        if actions is not None:
            actions.get("allow_sharing").setVisible(self.guards.capture.is_available)
        self._drafts = DraftDesk(context, shell.draft_banner, self)
        self._drafts.offer()
        self._keeper = BackupKeeper(context, self)
        self._keeper.told.connect(shell.status_bar.show_backup)

    def _follow(self) -> None:
        """Look after backups and anchors from now on."""
        from safermk_desktop.presentation.anchor_keeper import AnchorKeeper

        if self._has_ended or self._session is None or self._keeper is None:
            return
        self._keeper.begin()
        keeper = AnchorKeeper(self._session, jobs=self.jobs, messages=self.messages, parent=self)
        keeper.follow(self.changes)

    def go(self, address: str) -> None:
        """Go to an address of the shell; nothing happens before a vault is open."""
        if self._shell is not None:
            self._shell.go(address)

    def allow_sharing(self) -> None:
        """Let the window be seen in a shared screen for ten minutes; the audit chain says who allowed it."""
        if self._session is None:
            return
        try:
            self.guards.allow_sharing(self._session)
        except SafermkError as error:
            self.messages.show_error(error)

    def _copy_closed(self) -> None:
        if self._session is None and not self.jobs.is_busy:
            self._copy.begin()

    def _tell_copy_failed(self, words: str) -> None:
        if self._session is None:
            banner = self.unlock_page.reason_banner
            banner.show_banner("amber", f"{banner.text()} {words}".strip())

    def _on_change(self, change: Change) -> None:
        if self._session is not None and not change.case_id:
            self.guards.renew(self._session)

    def _end(self) -> None:
        self._brief.end()
        if self._session is not None:
            self._session.vault.close()
        self.ended.emit(self.exit_code)
