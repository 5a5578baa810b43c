"""The studio of the terms of reference: clauses, tables, what is to mend, versions, approvals and the Word file."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.documents import Document, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import ApprovingBody, TermsSection, WrittenSection
from safermk_desktop.domain.terms_lint import IDENTIFYING, Finding
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.agree_terms_dialog import AgreeTermsDialog
from safermk_desktop.presentation.dialogs.clause_library_dialog import ClauseLibraryDialog
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_wide import case_wide
from safermk_desktop.presentation.pages.case_words import closed_words
from safermk_desktop.presentation.pages.clause_page import ClausePage
from safermk_desktop.presentation.pages.terms_rows import version_rows
from safermk_desktop.services import papers, queries, terms, terms_review
from safermk_desktop.services.terms_lint import HEADING


class TermsPage(ClausePage):
    """What the chair and the panel do with the draft as a whole."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.terms_side.work_with(context.jobs)
        self.terms_side.finding_asked.connect(self._go_to_finding)
        self.terms_empty.asked.connect(self._start)
        self.agree_button.clicked.connect(self._agree)
        self.export_button.clicked.connect(self.export)
        self.approve_button.clicked.connect(lambda: self._fill_in(f"terms_approve:{ApprovingBody.MANAGEMENT_GROUP}"))
        self.settled_card.form_asked.connect(self._fill_in)
        self.settled_card.clauses_asked.connect(self._open_library)
        self.section_editor.clauses.comment_asked.connect(self._comment)
        self.section_editor.clauses.answer_asked.connect(self._answer)

    def arrive(self, case_id: str) -> None:
        is_other = case_id != self.case_id
        if is_other:
            self.section_editor.forget()
        self.case_id = CaseId(case_id)
        self.studio = studio = terms_review.studio(self.context.session, self.case_id)
        file = studio.file
        self.show_closed(closed_words(file.case))
        self.empty_widget.setVisible(not file.sections)
        self.work_widget.setVisible(bool(file.sections))
        self.sections.set_rows(file.sections)
        self.versions.set_rows(version_rows(studio))
        self.terms_side.use(studio)
        clauses = [clause.id for section in file.sections for clause in section.clauses]
        self.section_editor.show_comments({one: studio.open_comments(one) for one in clauses})
        if file.sections:
            self._renew_section(file.sections)
        if is_other or self.versions_table.current() is None:
            self.back_to_draft()
        self.section_editor.use_register(studio.register)
        self.stand()

    def acts(self) -> Mapping[str, Act]:
        own = {"export_word": self.export, "edit_row": self.write, "compare": self.compare}
        return {**case_wide(self.context, self.case_id, self), **own}

    def panes(self) -> tuple[QWidget, ...]:
        if not self.studio or not self.studio.file.sections:
            return (self.terms_empty,)
        return (
            self.sections_table,
            self.section_editor.text_edit,
            self.versions_button,
            self.versions_table,
            self.terms_side.mend_table,
        )

    def compare(self) -> None:
        """Show what changed since the last version."""
        if self.save() and self.studio and self.studio.file.sections:
            self.back_to_draft()
            self.versions_button.setChecked(True)
            self.terms_side.compare()

    def export(self) -> None:
        """Write the latest agreed version as a Word document into the vault, then ask why and where to."""
        if not self.save() or not self.studio or not self.studio.file.versions:
            return
        file = self.studio.file
        if file.case.status is CaseStatus.CLOSED:
            # Nothing new is written into a closed case: what was written leaves.
            if kept := file.document(PaperKind.TERMS_OF_REFERENCE):
                self._ask_to_export(kept)
            return
        session, case_id = self.context.session, self.case_id
        self.context.jobs.run(
            self,
            lambda _progress: papers.write_terms(session, case_id),
            label=self.tr("Writing the terms of reference"),
            done=self._export_written,
        )

    def _start(self) -> None:
        try:
            terms.start_draft(self.context.session, self.case_id)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.context.changes.tell(self.case_id)
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

    def _agree(self) -> None:
        if not self.save() or self.studio is None:
            return
        sections = self.studio.file.sections
        lacking = [section for section in sections if not section.text.strip()]
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
        named = self._naming(self.studio.shown)
        if named is not None:
            self.context.messages.tell(
                self.tr("Somebody is named"),
                self.tr("{sentence} {remedy} Then the version can be agreed.").format(
                    sentence=named.sentence, remedy=named.remedy
                ),
            )
            self._go_to_finding(named)
            return
        open_dialog(AgreeTermsDialog(self.context, self.studio.file, self), self._tell)

    def _naming(self, shown: tuple[WrittenSection, ...]) -> Finding | None:
        """The first place where a registered name or a date of birth stands, or ``None``."""
        if self.studio is None:
            return None
        found = self.studio.linter().look(shown, self.studio.facts)
        return next((one for one in found if one.fault in IDENTIFYING), None)

    def _go_to_finding(self, row: object) -> None:
        if not isinstance(row, Finding) or not self.studio or not 0 < row.place <= len(self.studio.file.sections):
            return
        self.back_to_draft()
        self.sections_table.choose(self.studio.file.sections[row.place - 1].id)
        editor = self.section_editor
        if row.clause_id == HEADING:
            editor.heading_edit.setFocus()
        elif editor.shown and row.clause_id in {clause.id for clause in editor.shown.clauses}:
            if self.save():
                editor.write_in(row.clause_id)
                editor.mark(row.start, row.end)
        else:
            editor.text_edit.setFocus()

    def _fill_in(self, form: str) -> None:
        if self.save():
            open_dialog(StepDialog(self.context, self.case_id, form, self), self._tell)

    def _comment(self) -> None:
        if self.save() and (shown := self.section_editor.shown) and (clause := self.section_editor.current):
            self._fill_in(f"terms_comment:{shown.id}:{clause.id}")

    def _answer(self, comment_id: str) -> None:
        self._fill_in(f"terms_answer:{comment_id}")

    def _open_library(self) -> None:
        if self.save() and (shown := self.section_editor.shown):
            open_dialog(ClauseLibraryDialog(self.context, self.case_id, shown.id, self), self._tell)

    def _tell(self) -> None:
        self.context.changes.tell(self.case_id)

    def _export_written(self, document_id: RecordId) -> None:
        self._tell()
        paper = next(p for p in queries.case_file(self.context.session, self.case_id).documents if p.id == document_id)
        self._ask_to_export(paper)

    def _ask_to_export(self, paper: Document) -> None:
        open_dialog(ExportPaperDialog(self.context, self.case_id, paper, self), self._tell)
