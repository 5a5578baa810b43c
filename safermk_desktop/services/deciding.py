"""Looking through a paper for what no register knows, and what a person decides about it for all papers of the case."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final

from safermk_desktop.domain.identities import (
    FindingChoice,
    FindingDecision,
    FindingsLook,
    IdentityEntry,
    RegisterRule,
)
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid, RegisterEmpty
from safermk_desktop.redaction.detection.findings import Kind
from safermk_desktop.services.beside import papers_beside, with_others
from safermk_desktop.services.casefiles import need, open_file
from safermk_desktop.services.grouping import TOGETHER, Group, folded
from safermk_desktop.services.keeping import refuse_names, release_names
from safermk_desktop.services.open_findings import certain_of, read_with
from safermk_desktop.services.ports import Compartment, Progress, Reading, Writing
from safermk_desktop.services.redaction_items import done_with_text
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.session import Session, new_id

if TYPE_CHECKING:
    from safermk_desktop.services.detected import Detected, Some

NO_ENTRY: Final = RecordId("")
NO_DECISION: Final = RecordId("")


def look(
    session: Session,
    case_id: CaseId,
    document_id: RecordId,
    *,
    some: Some | None = None,
    progress: Progress | None = None,
) -> Detected:
    """Everything that identifies somebody in a paper, told to ``some`` as it is found; the look is on the record.

    Raises the ``WORD-*`` family, ``Cancelled``; then nothing is kept but that somebody looked.
    """
    act = session.act("look_for_identities", case_id, subject=document_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        data = work.content(document_id)
        register_json = _register_if_any(work, case_id)
        done = done_with_text(work, case_id, document_id)
        others = papers_beside(work, case_id, document_id)
    found = session.redactor.detect(data, register_json, some, progress, choices=done)
    found = with_others(session, found, others, progress)
    certain = certain_of(found, register_json)
    with session.vault.writing(Compartment.REVIEWS, session.act("note_findings", case_id, subject=document_id)) as work:
        before = [one for one in work.of_case(FindingsLook, case_id) if one.source_id == document_id]
        made = FindingsLook(
            id=before[-1].id if before else new_id(),
            case_id=case_id,
            source_id=document_id,
            looked_by=session.person,
            looked_on=session.clock.today(),
            certain=certain,
            read_with=read_with(done),
        )
        work.put(made)
    return found


def finding_decisions(session: Session, case_id: CaseId) -> tuple[FindingDecision, ...]:
    """What was decided in any paper of the case."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return work.of_case(FindingDecision, case_id)


def replace_finding(
    session: Session, case_id: CaseId, group: Group, replacement: str, *, instead_of: RecordId = NO_DECISION
) -> RecordId:
    """Enter a finding into the register with its published form; one that an entry has already takes its names.

    A phrase that stayed and holds one of them stays no more; ``instead_of`` is the decision that this one changes.
    Returns the id of the decision. Raises ``EntryMissing``, ``EntryInvalid``, ``ReplacementUnsafe``,
    ``PseudonymTaken``; then nothing has changed.
    """
    need(replacement=replacement)
    kind, names = _enterable(group)
    with _deciding(session, case_id, FindingChoice.REPLACE) as work:
        open_file(work, case_id)
        _take_back(work, case_id, instead_of)
        held = work.of_case(IdentityEntry, case_id)
        same = next((one for one in held if one.replacement == replacement.strip() and one.kind == kind), None)
        if same is not None and kind == "person":
            _refuse_another(same, names)
        added = tuple(name for name in names if same is None or name not in same.names)
        entry = _entry(case_id, held, kind, "child" if group.kind == Kind.CHILD else "")
        entry = replace(
            same or entry, names=((*same.names, *added) if same else names), replacement=replacement.strip()
        )
        work.put(entry)
        _check(work, case_id, entry, same)
        release_names(work, case_id)
        decision = _decision(session, case_id, group.kind, group.names)
        work.put(replace(decision, choice=FindingChoice.REPLACE, entry_id=entry.id, added=added))
    return decision.id


def keep_finding(session: Session, case_id: CaseId, group: Group, *, instead_of: RecordId = NO_DECISION) -> RecordId:
    """Let a finding stand, now and in every paper of the case; raises as ``keep_names``."""
    return keep_names(session, case_id, group.kind, group.names, instead_of=instead_of)


def keep_names(
    session: Session, case_id: CaseId, kind: str, names: Sequence[str], *, instead_of: RecordId = NO_DECISION
) -> RecordId:
    """Let these forms of one finding stand in every paper of the case: they go to the phrases that stay.

    A combination that is kept is looked at and harmless, nothing of it stays for that; ``instead_of`` is the decision
    that this one changes. Returns the decision's id.
    Raises ``EntryInvalid`` where a form holds a registered identity: it would stand wherever the form does.
    """
    with _deciding(session, case_id, FindingChoice.KEEP) as work:
        open_file(work, case_id)
        _take_back(work, case_id, instead_of)
        (made,) = _keep(session, work, case_id, [(kind, names)])
    return made


def keep_findings(session: Session, case_id: CaseId, found: Sequence[Group]) -> tuple[RecordId, ...]:
    """Let several findings stand in one act, each with a decision of its own; raises as ``keep_names``."""
    with _deciding(session, case_id, FindingChoice.KEEP) as work:
        open_file(work, case_id)
        return _keep(session, work, case_id, [(group.kind, group.names) for group in found])


