"""The redaction studio: findings, text, register, and the proof of the copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from safermk_desktop.domain.documents import Document, PaperKind, RedactedCopy
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import ProofFailed, SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.approve_copy_dialog import ApproveCopyDialog
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import proof_facts
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_words import closed_words
from safermk_desktop.presentation.pages.findings_panel import FindingsPanel
from safermk_desktop.presentation.pages.proof_bar import ProofBar
from safermk_desktop.presentation.pages.register_panel import RegisterPanel
from safermk_desktop.presentation.pages.report_panel import ReportPanel
from safermk_desktop.presentation.pages.side_panels import SidePanels
from safermk_desktop.presentation.pages.unknown_findings import UnknownFindings
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services import queries, redacting
from safermk_desktop.services.beside import papers_to_look_through
from safermk_desktop.services.finding import Findings
from safermk_desktop.services.queries import RegisterView
from safermk_desktop.services.redaction_items import listed_for


class RedactionPage(Page):
    """The findings are read anew when the report or the register changed; each reading is on the record."""

    findings_panel: FindingsPanel
    report_panel: ReportPanel
    register_panel: RegisterPanel
    proof_bar: ProofBar
    panes_layout: QHBoxLayout

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "redaction_page")
        self._case_id = CaseId("")
        self._report: Document | None = None
        self._paper: Document | None = None
        self._copy: RedactedCopy | None = None
        self._view = RegisterView(entries=(), dates="month_year", keep=())
        self._digest, self._closed, self._is_reading = "", "", False
        self._found: Findings | None = None
        self._found_for: tuple[str, str] = ("", "")
        self._job: Job | None = None
        self.register_panel.bind(context)
        self.findings_panel.place_asked.connect(self.report_panel.report_text.go_to)
        self.findings_panel.bind(context)
        self._unknown = UnknownFindings(context, self.findings_panel.unknown_panel, self)
        self._unknown.changed.connect(self._show_state)
        self._sides = SidePanels(
            self.panes_layout,
            self.report_panel,
            left=(self.findings_panel, self.report_panel.findings_button),
            right=(self.register_panel, self.report_panel.register_button),
        )
        self.report_panel.paper_asked.connect(lambda: self.arrive(self._case_id))
        self.report_panel.documents_asked.connect(lambda: context.navigate(f"case/{self._case_id}/documents"))
        self.proof_bar.make_asked.connect(self._make)
        self.proof_bar.stop_asked.connect(self._stop)
        self.proof_bar.approve_asked.connect(self._approve)
        self.proof_bar.export_asked.connect(self._export)
        Theme.current().changed.connect(self._fold)
        self._fold()

    def arrive(self, case_id: str) -> None:
        """Read report, register and last copy of the case."""
        if case_id != self._case_id:
            self._found, self._found_for = None, ("", "")
            self.report_panel.start_anew()
        self._case_id = CaseId(case_id)
        session = self.context.session
        file, self._view = queries.case_file(session, self._case_id), queries.register_view(session, self._case_id)
        self._closed = closed_words(file.case)
        self._report = file.document(PaperKind.OVERVIEW_REPORT)
        self._paper = self.report_panel.show_papers(papers_to_look_through(file))
        self._copy = file.copies[-1] if file.copies else None
        self._digest = proof_facts.register_digest(session, self._case_id)
        self._unknown.turn_to(self._case_id, self._paper, may_change=not self._closed)
        self._read_findings()
        self._show_state()

    def leave(self) -> bool:
        """No name stays on a page that is left."""
        self.register_panel.hide_names()
        self.report_panel.published_button.setChecked(True)
        return True

    def acts(self) -> Mapping[str, Act]:
        """Ctrl+T, F8, Shift+F8, F2 on the register and Ctrl+E."""
        return {
            "toggle_view": self.report_panel.toggle_view,
            "next_finding": lambda: self.findings_panel.go_on(self.report_panel.step),
            "previous_finding": lambda: self.findings_panel.go_on(self.report_panel.step, -1),
            "edit_row": self.register_panel.edit,
            "export_word": self._export,
        }

    def panes(self) -> tuple[QWidget, ...]:
        """Text, findings and register (or the buttons that unfold them), proof."""
        return (
            self.report_panel.report_text,
            self.findings_panel.unknown_panel.groups_table,
            self.findings_panel.findings_table,
            self.findings_panel.decisions_panel.items_table,
            self.report_panel.findings_button,
            self.register_panel.identities_table,
            self.register_panel.add_button,
            self.report_panel.register_button,
            self.proof_bar.make_button,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _read_findings(self) -> None:
        if (report := self._paper) is None or not self._digest:
            self._found, self._found_for = None, ("", "")
            return
        wanted = (report.id, listed_for(self.context.session, self._case_id, report.id, self._digest))
        if wanted == self._found_for:
            return
        kept = self._found if report.id == self._found_for[0] else None  # in sight while the paper is read again
        self._found, self._found_for, self._is_reading = kept, wanted, True
        session, case_id = self.context.session, self._case_id
        self.context.jobs.run(
            self,
            lambda progress: redacting.findings(session, case_id, report.id, progress=progress),
            label=self.tr("Reading the report"),
            done=lambda found: self._take(wanted, found),
            failed=self._failed_to_read,
            cancelled=self._stopped_reading,
            lane=Lane.DOCUMENT,
        )

    def _take(self, wanted: tuple[str, str], found: Findings) -> None:
        if wanted == self._found_for:
            self._found, self._is_reading = found, False
            self._show_state()

    def _failed_to_read(self, error: SafermkError) -> None:
        self.report_panel.page_banner.show_banner("red", error.sentences())
        self.report_panel.show_nothing(self.tr("The report could not be read."))

    def _stopped_reading(self) -> None:
        self._found_for = ("", "")
        self.report_panel.show_nothing(self.tr("Reading was stopped. Open this tab again to read the report."))

    def _show_state(self) -> None:
        found, report, copy = self._found, self._report, self._copy
        self._unknown.show(found)
        uses = Counter(match.identity_id for match in found.matches) if found else Counter[str]()
        self.register_panel.show_register(self._case_id, self._view, uses, may_change=not self._closed)
        if found is None:
            why, action = proof_facts.why_no_text(self._paper, self._digest)
            self.report_panel.show_nothing(why, action=action)
            self.findings_panel.show_nothing(self.tr("Findings appear here once there are a report and a register."))
        else:
            marked, entries = self._unknown.marked(found, is_stale=self._is_reading), self._view.entries
            self.findings_panel.show_findings(marked.matches, entries)
            self.report_panel.show_report(marked, entries)
        waits = proof_facts.is_to_decide(copy, self._paper, self._digest) and not self._closed
        self.findings_panel.show_items(self._case_id, copy if waits else None)
        words, undecided = proof_facts.words_fact(found), proof_facts.undecided_fact(found, self._unknown.groups)
        self.proof_bar.show_facts(words, undecided, proof_facts.proof_fact(copy, report, self._digest))
        self.proof_bar.show_acts(
            reason=self._closed or proof_facts.why_not_of(self._paper, report, self._digest),
            may_approve=copy is not None and not copy.approved_by and not self._closed,
            may_export=copy is not None,
        )

    def _make(self) -> None:
        report, session, case_id = self._report, self.context.session, self._case_id
        if report is None:
            return
        self.report_panel.page_banner.hide()
        self.report_panel.copy_frame.hide()
        self.proof_bar.show_work(self.tr("Making the redacted copy and proving it twice"))
        job = self.context.jobs.run(
            self,
            lambda progress: redacting.make_redacted_copy(session, case_id, report.id, progress=progress),
            label=self.tr("Making the redacted copy"),
            done=self._made,
            failed=self._failed,
            cancelled=self._stopped,
            lane=Lane.DOCUMENT,
        )
        job.progressed.connect(self.proof_bar.show_progress)
        self._job = job

    def _made(self, result: tuple[RecordId, dict[str, object]]) -> None:
        self.proof_bar.show_work("")
        self.report_panel.show_left_out(result[1])
        self.context.changes.tell(self._case_id)

    def _failed(self, error: SafermkError) -> None:
        self.proof_bar.show_work("")
        if isinstance(error, ProofFailed):
            self.report_panel.page_banner.show_banner("red", error.sentences())
        self.context.messages.show_error(error)

    def _stopped(self) -> None:
        self.proof_bar.show_work("")
        self.report_panel.page_banner.show_banner("blue", self.tr("Stopped. No copy was made and nothing was changed."))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.proof_bar.stop_button.setEnabled(False)

    def _approve(self) -> None:
        if self._copy is not None:
            self._open(ApproveCopyDialog(self.context, self._case_id, self._copy, self))

    def _export(self) -> None:
        paper = proof_facts.paper_of(self.context.session, self._case_id, self._copy)
        if paper is not None:
            self._open(ExportPaperDialog(self.context, self._case_id, paper, self))

    def _open(self, dialog: EntryDialog) -> None:
        open_dialog(dialog, lambda: self.context.changes.tell(self._case_id))

    def _fold(self) -> None:
        self._sides.fold(self.window().width())
