"""Take a file of any kind into the vault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from safermk_desktop.domain.documents import Audience, PaperKind, extension_of
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.file_dialog import FileDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import keeping_papers

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
ANY_FILE: Final = "All files (*);;Word documents (*.docx)"


class ImportPaperDialog(FileDialog):
    """The file is read in full, off the GUI thread; a refusal stands above its field."""

    file_error: FieldError
    file_edit: QLineEdit
    choose_button: QPushButton
    title_error: FieldError
    title_edit: QLineEdit
    kind_combo: QComboBox
    audience_combo: QComboBox
    day_error: FieldError
    day_edit: DateEdit

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__("import_paper_dialog", context, parent)
        self._case_id = case_id
        self._path: Path | None = None
        for kind, words in KINDS.items():
            self.kind_combo.addItem(self.tr(words), kind)
        for audience, words in AUDIENCES.items():
            self.audience_combo.addItem(self.tr(words), audience)
        self.title_edit.setText(self.tr(KINDS[PaperKind.OVERVIEW_REPORT]))
        self.explain(
            self.tr(
                "Files of any kind and size are kept encrypted, under a name of the vault's own. The overview report "
                "is a Word file. The file outside the vault stays as it is."
            )
        )
        self.kind_combo.currentTextChanged.connect(self._suggest_title)
        self.choose_button.clicked.connect(self._choose)
        self.begin(self.choose_button)

    def take_back(self, entries: Mapping[str, str]) -> None:
        super().take_back(entries)
        chosen = entries.get("file_edit", "")
        self._path = Path(chosen) if chosen else None

    def read(self, faults: Faults) -> Callable[[], object]:
        path = self._path or Path()
        if self._path is None:
            no_file = self.tr("Choose the file to add.")
            faults.found.append((self.file_error, self.file_edit, no_file))
        title = faults.text(self.title_error, self.title_edit, self.tr("Give the paper a title."))
        dated_on = faults.day_if_typed(self.day_error, self.day_edit, latest=self.today)
        session, case_id = self.context.session, self._case_id
        kind, audience = PaperKind(self.kind_combo.currentData()), Audience(self.audience_combo.currentData())
        return lambda: self.run(
            self.tr("Taking the file into the vault"),
            lambda progress: keeping_papers.keep_file(
                session,
                case_id,
                path,
                kind=kind,
                title=title,
                audience=audience,
                dated_on=dated_on,
                progress=progress,
            ),
        )

    def field_of(self, error: SafermkError) -> QWidget:
        return self.file_edit

    def _choose(self) -> None:
        path = self.context.messages.ask_file(self.tr("Choose a file"), kinds=ANY_FILE)
        if path is None:
            return
        self._path = path
        self.file_edit.setText(str(path))
        self.file_error.show_error("", self.file_edit)
        if extension_of(path.name) != "docx" and self.kind_combo.currentData() == PaperKind.OVERVIEW_REPORT:
            self.kind_combo.setCurrentIndex(self.kind_combo.findData(PaperKind.OTHER))

    def _suggest_title(self, words: str) -> None:
        if self.title_edit.text().strip() in {"", *(self.tr(known) for known in KINDS.values())}:
            self.title_edit.setText(words)
