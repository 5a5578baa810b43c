"""Let a paper leave the vault: why, and where to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from safermk_desktop.domain.documents import Audience, Document
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import redacting


class ExportPaperDialog(EntryDialog):
    """Asks for the purpose, then for the place; the ledger is written before the bytes leave."""

    paper_label: QLabel
    detail_label: QLabel
    purpose_error: FieldError
    purpose_edit: QLineEdit

    def __init__(self, context: PageContext, case_id: CaseId, paper: Document, parent: QWidget | None = None) -> None:
        super().__init__("export_paper_dialog", context, parent)
        self.about = paper.id
        self._case_id = case_id
        self._paper = paper
        self.paper_label.setText(paper.title)
        self.detail_label.setText(f"{paper.marking} · {paper.file_name}")
        if paper.audience is Audience.PUBLIC:
            self.explain(
                self.tr("This paper was proved free of registered identities. The export goes into the ledger.")
            )
        else:
            self.explain(
                self.tr(
                    "This paper is not for the public and may name people. Outside the vault it is not encrypted. "
                    "The export goes into the ledger."
                )
            )
        self.begin(self.purpose_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        purpose = faults.text(
            self.purpose_error, self.purpose_edit, self.tr("Say what the paper leaves the vault for.")
        )
        return partial(self._export, purpose)

    def finish(self, result: object) -> None:
        """No place chosen is no export: the dialog stays."""
        if result:
            super().finish(result)

    def sentence_of(self, error: SafermkError) -> str:
        return error.sentences()

    def field_of(self, error: SafermkError) -> QWidget:
        return self.purpose_edit

    def _export(self, purpose: str) -> bool:
        path = self.context.messages.ask_new_file(self.tr("Export the paper"), self._paper.file_name)
        if path is not None:
            redacting.export_paper(self.context.session, self._case_id, self._paper.id, path, purpose=purpose)
        return path is not None
