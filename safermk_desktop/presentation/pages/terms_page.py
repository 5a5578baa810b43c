"""The terms of reference: the draft section by section, and the versions as they were agreed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import TermsSection
from safermk_desktop.errors import RegisterEmpty, RegisterInvalid, ReplacementUnsafe, SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.agree_terms_dialog import AgreeTermsDialog
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.section_editor import SectionEditor
from safermk_desktop.presentation.pages.terms_rows import (
    DRAFT,
    SECTION_COLUMNS,
    VERSION_COLUMNS,
    VersionRow,
    is_as_agreed,
    version_html,
    version_rows,
)
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.text import Tag
from safermk_desktop.redaction.register import Register
from safermk_desktop.services import identities, papers, queries, terms


class TermsPage(Page):
    """What is typed is saved on leaving the section or the page, and with Ctrl+S."""

    empty_widget: QWidget
    terms_empty: EmptyState
    work_widget: QWidget
    sections_table: DataTable
    sections_label: QLabel
    draft_tag: Tag
    based_label: QLabel
    agree_button: QPushButton
    export_button: QPushButton
    draft_widget: QWidget
    section_editor: SectionEditor
    version_widget: QWidget
    version_banner: Banner
    version_browser: QTextBrowser
    versions_table: DataTable
    versions_note_label: QLabel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "terms_page")
        self._case_id = CaseId("")
        self._file: CaseFile | None = None
        self._sections = RowsModel(SECTION_COLUMNS, key=lambda row: row.id, parent=self)
        self._versions = RowsModel(VERSION_COLUMNS, key=lambda row: row.key, parent=self)
        self.section_editor.watch_with(context.jobs)
        self.sections_table.use(self._sections)
        self.versions_table.use(self._versions, is_fitted=True)
        # Two of these never show together; both at once would make the window taller than a small screen.
        self.version_widget.hide()
        self.empty_widget.hide()
        self._connect()

    def arrive(self, case_id: str) -> None:
        is_other = case_id != self._case_id
        if is_other:
            self.section_editor.forget()
        self._case_id = CaseId(case_id)
        self._file = file = queries.case_file(self.context.session, self._case_id)
        self.empty_widget.setVisible(not file.sections)
        self.work_widget.setVisible(bool(file.sections))
        self._sections.set_rows(file.sections)
        self._versions.set_rows(version_rows(file))
        if file.sections:
            self._renew_section(file.sections)
        if is_other or self.versions_table.current() is None:
            self._back_to_draft()
        self.section_editor.use_register(self._register())
        self._show_standing()

    def leave(self) -> bool:
        return self._keep_typed()

    def acts(self) -> Mapping[str, Act]:
        return {"export_word": self.export}

    def panes(self) -> tuple[QWidget, ...]:
        if not self._file or not self._file.sections:
            return (self.terms_empty,)
        return (self.sections_table, self.section_editor.text_edit, self.versions_table)

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
        session, case_id = self.context.session, self._case_id
        self.context.jobs.run(
            self,
            lambda _progress: papers.write_terms(session, case_id),
            label=self.tr("Writing the terms of reference"),
            done=self._export_written,
        )

    def _connect(self) -> None:
        self.terms_empty.show_empty(
            self.tr(
                "No terms of reference yet. A draft begins with the sections that the rules ask for. You write the "
                "text of each, and the panel agrees it as a numbered version."
            ),
            action=self.tr("Start a draft"),
            icon="plus",
        )
        self.terms_empty.asked.connect(self._start)
        self.sections_table.row_chosen.connect(self._go_to)
        self.sections_table.row_activated.connect(self._write)
        self.versions_table.row_chosen.connect(self._choose_version)
        self.version_banner.asked.connect(self._back_to_draft)
        self.section_editor.typed.connect(self._show_standing)
        self.section_editor.save_asked.connect(self.save)
        self.agree_button.clicked.connect(self._agree)
        self.export_button.clicked.connect(self.export)

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
        self._back_to_draft()
        self.section_editor.show_section(row)

    def _write(self, _row: object) -> None:
        self._back_to_draft()
        self.section_editor.text_edit.setFocus()

    def _keep_typed(self) -> bool:
        editor = self.section_editor
        if editor.shown is None or not editor.is_unsaved:
            return True
        if not editor.heading().strip():
            self._back_to_draft()
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
        dialog = ExportPaperDialog(self.context, self._case_id, paper, self)
        dialog.accepted.connect(lambda: self.context.changes.tell(self._case_id))
        dialog.open()

    def _choose_version(self, row: object) -> None:
        version = row.version if isinstance(row, VersionRow) else None
        self.draft_widget.setVisible(version is None)
        self.version_widget.setVisible(version is not None)
        if version is None:
            return
        self.version_banner.show_banner(
            "blue",
            self.tr("Version {number}, agreed {day} by {who}. It never changes.").format(
                number=version.number, day=day_text(version.agreed_on), who=version.agreed_by
            ),
            action=self.tr("Back to the draft"),
        )
        self.version_browser.setHtml(version_html(version))

    def _back_to_draft(self) -> None:
        self.versions_table.choose(DRAFT)
        self._choose_version(None)

    def _show_standing(self) -> None:
        file = self._file
        if file is None or not file.sections:
            return
        last = file.versions[-1] if file.versions else None
        is_agreed = is_as_agreed(file) and not self.section_editor.is_unsaved
        written = sum(bool(section.text.strip()) for section in file.sections)
        self.sections_label.setText(
            self.tr("{written} of {all} sections have text").format(written=written, all=len(file.sections))
        )
        self.agree_button.setEnabled(not is_agreed)
        self.export_button.setEnabled(last is not None)
        if last is None:
            self.draft_tag.show_tag(self.tr("Not agreed"), "amber")
            self.based_label.setText(self.tr("Word is written from an agreed version; there is none yet."))
            self.versions_note_label.setText(self.tr("No version is agreed yet."))
            return
        self.draft_tag.show_tag(
            self.tr("As agreed in {number}").format(number=last.number) if is_agreed else self.tr("Not agreed"),
            "green" if is_agreed else "amber",
        )
        self.based_label.setText(
            self.tr("Word is written from version {number}, agreed {day}.").format(
                number=last.number, day=day_text(last.agreed_on)
            )
        )
        self.versions_note_label.setText(
            self.tr("Choose a version to read it as it was agreed.")
            if is_agreed
            else self.tr("Changed after agreement: the panel must agree the draft before it replaces {number}.").format(
                number=last.number
            )
        )
