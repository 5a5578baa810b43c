"""Keeps the heads of the audit chains in the keychain of this computer while a vault is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer

from safermk_desktop.presentation.changes import Changes
from safermk_desktop.presentation.jobs import Jobs, Lane
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.services.integrity import Restored, accept_heads, may_accept, remember_heads, restored
from safermk_desktop.services.session import Session

SETTLES_MS: Final = 15_000
"""How long after an act the heads are kept; acts in between are kept with it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What does not fit, in sentences; a restore that nobody accepted yet, and whether this person may."""

    told: tuple[str, ...]
    restored: Restored | None
    may_accept: bool


class AnchorKeeper(QObject):
    """Compares the vault with the keychain after the unlock, and keeps its heads then and after each act.

    What does not fit is told at once, and that the vault was restored, with the offer to accept it. It has no part in
    the lock, which waits for nothing: what the last seconds wrote has its anchor after the next unlock.
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
        self._has_asked = False

    def follow(self, changes: Changes) -> None:
        """Keep the heads now, and after each change."""
        changes.changed.connect(self._on_change)
        self.keep()

    def keep(self) -> None:
        """Compare and keep, off the GUI thread, and in no other work's way: a keychain may ask its own question."""
        session = self._session
        label = self.tr("Comparing with this computer's keychain")
        self._jobs.run(self, lambda _progress: _look(session), label=label, done=self._tell, lane=Lane.DOCUMENT)

    def _on_change(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self, found: _Found) -> None:
        told = found.told
        if found.restored is not None:
            self._ask(found.restored, found)
        elif told and told != self._told:
            self._told = told
            advice = self.tr(
                "If nobody put an older backup back on purpose, do not work on. Open Audit and check the vault: it "
                "says what may still be relied on."
            )
            self._messages.tell(self.tr("This vault is not what it was"), "\n\n".join((*told, advice)))

    def _ask(self, found: Restored, all_found: _Found) -> None:
        """Say what was restored, once, and let the head accept it. Left as it is, the next unlock says it again."""
        if self._has_asked:
            return
        self._has_asked = True
        title = self.tr("This vault was restored")
        sentences = (found.sentence, *all_found.told)
        if not all_found.may_accept:
            advice = self.tr(
                "A head of community safety accepts this state on the Audit page, or restores a newer backup."
            )
            self._messages.tell(title, "\n\n".join((*sentences, advice)))
            return
        advice = self.tr(
            "If this is the vault to work on in, accept its state: then newer backups and this computer's keychain "
            "count as of the state before the restore. If not, leave it and restore a newer backup."
        )
        text = "\n\n".join((*sentences, advice))
        if self._messages.confirm(title, text, accept=self.tr("Accept this state"), refuse=self.tr("Not now")):
            session, label = self._session, self.tr("Accepting the restored vault")
            self._jobs.run(
                self, lambda _progress: accept_heads(session, reason=found.why), label=label, done=self._accepted
            )

    def _accepted(self, _nothing: None) -> None:
        self.keep()


def _look(session: Session) -> _Found:
    found = restored(session)
    return _Found(remember_heads(session), found, found is not None and may_accept(session))
