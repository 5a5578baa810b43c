"""All open cases at once, as far as their gates and duties read them: a few statements, however many cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from safermk_desktop.domain.actions import FINISHED, UNFINISHED, Action, Recommendation
from safermk_desktop.domain.asking import HELD, Asked, asked_by_clocks, asked_by_gate
from safermk_desktop.domain.case import Case, Decision, Fact, Notification, OwnDate
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import DOCUMENTS_READ, LETTERS_READ, PROCESSES_READ
from safermk_desktop.domain.documents import Approval, Document, Letter, RedactedCopy
from safermk_desktop.domain.family import (
    FamilyComment,
    FamilyContact,
    FamilyFile,
    FamilyPerson,
    FamilyReason,
    PublicationDay,
)
from safermk_desktop.domain.home_office import QaCondition, QaLetter, Submission
from safermk_desktop.domain.identities import IdentityEntry, RegisterRule
from safermk_desktop.domain.panel import PanelMember, Seat
from safermk_desktop.domain.panel_work import ChairCheck, Declaration, PanelWork, PastEmployment
from safermk_desktop.domain.parallel import ParallelProcess, PublicationHold
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId, Record
from safermk_desktop.domain.requests import OPEN_RETURNS, InformationRequest
from safermk_desktop.domain.steps import CriteriaCheck, Delay, HomeOfficeAnswer, NotPublished, Pause, Scan, StateEvent
from safermk_desktop.domain.terms import TermsSection, TermsVersion
from safermk_desktop.services.casefiles import regime_of
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.registers import digest_of

R = TypeVar("R", bound=Record)
Parts = Mapping[str, Mapping[CaseId, tuple[Record, ...]]]
"""Records by the name of their part of the case file, and by case."""


class Grouped:
    """Records of one kind by their case, each in the order of entry."""

    def __init__(self, work: Reading, cases: Iterable[CaseId], *, is_all: bool) -> None:
        """``is_all`` says that no other cases stand in the vault whose records need not be read."""
        self._work = work
        self._wanted = frozenset(cases)
        self._is_all = is_all

    def of(
        self, kind: type[R], fields: str, cases: frozenset[CaseId] | None = None, /, **among: Iterable[str | None]
    ) -> dict[CaseId, tuple[R, ...]]:
        """The records of ``cases``, or all that are wanted, with ``fields`` alone, as ``Reading.chosen`` gives them."""
        wanted = self._wanted if cases is None else cases
        limits: dict[str, Sequence[str | None]] = {name: sorted(values, key=str) for name, values in among.items()}
        if not (self._is_all and wanted == self._wanted):
            limits["case_id"] = sorted(wanted)
        found: dict[CaseId, list[R]] = {}
        for record in self._work.chosen(kind, fields.split(), **limits):
            case_id = record.case_id
            if case_id in found:
                found[case_id].append(record)
            else:
                found[case_id] = [record]
        return {case_id: tuple(records) for case_id, records in found.items()}


@dataclass(frozen=True, slots=True)
class _Asking:
    """What the open cases ask for: ``always`` each of them for its dates, ``gates`` besides for its gate, by case."""

    always: Asked
    gates: Mapping[CaseId, Asked]

    def cases(self, part: str) -> frozenset[CaseId] | None:
        """The cases of which a part is read; ``None`` for all of them."""
        return None if part in self.always.parts else self.by_gates(part)

    def by_gates(self, part: str) -> frozenset[CaseId]:
        """The cases whose gate asks for a part."""
        return frozenset(case_id for case_id, asked in self.gates.items() if part in asked.parts)


def open_files(work: Reading, cases: Sequence[Case], *, with_gates: bool = True) -> Mapping[CaseId, CaseFile]:
    """The files of those of ``cases`` that owe anything: the open ones, and the closed ones that are kept back.

    Dated duties, and ``with_gates`` the gate out of the state in which a case stands, find in them what they find in
    the whole files. All else is left out: to ask for a part or a field that they do not ask for raises
    ``AttributeError``.
    """
    kept = _kept_back(work) if any(case.closed_on for case in cases) else frozenset[CaseId]()
    wanted = [case for case in cases if case.closed_on is None or case.case_id in kept]
    asking = _asking(wanted, with_gates=with_gates)
    group = Grouped(work, (case.case_id for case in wanted), is_all=len(wanted) == len(cases))
    found = _read(group, asking)
    digests = _digests(group, found, asking)
    none = Asked()
    return {case.case_id: _file(case, found, asking.gates.get(case.case_id, none), asking, digests) for case in wanted}


def _kept_back(work: Reading) -> frozenset[CaseId]:
    """The cases that are not published by a decision: a closed one is looked at too."""
    published = {one.case_id for one in work.chosen(Publication, ())}
    return frozenset(one.case_id for one in work.chosen(NotPublished, ())) - published


def _asking(cases: Sequence[Case], *, with_gates: bool) -> _Asking:
    regimes = {case.regime: regime_of(case) for case in cases}
    always = Asked()
    for regime in regimes.values():
        always |= asked_by_clocks(regime)
    if not with_gates:
        return _Asking(always, {})
    standing = {(case.regime, case.stage, case.state): case for case in cases}
    asked = {where: asked_by_gate(regimes[case.regime].state_of(case)) for where, case in standing.items()}
    return _Asking(always, {case.case_id: asked[case.regime, case.stage, case.state] for case in cases})


def _read(group: Grouped, asking: _Asking) -> Parts:
    found: dict[str, Mapping[CaseId, tuple[Record, ...]]] = {
        "facts": _facts(group, asking),
        "contacts": _of_family(group, asking, FamilyContact, "matter happened_on outcome person_id"),
        "reasons": _of_family(group, asking, FamilyReason, "matter recorded_on"),
    }
    for part, (kind, fields, among) in _PARTS.items():
        cases = asking.cases(part)
        if part in _OWED and cases is None:
            found[part] = _owed(group, part, asking.by_gates(part))
        elif cases is None or cases:
            found[part] = group.of(kind, fields, cases, **among)
    return found


def _owed(group: Grouped, part: str, in_full: frozenset[CaseId]) -> Mapping[CaseId, tuple[Record, ...]]:
    """What is still owed of a part, before what is done as far as a clock asks; or all, for the cases of a gate."""
    kind, fields, _ = _PARTS[part]
    owed, done = _OWED[part]
    found: dict[CaseId, tuple[Record, ...]] = {}
    for some_fields, among in filter(None, (owed, done)):
        for case_id, records in group.of(kind, some_fields, **among).items():
            found[case_id] = found.get(case_id, ()) + records
    if in_full and done is None:
        whole = group.of(kind, fields, in_full)
        found |= {case_id: whole.get(case_id, ()) for case_id in in_full}
    return found


def _facts(group: Grouped, asking: _Asking) -> Mapping[CaseId, tuple[Fact, ...]]:
    gates = {case_id: asked.facts for case_id, asked in asking.gates.items()}
    return _limited(group, Fact, "kind happened_on", asking.always.facts, gates)


def _of_family(group: Grouped, asking: _Asking, kind: type[R], fields: str) -> Mapping[CaseId, tuple[R, ...]]:
    gates = {case_id: asked.matters for case_id, asked in asking.gates.items()}
    return _limited(group, kind, fields, asking.always.matters, gates)


def _limited(
    group: Grouped, kind: type[R], fields: str, always: frozenset[str], gates: Mapping[CaseId, frozenset[str]]
) -> Mapping[CaseId, tuple[R, ...]]:
    """Those whose first field is among ``always``, and for some cases further ones: in the order of entry by value."""
    by = fields.split(maxsplit=1)[0]
    found = group.of(kind, fields, **{by: always}) if always else {}
    further: dict[frozenset[str], set[CaseId]] = {}
    for case_id, asked in gates.items():
        further.setdefault(asked - always, set()).add(case_id)
    for values, cases in further.items():
        if values:
            for case_id, records in group.of(kind, fields, frozenset(cases), **{by: values}).items():
                found[case_id] = found.get(case_id, ()) + records
    return found


def _file(case: Case, found: Parts, gate: Asked, asking: _Asking, digests: Mapping[CaseId, str]) -> CaseFile:
    """The file with the parts asked for, and no others: a part that nobody read is not the same as none on file."""
    parts = asking.always.parts | gate.parts
    file, put = object.__new__(CaseFile), object.__setattr__
    put(file, "case", case)
    put(file, "panel", _held(PanelWork, "panel", parts, found, case.case_id))
    put(file, "family", _held(FamilyFile, "family", parts, found, case.case_id))
    for part in parts - _HELD:
        if part == "register_digest":
            put(file, part, digests.get(case.case_id, ""))
            continue
        records = found[part].get(case.case_id, ())
        if part in _LATEST:
            put(file, part, records[-1] if records else None)
        else:
            put(file, part, _in_place(records) if part == "sections" else records)
    return file


H = TypeVar("H", PanelWork, FamilyFile)


def _held(kind: type[H], name: str, parts: frozenset[str], found: Parts, case_id: CaseId) -> H:
    held = object.__new__(kind)
    for part in HELD[name]:
        if part in parts:
            object.__setattr__(held, part, found[part].get(case_id, ()))
    return held


def _in_place(sections: Iterable[Record]) -> tuple[TermsSection, ...]:
    found = (section for section in sections if isinstance(section, TermsSection))
    return tuple(sorted(found, key=lambda section: section.position))


def _digests(group: Grouped, found: Parts, asking: _Asking) -> Mapping[CaseId, str]:
    """The digest of the register of each case where something may stand or fall with it: a copy, or a scan."""
    wanted = asking.cases("register_digest") or frozenset()
    copies, scans = found.get("copies", {}), found.get("scans", {})
    wanted &= copies.keys() | scans.keys()
    if not wanted:
        return {}
    entries = group.of(IdentityEntry, "key position kind role names replacement", wanted)
    rules = group.of(RegisterRule, "dates keep", wanted)
    return {each: digest_of(entries.get(each, ()), rules.get(each, ())) for each in wanted}


def subjects(work: Reading) -> Mapping[CaseId, str]:
    """The published form of the subject of every case that has one in its register."""
    found: dict[CaseId, str] = {}
    for entry in work.chosen(IdentityEntry, ("replacement",), role=("subject",)):
        found.setdefault(entry.case_id, entry.replacement)
    return found


_NONE: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})
_PARTS: Final[Mapping[str, tuple[type[Record], str, Mapping[str, Iterable[str]]]]] = MappingProxyType(
    {
        "notification": (Notification, "received_on", _NONE),
        "decision": (Decision, "outcome decided_on", _NONE),
        "own_dates": (OwnDate, "rule own_on", _NONE),
        "seats": (Seat, "agency_kind state", _NONE),
        "members": (PanelMember, "id role name organisation independence left_on", _NONE),
        "sections": (TermsSection, "position heading text", _NONE),
        "versions": (TermsVersion, "", _NONE),
        "requests": (InformationRequest, "id organisation due_on state", _NONE),
        "letters": (Letter, "kind sent_on", MappingProxyType({"kind": LETTERS_READ})),
        "documents": (Document, "id kind added_on sha256 dated_on", MappingProxyType({"kind": DOCUMENTS_READ})),
        "copies": (RedactedCopy, "source_id document_id register_digest prepared_by sha256", _NONE),
        "submissions": (Submission, "submitted_on papers", _NONE),
        "qa_letters": (QaLetter, "outcome received_on", _NONE),
        "publications": (Publication, "", _NONE),
        "recommendations": (Recommendation, "id number", _NONE),
        "actions": (Action, "id recommendation_id number lead_agency target_on status", _NONE),
        "steps": (StateEvent, "kind happened_on", _NONE),
        "pauses": (Pause, "cause started_on reviewed_on lifted_on", _NONE),
        "delays": (Delay, "told_on next_update_on", _NONE),
        "answers": (HomeOfficeAnswer, "answer answered_on", _NONE),
        "unpublished": (NotPublished, "decided_on looked_at_on", _NONE),
        "criteria": (CriteriaCheck, "checked_on", _NONE),
        "scans": (Scan, "papers register_digest", _NONE),
        "approvals": (Approval, "document_id sha256 approved_by prepared_by", _NONE),
        "qa_conditions": (QaCondition, "number done_on", _NONE),
        "processes": (ParallelProcess, "kind lead status checked_on", MappingProxyType({"status": PROCESSES_READ})),
        "holds": (PublicationHold, "reason placed_on lifted_on", _NONE),
        "checks": (ChairCheck, "member_id answers", _NONE),
        "employments": (PastEmployment, "member_id organisation until", _NONE),
        "declarations": (Declaration, "member_id is_independent manages_no_one", _NONE),
        "people": (FamilyPerson, "id relation pseudonym_wishes", _NONE),
        "comments": (FamilyComment, "id received_on is_disagreement answer_by answered_on reflected", _NONE),
        "publication_days": (PublicationDay, "agreed_on person_id", _NONE),
    }
)
"""Of each part its records, the fields that are asked for, and among what they are. Facts and contacts have more."""
_Some = tuple[str, Mapping[str, Iterable[str | None]]]
_OWED: Final[Mapping[str, tuple[_Some, _Some | None]]] = MappingProxyType(
    {
        "requests": (("id organisation due_on state", MappingProxyType({"state": OPEN_RETURNS})), None),
        "actions": (
            ("id recommendation_id number lead_agency target_on status", MappingProxyType({"status": UNFINISHED})),
            ("recommendation_id status", MappingProxyType({"status": FINISHED})),
        ),
        "comments": (("id received_on answer_by answered_on", MappingProxyType({"answered_on": (None,)})), None),
    }
)
"""Of these a dated duty asks for what is not done yet: the fields, and among what they are; then what any clock or gate
asks of those that are done, or ``None`` where no clock asks and a gate for all of it."""
_LATEST: Final = frozenset({"notification", "decision"})
"""The parts of which the file holds the latest record alone."""
_HELD: Final = frozenset(part for parts in HELD.values() for part in parts)
