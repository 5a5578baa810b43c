"""Drafting and agreeing the terms of reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import TermsSection, TermsVersion
from safermk_desktop.errors import EntryInvalid, EntryMissing
from safermk_desktop.services.casefiles import happened, need, open_file, regime_of
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id


def start_draft(session: Session, case_id: CaseId) -> None:
    """Lay out the sections that the regime asks for. Does nothing when a draft stands."""
    with session.vault.writing(Compartment.REVIEWS, session.act("start_draft", case_id)) as work:
        file = open_file(work, case_id)
        if file.sections:
            return
        for position, heading in enumerate(regime_of(file.case).terms_headings, start=1):
            work.put(TermsSection(id=new_id(), case_id=case_id, position=position, heading=heading, text=""))


def draft_terms(session: Session, case_id: CaseId, sections: Iterable[tuple[str, str]]) -> None:
    """Put a whole draft (heading, text) in place of the present one. Agreed versions stay as they are."""
    pairs = tuple(sections)
    if not pairs:
        raise EntryMissing("Missing: sections.")
    with session.vault.writing(Compartment.REVIEWS, session.act("draft_terms", case_id)) as work:
        for old in open_file(work, case_id).sections:
            work.remove(TermsSection, old.id)
        for position, (heading, text) in enumerate(pairs, start=1):
            work.put(TermsSection(id=new_id(), case_id=case_id, position=position, heading=heading, text=text))


def save_section(session: Session, case_id: CaseId, section_id: RecordId, *, heading: str, text: str) -> None:
    """Save one section of the draft. Raises ``EntryMissing`` for an empty heading."""
    need(heading=heading)
    with session.vault.writing(Compartment.REVIEWS, session.act("save_section", case_id, subject=section_id)) as work:
        open_file(work, case_id)
        section = work.get(TermsSection, section_id)
        work.put(replace(section, heading=heading, text=text))


def agree_terms(session: Session, case_id: CaseId, *, number: str, agreed_on: date, agreed_by: str) -> None:
    """Agree the draft as a numbered version, which never changes again.

    Raises ``EntryMissing`` (a section without text), ``EntryInvalid`` (the number is taken), ``DateImpossible``.
    """
    need(number=number, agreed_by=agreed_by)
    with session.vault.writing(
        Compartment.REVIEWS, session.act("agree_terms", case_id, subject=f"version {number}")
    ) as work:
        file = open_file(work, case_id)
        happened(agreed_on, today=session.clock.today(), not_before=file.case.opened_on)
        empty = [str(section.position) for section in file.sections if not section.text.strip()]
        if empty or not file.sections:
            raise EntryMissing(f"Sections without text: {', '.join(empty) or 'all'}.")
        if any(version.number == number for version in file.versions):
            raise EntryInvalid(f"Version {number} was agreed already.")
        work.put(
            TermsVersion(
                id=new_id(),
                case_id=case_id,
                number=number,
                agreed_on=agreed_on,
                agreed_by=agreed_by,
                headings=tuple(section.heading for section in file.sections),
                texts=tuple(section.text for section in file.sections),
            )
        )
