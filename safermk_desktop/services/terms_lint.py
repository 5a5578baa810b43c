"""Checking terms of reference as they are typed: the register's names and dates of birth, then what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from safermk_desktop.domain.case import Notification
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import Clause, TermsAgency, TermsFacts, WrittenSection, composed
from safermk_desktop.domain.terms_lint import (
    IDENTIFYING,
    Fault,
    Finding,
    LintedSection,
    LintedTerms,
    Sighting,
    lint,
)
from safermk_desktop.errors import RegisterEmpty, RegisterInvalid, ReplacementUnsafe
from safermk_desktop.redaction.matching.dates import full_dates
from safermk_desktop.redaction.matching.finder import DATES_ID, SHARED, Match, Matcher
from safermk_desktop.redaction.matching.shadow import shadow
from safermk_desktop.redaction.register import Identity, Register, register_from_json
from safermk_desktop.services.casefiles import load
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.session import Session

_BIRTH: Final = re.compile(r"birth|\bborn\b|\bd\.?o\.?b\b", re.IGNORECASE)
_ANNOUNCED: Final = re.compile(
    r"(?:\bborn(?:\s+(?:on|in \w+ on))?|\bdates?\s+of\s+birth\b[^.\n\d]{0,24}?|\bbirthday\b[^.\n\d]{0,24}?"
    r"|\bd\.?\s?o\.?\s?b\.?)[\s:,(]*(?:(?:is|was|of|on)\s+)?(?:the\s+)?$"
    r"|(?:\bage[d:]?\s+(?:of\s+)?[\w-]+(?:\s+years?(?:\s+old)?)?|\b[\w-]+[\s-]years?[\s-]old|\b\d{1,3}\s*(?:yrs?|y/?o))"
    r"[\s,:]*[(\[]\s*$",
    re.IGNORECASE,
)
# A year alone is taken out too, with or without its month; a decade is enough (domain 3.9, dates).
_BIRTH_YEAR: Final = re.compile(
    r"(?:\bborn\b|\bb\.|\b(?:year|date)s?\s+of\s+birth\b|\bbirth\s+year\b|\b[yd]\.?o\.?b\b\.?)[\s:,(\[]*"
    r"(?:(?:is|was|in|around|about|circa|c\.?|during|the|year|early|late|mid)[\s-]+)*"
    r"((?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+)?(?:19|20)\d\d)(?![\d\u2019']|s\b|[-/.]\d)",
    re.IGNORECASE,
)
_REACH: Final = 48
HEADING: Final = "heading"
"""The id of a section's heading where one of its clauses is asked for."""


class TermsLinter:
    """The checks with a register made ready, for many looks at one case; names are matched as in redaction."""

    def __init__(self, register: Register | None, known_days: Iterable[date] = ()) -> None:
        """``known_days`` are registered days on which nobody was born, such as the day of the death."""
        known = frozenset((day.year, day.month, day.day) for day in known_days)
        looked_for = tuple(one for one in register.identities if not _is_known(one, known)) if register else ()
        # Only a registered day is looked for: other full dates stand in every one of these documents.
        self._matcher = Matcher(replace(register, identities=looked_for, dates="keep")) if register else None
        self._identities = {one.id: one for one in looked_for}

    def look(self, sections: Iterable[WrittenSection], facts: TermsFacts) -> tuple[Finding, ...]:
        """Everything to mend in the sections as they are printed, and in the facts beside them."""
        shown = tuple(sections)
        sightings = tuple(
            sighting
            for place, section in enumerate(shown, 1)
            for clause in (Clause(HEADING, section.heading), *section.clauses)
            for sighting in self.sightings(place, section.kind, clause)
        )
        linted = tuple(LintedSection(kind=section.kind, clauses=section.clauses) for section in shown)
        return lint(LintedTerms(sections=linted, facts=facts, sightings=sightings))

    def sightings(self, place: int, kind: str, clause: Clause) -> Iterator[Sighting]:
        """Where a clause of a section holds a registered name, or a day on which somebody was born."""
        days: set[tuple[int, int]] = set()
        for match in self._matcher.find(clause.text) if self._matcher else ():
            if match.identity_id == DATES_ID:
                continue
            owners = [self._identities[one] for one in (match.identity_id, *match.also)]
            fault = _fault(owners, certain=is_certain(match))
            if fault is None:
                continue
            if fault is Fault.DATE_OF_BIRTH:
                days.add((match.start, match.end))
            yield Sighting(
                fault=fault, place=place, section=kind, clause_id=clause.id, start=match.start, end=match.end
            )
        for start, end in born(clause.text):
            if not any(start < last and first < end for first, last in days):
                yield Sighting(
                    fault=Fault.DATE_OF_BIRTH, place=place, section=kind, clause_id=clause.id, start=start, end=end
                )


