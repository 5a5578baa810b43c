"""Let a paper leave the vault: why, to whom, where to, and until when it may lie there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from safermk_desktop.domain.documents import Audience, Document, default_delete_by
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import DateImpossible, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.file_dialog import FileDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import keeping_papers


class ExportPaperDialog(FileDialog):
    """Asks for purpose and recipient, then for the folder; the ledger is written before the bytes leave."""

    paper_label: QLabel
    detail_label: QLabel
    purpose_error: FieldError
    purpose_edit: QLineEdit
    recipient_error: FieldError
    recipient_edit: QLineEdit
    delete_by_frame: QFrame
    delete_by_error: FieldError
    delete_by_edit: DateEdit

    def __init__(self, context: PageContext, case_id: CaseId, paper: Document, parent: QWidget | None = None) -> None:
        super().__init__("export_paper_dialog", context, parent)
        self.about = paper.id
        self._case_id = case_id
        self._paper = paper
        self.paper_label.setText(paper.title)
        self.detail_label.setText(f"{paper.marking} · {paper.file_name}")
        is_public = paper.audience is Audience.PUBLIC
        self.delete_by_frame.setVisible(not is_public)
        if is_public:
            self.explain(
                self.tr("This paper was proved free of registered identities. The export goes into the ledger.")
            )
        else:
            self.delete_by_edit.set_day(default_delete_by(paper.audience, self.today))
            self.explain(
                self.tr(
                    "This paper is not for the public and may name people. Outside the vault it is not encrypted. "
                    "The export goes into the ledger, which reminds you to delete the file."
                )
            )
        self.begin(self.purpose_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        purpose = faults.text(
            self.purpose_error, self.purpose_edit, self.tr("Say what the paper leaves the vault for.")
        )
        recipient = faults.text(self.recipient_error, self.recipient_edit, self.tr("Say who receives the file."))
        ask = self.tr("Say by when the file outside is to be deleted.")
        delete_by = (
            None
            if self._paper.audience is Audience.PUBLIC
            else faults.day(self.delete_by_error, self.delete_by_edit, ask, earliest=self.today)
        )

        def export() -> None:
            folder = self.context.messages.ask_folder(self.tr("Folder for the exported paper"))
            if folder is None:
                return  # no place chosen is no export: the dialog stays
            session, case_id, paper = self.context.session, self._case_id, self._paper
            self.run(
                self.tr("Writing the file"),
                lambda progress: keeping_papers.export_paper(
                    session,
                    case_id,
                    paper.id,
                    folder,
                    purpose=purpose,
                    recipient=recipient,
                    delete_by=delete_by,
                    progress=progress,
                ),
            )

        return export

    def field_of(self, error: SafermkError) -> QWidget | None:
        return self.delete_by_edit if isinstance(error, DateImpossible) else None
