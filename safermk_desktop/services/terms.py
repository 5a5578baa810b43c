"""Drafting and agreeing the terms of reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import (
    SECTION_KINDS,
    ApprovingBody,
    Clause,
    TermsAgency,
    TermsApproval,
    TermsSection,
    TermsVersion,
    WrittenSection,
    clauses_in,
    composed,
)
from safermk_desktop.domain.terms_library import standard_text
from safermk_desktop.errors import EntryInvalid, EntryMissing, RecordUnknown
from safermk_desktop.services.casefiles import happened, need, open_file, regime_of
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session, new_id
from safermk_desktop.services.terms_lint import facts_of, identifying

Change = Callable[[list[Clause]], None]


def start_draft(session: Session, case_id: CaseId) -> None:
    """Lay out the sections that the regime asks for, with its standard clauses. Does nothing when a draft stands."""
    with session.vault.writing(Compartment.REVIEWS, session.act("start_draft", case_id)) as work:
        file = open_file(work, case_id)
        if file.sections:
            return
        headings = zip(regime_of(file.case).terms_headings, SECTION_KINDS, strict=True)
        for position, (heading, kind) in enumerate(headings, start=1):
            clauses = _new(standard_text(file.case.regime, kind))
            section = TermsSection(id=new_id(), case_id=case_id, position=position, heading=heading, text="", kind=kind)
            work.put(section.with_clauses(clauses))


def draft_terms(session: Session, case_id: CaseId, sections: Iterable[tuple[str, str]]) -> None:
    """Put a whole draft (heading, text) in place of the present one. Agreed versions stay as they are."""
    pairs = tuple(sections)
    if not pairs:
        raise EntryMissing("Missing: sections.")
    with session.vault.writing(Compartment.REVIEWS, session.act("draft_terms", case_id)) as work:
        file = open_file(work, case_id)
        kinds = dict(zip(regime_of(file.case).terms_headings, SECTION_KINDS, strict=True))
        for old in file.sections:
            work.remove(TermsSection, old.id)
        for position, (heading, text) in enumerate(pairs, start=1):
            section = TermsSection(
                id=new_id(), case_id=case_id, position=position, heading=heading, text="", kind=kinds.get(heading, "")
            )
            work.put(section.with_clauses(_new(clauses_in(text))))


def save_section(session: Session, case_id: CaseId, section_id: RecordId, *, heading: str, text: str) -> None:
    """Save one section of the draft as a whole; clauses in their places keep their ids. Raises ``EntryMissing``."""
    need(heading=heading)
    with session.vault.writing(Compartment.REVIEWS, session.act("save_section", case_id, subject=section_id)) as work:
        open_file(work, case_id)
        section = work.get(TermsSection, section_id)
        ids = (clause.id for clause in section.clauses)
        clauses = [Clause(next(ids, "") or new_id(), one) for one in clauses_in(text)]
        work.put(replace(section, heading=heading).with_clauses(clauses))


def save_clauses(
    session: Session, case_id: CaseId, section_id: RecordId, *, heading: str, clauses: Iterable[Clause]
) -> None:
    """Save heading and clauses of a section; a clause without an id is a new one, one without words is left out.

    Raises ``EntryMissing``, ``RecordUnknown``.
    """
    need(heading=heading)
    with session.vault.writing(Compartment.REVIEWS, session.act("save_section", case_id, subject=section_id)) as work:
        open_file(work, case_id)
        section = work.get(TermsSection, section_id)
        held = [Clause(one.id or new_id(), one.text.strip()) for one in clauses if one.text.strip()]
        work.put(replace(section, heading=heading.strip()).with_clauses(held))


def rename_section(session: Session, case_id: CaseId, section_id: RecordId, heading: str) -> None:
    """Give a section another heading. Raises ``EntryMissing``, ``RecordUnknown``."""
    need(heading=heading)
    with session.vault.writing(Compartment.REVIEWS, session.act("rename_section", case_id, subject=section_id)) as work:
        open_file(work, case_id)
        work.put(replace(work.get(TermsSection, section_id), heading=heading.strip()))


def add_clauses(
    session: Session, case_id: CaseId, section_id: RecordId, texts: Iterable[str], *, at: int | None = None
) -> tuple[str, ...]:
    """Add clauses to a section, at its end or before the clause at ``at`` (from 0). Returns their ids.

    Raises ``EntryMissing`` when none has a word.
    """
    added = _new(part for text in texts for part in clauses_in(text))
    if not added:
        raise EntryMissing("Missing: text of the clause.")

    def insert(clauses: list[Clause]) -> None:
        place = len(clauses) if at is None else at
        clauses[place:place] = added

    _change_section(session, case_id, section_id, what="add_clauses", change=insert)
    return tuple(clause.id for clause in added)


def change_clause(session: Session, case_id: CaseId, section_id: RecordId, clause_id: str, text: str) -> None:
    """Word a clause anew; a blank line in it begins another one. Raises ``EntryMissing``, ``RecordUnknown``."""
    need(text=text)

    def change(clauses: list[Clause]) -> None:
        place = _place(clauses, clause_id)
        first, *more = clauses_in(text)
        clauses[place : place + 1] = [Clause(clause_id, first), *_new(more)]

    _change_section(session, case_id, section_id, what="change_clause", change=change)


def move_clause(session: Session, case_id: CaseId, section_id: RecordId, clause_id: str, *, by: int) -> None:
    """Move a clause up (-1) or down (1) within its section; at the end it stays. Raises ``RecordUnknown``."""

    def move(clauses: list[Clause]) -> None:
        place = _place(clauses, clause_id)
        clause = clauses.pop(place)
        clauses.insert(max(0, place + by), clause)

    _change_section(session, case_id, section_id, what="move_clause", change=move)


def remove_clause(session: Session, case_id: CaseId, section_id: RecordId, clause_id: str) -> None:
    """Take a clause out of the draft; agreed versions keep it. Raises ``RecordUnknown``."""

    def remove(clauses: list[Clause]) -> None:
        del clauses[_place(clauses, clause_id)]

    _change_section(session, case_id, section_id, what="remove_clause", change=remove)


def restore_clause(session: Session, case_id: CaseId, section_id: RecordId, clause: Clause, *, at: int) -> None:
    """Put a clause that was taken out back into its place, with its id and so its comments."""

    def put_back(clauses: list[Clause]) -> None:
        if all(one.id != clause.id for one in clauses):
            clauses.insert(at, clause)

    _change_section(session, case_id, section_id, what="restore_clause", change=put_back)


def agree_terms(session: Session, case_id: CaseId, *, number: str, agreed_on: date, agreed_by: str) -> None:
    """Agree the draft as a numbered version, which never changes again; the panel has approved it then.

    Raises ``EntryMissing`` (a section without text), ``EntryInvalid`` (the number is taken, a registered name or a
    date of birth stands in it), ``DateImpossible``.
    """
    need(number=number, agreed_by=agreed_by)
    with session.vault.writing(
        Compartment.REVIEWS, session.act("agree_terms", case_id, subject=f"version {number}")
    ) as work:
        file = open_file(work, case_id)
        happened(agreed_on, today=session.clock.today(), not_before=file.case.opened_on)
        _assert_complete(file, number)
        shown = composed(file.sections, facts_of(work, case_id), work.of_case(TermsAgency, case_id))
        assert_nobody_named(work, case_id, shown)
        version = TermsVersion(
            id=new_id(),
            case_id=case_id,
            number=number,
            agreed_on=agreed_on,
            agreed_by=agreed_by,
            headings=tuple(section.heading for section in shown),
            texts=tuple(section.text for section in shown),
            clause_ids=tuple(" ".join(clause.id for clause in section.clauses) for section in shown),
        )
        work.put(version)
        work.put(
            TermsApproval(
                id=new_id(),
                case_id=case_id,
                version_id=version.id,
                body=ApprovingBody.PANEL,
                approved_on=agreed_on,
                approved_by=agreed_by,
            )
        )


def assert_nobody_named(work: Reading, case_id: CaseId, sections: Iterable[WrittenSection]) -> None:
    """Refuse sections in which a registered name or a date of birth stands. Raises ``EntryInvalid``."""
    shown = tuple(sections)
    numbers = {one.place for one in identifying(work, case_id, shown)}
    if numbers:
        places = ", ".join(map(str, sorted(numbers)))
        raise EntryInvalid(
            f"A registered name or a date of birth stands in section {places}. Write published forms, then go on."
        )


def _assert_complete(file: CaseFile, number: str) -> None:
    empty = [str(section.position) for section in file.sections if not section.text.strip()]
    if empty or not file.sections:
        raise EntryMissing(f"Sections without text: {', '.join(empty) or 'all'}.")
    if any(version.number == number for version in file.versions):
        raise EntryInvalid(f"Version {number} was agreed already.")


def _change_section(session: Session, case_id: CaseId, section_id: RecordId, *, what: str, change: Change) -> None:
    with session.vault.writing(Compartment.REVIEWS, session.act(what, case_id, subject=section_id)) as work:
        open_file(work, case_id)
        section = work.get(TermsSection, section_id)
        clauses = list(section.clauses)
        change(clauses)
        work.put(section.with_clauses(clauses))


def _place(clauses: list[Clause], clause_id: str) -> int:
    for place, clause in enumerate(clauses):
        if clause.id == clause_id:
            return place
    raise RecordUnknown


def _new(texts: Iterable[str]) -> list[Clause]:
    return [Clause(new_id(), text) for text in texts]
