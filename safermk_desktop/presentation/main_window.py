"""The window: the marking, and under it the unlock screen or the shell of an open vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.autolock import AutoLock
from safermk_desktop.presentation.changes import Changes
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.launch import EXIT_LOCKED, Launch
from safermk_desktop.presentation.messages import Messages, Teller
from safermk_desktop.presentation.pages.unlock_page import UnlockPage
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.focus_ring import FocusRing
from safermk_desktop.presentation.widgets.marking_strip import MarkingStrip
from safermk_desktop.services.application import Application
from safermk_desktop.services.session import Session

if TYPE_CHECKING:
    from safermk_desktop.presentation.shell import Shell


class MainWindow(QWidget):
    """``ended`` carries the exit code once the vault is closed; then nothing more happens in this process."""

    marking_strip: MarkingStrip
    main_stack: QStackedWidget

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
        self._has_ended = False
        self.jobs = Jobs(self)
        self.changes = Changes(self)
        self.messages = Messages(self, teller)
        self.jobs.on_failure = self.messages.show_error
        self._autolock = AutoLock(application.clock.now, self)
        self._autolock.lock_due.connect(self.lock_unasked)
        self.unlock_page = UnlockPage(application, launch, jobs=self.jobs, messages=self.messages)
        self.unlock_page.unlocked.connect(self._enter)
        self.main_stack.addWidget(self.unlock_page)
        Theme.current().dress(self)
        self._ring = FocusRing(self)
        QTimer.singleShot(0, self, self.unlock_page.focus_first)

    @property
    def address(self) -> str:
        """The place to return to after a lock; empty before a vault is open."""
        return self._shell.address if self._shell else ""

    def lock(self, reason: str = "asked") -> None:
        """Close the vault and end with the code for *locked*; the parent starts the next window."""
        self._end(EXIT_LOCKED[reason])

    def lock_unasked(self, reason: str = "asked") -> None:
        """Lock with nobody at the screen: what is typed and has a record is saved first; nothing holds up the lock.

        What stands in an open dialog has no record yet: it is lost, and the next window says so.
        """
        lost = f"{reason}_typed"
        self.lock(lost if not self.keep_typed() and lost in EXIT_LOCKED else reason)

    def keep_typed(self) -> bool:
        """Save what the page holds unsaved; False when something typed, there or in a dialog, is not kept."""
        page = self._shell.page if self._shell else None
        try:
            if page is not None:
                page.keep_typed()
        except SafermkError:
            return False
        return not any(dialog.isVisible() and dialog.has_typed for dialog in self.findChildren(FormDialog))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._has_ended and not self._may_leave():
            event.ignore()
            return
        self._end(0)
        event.accept()

    def _enter(self, session: Session) -> None:
        # The shell and the pages are read here, not before the first picture of the window.
        from safermk_desktop.presentation.page import PageContext
        from safermk_desktop.presentation.places import all_places
        from safermk_desktop.presentation.shell import Shell

        self._session = session
        context = PageContext(
            application=self._application,
            session=session,
            changes=self.changes,
            jobs=self.jobs,
            messages=self.messages,
            navigate=self.go,
        )
        shell = self._shell = Shell(context, all_places())
        shell.lock_asked.connect(self._lock_if_may_leave)
        shell.quit_asked.connect(self.close)
        self._autolock.counted.connect(shell.show_lock_in)
        self.main_stack.addWidget(shell)
        Theme.current().dress(shell)
        self.main_stack.setCurrentWidget(shell)
        self.main_stack.removeWidget(self.unlock_page)
        self.unlock_page.deleteLater()
        shell.go(self._launch.address)
        self._autolock.start()

    def go(self, address: str) -> None:
        """Go to an address of the shell; nothing happens before a vault is open."""
        if self._shell is not None:
            self._shell.go(address)

    def _may_leave(self) -> bool:
        page = self._shell.page if self._shell else None
        return page is None or page.leave()

    def _lock_if_may_leave(self) -> None:
        if self._may_leave():
            self.lock()

    def _end(self, code: int) -> None:
        if self._has_ended:
            return
        self._has_ended = True
        self._autolock.stop()
        self.jobs.finish()
        if self._session is not None:
            self._session.vault.close()
        self.ended.emit(code)
