"""A vault that is open over the unlock screen, to show what is secret in it: locked as any other."""

from __future__ import annotations

from PySide6.QtCore import QObject

from safermk_desktop.presentation.guards import Guards
from safermk_desktop.presentation.pages.unlock_help import UnlockHelp
from safermk_desktop.services.session import Session


class BriefWatch(QObject):
    """Lets the guards watch from ``opened`` to ``closed`` of the unlock screen's help."""

    def __init__(self, guards: Guards, unlock_help: UnlockHelp, parent: QObject) -> None:
        super().__init__(parent)
        self._guards = guards
        self._session: Session | None = None
        unlock_help.opened.connect(self._begin)
        unlock_help.closed.connect(self._finish)

    def end(self) -> None:
        """The window ends: the vault closes."""
        if self._session is not None:
            self._session.vault.close()

    def _begin(self, session: Session) -> None:
        self._session = session
        self._guards.begin(session)

    def _finish(self) -> None:
        self._session = None
        self._guards.end()
