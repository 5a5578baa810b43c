"""Take a Word file into the vault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressBar, QPushButton, QWidget

from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import redacting

KINDS: Final = MappingProxyType(
    {
        PaperKind.OVERVIEW_REPORT: "Overview report",
        PaperKind.AGENCY_RETURN: "Agency return",
        PaperKind.OTHER: "Other paper",
    }
)
AUDIENCES: Final = MappingProxyType(
    {
        Audience.RESTRICTED: "Restricted: panel and partnership",
        Audience.INTERNAL: "Internal: this office alone",
    }
)


class ImportPaperDialog(EntryDialog):
    """The file is read in full, off the GUI thread, before anything is kept; a refusal stands above its field."""

    file_error: FieldError
    file_edit: QLineEdit
    choose_button: QPushButton
    title_error: FieldError
    title_edit: QLineEdit
    kind_combo: QComboBox
    audience_combo: QComboBox
    work_bar: QProgressBar
    stop_button: QPushButton

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__("import_paper_dialog", context, parent)
        self._case_id = case_id
        self._path: Path | None = None
        self._job: Job | None = None
        for kind, words in KINDS.items():
            self.kind_combo.addItem(self.tr(words), kind)
        for audience, words in AUDIENCES.items():
            self.audience_combo.addItem(self.tr(words), audience)
        self.title_edit.setText(self.tr(KINDS[PaperKind.OVERVIEW_REPORT]))
        self.explain(self.tr("The file is read in full and kept encrypted. The file outside the vault stays as it is."))
        self.kind_combo.currentTextChanged.connect(self._suggest_title)
        self.choose_button.clicked.connect(self._choose)
        self.stop_button.clicked.connect(self._stop)
        self.show_working(is_working=False)
        self.begin(self.choose_button)

    def read(self, faults: Faults) -> Callable[[], object]:
        path = self._path
        if path is None:
            no_file = self.tr("Choose the Word file to import.")
            faults.found.append((self.file_error, self.file_edit, no_file))
        title = faults.text(self.title_error, self.title_edit, self.tr("Give the paper a title."))
        session, case_id = self.context.session, self._case_id
        kind, audience = PaperKind(self.kind_combo.currentData()), Audience(self.audience_combo.currentData())
        return lambda: (
            path
            and redacting.keep_paper(
                session, case_id, session.files.read(path), kind=kind, title=title, audience=audience
            )
        )

    def take_back(self, entries: Mapping[str, str]) -> None:
        super().take_back(entries)
        chosen = entries.get("file_edit", "")
        self._path = Path(chosen) if chosen else None

    def work(self, act: Callable[[], object]) -> None:
        self._job = self.work_as_job(act, self.tr("Reading the Word file"), lane=Lane.DOCUMENT)

    def show_working(self, *, is_working: bool) -> None:
        super().show_working(is_working=is_working)
        self.work_bar.setVisible(is_working)
        self.stop_button.setVisible(is_working)
        self.stop_button.setEnabled(is_working)

    def sentence_of(self, error: SafermkError) -> str:
        return error.sentences()

    def field_of(self, error: SafermkError) -> QWidget:
        return self.file_edit

    def reject(self) -> None:
        if self._is_working:
            self._stop()
        else:
            super().reject()

    def _choose(self) -> None:
        path = self.context.messages.ask_file(self.tr("Choose a Word file"))
        if path is not None:
            self._path = path
            self.file_edit.setText(str(path))
            self.file_error.show_error("", self.file_edit)

    def _suggest_title(self, words: str) -> None:
        if self.title_edit.text().strip() in {"", *(self.tr(known) for known in KINDS.values())}:
            self.title_edit.setText(words)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop_button.setEnabled(False)