def born(text: str) -> Iterator[tuple[int, int]]:
    """Where a date stands that the words before it call one of birth, or an age before its bracket, known or not."""
    read = shadow(text)
    days = [read.source(written.start, written.end) for written in full_dates(read.text)]
    yield from (day for day in days if _ANNOUNCED.search(text[max(0, day[0] - _REACH) : day[0]]))
    for year in _BIRTH_YEAR.finditer(text):
        if not any(start < year.end(1) and year.start(1) < end for start, end in days):
            yield year.span(1)


def findings_in_terms(session: Session, case_id: CaseId) -> tuple[Finding, ...]:
    """Everything to mend in the draft of a case as the vault holds it."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return findings_in(work, case_id)


def findings_in(work: Reading, case_id: CaseId) -> tuple[Finding, ...]:
    """The same within a transaction."""
    file = load(work, case_id)
    facts = facts_of(work, case_id)
    shown = composed(file.sections, facts, work.of_case(TermsAgency, case_id))
    return linter_of(work, case_id).look(shown, facts)


def identifying(work: Reading, case_id: CaseId, sections: Iterable[WrittenSection]) -> tuple[Finding, ...]:
    """The registered names and dates of birth that stand in sections for certain."""
    found = linter_of(work, case_id).look(sections, blank_facts(case_id))
    return tuple(one for one in found if one.fault in IDENTIFYING)


def linter_of(work: Reading, case_id: CaseId) -> TermsLinter:
    """The checks with the register of a case."""
    return TermsLinter(register_in(work, case_id), days_of_death(work, case_id))


def days_of_death(work: Reading, case_id: CaseId) -> tuple[date, ...]:
    """The day of the death as notified: it may be registered, and still the period of a review ends on it."""
    return tuple(one.death_on for one in work.of_case(Notification, case_id) if one.death_on)


def facts_of(work: Reading, case_id: CaseId) -> TermsFacts:
    """What is settled beside the clauses; empty facts where nothing is."""
    held = work.of_case(TermsFacts, case_id)
    return held[-1] if held else blank_facts(case_id)


def blank_facts(case_id: CaseId) -> TermsFacts:
    """Facts of which nothing is settled."""
    return TermsFacts(id=RecordId(""), case_id=case_id)


def register_in(work: Reading, case_id: CaseId) -> Register | None:
    """The register of a case; ``None`` where nothing that can be looked for is entered."""
    try:
        return register_from_json(register_of(work, case_id))
    except (RegisterEmpty, RegisterInvalid, ReplacementUnsafe):
        return None


def _is_known(identity: Identity, known: frozenset[tuple[int, int, int]]) -> bool:
    """Whether it is a day that is known to be nobody's birth, and that nobody calls one."""
    if identity.kind != "date" or _BIRTH.search(identity.role):
        return False
    days = (written for name in identity.names for written in full_dates(shadow(name).text))
    return any((written.year, written.month, written.day) in known for written in days)


def is_certain(match: Match) -> bool:
    """Whether a match names somebody for certain, be it open who of several with one surname."""
    return match.certainty == "certain" or match.form == SHARED


def _fault(owners: Sequence[Identity], *, certain: bool) -> Fault | None:
    """What it is that stands there: agencies and places are named in terms of reference, people are not.

    ``owners`` are those whose name it is; what may be an agency's or a place's as well is left to a person.
    """
    identity = next((one for one in owners if one.kind in {"organisation", "place"}), owners[0])
    if identity.kind == "date":
        return Fault.DATE_OF_BIRTH if not identity.role.strip() or _BIRTH.search(identity.role) else None
    if identity.kind in {"organisation", "place"}:
        return Fault.MAY_BE_A_NAME
    return Fault.REAL_NAME if certain else Fault.MAY_BE_A_NAME
