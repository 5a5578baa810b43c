"""Backups while someone works: what waits is proved after the unlock, one is made after 30 minutes of edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.closed_copy import folder_of
from safermk_desktop.presentation.messages import title_of
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.services import backups
from safermk_desktop.services.backups import BackupState, KeptBackup
from safermk_desktop.services.kinds import Role
from safermk_desktop.services.ports import Progress

_TICK_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How the newest backup of the vault stands, in the words of the status bar, and whether any waits for proof."""

    words: str
    tone: str
    waits: bool = False


_Work = Callable[[Progress], Standing]


class BackupKeeper(QObject):
    """``told`` carries the words and the tone for the status bar."""

    told = Signal(str, str)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._waits = False
        self._tried: frozenset[str] = frozenset()
        self._proved: frozenset[str] = frozenset()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def keeps(self) -> bool:
        """Whether backups are made by themselves: not by a reader, nor of a vault that is open for reading only."""
        vault = self._context.session.vault
        return not vault.is_read_only and vault.role is not Role.READER

    def begin(self) -> None:
        """The vault is open: say how its newest backup stands, and prove what waits."""
        self._run(self._look, "")
        self._timer.start()

    def tick(self) -> None:
        """Once a minute: prove what still waits, or make a backup when it is due. Never into other work."""
        if not self._context.jobs.is_busy:
            self._next()

    def _next(self) -> None:
        if self._waits:
            self._run(self._prove, self.tr("Proving the last backup"), gives_way=True)
        elif self.keeps:
            self._run(self._back_up, self.tr("Making a backup"))

    def _run(self, work: _Work, label: str, *, gives_way: bool = False) -> None:
        self._context.jobs.run(self, work, label=label, done=self._show, failed=self._refuse, gives_way=gives_way)

    def _look(self, _progress: Progress) -> Standing:
        session = self._context.session
        kept = backups.kept(session, folder_of(self._context.application, session.vault.folder))
        return standing(kept, session.clock.now(), tried=self._tried, proved=self._proved)

    def _prove(self, progress: Progress) -> Standing:
        session = self._context.session
        folder = folder_of(self._context.application, session.vault.folder)
        found = backups.prove_waiting(session, folder, progress, tried=self._tried)
        # A reader records nothing: each is proved once in a session, and one that was refused is not tried again.
        self._tried |= found.looked_at
        self._proved |= frozenset(proof.file.id for proof in found.proved)
        if found.refused:
            raise found.refused[0][1]
        return self._look(progress)

    def _back_up(self, progress: Progress) -> Standing:
        session = self._context.session
        folder = folder_of(self._context.application, session.vault.folder)
        if backups.due(session, folder):
            backups.backup_now(session, folder, BackupReason.EDITS, progress)
        return self._look(progress)

    def _show(self, found: Standing) -> None:
        was_waiting, self._waits = self._waits, found.waits
        self.told.emit(found.words, found.tone)
        if self._waits and not was_waiting:
            self._next()

    def _refuse(self, error: SafermkError) -> None:
        """Said where it is seen and does not stop the work; it is tried again in a minute, and at the end."""
        self._waits = False
        why = title_of(error)
        self.told.emit(self.tr("backup failed: {why}").format(why=f"{why[:1].lower()}{why[1:]}"), "red")


def standing(
    kept: tuple[KeptBackup, ...],
    now: datetime,
    *,
    tried: frozenset[str] = frozenset(),
    proved: frozenset[str] = frozenset(),
) -> Standing:
    """How the newest backup that lies in its folder stands; ``tried`` and ``proved`` (ids) were so in this session."""
    there = [one for one in kept if one.file is not None]
    if not there:
        return Standing("no backup yet", "amber")
    newest = there[0]
    made = datetime.fromisoformat(newest.made_at).astimezone()
    day = "" if made.date() == now.astimezone().date() else f"{short_day(made.date())} "
    if newest.state is BackupState.PAPERS_MISSING:
        return Standing(f"backup {day}{made:%H:%M}, papers missing", "red")
    if newest.state is BackupState.PROVED or newest.id in proved:
        return Standing(f"backup {day}{made:%H:%M}, proved", "secondary")
    return Standing(f"backup {day}{made:%H:%M}, not yet proved", "amber", waits=newest.id not in tried)
