"""The papers of a case: what is kept, what can be written, and what leaves the vault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QWidget

from safermk_desktop.domain.documents import Document, Export
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.dialogs.import_paper_dialog import ImportPaperDialog
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.models.paper_rows import KIND_WORDS, PAPER_COLUMNS, size_text
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.services import papers, queries
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

Write = Callable[[Session, CaseId], RecordId]
WRITTEN: Final[MappingProxyType[str, Write]] = MappingProxyType(
    {
        "Notification record": papers.write_notification_record,
        "Terms of reference, latest version": papers.write_terms,
        "Action plan, for the public": papers.write_action_plan,
    }
)

# Columns that large text has no room for; the detail of the chosen paper says the same.
_MARKING, _SIZE = 3, 5


class DocumentsPage(Page):
    """A table of papers; import, write and export."""

    tools_layout: QHBoxLayout
    count_label: QLabel
    export_button: QPushButton
    write_button: QPushButton
    import_button: QPushButton
    page_banner: Banner
    work_label: QLabel
    work_bar: QProgressBar
    stop_button: QPushButton
    papers_table: DataTable
    papers_empty: EmptyState
    detail_card: QFrame
    chosen_label: QLabel
    history_label: QLabel
    digest_label: QLabel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "documents_page")
        self._case_id = CaseId("")
        self._job: Job | None = None
        self._papers = RowsModel(PAPER_COLUMNS, key=lambda paper: paper.id, parent=self)
        self.papers_table.use(self._papers)
        self.papers_table.row_activated.connect(self._export)
        self.papers_table.row_chosen.connect(self._show_chosen)
        self.papers_empty.show_empty(
            self.tr("No papers yet. Import the overview report as a Word file, or write the notification record."),
            action=self.tr("Import a Word file"),
        )
        self.papers_empty.asked.connect(self._import)
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(lambda: self._export(self.papers_table.current()))
        self.write_menu = QMenu(self)
        for title, write in WRITTEN.items():
            self.write_menu.addAction(self.tr(title)).triggered.connect(partial(self._write, title, write))
        self.write_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.write_button.clicked.connect(self._open_menu)
        self.stop_button.clicked.connect(self._stop)
        self.digest_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._show_work("")
        Theme.current().changed.connect(self._measure)
        self._measure()

    def arrive(self, case_id: str) -> None:
        """Read the papers of the case, newest first."""
        if case_id != self._case_id:
            self.page_banner.hide()
        self._case_id = CaseId(case_id)
        file = queries.case_file(self.context.session, self._case_id)
        kept = tuple(reversed(file.documents))
        self._papers.set_rows(kept)
        self.papers_table.setVisible(bool(kept))
        self.papers_empty.setVisible(not kept)
        self.export_button.setEnabled(bool(kept))
        self.count_label.setText(count_of(len(kept), self.tr("paper")) if kept else "")
        if kept and self.papers_table.current() is None:
            self.papers_table.choose(kept[0].id)
        self._show_chosen(self.papers_table.current())

    def acts(self) -> Mapping[str, Act]:
        """Ctrl+E exports the chosen paper."""
        return {"export_word": lambda: self._export(self.papers_table.current())}

    def panes(self) -> tuple[QWidget, ...]:
        """The table, or the button that fills it."""
        return (self.papers_table, self.import_button)

    def _measure(self) -> None:
        stack(self.tools_layout)
        for column in (_MARKING, _SIZE):
            self.papers_table.setColumnHidden(column, is_large())

    def _show_chosen(self, row: object) -> None:
        self.detail_card.setVisible(isinstance(row, Document))
        if isinstance(row, Document):
            self.chosen_label.setText(self._words(row))
            self.history_label.setText(self._ledger(row))
            self.digest_label.setText(row.sha256)

    def _ledger(self, paper: Document) -> str:
        with self.context.session.vault.reading(Compartment.REVIEWS) as work:
            lines = [line for line in work.of_case(Export, self._case_id) if line.document_id == paper.id]
        if not lines:
            return self.tr("Never exported")
        words = self.tr("Exported once") if len(lines) == 1 else self.tr("Exported {n} times").format(n=len(lines))
        return f"{words}, last {day_text(lines[-1].exported_on)} by {lines[-1].exported_by}: {lines[-1].purpose}"

    def _words(self, paper: Document) -> str:
        kind = "" if paper.title == KIND_WORDS[paper.kind] else f" ({KIND_WORDS[paper.kind].lower()})"
        return f"{paper.title}{kind}, {paper.marking}, {size_text(paper.size)}, added {day_text(paper.added_on)}"

    def _import(self) -> None:
        dialog = ImportPaperDialog(self.context, self._case_id, self)
        dialog.accepted.connect(lambda: self._told(self.tr("The paper is in the vault.")))
        dialog.open()

    def _export(self, row: object) -> None:
        if isinstance(row, Document):
            dialog = ExportPaperDialog(self.context, self._case_id, row, self)
            dialog.accepted.connect(lambda: self._told(self.tr("The paper was exported and the ledger says why.")))
            dialog.open()

    def _open_menu(self) -> None:
        self.write_menu.popup(self.write_button.mapToGlobal(QPoint(0, self.write_button.height())))

    def _write(self, title: str, write: Write) -> None:
        session, case_id = self.context.session, self._case_id
        self._show_work(self.tr("Writing: {title}").format(title=self.tr(title)))
        self._job = self.context.jobs.run(
            self,
            lambda _progress: write(session, case_id),
            label=self.tr("Writing a paper"),
            done=self._written,
            failed=self._failed,
            cancelled=lambda: self._show_work(""),
            lane=Lane.DOCUMENT,
        )

    def _written(self, paper: RecordId) -> None:
        self._show_work("")
        self._told(self.tr("The paper is written and kept in the vault."))
        self.papers_table.choose(paper)

    def _failed(self, error: SafermkError) -> None:
        self._show_work("")
        self.context.messages.show_error(error)

    def _told(self, text: str) -> None:
        self.page_banner.show_banner("green", text)
        self.context.changes.tell(self._case_id)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_work(self, text: str) -> None:
        self.work_label.setText(text)
        for widget in (self.work_label, self.work_bar, self.stop_button):
            widget.setVisible(bool(text))
        for widget in (self.write_button, self.import_button):
            widget.setEnabled(not text)
