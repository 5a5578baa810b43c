"""The terms of reference: the draft section by section, and the versions as they were agreed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Document, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import TermsSection
from safermk_desktop.errors import RegisterEmpty, RegisterInvalid, ReplacementUnsafe, SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.agree_terms_dialog import AgreeTermsDialog
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_words import closed_words
from safermk_desktop.presentation.pages.terms_form import TermsForm
from safermk_desktop.presentation.pages.terms_rows import version_rows
from safermk_desktop.redaction.register import Register
from safermk_desktop.services import identities, papers, queries, terms


class TermsPage(TermsForm):
    """What is typed is saved on leaving the section or the page, and with Ctrl+S."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._case_id = CaseId("")
        self._file: CaseFile | None = None
        self.section_editor.watch_with(context.jobs)
        self._connect()

    def arrive(self, case_id: str) -> None:
        is_other = case_id != self._case_id
        if is_other:
            self.section_editor.forget()
        self._case_id = CaseId(case_id)
        self._file = file = queries.case_file(self.context.session, self._case_id)
        self.show_closed(closed_words(file.case))
        self.empty_widget.setVisible(not file.sections)
        self.work_widget.setVisible(bool(file.sections))
        self.sections.set_rows(file.sections)
        self.versions.set_rows(version_rows(file))
        if file.sections:
            self._renew_section(file.sections)
        if is_other or self.versions_table.current() is None:
            self.back_to_draft()
        self.section_editor.use_register(self._register())
        self._stand()

    def leave(self) -> bool:
        return self._keep_typed()

    def keep_typed(self) -> None:
        editor = self.section_editor
        if editor.shown is not None and editor.is_unsaved:
            heading = editor.heading().strip() or editor.shown.heading
            section_id = RecordId(editor.shown.id)
            terms.save_section(self.context.session, self._case_id, section_id, heading=heading, text=editor.text())

    def acts(self) -> Mapping[str, Act]:
        return {"export_word": self.export, "edit_row": self._edit}

    def panes(self) -> tuple[QWidget, ...]:
        if not self._file or not self._file.sections:
            return (self.terms_empty,)
        return (self.sections_table, self.section_editor.text_edit, self.versions_button, self.versions_table)

    def save(self) -> bool:
        """Save the section shown and say so; False when it was refused, with the reason at its field."""
        had_changes = self.section_editor.is_unsaved
        if not self._keep_typed():
            return False
        if had_changes:
            self.context.changes.tell(self._case_id)
        return True

    def export(self) -> None:
        """Write the latest agreed version as a Word document into the vault, then ask why and where to."""
        if not self.save() or not self._file or not self._file.versions:
            return
        if self._file.case.status is CaseStatus.CLOSED:
            # Nothing new is written into a closed case: what was written leaves.
            if kept := self._file.document(PaperKind.TERMS_OF_REFERENCE):
                self._ask_to_export(kept)
            return
        session, case_id = self.context.session, self._case_id
        self.context.jobs.run(
            self,
            lambda _progress: papers.write_terms(session, case_id),
            label=self.tr("Writing the terms of reference"),
            done=self._export_written,
        )

    def _connect(self) -> None:
        self.terms_empty.asked.connect(self._start)
        self.sections_table.row_chosen.connect(self._go_to)
        self.sections_table.row_activated.connect(self._write)
        self.section_editor.typed.connect(self._stand)
        self.section_editor.save_asked.connect(self.save)
        self.agree_button.clicked.connect(self._agree)
        self.export_button.clicked.connect(self.export)

    def _stand(self) -> None:
        if self._file and self._file.sections:
            self.show_standing(self._file)

    def _register(self) -> Register | None:
        try:
            return identities.register(self.context.session, self._case_id)
        except (RegisterEmpty, RegisterInvalid, ReplacementUnsafe):
            return None

    def _start(self) -> None:
        try:
            terms.start_draft(self.context.session, self._case_id)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.context.changes.tell(self._case_id)
        self.section_editor.text_edit.setFocus()

    def _renew_section(self, sections: tuple[TermsSection, ...]) -> None:
        shown = self.section_editor.shown
        fresh = next((s for s in sections if shown and s.id == shown.id), None)
        if fresh is not None:
            self.section_editor.renew(fresh)
            return
        first = next((s for s in sections if not s.text.strip()), sections[0])
        self.section_editor.show_section(first)
        self.sections_table.choose(first.id)

    def _go_to(self, row: object) -> None:
        shown = self.section_editor.shown
        if not isinstance(row, TermsSection) or (shown and row.id == shown.id):
            return
        if shown and not self.save():
            self.sections_table.choose(shown.id)
            return
        self.back_to_draft()
        self.section_editor.show_section(row)

    def _edit(self) -> None:
        self._write(None)

    def _write(self, _row: object) -> None:
        self.back_to_draft()
        self.section_editor.text_edit.setFocus()

    def _keep_typed(self) -> bool:
        editor = self.section_editor
        if editor.shown is None or not editor.is_unsaved:
            return True
        if not editor.heading().strip():
            self.back_to_draft()
        if not editor.check():
            return False
        section_id = RecordId(editor.shown.id)
        try:
            terms.save_section(
                self.context.session, self._case_id, section_id, heading=editor.heading(), text=editor.text()
            )
        except SafermkError as error:
            self.context.messages.show_error(error)
            return False
        editor.keep()
        return True

    def _agree(self) -> None:
        if not self.save() or self._file is None:
            return
        lacking = [section for section in self._file.sections if not section.text.strip()]
        if lacking:
            self.context.messages.tell(
                self.tr("Sections without text"),
                self.tr("Every section needs text before a version is agreed. Still without: {sections}.").format(
                    sections=", ".join(section.heading for section in lacking)
                ),
            )
            self.sections_table.choose(lacking[0].id)
            self.section_editor.text_edit.setFocus()
            return
        dialog = AgreeTermsDialog(self.context, self._file, self)
        open_dialog(dialog, lambda: self.context.changes.tell(self._case_id))

    def _export_written(self, document_id: RecordId) -> None:
        self.context.changes.tell(self._case_id)
        paper = next(p for p in queries.case_file(self.context.session, self._case_id).documents if p.id == document_id)
        self._ask_to_export(paper)

    def _ask_to_export(self, paper: Document) -> None:
        dialog = ExportPaperDialog(self.context, self._case_id, paper, self)
        open_dialog(dialog, lambda: self.context.changes.tell(self._case_id))
