"""Everything a case holds at one moment, as the pure functions of the process read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safermk_desktop.domain.actions import Action, ActionUpdate, Recommendation
from safermk_desktop.domain.case import Case, Decision, Fact, Notification, Outcome, OwnDate
from safermk_desktop.domain.documents import Document, Letter, PaperKind, RedactedCopy
from safermk_desktop.domain.home_office import QaLetter, Submission
from safermk_desktop.domain.panel import PanelMember, PanelRole, Seat
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.domain.terms import TermsSection, TermsVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The facts of one case. Sequences are in the order of entry."""

    case: Case
    notification: Notification | None = None
    decision: Decision | None = None
    facts: tuple[Fact, ...] = ()
    own_dates: tuple[OwnDate, ...] = ()
    seats: tuple[Seat, ...] = ()
    members: tuple[PanelMember, ...] = ()
    sections: tuple[TermsSection, ...] = ()
    versions: tuple[TermsVersion, ...] = ()
    requests: tuple[InformationRequest, ...] = ()
    letters: tuple[Letter, ...] = ()
    documents: tuple[Document, ...] = ()
    copies: tuple[RedactedCopy, ...] = ()
    submissions: tuple[Submission, ...] = ()
    qa_letters: tuple[QaLetter, ...] = ()
    publications: tuple[Publication, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()
    updates: tuple[ActionUpdate, ...] = ()
    register_digest: str = ""

    def fact(self, kind: str) -> Fact | None:
        """The latest fact of ``kind``, if there is one."""
        return next((f for f in reversed(self.facts) if f.kind == kind), None)

    def letter(self, kind: PaperKind) -> Letter | None:
        """The latest letter of ``kind``, if one was sent."""
        return next((item for item in reversed(self.letters) if item.kind is kind), None)

    def document(self, kind: PaperKind) -> Document | None:
        """The latest paper of ``kind``, if there is one."""
        return next((item for item in reversed(self.documents) if item.kind is kind), None)

    def current_copy(self) -> RedactedCopy | None:
        """The newest redacted copy of the overview report, if it is of the report and the register as they stand.

        An earlier copy never becomes the current one again: the newest is the file that would go out.
        """
        report = self.document(PaperKind.OVERVIEW_REPORT)
        newest = self.copies[-1] if self.copies else None
        if report is None or newest is None or newest.source_id != report.id:
            return None
        return newest if newest.register_digest == self.register_digest else None

    @property
    def chair(self) -> PanelMember | None:
        """The independent chair who holds office now."""
        return next((m for m in self.members if m.role is PanelRole.CHAIR and m.left_on is None), None)

    @property
    def is_review(self) -> bool:
        """Whether a review was decided on."""
        return self.decision is not None and self.decision.outcome in {Outcome.REVIEW, Outcome.JOINT}

    def events(self) -> dict[str, date]:
        """The days from which the clocks of the regime run."""
        found: dict[str, date] = {}
        if self.notification:
            found["notified"] = self.notification.received_on
        if self.decision:
            found["decided"] = self.decision.decided_on
        if self.submissions:
            found["submitted"] = self.submissions[-1].submitted_on
        agreed = self.fact("partnership_agreed_report")
        if agreed:
            found["completed"] = agreed.happened_on
        return found
