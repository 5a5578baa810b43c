"""The papers of a case: what is kept, what can be written, and what leaves the vault."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QWidget

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Document, Export
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.dialogs.import_paper_dialog import ImportPaperDialog
from safermk_desktop.presentation.dialogs.reader_dialog import Look, ReaderDialog, look_at
from safermk_desktop.presentation.models.ledger_rows import export_words
from safermk_desktop.presentation.models.paper_rows import KIND_WORDS, paper_columns, size_text
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_wide import case_wide
from safermk_desktop.presentation.pages.case_words import closed_words
from safermk_desktop.presentation.pages.paper_work import PaperWork, Write
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.stacking import is_large, stack
from safermk_desktop.services import ledger, papers, queries
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.renewing import earlier_certificates

WRITTEN: Final[MappingProxyType[str, Write]] = MappingProxyType(
    {
        "Notification record": papers.write_notification_record,
        "Terms of reference, latest version": papers.write_terms,
        "Action plan, for the public": papers.write_action_plan,
    }
)

# Columns that large text has no room for; the detail of the chosen paper says the same.
_LESS: Final = (3, 4, 5, 6)


class DocumentsPage(Page):
    """A table of papers; add, read, write and export."""

    tools_layout: QHBoxLayout
    paper_acts_layout: QHBoxLayout
    digest_layout: QHBoxLayout
    count_label: QLabel
    read_button: QPushButton
    export_button: QPushButton
    write_button: QPushButton
    import_button: QPushButton
    page_banner: Banner
    reminder_banner: Banner
    work_label: QLabel
    work_bar: QProgressBar
    stop_button: QPushButton
    papers_table: DataTable
    papers_empty: EmptyState
    earlier_check: QCheckBox
    detail_card: QFrame
    chosen_label: QLabel
    history_label: QLabel
    digest_label: QLabel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "documents_page")
        self._case_id = CaseId("")
        self._is_open = True
        self._file: CaseFile | None = None
        self._papers = RowsModel(paper_columns(self._mark), key=lambda paper: paper.id, parent=self)
        self.papers_table.use(self._papers)
        self.papers_table.row_activated.connect(self._read)
        self.papers_table.row_chosen.connect(self._show_chosen)
        self.papers_empty.asked.connect(self._import)
        self.earlier_check.toggled.connect(lambda: self.arrive(self._case_id))
        self.import_button.clicked.connect(self._import)
        self.read_button.clicked.connect(lambda: self._read(self.papers_table.current()))
        self.reminder_banner.asked.connect(lambda: context.navigate("ledger"))
        self.export_button.clicked.connect(lambda: self._export(self.papers_table.current()))
        self.write_menu = QMenu(self)
        for title, write in WRITTEN.items():
            self.write_menu.addAction(self.tr(title)).triggered.connect(partial(self._write, title, write))
        self.write_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.write_button.clicked.connect(self._open_menu)
        self.digest_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._work = PaperWork(context, self.work_label, self.work_bar, self.stop_button)
        self._work.changed.connect(self._enable)
        Theme.current().changed.connect(self._measure)
        self._measure()

    def arrive(self, case_id: str) -> None:
        """Read the papers of the case, newest first; of each copy the certificate that stands."""
        if case_id != self._case_id:
            self.page_banner.hide()
        self._case_id = CaseId(case_id)
        self._file = file = queries.case_file(self.context.session, self._case_id)
        earlier = earlier_certificates(self.context.session, self._case_id)
        hidden = frozenset[RecordId]() if self.earlier_check.isChecked() else earlier
        kept = tuple(paper for paper in reversed(file.documents) if paper.id not in hidden)
        self.earlier_check.setVisible(bool(earlier))
        self._is_open = file.case.status is CaseStatus.OPEN
        self._papers.set_rows(kept)
        self.papers_table.setVisible(bool(kept))
        self.papers_empty.setVisible(not kept)
        self.export_button.setEnabled(bool(kept))
        self.read_button.setEnabled(bool(kept))
        self.count_label.setText(count_of(len(kept), self.tr("paper")) if kept else "")
        if kept and self.papers_table.current() is None:
            self.papers_table.choose(kept[0].id)
        self._show_chosen(self.papers_table.current())
        self._show_closed(file)
        self._remind()
        self._enable()

    def acts(self) -> Mapping[str, Act]:
        """Enter reads the chosen paper, Ctrl+E exports it."""
        own = {"export_word": lambda: self._export(self.papers_table.current())}
        return {**case_wide(self.context, self._case_id, self), **own}

    def panes(self) -> tuple[QWidget, ...]:
        """The table, or the button that fills it."""
        return (self.papers_table, self.import_button)

    def _measure(self) -> None:
        stack(self.tools_layout, self.paper_acts_layout, self.digest_layout)
        for column in _LESS:
            self.papers_table.setColumnHidden(column, is_large())

    def _show_closed(self, file: CaseFile) -> None:
        if self._is_open:
            text = self.tr(
                "No papers yet. Add the overview report, a Word file, or any other; or write the notification record."
            )
            self.papers_empty.show_empty(text, action=self.tr("Add the first paper"))
            return
        self.papers_empty.show_empty(self.tr("This case was closed without papers."))
        if self.page_banner.isHidden():
            self.page_banner.show_banner("blue", closed_words(file.case))

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
        return f"{words}, last {export_words(lines[-1])}"

    def _remind(self) -> None:
        found = ledger.overdue(self.context.session, self._case_id)
        self.reminder_banner.setVisible(bool(found))
        if found:
            self.reminder_banner.show_banner("amber", ledger.reminder(found), action=self.tr("Show them"))

    def _words(self, paper: Document) -> str:
        kind = "" if paper.title == KIND_WORDS[paper.kind] else f" ({KIND_WORDS[paper.kind].lower()})"
        mark = f". {found}" if (found := self._mark(paper)) else ""
        of = f", of {day_text(paper.day)}" if paper.day != paper.added_on else ""
        added = f"{size_text(paper.size)}{of}, added {day_text(paper.added_on)}"
        return f"{paper.title}{kind}, {paper.marking}, {added}{mark}"

    def _mark(self, paper: Document) -> str:
        return self._file.afterwards.get(paper.id, "") if self._file else ""

    def _import(self) -> None:
        dialog = ImportPaperDialog(self.context, self._case_id, self)
        open_dialog(dialog, lambda: self._told(self.tr("The paper is in the vault.")))

    def _read(self, row: object) -> None:
        if isinstance(row, Document):
            session, case_id = self.context.session, self._case_id
            self.context.jobs.run(
                self,
                lambda progress: look_at(session, case_id, row, progress),
                label=self.tr("Reading the paper"),
                done=partial(self._show_read, row),
            )

    def _show_read(self, paper: Document, look: Look) -> None:
        if self.isVisible():
            dialog = ReaderDialog(paper, look, self)
            dialog.export_asked.connect(lambda: self._export(paper))
            dialog.open()

    def _export(self, row: object) -> None:
        if isinstance(row, Document):
            dialog = ExportPaperDialog(self.context, self._case_id, row, self)
            open_dialog(dialog, lambda: self._told(self.tr("The paper was exported and the ledger says why.")))

    def _open_menu(self) -> None:
        self.write_menu.popup(self.write_button.mapToGlobal(QPoint(0, self.write_button.height())))

    def _write(self, title: str, write: Write) -> None:
        words = self.tr("Writing: {title}").format(title=self.tr(title))
        self._work.write(self._case_id, write, words=words, done=self._written)

    def _written(self, paper: RecordId) -> None:
        self._told(self.tr("The paper is written and kept in the vault."))
        self.papers_table.choose(paper)

    def _told(self, text: str) -> None:
        self.page_banner.show_banner("green", text)
        self.context.changes.tell(self._case_id)

    def _enable(self) -> None:
        """What can be done: a closed case takes no more papers, and one paper is written at a time."""
        for widget in (self.write_button, self.import_button):
            widget.setVisible(self._is_open)
            widget.setEnabled(not self._work.is_busy)
