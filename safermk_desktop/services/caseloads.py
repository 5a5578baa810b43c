"""All open cases at once, as far as their gates and duties read them: a few statements, however many cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from safermk_desktop.domain.actions import Action, Recommendation
from safermk_desktop.domain.case import Case, Decision, Fact, Notification, OwnDate
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import DOCUMENTS_READ, FACTS_READ, LETTERS_READ
from safermk_desktop.domain.documents import Approval, Document, Letter, RedactedCopy
from safermk_desktop.domain.family import FamilyComment, FamilyContact, FamilyFile, FamilyReason, PublicationDay
from safermk_desktop.domain.home_office import QaCondition, QaLetter, Submission
from safermk_desktop.domain.identities import IdentityEntry, RegisterRule
from safermk_desktop.domain.panel import PanelMember, Seat
from safermk_desktop.domain.panel_work import ChairCheck, Declaration, PanelWork, PastEmployment
from safermk_desktop.domain.parallel import ParallelProcess, PublicationHold
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId, Record
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.domain.steps import CriteriaCheck, Delay, HomeOfficeAnswer, NotPublished, Pause, Scan, StateEvent
from safermk_desktop.domain.terms import TermsSection, TermsVersion
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.registers import digest_of

R = TypeVar("R", bound=Record)


class Grouped:
    """Records of one kind by their case, each in the order of entry."""

    def __init__(self, work: Reading, cases: Sequence[Case], *, is_all: bool = True) -> None:
        """``is_all`` says that no other cases stand in the vault whose records need not be read."""
        self._work = work
        self._among = {} if is_all else {"case_id": sorted(case.case_id for case in cases)}
        self._wanted = frozenset(case.case_id for case in cases)

    def of(self, kind: type[R], fields: str = "", /, **among: Iterable[str]) -> Mapping[CaseId, tuple[R, ...]]:
        """The records of the wanted cases with ``fields`` alone, as ``Reading.chosen`` gives them."""
        found: dict[CaseId, list[R]] = {}
        wanted = self._among | {name: sorted(values) for name, values in among.items()}
        for record in self._work.chosen(kind, fields.split(), **wanted):
            if record.case_id in self._wanted:
                found.setdefault(record.case_id, []).append(record)
        return {case_id: tuple(records) for case_id, records in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Groups:
    """What gates and duties read, by case."""

    notifications: Mapping[CaseId, tuple[Notification, ...]]
    decisions: Mapping[CaseId, tuple[Decision, ...]]
    facts: Mapping[CaseId, tuple[Fact, ...]]
    own_dates: Mapping[CaseId, tuple[OwnDate, ...]]
    seats: Mapping[CaseId, tuple[Seat, ...]]
    members: Mapping[CaseId, tuple[PanelMember, ...]]
    sections: Mapping[CaseId, tuple[TermsSection, ...]]
    versions: Mapping[CaseId, tuple[TermsVersion, ...]]
    requests: Mapping[CaseId, tuple[InformationRequest, ...]]
    letters: Mapping[CaseId, tuple[Letter, ...]]
    documents: Mapping[CaseId, tuple[Document, ...]]
    copies: Mapping[CaseId, tuple[RedactedCopy, ...]]
    submissions: Mapping[CaseId, tuple[Submission, ...]]
    qa_letters: Mapping[CaseId, tuple[QaLetter, ...]]
    publications: Mapping[CaseId, tuple[Publication, ...]]
    recommendations: Mapping[CaseId, tuple[Recommendation, ...]]
    actions: Mapping[CaseId, tuple[Action, ...]]
    steps: Mapping[CaseId, tuple[StateEvent, ...]]
    pauses: Mapping[CaseId, tuple[Pause, ...]]
    delays: Mapping[CaseId, tuple[Delay, ...]]
    answers: Mapping[CaseId, tuple[HomeOfficeAnswer, ...]]
    unpublished: Mapping[CaseId, tuple[NotPublished, ...]]
    criteria: Mapping[CaseId, tuple[CriteriaCheck, ...]]
    scans: Mapping[CaseId, tuple[Scan, ...]]
    approvals: Mapping[CaseId, tuple[Approval, ...]]
    qa_conditions: Mapping[CaseId, tuple[QaCondition, ...]]
    processes: Mapping[CaseId, tuple[ParallelProcess, ...]]
    holds: Mapping[CaseId, tuple[PublicationHold, ...]]
    checks: Mapping[CaseId, tuple[ChairCheck, ...]]
    employments: Mapping[CaseId, tuple[PastEmployment, ...]]
    declarations: Mapping[CaseId, tuple[Declaration, ...]]
    contacts: Mapping[CaseId, tuple[FamilyContact, ...]]
    reasons: Mapping[CaseId, tuple[FamilyReason, ...]]
    comments: Mapping[CaseId, tuple[FamilyComment, ...]]
    publication_days: Mapping[CaseId, tuple[PublicationDay, ...]]


def open_files(work: Reading, cases: Sequence[Case], *, with_registers: bool = True) -> Mapping[CaseId, CaseFile]:
    """The files of those of ``cases`` that are not closed: a closed one owes nothing.

    Gates and duties find in them what they find in the whole files. All else is left out: to ask a record for a field
    that no gate or duty asks for raises ``AttributeError``. Gates ask for the registers, clocks do not.
    """
    wanted = [case for case in cases if case.closed_on is None]
    group = Grouped(work, wanted, is_all=len(wanted) == len(cases))
    found = _read(group)
    digests: Mapping[CaseId, str] = _digests(group, found) if with_registers else {}
    return {case.case_id: _file(case, found, digests.get(case.case_id, "")) for case in wanted}


def _read(group: Grouped) -> _Groups:
    return _Groups(
        notifications=group.of(Notification, "received_on"),
        decisions=group.of(Decision, "outcome decided_on"),
        facts=group.of(Fact, "kind happened_on", kind=FACTS_READ),
        own_dates=group.of(OwnDate, "rule own_on"),
        seats=group.of(Seat, "agency_kind state"),
        members=group.of(PanelMember, "id role name organisation independence left_on"),
        sections=group.of(TermsSection, "position heading text"),
        versions=group.of(TermsVersion),
        requests=group.of(InformationRequest, "id organisation due_on state"),
        letters=group.of(Letter, "kind sent_on", kind=LETTERS_READ),
        documents=group.of(Document, "id kind added_on", kind=DOCUMENTS_READ),
        copies=group.of(RedactedCopy, "source_id document_id register_digest prepared_by sha256"),
        submissions=group.of(Submission, "submitted_on papers"),
        qa_letters=group.of(QaLetter, "outcome received_on"),
        publications=group.of(Publication),
        recommendations=group.of(Recommendation, "id number"),
        actions=group.of(Action, "id recommendation_id number lead_agency target_on status"),
        steps=group.of(StateEvent, "was now"),
        pauses=group.of(Pause, "cause started_on reviewed_on lifted_on"),
        delays=group.of(Delay, "told_on next_update_on"),
        answers=group.of(HomeOfficeAnswer, "answer answered_on"),
        unpublished=group.of(NotPublished, "decided_on looked_at_on"),
        criteria=group.of(CriteriaCheck, "checked_on"),
        scans=group.of(Scan, "papers register_digest"),
        approvals=group.of(Approval, "document_id sha256 approved_by"),
        qa_conditions=group.of(QaCondition, "number done_on"),
        processes=group.of(ParallelProcess, "status checked_on"),
        holds=group.of(PublicationHold, "reason placed_on lifted_on"),
        checks=group.of(ChairCheck, "member_id answers"),
        employments=group.of(PastEmployment, "member_id organisation until"),
        declarations=group.of(Declaration, "member_id is_independent manages_no_one"),
        contacts=group.of(FamilyContact, "matter happened_on outcome"),
        reasons=group.of(FamilyReason, "matter recorded_on"),
        comments=group.of(FamilyComment, "id received_on is_disagreement answer_by answered_on reflected"),
        publication_days=group.of(PublicationDay, "agreed_on"),
    )


def _file(case: Case, found: _Groups, register_digest: str) -> CaseFile:
    each = case.case_id
    return CaseFile(
        case=case,
        notification=found.notifications[each][-1] if each in found.notifications else None,
        decision=found.decisions[each][-1] if each in found.decisions else None,
        facts=found.facts.get(each, ()),
        own_dates=found.own_dates.get(each, ()),
        seats=found.seats.get(each, ()),
        members=found.members.get(each, ()),
        sections=tuple(sorted(found.sections.get(each, ()), key=lambda section: section.position)),
        versions=found.versions.get(each, ()),
        requests=found.requests.get(each, ()),
        letters=found.letters.get(each, ()),
        documents=found.documents.get(each, ()),
        copies=found.copies.get(each, ()),
        submissions=found.submissions.get(each, ()),
        qa_letters=found.qa_letters.get(each, ()),
        publications=found.publications.get(each, ()),
        recommendations=found.recommendations.get(each, ()),
        actions=found.actions.get(each, ()),
        steps=found.steps.get(each, ()),
        pauses=found.pauses.get(each, ()),
        delays=found.delays.get(each, ()),
        answers=found.answers.get(each, ()),
        unpublished=found.unpublished.get(each, ()),
        criteria=found.criteria.get(each, ()),
        scans=found.scans.get(each, ()),
        approvals=found.approvals.get(each, ()),
        qa_conditions=found.qa_conditions.get(each, ()),
        processes=found.processes.get(each, ()),
        holds=found.holds.get(each, ()),
        panel=_panel(found, each),
        family=_family(found, each),
        register_digest=register_digest,
    )


def _panel(found: _Groups, each: CaseId) -> PanelWork:
    return PanelWork(
        checks=found.checks.get(each, ()),
        employments=found.employments.get(each, ()),
        declarations=found.declarations.get(each, ()),
    )


def _family(found: _Groups, each: CaseId) -> FamilyFile:
    return FamilyFile(
        contacts=found.contacts.get(each, ()),
        reasons=found.reasons.get(each, ()),
        comments=found.comments.get(each, ()),
        publication_days=found.publication_days.get(each, ()),
    )


def _digests(group: Grouped, found: _Groups) -> Mapping[CaseId, str]:
    """The digest of the register of each case where something may stand or fall with it: a copy, or a scan."""
    reports = found.documents
    wanted = {
        each
        for each, made in found.copies.items()
        if each in reports and any(copy.source_id == reports[each][-1].id for copy in made)
    } | set(found.scans)
    if not wanted:
        return {}
    entries = group.of(IdentityEntry, "key position kind role names replacement", case_id=wanted)
    rules = group.of(RegisterRule, "dates keep", case_id=wanted)
    return {each: digest_of(entries.get(each, ()), rules.get(each, ())) for each in wanted}


def subjects(work: Reading) -> Mapping[CaseId, str]:
    """The published form of the subject of every case that has one in its register."""
    found: dict[CaseId, str] = {}
    for entry in work.chosen(IdentityEntry, ("replacement",), role=("subject",)):
        found.setdefault(entry.case_id, entry.replacement)
    return found