def _keep(
    session: Session, work: Writing, case_id: CaseId, found: Sequence[tuple[str, Sequence[str]]]
) -> tuple[RecordId, ...]:
    rules = work.of_case(RegisterRule, case_id)
    rule = rules[-1] if rules else RegisterRule(id=new_id(), case_id=case_id, dates="month_year")
    decisions, kept = list[FindingDecision](), list(rule.keep)
    for kind, names in found:
        added = () if kind == TOGETHER else tuple(name for name in names if name not in kept)
        kept += added
        decisions.append(replace(_decision(session, case_id, kind, names), added=added))
    if added := tuple(kept[len(rule.keep) :]):
        refuse_names(work, case_id, added)
        work.put(replace(rule, keep=tuple(kept)))
    for decision in decisions:
        work.put(decision)
    return tuple(decision.id for decision in decisions)


def undo_decision(session: Session, case_id: CaseId, decision_id: RecordId) -> None:
    """Take a decision back with what it put into the register or the phrases that stay. Raises ``RecordUnknown``."""
    act = session.act("undo_finding", case_id, subject=decision_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        open_file(work, case_id)
        _take_back(work, case_id, decision_id)


def _take_back(work: Writing, case_id: CaseId, decision_id: RecordId) -> None:
    if decision_id == NO_DECISION:
        return
    decision = work.get(FindingDecision, decision_id)
    if decision.choice is FindingChoice.KEEP:
        for rule in work.of_case(RegisterRule, case_id)[-1:]:
            work.put(replace(rule, keep=tuple(one for one in rule.keep if one not in decision.added)))
    else:
        for entry in work.of_case(IdentityEntry, case_id):
            if entry.id == decision.entry_id:
                _take_names_back(work, entry, decision.added)
    work.remove(FindingDecision, decision_id)


def _deciding(session: Session, case_id: CaseId, choice: FindingChoice) -> AbstractContextManager[Writing]:
    act = session.act("decide_finding", case_id, subject="new", why=choice.value)
    return session.vault.writing(Compartment.REVIEWS, act)


def _enterable(group: Group) -> tuple[str, tuple[str, ...]]:
    """The register's kind and the names of a finding that can stand there. Raises ``EntryInvalid`` with the reason."""
    from safermk_desktop.services.suggesting import ORDINARY_TOO, entered, why_not

    if group.kind == TOGETHER:
        raise EntryInvalid("A combination has no published form. Replace one of its parts, or keep it.")
    kind = Kind(group.kind)
    reasons = {name: why_not(kind, name, ()) for name in group.names}
    forms = {name: entered(kind, name) for name, reason in reasons.items() if not reason}
    names = tuple(name for name, (_, whole) in forms.items() if whole == name)
    if not names and kind in {Kind.PERSON, Kind.CHILD}:  # "May" alone: not wherever the word stands
        names = tuple(whole for _, whole in forms.values())
    if not names:
        reason = reasons[group.names[0]] or ORDINARY_TOO
        raise EntryInvalid(f"{reason} Enter it in the register with the words beside it.")
    return entered(kind, names[0])[0], names


def _refuse_another(entry: IdentityEntry, names: Sequence[str]) -> None:
    """Raise ``EntryInvalid`` where people with no word in common would be published as one; "[name]" is for anybody."""
    is_anybody = entry.replacement.startswith("[") and entry.replacement.endswith("]")
    theirs = {word for name in entry.names for word in folded(name).split()}
    if not is_anybody and theirs.isdisjoint(word for name in names for word in folded(name).split()):
        raise EntryInvalid(
            f"The entry {entry.key} is published under that form already, and shares no name with this one. "
            "If it is the same person, add the name to that entry of the register; if not, choose another form."
        )


def _entry(case_id: CaseId, held: Sequence[IdentityEntry], kind: str, role: str) -> IdentityEntry:
    taken = {entry.key for entry in held}
    return IdentityEntry(
        id=new_id(),
        case_id=case_id,
        key=next(f"i{number}" for number in count(1) if f"i{number}" not in taken),
        position=max((entry.position for entry in held), default=0) + 1,
        kind=kind,
        role=role,
        names=(),
        replacement="",
    )


def _check(work: Reading, case_id: CaseId, entry: IdentityEntry, former: IdentityEntry | None) -> None:
    from safermk_desktop.redaction.register import register_from_json
    from safermk_desktop.services.pseudonyms import check_published

    register_from_json(register_of(work, case_id))
    check_published(work, [entry], {former.replacement} if former else frozenset[str]())


def _decision(session: Session, case_id: CaseId, kind: str, names: Sequence[str]) -> FindingDecision:
    return FindingDecision(
        id=new_id(),
        case_id=case_id,
        kind=kind,
        names=tuple(names),
        choice=FindingChoice.KEEP,
        decided_by=session.person,
        decided_on=session.clock.today(),
        entry_id=NO_ENTRY,
        added=(),
    )


def _take_names_back(work: Writing, entry: IdentityEntry, added: tuple[str, ...]) -> None:
    names = tuple(name for name in entry.names if name not in added)
    if names:
        work.put(replace(entry, names=names))
    else:
        work.remove(IdentityEntry, entry.id)


def _register_if_any(work: Reading, case_id: CaseId) -> str:
    try:
        return register_of(work, case_id)
    except RegisterEmpty:
        return ""
