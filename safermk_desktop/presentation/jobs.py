"""Long work off the GUI thread: a lane of one thread for the vault, for documents, for detection, one of searches.

The work is a function of a ``Progress``; it knows no Qt. Its result, its failure or its end by cancel come back on the
GUI thread, and nothing comes back once the owner is gone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from safermk_desktop.errors import SafermkError
from safermk_desktop.services.ports import Cancelled, Progress

T = TypeVar("T")
QUIET_MS: Final = 400
"""Progress that is over before this is not worth showing."""
_TOLD_EVERY_S: Final = 0.05
_MOST_STEPS: Final = 1_000_000
"""A signal carries 32 bits: work that counts more steps, as bytes of papers, is told in so many parts."""


class Lane(Enum):
    """Work in one lane runs one after the other; the lanes run side by side.

    In the lane of searches the next begins before the last has stopped, which it stops.
    """

    VAULT = "vault"
    DOCUMENT = "document"
    SEARCH = "search"
    DETECTION = "detection"


class Job(QObject):
    """One piece of work on its way. ``progressed`` and ``ended`` arrive on the GUI thread; ``ended`` comes always."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, label: str, owner: QObject, *, gives_way: bool = False) -> None:
        super().__init__()
        self.label = label
        self.gives_way = gives_way
        self._owner = owner
        self._is_cancelled = False
        self._has_ended = False
        self.is_done = False
        """Whether the work came to its end, told or not."""

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next step."""
        self._is_cancelled = True

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._is_cancelled

    def end(self) -> None:
        """Say that it has ended, however it did."""
        self._has_ended = True
        self.ended.emit()

    @property
    def has_ended(self) -> bool:
        """Whether it has ended."""
        return self._has_ended

    @property
    def is_owned(self) -> bool:
        """Whether anyone still waits for it."""
        return shiboken6.isValid(self._owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Endings:
    """What to call on the GUI thread at the end of a job."""

    done: Callable[[Any], None]
    failed: Callable[[SafermkError], None] | None
    cancelled: Callable[[], None] | None


class Jobs(QObject):
    """Starts work and hands back its end. ``shown`` says what the status bar should name; empty for nothing.

    ``on_failure`` takes what a person is told about when the caller does not.
    """

    shown = Signal(str)
    _came = Signal(object, object, object)
    _counted = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on_failure: Callable[[SafermkError], None] | None = None
        self._is_stuck = False
        self._is_over = False
        self._running: dict[Job, _Endings] = {}
        self._lanes = {lane: QThreadPool(self) for lane in Lane}
        for pool in self._lanes.values():
            pool.setMaxThreadCount(1)
            pool.setExpiryTimeout(-1)
        self._lanes[Lane.SEARCH].setMaxThreadCount(4)
        self._came.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._counted.connect(self._count, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        *,
        label: str,
        done: Callable[[T], None],
        failed: Callable[[SafermkError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        lane: Lane = Lane.VAULT,
        gives_way: bool = False,
    ) -> Job:
        """Run ``work`` in a lane; exactly one of ``done``, ``failed``, ``cancelled`` is called, if ``owner`` lives.

        One that ``gives_way`` is cancelled as soon as anything else is to run, but for a search.
        """
        for other in self._running if lane is not Lane.SEARCH else ():
            if other.gives_way:
                other.cancel()
        job = Job(label, owner, gives_way=gives_way)
        if self._is_over:
            job.end()
            return job
        self._running[job] = _Endings(done=done, failed=failed, cancelled=cancelled)
        QTimer.singleShot(QUIET_MS, self, lambda: self._show(job))
        self._lanes[lane].start(lambda: self._work(job, work))
        return job

    def cancel_all(self) -> None:
        """Ask everything that runs to stop."""
        for job in self._running:
            job.cancel()

    def finish(self, milliseconds: int = 5000) -> bool:
        """Stop everything and wait for the threads; says whether they ended in time. Nothing is handed back."""
        self.cancel_all()
        self._running.clear()
        end = time.monotonic() + milliseconds / 1000
        ended = [pool.waitForDone(max(0, round((end - time.monotonic()) * 1000))) for pool in self._lanes.values()]
        self._is_stuck = not all(ended)
        return all(ended)

    def end(self, milliseconds: int = 5000) -> bool:
        """As ``finish``, and for good: what is to run afterwards is never begun.

        The threads are waited for once more when the window is deleted, maybe by code that holds the GIL they need.
        """
        self._is_over = True
        return self.finish(milliseconds)

    @property
    def is_stuck(self) -> bool:
        """Whether ``finish`` gave up on a thread."""
        return self._is_stuck

    @property
    def is_busy(self) -> bool:
        """Whether anything runs or waits to run."""
        return bool(self._running)

    def _work(self, job: Job, work: Callable[[Progress], object]) -> None:
        """On the lane's thread: do the work, and send its end as a value."""
        told_at = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told_at
            if job.is_cancelled or not shiboken6.isValid(self):
                raise Cancelled
            now = time.monotonic()
            if now - told_at >= _TOLD_EVERY_S or done >= total:
                told_at = now
                steps = min(total, _MOST_STEPS)
                self._counted.emit(job, done * steps // total if total else 0, steps)

        try:
            progress(0, 0)
            result = work(progress)
            job.is_done = True
        except Exception as error:  # noqa: BLE001  the thread's edge: whatever it is, the GUI thread gets it as a value
            self._tell_end(job, None, error)
        else:
            self._tell_end(job, result, None)

    def _tell_end(self, job: Job, result: object, error: Exception | None) -> None:
        """Still on the lane's thread; nobody is told once the window is gone."""
        if shiboken6.isValid(self):
            self._came.emit(job, result, error)

    def _finish(self, job: Job, result: object, error: Exception | None) -> None:
        endings = self._running.pop(job, None)
        job.end()
        self._name_the_first()
        if endings is None or not job.is_owned:
            return
        if error is None:
            endings.done(result)
        elif isinstance(error, Cancelled):
            if endings.cancelled is not None:
                endings.cancelled()
        elif isinstance(error, SafermkError):
            tell = endings.failed or self.on_failure
            if tell is not None:
                tell(error)
        else:
            raise error

    def _count(self, job: Job, done: int, total: int) -> None:
        if job in self._running and total:
            job.progressed.emit(done, total)

    def _show(self, job: Job) -> None:
        if job in self._running:
            self._name_the_first()

    def _name_the_first(self) -> None:
        first = next(iter(self._running), None)
        self.shown.emit(first.label if first else "")
