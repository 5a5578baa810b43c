"""Writing a paper of a case from a page: the words and the bar while it lasts, and the button that stops it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services.session import Session

Write = Callable[[Session, CaseId], RecordId]
"""A service that writes a paper into the vault and gives its id."""


class PaperWork(QObject):
    """One paper at a time. ``changed`` is emitted when one is begun or ended; a refusal is told in a message."""

    changed = Signal()

    def __init__(self, context: PageContext, words: QLabel, bar: QProgressBar, stop: QPushButton) -> None:
        super().__init__(words)
        self._context = context
        self._parts = (words, bar, stop)
        self._words = words
        self._job: Job | None = None
        stop.clicked.connect(self._stop)
        self._show("")

    @property
    def is_busy(self) -> bool:
        """Whether a paper is being written."""
        return bool(self._words.text())

    def write(self, case_id: CaseId, write: Write, *, words: str, done: Callable[[RecordId], None]) -> None:
        """Write a paper off the GUI thread; ``done`` gets its id."""
        session = self._context.session

        def written(paper: RecordId) -> None:
            self._show("")
            done(paper)

        self._show(words)
        self._job = self._context.jobs.run(
            self,
            lambda _progress: write(session, case_id),
            label=words,
            done=written,
            failed=self._failed,
            cancelled=lambda: self._show(""),
            lane=Lane.DOCUMENT,
        )

    def _failed(self, error: SafermkError) -> None:
        self._show("")
        self._context.messages.show_error(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show(self, words: str) -> None:
        self._words.setText(words)
        for part in self._parts:
            part.setVisible(bool(words))
        self.changed.emit()
