"""What the dialogs share whose act searches every public paper before it records anything."""

from __future__ import annotations

from collections.abc import Callable

from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.services.ports import Progress


class WatchedDialog(EntryDialog):
    """A subclass's ``read`` gives an act that calls ``watch``; closing while it runs stops it, and nothing is recorded.

    What was typed stays when it was stopped or refused.
    """

    job_line: JobLine

    def watch(self, label: str, act: Callable[[Progress], object]) -> None:
        """Do the act as a job, with how far it is and a button that stops it."""
        self.job_line.follow(self.run_as_job(act, label))

    def work(self, act: Callable[[], object]) -> None:
        act()

    def reject(self) -> None:
        if self.job_line.job is not None:
            self.job_line.stop_button.click()
        else:
            super().reject()
