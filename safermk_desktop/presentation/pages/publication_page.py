"""From the submission to the Home Office to the publication: three cards, in the order in which it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Document, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.approve_copy_dialog import ApproveCopyDialog
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.executive_summary_dialog import ExecutiveSummaryDialog
from safermk_desktop.presentation.dialogs.publication_dialog import PublicationDialog
from safermk_desktop.presentation.dialogs.qa_letter_dialog import QaLetterDialog
from safermk_desktop.presentation.dialogs.submission_dialog import SubmissionDialog
from safermk_desktop.presentation.dialogs.submission_letter_dialog import SubmissionLetterDialog
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages import case_acts
from safermk_desktop.presentation.pages.case_wide import case_wide
from safermk_desktop.presentation.pages.case_words import closed_words
from safermk_desktop.presentation.pages.copies_card import CopiesCard
from safermk_desktop.presentation.pages.data_sheet_card import DataSheetCard
from safermk_desktop.presentation.pages.home_office_card import HomeOfficeCard
from safermk_desktop.presentation.pages.parallel_card import ParallelCard
from safermk_desktop.presentation.pages.points_card import PointsCard
from safermk_desktop.presentation.pages.proof_facts import register_digest
from safermk_desktop.presentation.pages.publication_card import PublicationCard
from safermk_desktop.presentation.pages.publication_rows import set_lines
from safermk_desktop.presentation.pages.publish_check_card import PublishCheckCard
from safermk_desktop.presentation.pages.published_card import PublishedCard
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services import keeping_papers, papers, queries
from safermk_desktop.services.data_sheet import data_sheet
from safermk_desktop.services.ports import Progress

_MakeDialog = Callable[[PageContext, CaseFile, QWidget], EntryDialog]
_DIALOGS: Final[MappingProxyType[str, _MakeDialog]] = MappingProxyType(
    {
        "write_summary": ExecutiveSummaryDialog,
        "submission_letter": SubmissionLetterDialog,
        "record_submission": SubmissionDialog,
        "record_qa_letter": QaLetterDialog,
        "record_publication": PublicationDialog,
    }
)
_EXPORTS: Final = frozenset({"set_button", "export_button"})


class PublicationPage(Page):
    """Every button that cannot be used yet has the reason beneath it."""

    home_office_card: HomeOfficeCard
    points_card: PointsCard
    parallel_card: ParallelCard
    publish_check_card: PublishCheckCard
    published_card: PublishedCard
    copies_card: CopiesCard
    data_sheet_card: DataSheetCard

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "publication_page")
        self._file: CaseFile | None = None
        for card in self._cards():
            card.asked.connect(self.do)

    def arrive(self, case_id: str) -> None:
        focused = self.focusWidget()
        name = focused.objectName() if focused and focused is self.window().focusWidget() else ""
        shown = queries.overview(self.context.session, CaseId(case_id))
        self._file = shown.file
        self.home_office_card.show_file(shown.file)
        self.points_card.show_file(shown.file)
        self.parallel_card.show_file(shown.file)
        self.copies_card.show_file(shown.regime, shown.file)
        digest = register_digest(self.context.session, shown.file.case.case_id)
        self.publish_check_card.show_file(shown.regime, shown.file, digest=digest)
        self.published_card.show_file(shown.file)
        self.data_sheet_card.show_sheet(shown.file, data_sheet(self.context.session, shown.file))
        self._close(shown.file)
        Theme.current().dress(self)
        # The lines are made anew: the focus goes back to the button of the same name.
        again = self.findChildren(QPushButton, name) if name else []
        if again:
            again[-1].setFocus()

    def _close(self, file: CaseFile) -> None:
        """In a closed case only what is exported stays; each card says why."""
        closed = closed_words(file.case)
        for card in self._cards():
            for button in card.findChildren(QPushButton):
                button.setVisible(not closed or button.objectName() in _EXPORTS)
        if not closed:
            return
        for card in (self.home_office_card, self.published_card):
            card.show_reason(closed)

    def _cards(self) -> tuple[PublicationCard, ...]:
        return (
            self.home_office_card,
            self.points_card,
            self.parallel_card,
            self.publish_check_card,
            self.published_card,
            self.copies_card,
            self.data_sheet_card,
        )

    def acts(self) -> Mapping[str, Act]:
        own = {"export_word": self.export}
        return {**case_wide(self.context, self._file.case.case_id, self), **own} if self._file else own

    def panes(self) -> tuple[QWidget, ...]:
        firsts = (next((b for b in card.findChildren(QPushButton) if b.isEnabled()), None) for card in self._cards())
        return tuple(first for first in firsts if first is not None)

    def do(self, act: str) -> None:
        """Do what a card asks for: here where it belongs here, else where the acts of a case say."""
        file = self._file
        if file is None:
            return
        if act in _DIALOGS:
            case_acts.open_dialog(_DIALOGS[act](self.context, file, self), self._tell)
        elif act == "write_action_plan":
            self._write_plan(file.case.case_id)
        elif act == "approve_copy":
            dialog = ApproveCopyDialog(self.context, file.case.case_id, file.copies[-1], self)
            case_acts.open_dialog(dialog, self._tell)
        elif act == "export":
            self.export()
        elif act == "export_set":
            self.export_set()
        else:
            case_acts.do(self.context, file.case.case_id, act, self)

    def export(self) -> None:
        """Write the three public papers into a folder that the person chooses; each goes into the ledger."""
        if self._file and self.publish_check_card.export_button.isEnabled():
            found = [line.paper for line in set_lines(self._file) if line.paper]
            self._export(self._file.case.case_id, found, (self.tr("Publication"), self.tr("The public")))

    def export_set(self) -> None:
        """Write what goes to the Home Office: the three papers, and the letter once it is written."""
        file = self._file
        if file is None:
            return
        letter = file.letter(PaperKind.SUBMISSION_LETTER)
        found = [line.paper for line in set_lines(file) if line.paper]
        found += [paper for paper in file.documents if letter and paper.id == letter.document_id]
        purpose = self.tr("Submission to the Home Office")
        self._export(file.case.case_id, found, (purpose, self.tr("Home Office")))

    def _export(self, case_id: CaseId, found: Sequence[Document], why: tuple[str, str]) -> None:
        purpose, recipient = why
        messages, session = self.context.messages, self.context.session
        folder = messages.ask_folder(self.tr("Folder for the files"))
        if folder is None:
            return
        there = [paper.file_name for paper in found if (folder / paper.file_name).exists()]
        if there and not messages.confirm(
            self.tr("Replace files?"),
            self.tr("The folder holds these files already: {names}.").format(names=", ".join(there)),
            accept=self.tr("Replace files"),
        ):
            return

        def write(progress: Progress) -> int:
            for done, paper in enumerate(found):
                progress(done, len(found))
                keeping_papers.export_paper(
                    session, case_id, paper.id, folder, purpose=purpose, recipient=recipient, may_replace=True
                )
            return len(found)

        self.context.jobs.run(
            self, write, label=self.tr("Writing the files"), done=self._exported, failed=self._export_failed
        )

    def _exported(self, count: int) -> None:
        files = count_of(count, "file")
        text = self.tr("{files} written; the ledger holds each with its digest.").format(files=files)
        self._tell()
        self.context.messages.tell(self.tr("Files exported"), text)

    def _export_failed(self, error: SafermkError) -> None:
        # Some may be written and in the ledger already.
        self._tell()
        self.context.messages.show_error(error)

    def _write_plan(self, case_id: CaseId) -> None:
        session = self.context.session

        def written(_document_id: RecordId) -> None:
            self._tell()

        self.context.jobs.run(
            self,
            lambda _progress: papers.write_action_plan(session, case_id),
            label=self.tr("Writing the action plan"),
            done=written,
            failed=self.context.messages.show_error,
        )

    def _tell(self) -> None:
        if self._file:
            self.context.changes.tell(self._file.case.case_id)
