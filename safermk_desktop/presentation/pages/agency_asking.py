"""Asking the agencies from the page of reports: letter, text to paste, forms, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.returns import Comparison
from safermk_desktop.errors import RecordUnknown, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.report_forms import Chase
from safermk_desktop.presentation.dialogs.returns_dialog import ReturnsDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.jobs import Lane
from safermk_desktop.presentation.messages import WORD
from safermk_desktop.presentation.models.report_rows import AgencyRow
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.report_cards import ReportParts
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.services import chasing, returned_forms
from safermk_desktop.services.ports import Progress

FORMS: Final = "Forms (*.docx *.xlsx)"
EXCEL: Final = "Excel files (*.xlsx)"


class AgencyAsking(QObject):
    """The buttons of the card of agencies; each asks first where its file goes."""

    def __init__(self, page: Page, parts: ReportParts, job_line: JobLine) -> None:
        super().__init__(page)
        self._page, self._parts, self._job_line = page, parts, job_line
        parts.letter_button.clicked.connect(lambda: self._chase(self._letter))
        parts.text_button.clicked.connect(lambda: self._chase(self._text))
        parts.excel_button.clicked.connect(lambda: self._form("actions.xlsx", EXCEL))
        parts.word_button.clicked.connect(lambda: self._form("actions.docx", WORD))
        parts.progress_button.clicked.connect(self._progress)
        parts.returned_button.clicked.connect(self._compare)

    def run(self, label: str, work: Callable[[Progress], object], done: Callable[[object], None]) -> None:
        """Do long work beside the window, with how far it is on the page."""
        job = self._page.context.jobs.run(self._page, work, label=label, done=done, lane=Lane.DOCUMENT)
        self._job_line.follow(job)

    def left(self, target: Path) -> None:
        """Say that a file was written."""
        text = self.tr("It is {name}. The ledger has its line; delete the file when it has served.")
        self._page.context.messages.tell(self.tr("The file is written"), text.format(name=target.name))
        self._page.context.changes.tell()

    def _chase(self, go_on: Callable[[Chase], None]) -> None:
        row = self._parts.agencies_table.current()
        dialog = StepDialog(
            self._page.context, CaseId(""), f"chase:{row.agency if isinstance(row, AgencyRow) else ''}", self._page
        )

        def given() -> None:
            if isinstance(dialog.result_of_act, Chase):
                go_on(dialog.result_of_act)

        open_dialog(dialog, given)

    def _letter(self, asked: Chase) -> None:
        session = self._page.context.session
        target = self._page.context.messages.ask_new_file(self.tr("Where the letter is written"), "actions-letter.docx")
        if target is not None:
            self.run(
                self.tr("Writing the letter"),
                lambda _progress: chasing.write_letter(
                    session,
                    asked.agency,
                    target,
                    recipient=asked.recipient,
                    signatory=asked.signatory,
                    answer_by=asked.answer_by,
                ),
                lambda _count: self.left(target),
            )

    def _text(self, asked: Chase) -> None:
        session = self._page.context.session
        try:
            text = chasing.mail_text(session, asked.agency, answer_by=asked.answer_by, signatory=asked.signatory)
        except SafermkError as error:
            self._page.context.messages.show_error(error)
        else:
            QGuiApplication.clipboard().setText(text)
            title = self.tr("The text is copied")
            self._page.context.messages.tell(
                title, self.tr("Paste it into a mail within half a minute.") + "\n\n" + text
            )

    def _form(self, name: str, kinds: str) -> None:
        row, session = self._parts.agencies_table.current(), self._page.context.session
        agency = row.agency if isinstance(row, AgencyRow) else None
        target = self._page.context.messages.ask_new_file(self.tr("Where the form is written"), name, kinds=kinds)
        if target is not None:
            self.run(
                self.tr("Writing the form"),
                lambda _progress: chasing.export_form(session, target, agency=agency),
                lambda _count: self.left(target),
            )

    def _progress(self) -> None:
        session = self._page.context.session
        target = self._page.context.messages.ask_new_file(self.tr("Where it is written"), "progress.docx")
        if target is not None:
            self.run(
                self.tr("Writing how actions get on"),
                lambda _progress: chasing.write_progress(session, target),
                lambda _count: self.left(target),
            )

    def _compare(self) -> None:
        path, session = (
            self._page.context.messages.ask_file(self.tr("The form that came back"), kinds=FORMS),
            self._page.context.session,
        )
        if path is not None:
            self.run(
                self.tr("Reading what came back"),
                lambda progress: returned_forms.compare_forms(session, [path], progress),
                self._compared,
            )

    def _compared(self, found: object) -> None:
        if isinstance(found, Comparison):
            open_dialog(ReturnsDialog(self._page.context, found, self._page), self._page.context.changes.tell)


def returns_again(context: PageContext, parent: QWidget) -> EntryDialog:
    """The form of a draft on what came back: its file is not kept and asked for again. Raises ``RecordUnknown``."""
    words = QCoreApplication.translate("AgencyAsking", "Choose the form that came back again")
    path = context.messages.ask_file(words, kinds=FORMS)
    if path is None:
        raise RecordUnknown
    return ReturnsDialog(context, returned_forms.compare_forms(context.session, [path]), parent)
