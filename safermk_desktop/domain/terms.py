"""Terms of reference: clauses in sections, structured facts, comments, and versions with approvals (domain 3.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.domain.record import Record, RecordId
from safermk_desktop.domain.requests import ReturnKind
from safermk_desktop.domain.wording import long_date

CHARACTERISTICS: Final = MappingProxyType(
    {
        "age": "Age",
        "disability": "Disability",
        "gender_reassignment": "Gender reassignment",
        "marriage_and_civil_partnership": "Marriage and civil partnership",
        "pregnancy_and_maternity": "Pregnancy and maternity",
        "race": "Race",
        "religion_or_belief": "Religion or belief",
        "sex": "Sex",
        "sexual_orientation": "Sexual orientation",
    }
)
"""The nine protected characteristics (Equality Act 2010, section 4), in the order of the Act."""

SECTION_KINDS: Final = (
    "purpose",
    "brief_circumstances",
    "scope_period",
    "people_in_scope",
    "agencies_required",
    "key_lines_of_enquiry",
    "equality_and_diversity",
    "family_and_community_involvement",
    "parallel_processes_and_disclosure",
    "panel_membership_and_chair",
    "confidentiality_security_marking_data_protection",
    "methodology",
    "timetable",
    "media_and_communications",
    "legal_advice",
    "publication_and_dissemination",
    "version_table_and_approvals",
)
"""The kinds of section, in the order in which the regimes give their headings."""

RETURN_WORDS: Final = MappingProxyType(
    {
        ReturnKind.IMR: "individual management review and chronology",
        ReturnKind.SHORT_REPORT: "short report",
        ReturnKind.CHRONOLOGY_ONLY: "chronology only",
        ReturnKind.NO_CONTACT_CONFIRMATION: "confirmation of no contact",
    }
)

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
PARTING: Final = "\n\n"
"""What stands between two clauses where a section is one text: a clause itself has no blank line."""


class Clause(NamedTuple):
    """One block of a section, a paragraph or a line of enquiry. Its id stays when it is changed or moved."""

    id: str
    text: str


def clauses_in(text: str) -> tuple[str, ...]:
    """The clauses that a text makes: what blank lines part."""
    return tuple(part.strip() for part in _BLANK_LINE.split(text) if part.strip())


def _clauses(owner: str, text: str, ids: Iterable[str]) -> tuple[Clause, ...]:
    texts, known = clauses_in(text), tuple(ids)
    # Before clauses had ids, a section was one text.
    names = known if len(known) == len(texts) else tuple(f"{owner}.{at}" for at in range(len(texts)))
    return tuple(map(Clause, names, texts))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsSection(Record):
    """One section of the draft. ``position`` counts from 1; ``text`` holds its clauses, parted by blank lines."""

    position: int
    heading: str
    text: str
    kind: str = ""
    clause_ids: tuple[str, ...] = ()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its blocks in their order."""
        return _clauses(self.id, self.text, self.clause_ids)

    def with_clauses(self, clauses: Iterable[Clause]) -> TermsSection:
        """The section with these blocks."""
        held = tuple(clauses)
        text = PARTING.join(PARTING.join(clauses_in(clause.text)) for clause in held)
        return replace(self, text=text, clause_ids=tuple(clause.id for clause in held))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsVersion(Record):
    """A version as it was agreed. ``headings`` and ``texts`` run in parallel and never change again.

    ``clause_ids`` holds the ids of each section's clauses, parted by spaces.
    """

    number: str
    agreed_on: date
    agreed_by: str
    headings: tuple[str, ...]
    texts: tuple[str, ...]
    clause_ids: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[WrittenSection, ...]:
        """The sections as they were agreed."""
        ids = self.clause_ids or ("",) * len(self.texts)
        return tuple(
            WrittenSection(heading=heading, kind="", clauses=_clauses(f"{self.id}.{at}", text, names.split()))
            for at, (heading, text, names) in enumerate(zip(self.headings, self.texts, ids, strict=True))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFacts(Record):
    """What the terms settle besides their words; at most one for a case.

    ``facts`` are of ``suicide``, ``coercive_control`` and the like; ``needs`` is the expertise that the case asks for,
    ``experts`` who gives it; ``family_asked`` is yes, no or empty. ``proceedings`` and ``proceeding_plans`` run in
    parallel, as do the answers (``applies``, ``none`` or empty) and reasons on the nine characteristics of the Act.
    """

    scope_from: date | None = None
    scope_to: date | None = None
    scope_reason: str = ""
    facts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    family_asked: str = ""
    family_reason: str = ""
    proceedings: tuple[str, ...] = ()
    proceeding_plans: tuple[str, ...] = ()
    characteristic_answers: tuple[str, ...] = ("",) * len(CHARACTERISTICS)
    characteristic_reasons: tuple[str, ...] = ("",) * len(CHARACTERISTICS)
    people: tuple[str, ...] = ()

    def characteristic(self, name: str) -> tuple[str, str]:
        """The answer on one of the nine, and its reason."""
        at = tuple(CHARACTERISTICS).index(name)
        return self.characteristic_answers[at], self.characteristic_reasons[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsAgency(Record):
    """An agency that these terms ask for something."""

    organisation: str
    kind: ReturnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsComment(Record):
    """What somebody said about a clause, and whether that was answered."""

    section_id: RecordId
    clause_id: str
    text: str
    made_by: str
    made_on: date
    answer: str = ""
    resolved_by: str = ""
    resolved_on: date | None = None


class ApprovingBody(StrEnum):
    """Who approves a version."""

    PANEL = "panel"
    MANAGEMENT_GROUP = "management_group"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsApproval(Record):
    """That a body approved a version, and when."""

    version_id: RecordId
    body: ApprovingBody
    approved_on: date
    approved_by: str


class WrittenSection(NamedTuple):
    """A section as it is printed and compared: what was typed, then what the structured facts say."""

    heading: str
    kind: str
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        """All of it as one text."""
        return PARTING.join(clause.text for clause in self.clauses)


def kind_of(section: TermsSection) -> str:
    """The kind of a section; that of a section drafted before kinds were kept follows from its heading."""
    if section.kind:
        return section.kind
    words = frozenset(re.findall(r"[a-z]{4,}", section.heading.lower()))
    best = max(SECTION_KINDS, key=lambda kind: len(words.intersection(kind.split("_"))))
    return best if words.intersection(best.split("_")) else ""


def composed(
    sections: Iterable[TermsSection], facts: TermsFacts | None, agencies: Iterable[TermsAgency]
) -> tuple[WrittenSection, ...]:
    """The draft as a reader sees it: each section's clauses, and after them what is settled in its tables."""
    asked = tuple(agencies)
    return tuple(
        WrittenSection(
            heading=section.heading,
            kind=kind_of(section),
            clauses=(*section.clauses, *_settled(kind_of(section), facts, asked)),
        )
        for section in sections
    )


def _settled(kind: str, facts: TermsFacts | None, agencies: tuple[TermsAgency, ...]) -> Iterator[Clause]:
    if kind == "agencies_required":
        for agency in agencies:
            yield Clause(f"agency:{agency.id}", f"{agency.organisation}: {RETURN_WORDS[agency.kind]}.")
    elif facts is not None and kind in _TOLD:
        yield from _TOLD[kind](facts)


def _scope(facts: TermsFacts) -> Iterator[Clause]:
    if facts.scope_from and facts.scope_to:
        words = f"From {long_date(facts.scope_from)} to {long_date(facts.scope_to)}."
        yield Clause("fact:scope", f"{words} {facts.scope_reason}".strip())


def _people(facts: TermsFacts) -> Iterator[Clause]:
    for name in facts.people:
        yield Clause(f"person:{name}", name)


def _characteristics(facts: TermsFacts) -> Iterator[Clause]:
    for name, words in CHARACTERISTICS.items():
        answer, reason = facts.characteristic(name)
        if answer:
            said = f"{words}: looked at." if answer == "applies" else f"{words}: plays no part."
            yield Clause(f"characteristic:{name}", f"{said} {reason}".strip())


def _family(facts: TermsFacts) -> Iterator[Clause]:
    if facts.family_asked == "no":
        yield Clause("fact:family", f"The family is not asked. {facts.family_reason}".strip())


def _experts(facts: TermsFacts) -> Iterator[Clause]:
    for at, expert in enumerate(facts.experts, 1):
        yield Clause(f"expert:{at}", f"Expert: {expert}")


def _proceedings(facts: TermsFacts) -> Iterator[Clause]:
    for at, (name, plan) in enumerate(zip(facts.proceedings, facts.proceeding_plans, strict=True), 1):
        yield Clause(f"proceeding:{at}", f"{name[:1].upper()}{name[1:]}: {plan}" if plan else name)


_TOLD: Final[Mapping[str, Callable[[TermsFacts], Iterator[Clause]]]] = MappingProxyType(
    {
        "scope_period": _scope,
        "people_in_scope": _people,
        "equality_and_diversity": _characteristics,
        "family_and_community_involvement": _family,
        "panel_membership_and_chair": _experts,
        "parallel_processes_and_disclosure": _proceedings,
    }
)
