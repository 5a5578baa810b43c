"""The first card of the publication page: the submission set, the submission, the letter that comes back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Letter, PaperKind
from safermk_desktop.domain.home_office import QaLetter, Submission
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.dialogs.qa_letter_dialog import OUTCOMES
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.pages.publication_card import PublicationCard
from safermk_desktop.presentation.pages.publication_lines import Line, state_line
from safermk_desktop.presentation.pages.publication_rows import (
    SetLine,
    is_cleared,
    marked,
    missing_words,
    paper_line,
    set_lines,
    short_digest,
)


class HomeOfficeCard(PublicationCard):
    """The submission set with what is there or missing, the submission, and the letter that comes back."""

    set_layout: QVBoxLayout
    buttons_layout: QHBoxLayout
    check_button: QPushButton
    letter_button: QPushButton
    set_button: QPushButton
    submission_button: QPushButton
    qa_button: QPushButton
    log_layout: QVBoxLayout

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("home_office_card", parent)
        self.wrap(
            self.buttons_layout,
            self.check_button,
            self.letter_button,
            self.set_button,
            self.submission_button,
            self.qa_button,
        )
        self.check_button.clicked.connect(self.asks("check_report"))
        self.letter_button.clicked.connect(self.asks("submission_letter"))
        self.set_button.clicked.connect(self.asks("export_set"))
        self.submission_button.clicked.connect(self.asks("record_submission"))
        self.qa_button.clicked.connect(self.asks("record_qa_letter"))

    def show_file(self, file: CaseFile) -> None:
        """Show how a case stands with the Home Office."""
        empty(self.set_layout)
        for line in set_lines(file):
            self.set_layout.addWidget(self._paper(line, has_actions=bool(file.recommendations)))
        self.set_layout.addWidget(state_line(self._check(file)))
        missing = missing_words(file)
        self.letter_button.setEnabled(not missing)
        self.set_button.setEnabled(not missing)
        self.submission_button.setEnabled(not missing)
        self.qa_button.setEnabled(bool(file.submissions))
        reason = ""
        if missing:
            reason = self.tr("Before the letter and the submission can be recorded, the vault needs: {papers}.").format(
                papers=missing
            )
        elif not file.submissions:
            reason = self.tr("The letter of the Quality Assurance Panel is recorded after the submission.")
        self.show_reason(reason)
        empty(self.log_layout)
        letter = file.letter(PaperKind.SUBMISSION_LETTER)
        lines = [self._letter(letter, file)] if letter else []
        lines += [
            *(self._sent(one, file) for one in file.submissions),
            *(self._answer(one, file) for one in file.qa_letters),
        ]
        for line in lines:
            self.log_layout.addWidget(state_line(line))
        self._stand(file)

    def _stand(self, file: CaseFile) -> None:
        if is_cleared(file):
            self.standing_tag.show_tag(self.tr("Cleared for publication"), "green")
        elif file.qa_letters:
            self.standing_tag.show_tag(self.tr("Not cleared"), "amber")
        elif file.submissions:
            self.standing_tag.show_tag(self.tr("Waiting for the letter"), "amber")
        else:
            self.standing_tag.show_tag(self.tr("Not submitted"), "grey")

    def _paper(self, line: SetLine, *, has_actions: bool) -> QWidget:
        paper, kind = line.paper, line.kind
        again = self.tr("Write it anew") if paper else ""
        act, words = {
            PaperKind.EXECUTIVE_SUMMARY: ("write_summary", again or self.tr("Write summary")),
            PaperKind.ACTION_PLAN: ("write_action_plan", again or self.tr("Write action plan")),
        }.get(kind, ("make_redacted_copy", self.tr("Open redaction")))
        if kind is PaperKind.ACTION_PLAN and not has_actions:
            act, words = "add_recommendation", self.tr("Open action plan")
        detail = line.missing
        if paper:
            detail = f"{paper.file_name}, {long_date(paper.added_on)}, SHA-256 {short_digest(paper.sha256)}"
        return state_line(
            Line(
                is_done=paper is not None,
                text=line.title if paper else self.tr("{paper}: missing").format(paper=line.title),
                detail=detail,
                button=words,
                name=act,
                act=self.asks(act),
            )
        )

    def _check(self, file: CaseFile) -> Line:
        """The checklist of what Quality Assurance letters ask for again and again."""
        if not file.self_checks:
            return Line(
                is_done=False,
                text=self.tr("Check before the submission: not done"),
                detail=self.tr("What Quality Assurance letters ask for again and again, as a checklist."),
            )
        last = file.self_checks[-1]
        who = self.tr("{day}, by {who}").format(day=long_date(last.checked_on), who=last.checked_by)
        open_asks = "\n".join(ask.question for ask in last.unmet)
        words = self.tr("Check before the submission: {count} still to be met").format(count=len(last.unmet))
        return Line(
            is_done=not last.unmet,
            text=words if last.unmet else self.tr("Check before the submission: all met"),
            detail="\n".join(part for part in (who, open_asks) if part),
        )

    def _letter(self, letter: Letter, file: CaseFile) -> Line:
        return Line(
            text=self.tr("Submission letter of {day}").format(day=long_date(letter.sent_on)),
            detail=marked(
                self.tr("To {who}, signed by {signatory}").format(who=letter.recipient, signatory=letter.signatory),
                file,
                letter,
            ),
        )

    def _sent(self, sent: Submission, file: CaseFile) -> Line:
        papers = [f"{name} {digest}" for name, digest in map(paper_line, sent.papers)]
        return Line(
            text=self.tr("Submitted {day}: {method}").format(day=long_date(sent.submitted_on), method=sent.method),
            detail=marked("\n".join([self.tr("By {who}").format(who=sent.submitted_by), *papers]), file, sent),
        )

    def _answer(self, came: QaLetter, file: CaseFile) -> Line:
        panel = self.tr("Letter of {came}, panel of {met}").format(
            came=long_date(came.received_on), met=long_date(came.panel_on)
        )
        return Line(text=self.tr(OUTCOMES[came.outcome]), detail=marked(panel, file, came))
