"""What the dialogs share that work on vaults while none is open: errors at their fields, one long act at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.widgets.fields import ErrorSummary, FieldError
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.application import Application
from safermk_desktop.services.progress import Progress

Act = Callable[[Progress], object]


class DoorDialog(FormDialog):
    """A subclass reads its fields into the act; ``label`` names the act while it runs."""

    title_label: QLabel
    form_scroll: QScrollArea
    explain_prose: Prose
    error_summary: ErrorSummary
    cancel_button: QPushButton
    save_button: QPushButton

    label = ""

    def __init__(
        self, form: str, application: Application, *, jobs: Jobs, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(form, parent)
        self.application = application
        self.jobs = jobs
        self.messages = messages
        self._is_working = False
        self._marked: list[tuple[FieldError, QWidget]] = []
        self._words = self.save_button.text()
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)

    @property
    def is_working(self) -> bool:
        """Whether its act runs."""
        return self._is_working

    def read(self, faults: Faults) -> Act:
        """Read every field, tell ``faults`` what is wrong, and give the act. It is only called without faults."""
        raise NotImplementedError

    def field_of(self, error: SafermkError) -> tuple[FieldError, QWidget] | None:
        """Where a refusal is told, when a field is to blame."""
        del error
        return None

    def save(self) -> None:
        """Look at every field; do the act when all are good."""
        if self._is_working:
            return
        faults = Faults()
        act = self.read(faults)
        self.mark(faults)
        if faults.found:
            return
        self._work(is_working=True)
        job = self.jobs.run(
            self,
            act,
            label=self.label,
            done=self._done,
            failed=self._fail,
            cancelled=lambda: self._work(is_working=False),
        )
        line = self.findChild(JobLine)
        if line is not None:
            line.follow(job)

    def finish(self, result: object) -> None:
        """The act is done: close."""
        del result
        self.accept()

    def mark(self, faults: Faults) -> None:
        """Show each fault above its field and go to the first; take away what is mended."""
        for place, field in self._marked:
            place.show_error("", field)
        for place, field, sentence in faults.found:
            place.show_error(sentence, field)
        self._marked = [(place, field) for place, field, _sentence in faults.found]
        self.error_summary.show_errors([(sentence, field) for _place, field, sentence in faults.found])
        if self._marked:
            self.form_scroll.ensureWidgetVisible(self._marked[0][0])

    def reject(self) -> None:
        if not self._is_working:
            super().reject()

    def _done(self, result: object) -> None:
        self._work(is_working=False)
        self.finish(result)

    def _fail(self, error: SafermkError) -> None:
        self._work(is_working=False)
        place = self.field_of(error)
        if place is None:
            self.error_summary.show_errors([(error.sentences(), self.save_button)])
            return
        faults = Faults()
        faults.found.append((*place, error.sentences()))
        self.mark(faults)
        place[1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _work(self, *, is_working: bool) -> None:
        self._is_working = is_working
        self.save_button.setText(self.tr("Working, please wait") if is_working else self._words)
