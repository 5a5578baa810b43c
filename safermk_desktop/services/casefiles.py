"""Loading everything a case holds, and the checks that every act on it shares."""

from __future__ import annotations

from dataclasses import replace

from safermk_desktop.domain.actions import (
    Action,
    ActionEvidence,
    ActionUpdate,
    Recommendation,
    RecommendationSent,
    TargetRevision,
)
from safermk_desktop.domain.case import Case, CaseStatus, Decision, Fact, Notification, OwnDate
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.copies import CopySent
from safermk_desktop.domain.documents import Approval, Document, Letter, RedactedCopy
from safermk_desktop.domain.home_office import QaCondition, QaLetter, Submission
from safermk_desktop.domain.panel import PanelMember, Seat
from safermk_desktop.domain.parallel import DisclosureItem, ParallelProcess, PublicationHold
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.domain.self_check import SelfCheck
from safermk_desktop.domain.steps import CriteriaCheck, Delay, HomeOfficeAnswer, NotPublished, Pause, Scan, StateEvent
from safermk_desktop.domain.terms import TermsSection, TermsVersion
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.entries import happened, need
from safermk_desktop.services.panel_files import family_file, panel_work
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.registers import register_digest

__all__ = ["happened", "load", "need", "open_file", "regime_of"]


def load(work: Reading, case_id: CaseId) -> CaseFile:
    """The whole file of a case. Raises ``RecordUnknown``."""
    return replace(
        _opening(work, case_id),
        submissions=work.of_case(Submission, case_id),
        qa_letters=work.of_case(QaLetter, case_id),
        publications=work.of_case(Publication, case_id),
        recommendations=work.of_case(Recommendation, case_id),
        actions=work.of_case(Action, case_id),
        updates=work.of_case(ActionUpdate, case_id),
        sent=work.of_case(RecommendationSent, case_id),
        revisions=work.of_case(TargetRevision, case_id),
        evidence=work.of_case(ActionEvidence, case_id),
        steps=work.of_case(StateEvent, case_id),
        pauses=work.of_case(Pause, case_id),
        delays=work.of_case(Delay, case_id),
        answers=work.of_case(HomeOfficeAnswer, case_id),
        unpublished=work.of_case(NotPublished, case_id),
        criteria=work.of_case(CriteriaCheck, case_id),
        scans=work.of_case(Scan, case_id),
        qa_conditions=work.of_case(QaCondition, case_id),
        self_checks=work.of_case(SelfCheck, case_id),
        copies_sent=work.of_case(CopySent, case_id),
        approvals=work.of_case(Approval, case_id),
        processes=work.of_case(ParallelProcess, case_id),
        disclosures=work.of_case(DisclosureItem, case_id),
        holds=work.of_case(PublicationHold, case_id),
        panel=panel_work(work, case_id),
        family=family_file(work, case_id),
        register_digest=register_digest(work, case_id),
    )


def _opening(work: Reading, case_id: CaseId) -> CaseFile:
    """The case, and what is on its file until the report goes to the Home Office."""
    notifications = work.of_case(Notification, case_id)
    decisions = work.of_case(Decision, case_id)
    sections = sorted(work.of_case(TermsSection, case_id), key=lambda section: section.position)
    return CaseFile(
        case=work.get(Case, RecordId(case_id)),
        notification=notifications[-1] if notifications else None,
        decision=decisions[-1] if decisions else None,
        facts=work.of_case(Fact, case_id),
        own_dates=work.of_case(OwnDate, case_id),
        seats=work.of_case(Seat, case_id),
        members=work.of_case(PanelMember, case_id),
        sections=tuple(sections),
        versions=work.of_case(TermsVersion, case_id),
        requests=work.of_case(InformationRequest, case_id),
        letters=work.of_case(Letter, case_id),
        documents=work.of_case(Document, case_id),
        copies=work.of_case(RedactedCopy, case_id),
    )


def open_file(work: Reading, case_id: CaseId) -> CaseFile:
    """The whole file of a case that is still open. Raises ``RecordUnknown``, ``EntryInvalid`` for a closed case."""
    file = load(work, case_id)
    if file.case.status is CaseStatus.CLOSED:
        raise EntryInvalid("The case is closed. A file note can still be added.")
    return file


def regime_of(case: Case) -> Regime:
    """The edition of the rules that the case was opened under."""
    return REGIMES[case.regime]
