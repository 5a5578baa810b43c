"""The three cards of the publication page: the Home Office, the publish check, and what was published."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Letter, PaperKind
from safermk_desktop.domain.home_office import QaLetter, Submission
from safermk_desktop.domain.process import Finding, Regime
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.dialogs.qa_letter_dialog import OUTCOMES
from safermk_desktop.presentation.forms import empty, fill
from safermk_desktop.presentation.pages.case_acts import button_words
from safermk_desktop.presentation.pages.publication_lines import Line, pairs_grid, state_line
from safermk_desktop.presentation.pages.publication_rows import (
    COPIES,
    DIGEST,
    SetLine,
    copy_pairs,
    copy_staleness,
    export_reasons,
    is_cleared,
    is_past,
    missing_words,
    paper_line,
    publish_check,
    publish_reasons,
    set_lines,
    short_digest,
)
from safermk_desktop.presentation.widgets.text import Tag, label


class _Card(QFrame):
    """A card with its standing and the reason why its buttons are closed. ``asked`` carries the act asked for."""

    standing_tag: Tag
    reason_icon_label: QLabel
    reason_label: QLabel

    asked = Signal(str)

    def __init__(self, form: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        fill(self, form)

    def asks(self, act: str) -> Callable[[], None]:
        """Something to connect a click to that asks for ``act``."""
        return lambda: self.asked.emit(act)

    def show_reason(self, text: str) -> None:
        """Say why buttons are closed; nothing hides the line."""
        self.reason_label.setText(text)
        self.reason_label.setVisible(bool(text))
        self.reason_icon_label.setVisible(bool(text))


class HomeOfficeCard(_Card):
    """The submission set with what is there or missing, the submission, and the letter that comes back."""

    set_layout: QVBoxLayout
    letter_button: QPushButton
    set_button: QPushButton
    submission_button: QPushButton
    qa_button: QPushButton
    log_layout: QVBoxLayout

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("home_office_card", parent)
        self.letter_button.clicked.connect(self.asks("submission_letter"))
        self.set_button.clicked.connect(self.asks("export_set"))
        self.submission_button.clicked.connect(self.asks("record_submission"))
        self.qa_button.clicked.connect(self.asks("record_qa_letter"))

    def show_file(self, file: CaseFile) -> None:
        """Show how a case stands with the Home Office."""
        empty(self.set_layout)
        for line in set_lines(file):
            self.set_layout.addWidget(self._paper(line, has_actions=bool(file.recommendations)))
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
        lines = [self._letter(letter)] if letter else []
        lines += [*map(self._sent, file.submissions), *map(self._answer, file.qa_letters)]
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

    def _letter(self, letter: Letter) -> Line:
        return Line(
            text=self.tr("Submission letter of {day}").format(day=long_date(letter.sent_on)),
            detail=self.tr("To {who}, signed by {signatory}").format(who=letter.recipient, signatory=letter.signatory),
        )

    def _sent(self, sent: Submission) -> Line:
        papers = [f"{name} {digest}" for name, digest in map(paper_line, sent.papers)]
        return Line(
            text=self.tr("Submitted {day}: {method}").format(day=long_date(sent.submitted_on), method=sent.method),
            detail="\n".join([self.tr("By {who}").format(who=sent.submitted_by), *papers]),
        )

    def _answer(self, came: QaLetter) -> Line:
        points = [f"{number}. {point}" for number, point in enumerate(came.points, 1)]
        panel = self.tr("Letter of {came}, panel of {met}").format(
            came=long_date(came.received_on), met=long_date(came.panel_on)
        )
        return Line(text=self.tr(OUTCOMES[came.outcome]), detail="\n".join([panel, *points]))


class PublishCheckCard(_Card):
    """The conditions of publication, the two proofs of the redacted copy, the second person, and the way out."""

    stage_label: QLabel
    check_layout: QVBoxLayout
    copy_layout: QVBoxLayout
    export_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("publish_check_card", parent)
        self.export_button.clicked.connect(self.asks("export"))

    def show_file(self, regime: Regime, file: CaseFile) -> None:
        """Show how far a case is from publication."""
        found = publish_check(regime, file)
        unmet = sum(not finding.is_met for finding in found)
        words = self.tr("{unmet} of {all} unmet").format(unmet=unmet, all=len(found)) if unmet else self.tr("All met")
        self.standing_tag.show_tag(words, "amber" if unmet else "green")
        self.stage_label.setText(
            self.tr("The case is at the stage {stage}; what is met already is shown.").format(
                stage=regime.stage(file.case.stage).name
            )
        )
        self.stage_label.setVisible(not is_past(regime, file))
        empty(self.check_layout)
        for finding in sorted(found, key=lambda one: one.is_met):
            self.check_layout.addWidget(self._condition(finding, has_copy=bool(file.copies)))
        self._show_copy(file)
        reasons = export_reasons(regime, file)
        self.export_button.setEnabled(not reasons)
        self.show_reason(self.tr("Closed. {reasons}").format(reasons=" ".join(reasons)) if reasons else "")

    def _condition(self, finding: Finding, *, has_copy: bool) -> QWidget:
        condition = finding.condition
        words = ""
        if condition.act == "approve_copy":
            words = self.tr("Record approval") if has_copy else self.tr("Open redaction")
        elif condition.act.startswith("fact:"):
            words = button_words(condition.act)
        act = condition.act if condition.act != "approve_copy" or has_copy else "make_redacted_copy"
        return state_line(
            Line(
                is_done=finding.is_met,
                text=finding.sentence,
                detail="" if finding.is_met else condition.source,
                button="" if finding.is_met else words,
                name=act,
                act=self.asks(act),
            )
        )

    def _show_copy(self, file: CaseFile) -> None:
        empty(self.copy_layout)
        if not file.copies:
            words = self.tr("There is no redacted copy yet, so there are no proofs.")
            self.copy_layout.addWidget(label(words, "small", tone="secondary", wraps=True))
            return
        copy = file.copies[-1]
        self.copy_layout.addWidget(pairs_grid(copy_pairs(copy), mono=frozenset({DIGEST})))
        if stale := copy_staleness(file, copy):
            self.copy_layout.addWidget(label(stale, "small", tone="amber", wraps=True))


class PublishedCard(_Card):
    """Where and when it was published, which files, and who has copies."""

    log_layout: QVBoxLayout
    publish_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("published_card", parent)
        self.publish_button.clicked.connect(self.asks("record_publication"))

    def show_file(self, file: CaseFile) -> None:
        """Show what was published of a case."""
        empty(self.log_layout)
        for publication in file.publications:
            self.log_layout.addWidget(self._publication(publication))
        if not file.publications:
            words = self.tr("Nothing is published yet. Record here where and when the cleared set was published.")
            self.log_layout.addWidget(label(words, tone="secondary", wraps=True))
        for kind, words in COPIES.items():
            fact = file.fact(kind)
            if fact:
                text = self.tr("{what}, {day}").format(what=self.tr(words), day=long_date(fact.happened_on))
                self.log_layout.addWidget(state_line(Line(text=text, detail=fact.detail)))
        self.publish_button.setText(
            self.tr("Record another &publication") if file.publications else self.tr("Record &publication")
        )
        reasons = publish_reasons(file)
        self.publish_button.setEnabled(not reasons)
        self.show_reason(self.tr("Closed. {reasons}").format(reasons=" ".join(reasons)) if reasons else "")
        published = bool(file.publications)
        words = self.tr("Published") if published else self.tr("Not published")
        self.standing_tag.show_tag(words, "green" if published else "grey")

    def _publication(self, publication: Publication) -> QWidget:
        papers = tuple(map(paper_line, publication.papers))
        pairs = (
            (self.tr("Where"), publication.where),
            (self.tr("Link"), publication.link),
            (self.tr("When"), f"{long_date(publication.published_on)}, {publication.published_by}"),
            *papers,
        )
        return pairs_grid(pairs, mono=frozenset(name for name, _digest in papers))
