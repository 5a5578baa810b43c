"""Everything a case holds at one moment, as the pure functions of the process read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import (
    Action,
    ActionEvidence,
    ActionUpdate,
    Recommendation,
    RecommendationSent,
    TargetRevision,
)
from safermk_desktop.domain.case import HELD, Case, Decision, Fact, Notification, OwnDate
from safermk_desktop.domain.copies import CopySent
from safermk_desktop.domain.documents import Approval, Document, Letter, PaperKind, RedactedCopy, same_person
from safermk_desktop.domain.family import NO_FAMILY, FamilyFile
from safermk_desktop.domain.home_office import QaCondition, QaLetter, QaOutcome, Submission
from safermk_desktop.domain.panel import PanelMember, PanelRole, Seat
from safermk_desktop.domain.panel_work import NO_WORK, PanelWork
from safermk_desktop.domain.parallel import DisclosureItem, ParallelProcess, PublicationHold
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.domain.self_check import SelfCheck
from safermk_desktop.domain.steps import (
    CriteriaCheck,
    Delay,
    HomeOfficeAnswer,
    NotPublished,
    Pause,
    Scan,
    StateEvent,
    StepKind,
)
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
    sent: tuple[RecommendationSent, ...] = ()
    revisions: tuple[TargetRevision, ...] = ()
    evidence: tuple[ActionEvidence, ...] = ()
    steps: tuple[StateEvent, ...] = ()
    pauses: tuple[Pause, ...] = ()
    delays: tuple[Delay, ...] = ()
    answers: tuple[HomeOfficeAnswer, ...] = ()
    unpublished: tuple[NotPublished, ...] = ()
    criteria: tuple[CriteriaCheck, ...] = ()
    scans: tuple[Scan, ...] = ()
    qa_conditions: tuple[QaCondition, ...] = ()
    self_checks: tuple[SelfCheck, ...] = ()
    copies_sent: tuple[CopySent, ...] = ()
    approvals: tuple[Approval, ...] = ()
    processes: tuple[ParallelProcess, ...] = ()
    disclosures: tuple[DisclosureItem, ...] = ()
    holds: tuple[PublicationHold, ...] = ()
    panel: PanelWork = NO_WORK
    family: FamilyFile = NO_FAMILY
    register_digest: str = ""
    afterwards: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What marks a record that tells of a time before the case came in, by its id (``taking_over.marks``)."""

    def fact(self, kind: str) -> Fact | None:
        """The latest fact of ``kind``, if there is one."""
        for fact in reversed(self.facts):  # a generator takes twice the time, and a caseload asks for thousands
            if fact.kind == kind:
                return fact
        return None

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

    def approval(self, document_id: str, sha256: str) -> Approval | None:
        """The second person's approval of a file, by its digest; the preparer's own is none."""
        given = (one for one in self.approvals if (one.document_id, one.sha256) == (document_id, sha256))
        return next((one for one in given if not same_person(one.approved_by, one.prepared_by)), None)

    @property
    def chair(self) -> PanelMember | None:
        """The independent chair who holds office now."""
        return next((m for m in self.members if m.role is PanelRole.CHAIR and m.left_on is None), None)

    @property
    def is_review(self) -> bool:
        """Whether a review was decided on."""
        return self.decision is not None and self.decision.outcome in HELD

    @property
    def pause(self) -> Pause | None:
        """The pause that runs now."""
        return next((pause for pause in reversed(self.pauses) if pause.lifted_on is None), None)

    @property
    def round_from(self) -> date | None:
        """The day from which the report is worked on again, since the Home Office asked for it; ``None`` before."""
        return next((one.received_on for one in reversed(self.qa_letters) if one.outcome is QaOutcome.RESUBMIT), None)

    @property
    def is_panel_anticipatory(self) -> bool:
        """Whether members were appointed although the Home Office was not told of the review yet."""
        return bool(self.members) and self.fact("home_office_told_decision") is None

    @property
    def came_in_on(self) -> date | None:
        """The day on which a case under way came into the vault; ``None`` for one that was opened in it."""
        return next((step.happened_on for step in self.steps if step.kind is StepKind.TAKEN_OVER), None)

    def last_contact(self) -> tuple[date, str] | None:
        """The last day on which the Home Office was written to or wrote, and what it was."""
        found = sorted(self._contacts(), key=lambda one: one[0])
        return found[-1] if found else None

    def _contacts(self) -> Iterator[tuple[date, str]]:
        yield from ((letter.sent_on, CONTACTS[letter.kind]) for letter in self.letters if letter.kind in CONTACTS)
        yield from ((delay.told_on, "told of a delay") for delay in self.delays)
        yield from ((pause.home_office_told_on, "told of the pause") for pause in self.pauses)
        yield from ((one.answered_on, "its answer to the decision") for one in self.answers)
        yield from ((one.received_on, "Quality Assurance letter") for one in self.qa_letters)
        yield from ((one.submitted_on, "submission") for one in self.submissions)
        told = self.fact("home_office_told_decision")
        if told:
            yield told.happened_on, "told of the decision"

    def events(self) -> dict[str, date]:
        """The days from which the clocks of the regime run."""
        found = {name: day for name, day in self._moments() if day is not None}
        for event, kind in FACT_EVENTS.items():
            fact = self.fact(kind)
            if fact is not None:
                found[event] = fact.happened_on
        return found

    def _moments(self) -> Iterator[tuple[str, date | None]]:
        yield "notified", self.notification.received_on if self.notification else None
        yield "decided", self.decision.decided_on if self.decision else None
        yield "submitted", self.submissions[-1].submitted_on if self.submissions else None
        yield "paused", (self.pause.reviewed_on or self.pause.started_on) if self.pause else None
        kept = self.unpublished[-1] if self.unpublished and not self.publications else None
        yield "not_published", (kept.looked_at_on or kept.decided_on) if kept else None
        checked = [one.checked_on for one in self.processes if not one.is_over]
        yield "processes_checked", min(checked) if checked else None
        looked = self.fact("action_plan_reviewed") or self.fact("action_plan_to_group")
        yield "plan_reviewed", looked.happened_on if looked else None


CONTACTS: Final[Mapping[PaperKind, str]] = MappingProxyType(
    {
        PaperKind.DECISION_LETTER: "decision letter",
        PaperKind.DELAY_LETTER: "delay letter",
        PaperKind.SUBMISSION_LETTER: "submission letter",
        PaperKind.QA_RESPONSE: "answer to the Quality Assurance Panel",
    }
)
"""The letters that go to the Home Office."""
FACT_EVENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "scoping_asked": "scoping_letters_sent",
        "panel_met": "first_panel_meeting",
        "completed": "partnership_agreed_report",
    }
)
"""The events that a dated fact tells of."""
