"""The report to the partnership: what is entered, what to mend, how actions get on, and what agencies are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.period_report import PeriodReport, PreventCounts, period_words
from safermk_desktop.domain.plan_progress import pictures
from safermk_desktop.domain.plan_view import ActionLine
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.report_forms import kept_with
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.models.report_rows import (
    AGENCY_COLUMNS,
    FAULT_COLUMNS,
    STREAM_COLUMNS,
    AgencyRow,
    StreamRow,
)
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.agency_asking import AgencyAsking
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.report_cards import cards
from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import chasing, period_reports
from safermk_desktop.services.plans import every_action


class PeriodReportPage(Page):
    """Everything typed is kept by its own dialog, so the page holds nothing that could be lost."""

    explain_prose: Prose
    job_line: JobLine
    report_card: SectionCard
    faults_card: SectionCard
    progress_card: SectionCard
    agencies_card: SectionCard

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "period_report_page")
        self._report: PeriodReport | None = None
        self.explain_prose.show_text(
            self.tr(
                "What the vault knows of reviews and actions is gathered when the report is written. The open version "
                "names no review that is not published; the other has the exempt part."
            )
        )
        self.parts = cards(self)
        self._streams = RowsModel(STREAM_COLUMNS, key=lambda row: row.at, parent=self)
        self._faults = RowsModel(FAULT_COLUMNS, key=lambda row: (row.rule, row.place, row.words), parent=self)
        self._agencies = RowsModel(AGENCY_COLUMNS, key=lambda row: row.agency, parent=self)
        for table, model in (
            (self.parts.streams_table, self._streams),
            (self.parts.faults_table, self._faults),
            (self.parts.agencies_table, self._agencies),
        ):
            table.use(model, is_fitted=True)
        self.asking = AgencyAsking(self, self.parts, self.job_line)
        self._connect()

    def arrive(self, case_id: str) -> None:
        """Read the latest report, the actions and the agencies anew."""
        del case_id
        session = self.context.session
        self._report = report = period_reports.latest(session)
        self._show_report(report)
        lines = every_action(session).lines
        self._show_pictures(lines)
        asked = chasing.agencies_asked(session)
        self._agencies.set_rows([AgencyRow(agency=name, count=count) for name, count in asked])
        self.parts.agencies_table.setVisible(bool(asked))
        self.parts.agencies_label.setVisible(not asked)
        for each in self.parts.asking_buttons:
            each.setEnabled(bool(asked))

    def panes(self) -> tuple[QWidget, ...]:
        return (self.parts.period_button, self.parts.streams_table, self.parts.agencies_table)

    def _show_pictures(self, lines: tuple[ActionLine, ...]) -> None:
        """Each picture under its title and its words."""
        self.parts.bars_label.setVisible(not lines)
        shown = pictures(lines, self.context.session.clock.today())
        for (title, words, bars), picture in zip(self.parts.bars, shown, strict=True):
            title.setText(picture.title)
            words.setText(picture.words)
            bars.show_picture(picture)
            for part in (title, words, bars):
                part.setVisible(bool(lines))

    def _show_report(self, report: PeriodReport | None) -> None:
        parts = self.parts
        for button in parts.report_buttons:
            button.setEnabled(report is not None)
        parts.streams_table.setVisible(report is not None)
        self.faults_card.setVisible(report is not None)
        parts.head_label.setText(self._head(report))
        self._streams.set_rows([])
        if report is None:
            return
        entries = period_reports.entries_of(report)
        # Seen before it is filled: a table takes the height of its rows at the width it has.
        parts.streams_table.setVisible(bool(entries.workstreams))
        self._streams.set_rows([StreamRow(at=at, stream=one) for at, one in enumerate(entries.workstreams)])
        faults = period_reports.lint_report(self.context.session, report)
        parts.faults_table.setVisible(bool(faults))
        self._faults.set_rows(list(faults))
        words = self.tr("Nothing to mend was found. It warns by words, and decides nothing.")
        parts.faults_label.setText(self.tr("{count} to mend.").format(count=len(faults)) if faults else words)

    def _head(self, report: PeriodReport | None) -> str:
        if report is None:
            return self.tr("No report is begun yet. Begin one: it offers the last whole quarter.")
        entries = period_reports.entries_of(report)
        lines = [
            f"{report.body}, {period_words(report.first_on, report.last_on)}",
            self.tr("Author: {author}. Date: {day}.").format(author=report.author, day=long_date(report.dated_on)),
            *(office.words for office in entries.offices),
            self.tr("{decisions}, {forward} of the forward plan.").format(
                decisions=count_of(len(entries.decisions), "decision"), forward=count_of(len(entries.forward), "line")
            ),
        ]
        return "\n".join(lines)

    def _connect(self) -> None:
        parts = self.parts
        parts.period_button.clicked.connect(lambda: self._open("report_period", new=True))
        parts.change_button.clicked.connect(lambda: self._open("report_period"))
        parts.offices_button.clicked.connect(lambda: self._open("report_offices"))
        parts.texts_button.clicked.connect(lambda: self._open("report_texts"))
        parts.add_button.clicked.connect(lambda: self._open("report_stream", "/"))
        parts.edit_button.clicked.connect(self._edit_stream)
        parts.remove_button.clicked.connect(self._remove_stream)
        parts.streams_table.row_activated.connect(self._edit_stream)
        parts.open_button.clicked.connect(lambda: self._ask_counts(is_open=True))
        parts.exempt_button.clicked.connect(lambda: self._ask_counts(is_open=False))

    def _dialog(self, step: str) -> StepDialog:
        return StepDialog(self.context, CaseId(""), step, self)

    def _open(self, form: str, suffix: str = "", *, new: bool = False) -> None:
        about = "" if new or self._report is None else f"{self._report.id}{suffix}"
        open_dialog(self._dialog(f"{form}:{about}"), self._tell)

    def _tell(self) -> None:
        self.context.changes.tell()

    def _edit_stream(self, _row: object = None) -> None:
        row = self.parts.streams_table.current()
        if isinstance(row, StreamRow):
            self._open("report_stream", f"/{row.at}")

    def _remove_stream(self) -> None:
        row, report = self.parts.streams_table.current(), self._report
        if not isinstance(row, StreamRow) or report is None:
            return
        name = row.stream.name
        text = self.tr("{name} goes from this report. The reports before keep it.").format(name=name)
        if not self.context.messages.confirm(self.tr("Remove the workstream?"), text, accept=self.tr("Remove")):
            return
        entries = period_reports.entries_of(report)
        left = tuple(one for at, one in enumerate(entries.workstreams) if at != row.at)
        self._do(lambda: kept_with(self.context.session, report, replace(entries, workstreams=left)))
        self._tell()

    def _ask_counts(self, *, is_open: bool) -> None:
        dialog = self._dialog("report_counts")

        def given() -> None:
            if isinstance(dialog.result_of_act, PreventCounts):
                self._write(dialog.result_of_act, is_open=is_open)

        open_dialog(dialog, given)

    def _write(self, counts: PreventCounts, *, is_open: bool) -> None:
        report, session = self._report, self.context.session
        name = "report-open.docx" if is_open else "report-exempt.docx"
        target = self.context.messages.ask_new_file(self.tr("Where the report is written"), name)
        if report is None or target is None:
            return
        self.asking.run(
            self.tr("Writing the report"),
            lambda progress: period_reports.write_report(
                session, report.id, target, is_open=is_open, prevent=counts, progress=progress
            ),
            lambda _written: self.asking.left(target),
        )

    def _do(self, act: Callable[[], object]) -> object:
        try:
            return act()
        except SafermkError as error:
            self.context.messages.show_error(error)
            return None
