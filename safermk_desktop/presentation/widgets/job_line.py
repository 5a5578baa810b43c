"""Long work where it was asked for: its name, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from safermk_desktop.presentation.jobs import QUIET_MS, Job
from safermk_desktop.presentation.widgets.text import button, label


class JobLine(QFrame):
    """Hidden until a job that it follows has run for a moment; hidden again when it ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._text = label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far it is"))
        self.stop_button = button(self.tr("Stop"), is_dense=True)
        self.stop_button.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._text)
        layout.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.stop_button)
        self.hide()

    @property
    def job(self) -> Job | None:
        """The job it follows, until that ends."""
        return self._job

    def follow(self, job: Job) -> None:
        """Show a job until it ends."""
        if job.has_ended:
            return
        self._job = job
        self._text.setText(job.label)
        self._bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        job.progressed.connect(self._count)
        job.ended.connect(self._end)
        QTimer.singleShot(QUIET_MS, self, self._appear)

    def _appear(self) -> None:
        if self._job is not None:
            self.show()

    def _count(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._text.setText(self.tr("Stopping"))
            self.stop_button.setEnabled(False)

    def _end(self) -> None:
        self._job = None
        self.hide()
