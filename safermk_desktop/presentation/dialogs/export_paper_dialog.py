"""Let a paper leave the vault: why, and where to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from safermk_desktop.domain.documents import Audience, Document
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.record_dialog import Check, RecordDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import redacting


class ExportPaperDialog(RecordDialog):
    """Asks for the purpose, then for the place; the ledger is written before the bytes leave."""

    paper_label: QLabel
    detail_label: QLabel
    purpose_error: FieldError
    purpose_edit: QLineEdit

    def __init__(self, context: PageContext, case_id: CaseId, paper: Document, parent: QWidget | None = None) -> None:
        super().__init__(context, "export_paper_dialog", parent)
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
        self.purpose_edit.setFocus()

    def checks(self) -> Sequence[Check]:
        fault = "" if self.purpose_edit.text().strip() else self.tr("Say what the paper leaves the vault for.")
        return (Check(self.purpose_error, self.purpose_edit, fault),)

    def record(self) -> bool:
        path = self.context.messages.ask_new_file(self.tr("Export the paper"), self._paper.file_name)
        if path is None:
            return False
        purpose = self.purpose_edit.text().strip()
        redacting.export_paper(self.context.session, self._case_id, self._paper.id, path, purpose=purpose)
        return True
