"""Looks through a paper for what no register knows, off the GUI thread, and hands over groups as they come."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services import deciding
from safermk_desktop.services.detected import Detected
from safermk_desktop.services.ports import Progress

if TYPE_CHECKING:
    from safermk_desktop.redaction.detection.findings import Finding

_TELL_EVERY_S: Final = 0.4


class _Turn:
    """Tells one look from the next."""


class IdentityLook(QObject):
    """One look at a time. ``came`` carries what is found so far or in the end; ``ended`` an error or ``None``.

    ``ended`` says ``None`` for a look that came to its end or was stopped; ``is_whole`` tells the two apart.
    """

    came = Signal(object)
    ended = Signal(object)
    progressed = Signal(int, int)
    _found_on_the_way = Signal(object)

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._turn = _Turn()
        self.is_whole = False
        self._found_on_the_way.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a look goes on."""
        return self._job is not None and not self._job.has_ended

    def start(self, case_id: CaseId, document_id: RecordId) -> None:
        """Look through a paper; an earlier look stops."""
        self.stop()
        self.is_whole = False
        session, turn = self._context.session, _Turn()
        self._turn = turn

        def work(progress: Progress) -> Detected:
            gathered = _Gathered(lambda found: self._found_on_the_way.emit((turn, found)))
            return deciding.look(session, case_id, document_id, some=gathered, progress=progress)

        self._job = self._context.jobs.run(
            self,
            work,
            label=self.tr("Looking for what the register does not know"),
            done=lambda found: self._finish(turn, found),
            failed=lambda error: self._end(turn, error),
            cancelled=lambda: self._end(turn, None),
            lane=Lane.DETECTION,
        )
        self._job.progressed.connect(self.progressed)

    def stop(self) -> None:
        """End the look; what was found stays with whoever was told."""
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _hand_over(self, told: tuple[_Turn, Detected]) -> None:
        """What was found before a look was stopped may arrive after it, when the vault is locked already."""
        turn, found = told
        goes_on = self._job is not None and not self._job.is_cancelled
        if turn is self._turn and goes_on and not self.is_whole:
            self.came.emit(found)

    def _finish(self, turn: _Turn, found: Detected) -> None:
        if turn is self._turn:
            self.is_whole = True
            self.came.emit(found)
            self._end(turn, None)

    def _end(self, turn: _Turn, error: SafermkError | None) -> None:
        if turn is self._turn:
            self._job = None
            self.ended.emit(error)


class _Gathered:
    """Adds up what is told, and hands it on: the first at once, then now and again."""

    def __init__(self, tell: Callable[[Detected], None]) -> None:
        self._tell = tell
        self._found: list[Finding] = []
        self._told_at = 0.0

    def __call__(self, some: Sequence[Finding]) -> None:
        self._found += some
        now = time.monotonic()
        if self._found and now - self._told_at >= _TELL_EVERY_S:
            self._told_at = now
            self._tell(Detected(text="", findings=tuple(self._found)))
