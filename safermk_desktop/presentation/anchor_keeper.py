"""Keeps the heads of the audit chains in the keychain of this computer while a vault is open."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from safermk_desktop.presentation.changes import Changes
from safermk_desktop.presentation.jobs import Jobs, Lane
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.services.integrity import remember_heads
from safermk_desktop.services.session import Session

SETTLES_MS: Final = 15_000
"""How long after an act the heads are kept; acts in between are kept with it."""


class AnchorKeeper(QObject):
    """Compares the vault with the keychain after the unlock, and keeps its heads then and after each act.

    What does not fit is told at once. It has no part in the lock, which waits for nothing: what the last seconds
    wrote has its anchor after the next unlock.
    """

    def __init__(self, session: Session, *, jobs: Jobs, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLES_MS)
        self._timer.timeout.connect(self.keep)
        self._told: tuple[str, ...] = ()

    def follow(self, changes: Changes) -> None:
        """Keep the heads now, and after each change."""
        changes.changed.connect(self._on_change)
        self.keep()

    def keep(self) -> None:
        """Compare and keep, off the GUI thread, and in no other work's way: a keychain may ask its own question."""
        session = self._session
        label = self.tr("Comparing with this computer's keychain")
        self._jobs.run(
            self, lambda _progress: remember_heads(session), label=label, done=self._tell, lane=Lane.DOCUMENT
        )

    def _on_change(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self, told: tuple[str, ...]) -> None:
        if told and told != self._told:
            self._told = told
            advice = self.tr(
                "If nobody put an older backup back on purpose, do not work on. Open Audit and check the vault: it "
                "says what may still be relied on."
            )
            self._messages.tell(self.tr("This vault is not what it was"), "\n\n".join((*told, advice)))
