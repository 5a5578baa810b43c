"""What the dialogs share that move a file in or out: a job with its progress, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services.ports import Progress


class FileDialog(EntryDialog):
    """A subclass's ``read`` gives an act that calls ``run``; closing while it runs stops it first."""

    work_bar: QProgressBar
    stop_button: QPushButton

    def __init__(self, form: str, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(form, context, parent)
        self._job: Job | None = None
        self.stop_button.clicked.connect(self._stop)
        self.show_working(is_working=False)

    def run(self, label: str, act: Callable[[Progress], object]) -> None:
        """Do the act off the GUI thread; the dialog stays open until it ended, with what was typed if it failed."""
        self.show_working(is_working=True)
        self.work_bar.setRange(0, 0)
        self._job = self.context.jobs.run(
            self,
            act,
            label=label,
            done=self.finish,
            failed=self.refuse,
            cancelled=lambda: self.show_working(is_working=False),
            lane=Lane.DOCUMENT,
        )
        self._job.progressed.connect(self._show_progress)

    def work(self, act: Callable[[], object]) -> None:
        act()

    def show_working(self, *, is_working: bool) -> None:
        super().show_working(is_working=is_working)
        self.work_bar.setVisible(is_working)
        self.stop_button.setVisible(is_working)
        self.stop_button.setEnabled(is_working)

    def sentence_of(self, error: SafermkError) -> str:
        return error.sentences()

    def reject(self) -> None:
        if self._is_working:
            self._stop()
        else:
            super().reject()

    def _show_progress(self, done: int, total: int) -> None:
        # Qt counts in 32 bits, a paper of 2 GB does not.
        self.work_bar.setRange(0, 1000)
        self.work_bar.setValue(1000 * done // total)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop_button.setEnabled(False)
