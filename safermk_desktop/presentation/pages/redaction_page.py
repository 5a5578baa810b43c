"""The redaction studio: findings, text, register, and the proof of the copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Document, PaperKind, RedactedCopy
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import ProofFailed, SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.approve_copy_dialog import ApproveCopyDialog
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.models.finding_rows import (
    GROUPS,
    LEFT_OUT_COLUMNS,
    groups_of,
    left_out_rows,
    runs,
)
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import proof_facts
from safermk_desktop.presentation.pages.findings_panel import FindingsPanel
from safermk_desktop.presentation.pages.proof_bar import ProofBar
from safermk_desktop.presentation.pages.register_panel import RegisterPanel
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.marked_text import MarkedText
from safermk_desktop.presentation.widgets.text import Tag
from safermk_desktop.services import queries, redacting
from safermk_desktop.services.queries import RegisterView
from safermk_desktop.services.redacting import Findings

WIDE = 1400


class RedactionPage(Page):
    """Pseudonymised until asked; the findings are read anew when the report or the register changed."""

    findings_panel: FindingsPanel
    findings_button: QToolButton
    original_button: QToolButton
    published_button: QToolButton
    paper_label: QLabel
    next_button: QPushButton
    register_button: QToolButton
    page_banner: Banner
    report_text: MarkedText
    report_empty: EmptyState
    copy_frame: QFrame
    copy_label: QLabel
    close_button: QPushButton
    copy_table: DataTable
    legend_frame: QFrame
    person_tag: Tag
    place_tag: Tag
    date_tag: Tag
    contact_tag: Tag
    undecided_tag: Tag
    register_panel: RegisterPanel
    proof_bar: ProofBar

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "redaction_page")
        self._case_id = CaseId("")
        self._report: Document | None = None
        self._copy: RedactedCopy | None = None
        self._view = RegisterView(entries=(), dates="month_year", keep=())
        self._digest = ""
        self._found: Findings | None = None
        self._found_for: tuple[str, str] = ("", "")
        self._job: Job | None = None
        self._is_wide: bool | None = None
        self._left_out = RowsModel(LEFT_OUT_COLUMNS, key=lambda row: row.key, parent=self)
        self.copy_table.use(self._left_out)
        self.copy_frame.hide()
        self.register_panel.bind(context)
        tags = (self.person_tag, self.place_tag, self.date_tag, self.contact_tag)
        for tag, (tone, words) in zip(tags, GROUPS.items(), strict=True):
            tag.show_tag(self.tr(words), tone)
        self.undecided_tag.show_tag(self.tr("Undecided, dashed, as written"), "amber")
        self._connect()
        self._measure()

    def arrive(self, case_id: str) -> None:
        """Read report, register and last copy of the case."""
        if case_id != self._case_id:
            self._found, self._found_for = None, ("", "")
            self.published_button.setChecked(True)
            self.copy_frame.hide()
            self.page_banner.hide()
        self._case_id = CaseId(case_id)
        session = self.context.session
        file: CaseFile = queries.case_file(session, self._case_id)
        self._view = queries.register_view(session, self._case_id)
        self._report = file.document(PaperKind.OVERVIEW_REPORT)
        self._copy = file.copies[-1] if file.copies else None
        self._digest = proof_facts.register_digest(session, self._case_id)
        self._read_findings()
        self._show_state()

    def leave(self) -> bool:
        """No name stays on a page that is left."""
        self.register_panel.hide_names()
        self.published_button.setChecked(True)
        return True

    def acts(self) -> Mapping[str, Act]:
        """Ctrl+T, F8, Shift+F8 and Ctrl+E."""
        return {
            "toggle_view": self._toggle_view,
            "next_finding": lambda: self._step(1),
            "previous_finding": lambda: self._step(-1),
            "export_word": self._export,
        }

    def panes(self) -> tuple[QWidget, ...]:
        """Text, findings, register (or the buttons that unfold them), proof."""
        return (
            self.report_text,
            self.findings_panel.findings_table,
            self.findings_button,
            self.register_panel.identities_table,
            self.register_panel.add_button,
            self.register_button,
            self.proof_bar.make_button,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _connect(self) -> None:
        self.findings_panel.place_asked.connect(self.report_text.go_to)
        self.original_button.toggled.connect(lambda _checked: self._show_text())
        self.next_button.clicked.connect(lambda: self._step(1))
        self.findings_button.toggled.connect(lambda on: self._unfold(self.findings_panel, self.register_button, on=on))
        self.register_button.toggled.connect(lambda on: self._unfold(self.register_panel, self.findings_button, on=on))
        self.close_button.clicked.connect(self.copy_frame.hide)
        self.report_empty.asked.connect(lambda: self.context.navigate(f"case/{self._case_id}/documents"))
        self.proof_bar.make_asked.connect(self._make)
        self.proof_bar.stop_asked.connect(self._stop)
        self.proof_bar.approve_asked.connect(self._approve)
        self.proof_bar.export_asked.connect(self._export)
        Theme.current().changed.connect(self._measure)

    def _read_findings(self) -> None:
        report = self._report
        if report is None or not self._digest:
            self._found, self._found_for = None, ("", "")
            return
        wanted = (report.id, self._digest)
        if wanted == self._found_for:
            return
        self._found, self._found_for = None, wanted
        session, case_id = self.context.session, self._case_id
        self.context.jobs.run(
            self,
            lambda _progress: redacting.findings(session, case_id, report.id),
            label=self.tr("Reading the report"),
            done=lambda found: self._take(wanted, found),
            failed=self._fail_to_read,
            lane=Lane.DOCUMENT,
        )

    def _take(self, wanted: tuple[str, str], found: Findings) -> None:
        if wanted == self._found_for:
            self._found = found
            self._show_state()

    def _fail_to_read(self, error: SafermkError) -> None:
        self.page_banner.show_banner("red", error.sentences())
        self.report_empty.show_empty(self.tr("The report could not be read."))

    def _show_state(self) -> None:
        found = self._found
        uses = Counter(match.identity_id for match in found.matches) if found else Counter[str]()
        self.register_panel.show_register(self._case_id, self._view, uses)
        for widget in (self.report_text, self.legend_frame):
            widget.setVisible(found is not None)
        self.report_empty.setVisible(found is None)
        for button in (self.next_button, self.original_button, self.published_button):
            button.setEnabled(found is not None)
        self.paper_label.setText(
            self.tr("Report added {day}").format(day=day_text(self._report.added_on)) if self._report else ""
        )
        if found is None:
            text, action = proof_facts.why_no_text(self._report, self._digest)
            self.report_empty.show_empty(text, action=action)
            self.findings_panel.show_nothing(self.tr("Findings appear here once there are a report and a register."))
        else:
            self.findings_panel.show_findings(found.matches, self._view.entries)
            self._show_text()
        copy = self._copy
        words, undecided = proof_facts.words_fact(found), proof_facts.undecided_fact(found)
        self.proof_bar.show_facts(words, undecided, proof_facts.proof_fact(copy, self._report, self._digest))
        self.proof_bar.show_acts(
            reason=proof_facts.why_no_copy(self._report, self._digest),
            may_approve=copy is not None and not copy.approved_by,
            may_export=copy is not None,
        )

    def _show_text(self) -> None:
        if self._found is not None:
            pieces = runs(
                self._found.text,
                self._found.matches,
                groups_of(self._view.entries),
                is_original=self.original_button.isChecked(),
            )
            self.report_text.show_runs(pieces)

    def _toggle_view(self) -> None:
        if self._found is not None:
            (self.published_button if self.original_button.isChecked() else self.original_button).setChecked(True)

    def _step(self, step: int) -> None:
        """To the next undecided finding, or to the next one of all where nothing is undecided."""
        matches = self._found.matches if self._found else ()
        places = [at for at, match in enumerate(matches) if match.certainty == "undecided"] or list(range(len(matches)))
        if places:
            here = self.report_text.place()
            after = [at for at in places if (at > here if step > 0 else at < here)]
            target = (after or places)[0 if step > 0 else -1]
            self.report_text.go_to(target)

    def _make(self) -> None:
        report = self._report
        if report is None:
            return
        session, case_id = self.context.session, self._case_id
        self.page_banner.hide()
        self.copy_frame.hide()
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
        self._left_out.set_rows(left_out_rows(result[1]))
        self.copy_label.setText(
            self.tr("The copy is made and both proofs are clean. {n} things to know about it").format(
                n=len(self._left_out.rows)
            )
        )
        self.copy_frame.show()
        self.context.changes.tell(self._case_id)

    def _failed(self, error: SafermkError) -> None:
        self.proof_bar.show_work("")
        if isinstance(error, ProofFailed):
            self.page_banner.show_banner("red", error.sentences())
        self.context.messages.show_error(error)

    def _stopped(self) -> None:
        self.proof_bar.show_work("")
        self.page_banner.show_banner("blue", self.tr("Stopped. No copy was made and nothing was changed."))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.proof_bar.stop_button.setEnabled(False)

    def _approve(self) -> None:
        if self._copy is not None:
            dialog = ApproveCopyDialog(self.context, self._case_id, self._copy, self)
            dialog.accepted.connect(lambda: self.context.changes.tell(self._case_id))
            dialog.open()

    def _export(self) -> None:
        paper = proof_facts.paper_of(self.context.session, self._case_id, self._copy)
        if paper is not None:
            dialog = ExportPaperDialog(self.context, self._case_id, paper, self)
            dialog.accepted.connect(lambda: self.context.changes.tell(self._case_id))
            dialog.open()

    def _fold(self) -> None:
        is_wide = self.window().width() >= WIDE
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self.findings_button.setVisible(not is_wide)
        self.register_button.setVisible(not is_wide)
        self.findings_button.setChecked(not is_wide)
        self.findings_panel.setVisible(True)
        self.register_panel.setVisible(is_wide)
        self.register_button.setChecked(False)

    def _unfold(self, panel: QWidget, other: QToolButton, *, on: bool) -> None:
        if self._is_wide:
            return
        panel.setVisible(on)
        if on:
            other.setChecked(False)

    def _measure(self) -> None:
        side = Theme.current().size("side")
        self.findings_panel.setFixedWidth(side)
        self.register_panel.setFixedWidth(side)
        self.copy_table.setFixedHeight(round(180 * Theme.current().scale))
        self._show_text()
