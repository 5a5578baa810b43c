"""What a reader of terms of reference should be stopped by: names, dates of birth, and what was left out (domain 3.4).

Pure: where names and dates of birth stand is found by the redaction engine and given as sightings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.terms import CHARACTERISTICS, Clause, TermsFacts
from safermk_desktop.domain.terms_words import (
    content_words,
    explains_a_period,
    gives_a_reason_for_dates,
    says_something,
)


class Fault(StrEnum):
    """What can be wrong with terms of reference."""

    REAL_NAME = "real_name"
    DATE_OF_BIRTH = "date_of_birth"
    MAY_BE_A_NAME = "may_be_a_name"
    SCOPE_REASON = "scope_reason"
    SUICIDE = "suicide_not_named"
    COERCIVE_CONTROL = "coercive_control_not_named"
    CHARACTERISTIC = "protected_characteristic_reason"
    FAMILY = "family_not_asked"
    EXPERT = "no_expert"
    PARALLEL = "parallel_proceedings_unaddressed"


IDENTIFYING: Final = frozenset({Fault.REAL_NAME, Fault.DATE_OF_BIRTH})
"""What no version may hold: neither agreed nor written as a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where a name or a date of birth stands: number and kind of a section, its clause, code points of its text."""

    fault: Fault
    place: int
    section: str
    clause_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend. ``section`` is the kind of section it belongs to, ``place`` its number, 0 if there is none.

    A span is given only where it stands in a clause.
    """

    fault: Fault
    section: str
    sentence: str
    source: str
    remedy: str
    clause_id: str = ""
    start: int = 0
    end: int = 0
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedSection:
    """A section as it is checked: what kind it is, and its clauses."""

    kind: str
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        """Its clauses as paragraphs."""
        return "\n".join(clause.text for clause in self.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedTerms:
    """Everything that the checks read."""

    sections: tuple[LintedSection, ...]
    facts: TermsFacts
    sightings: tuple[Sighting, ...] = ()

    def text(self, kind: str) -> str:
        """The text of the sections of a kind; empty when there is none."""
        return "\n".join(section.text for section in self.sections if section.kind == kind)


_QA: Final = "Home Office Quality Assurance letters (QA-BAS, 2023)"
_GUIDANCE: Final = "Statutory guidance of December 2016"
_SENTENCES: Final = MappingProxyType(
    {
        Fault.REAL_NAME: (
            "A registered name stands in the text.",
            f"{_QA}: real names are taken out of terms of reference.",
            "Write the published form instead.",
        ),
        Fault.DATE_OF_BIRTH: (
            "A date of birth stands in the text.",
            f"{_QA}: dates of birth are taken out of terms of reference.",
            "Take it out; an age in years, or a decade, is enough.",
        ),
        Fault.MAY_BE_A_NAME: (
            "A word stands in the text that is also a registered name.",
            f"{_QA}: real names are taken out of terms of reference.",
            "Look at it; if it means the person, write the published form.",
        ),
        Fault.SCOPE_REASON: (
            "Nothing says why the period begins and ends on these days.",
            f"{_GUIDANCE}, section 5 (scope of the review).",
            "Say why it begins on the first day and ends on the last.",
        ),
        Fault.SUICIDE: (
            "The person died by suicide, and neither the circumstances nor a line of enquiry names it.",
            f"{_QA}: suicide is named where the facts have it.",
            "Name suicide in the circumstances, and add the line of enquiry about it.",
        ),
        Fault.COERCIVE_CONTROL: (
            "There was coercive control, and neither the circumstances nor a line of enquiry names it.",
            f"{_QA}: coercive control is named where the facts have it.",
            "Name coercive control in the circumstances, and add the line of enquiry about it.",
        ),
        Fault.FAMILY: (
            "The family is not asked, and no reason is recorded.",
            f"{_GUIDANCE}, section 6 (family, friends and others).",
            "Ask the family to comment on these terms, or record why it cannot be asked.",
        ),
        Fault.EXPERT: (
            "The review needs expert advice, and no expert is named.",
            f"{_GUIDANCE}, section 4 (review panels): expertise for the needs of the case.",
            "Name the expert, by role and organisation.",
        ),
    }
)
_ABOUT_SUICIDE: Final = re.compile(r"\bsuicid\w*", re.IGNORECASE)
_ABOUT_CONTROL: Final = re.compile(
    r"\bcoerci(?:ve|on)\s+(?:(?:and|or|&)\s+controll?(?:ing)?|control\w*)|\bcontrolling\s+(?:(?:and|or|&)\s+)?coerci\w+",
    re.IGNORECASE,
)
_IN_A_NAME: Final = re.compile(
    r"[\s-]+(?:\w+[\s-]+){0,2}?(?:help-?lines?|lines?|charit(?:y|ies)|services?|nurses?|workers?|leads?|advis[eo]rs?|"
    r"co-?ordinators?|officers?|specialists?|teams?|groups?|strateg(?:y|ies)|networks?|forums?|boards?|training|"
    r"partnerships?|champions?|trainers?|experts?|practitioners?|consultants?|researchers?|units?|hubs?|managers?)\b",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"\b(?:and|or|the|an?|her|his|their|this|each|was|were|is|by|in|to|of|that|which|who|before|after|with|for|at|on|from)\b"
)
_RELATED: Final = MappingProxyType(
    {
        "trial": ("trial", "prosecution", "proceedings"),
        "investigation": ("investigation", "investigated", "investigating"),
        "complaints": ("complaint",),
    }
)


def lint(terms: LintedTerms) -> tuple[Finding, ...]:
    """Everything to mend, in the order of the sections, then of the text."""
    places = {section.kind: place for place, section in reversed(tuple(enumerate(terms.sections, 1)))}
    found = chain(_sighted(terms), *(check(terms) for check in _CHECKS))
    placed = [one if one.place else replace(one, place=places.get(one.section, 0)) for one in found]
    return tuple(sorted(placed, key=lambda one: one.place or len(terms.sections) + 1))


def _sighted(terms: LintedTerms) -> Iterator[Finding]:
    for one in terms.sightings:
        made = _finding(one.fault, one.section)
        yield replace(made, place=one.place, clause_id=one.clause_id, start=one.start, end=one.end)


def _scope(terms: LintedTerms) -> Iterator[Finding]:
    if not gives_a_reason_for_dates(terms.facts.scope_reason) and not explains_a_period(terms.text("scope_period")):
        yield _finding(Fault.SCOPE_REASON, "scope_period")


def _named(fact: str, fault: Fault, form: re.Pattern[str]) -> Callable[[LintedTerms], Iterator[Finding]]:
    def check(terms: LintedTerms) -> Iterator[Finding]:
        told = f"{terms.text('brief_circumstances')}\n{terms.text('key_lines_of_enquiry')}"
        if fact in terms.facts.facts and not any(_is_no_title(told, match) for match in form.finditer(told)):
            yield _finding(fault, "key_lines_of_enquiry")

    return check


def _is_no_title(text: str, match: re.Match[str]) -> bool:
    """Whether a word is meant itself: a helpline's name and a job title only hold it."""
    title = _IN_A_NAME.match(text, match.end())
    return title is None or _NO_NAME.search(title[0]) is not None


def _characteristics(terms: LintedTerms) -> Iterator[Finding]:
    for name, words in CHARACTERISTICS.items():
        answer, reason = terms.facts.characteristic(name)
        if answer == "applies" or (answer == "none" and says_something(reason)):
            continue
        sentence = f"{words} is set aside without a reason." if answer else f"{words} is not considered."
        yield Finding(
            fault=Fault.CHARACTERISTIC,
            section="equality_and_diversity",
            sentence=sentence,
            source="Equality Act 2010, section 4; statutory guidance of December 2016 (equality and diversity).",
            remedy="Say what will be looked at, or why this characteristic plays no part.",
            clause_id=f"characteristic:{name}",
        )


def _family(terms: LintedTerms) -> Iterator[Finding]:
    facts = terms.facts
    if facts.family_asked != "yes" and not (facts.family_asked == "no" and says_something(facts.family_reason)):
        yield _finding(Fault.FAMILY, "family_and_community_involvement")


def _expert(terms: LintedTerms) -> Iterator[Finding]:
    if terms.facts.needs and not any(says_something(expert) for expert in terms.facts.experts):
        yield _finding(Fault.EXPERT, "panel_membership_and_chair")


def _parallel(terms: LintedTerms) -> Iterator[Finding]:
    text = terms.text("parallel_processes_and_disclosure")
    facts = terms.facts
    for name, plan in zip(facts.proceedings, facts.proceeding_plans, strict=True):
        if not _deals_with(text, name) and not says_something(plan):
            yield _unaddressed(f"Nothing says how the review goes on beside this: {name}.")
    if not facts.proceedings and not says_something(text):
        yield _unaddressed("Nothing says which proceedings run beside the review, or that none do.")


def _deals_with(text: str, name: str) -> bool:
    """Whether a paragraph calls the proceeding by its words and says more than that it exists."""
    words = content_words(name)
    besides = frozenset(words)
    return any(
        all(_calls(paragraph, word) for word in words) and says_something(paragraph, besides=besides)
        for paragraph in text.splitlines()
    )


def _calls(paragraph: str, word: str) -> bool:
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    forms = (stem, *_RELATED.get(word, ()))
    return any(re.search(rf"\b{re.escape(form)}", paragraph, re.IGNORECASE) for form in forms)


def _unaddressed(sentence: str) -> Finding:
    return Finding(
        fault=Fault.PARALLEL,
        section="parallel_processes_and_disclosure",
        sentence=sentence,
        source=f"{_GUIDANCE}, section 9 (parallel reviews and proceedings).",
        remedy="Say who leads it, what is shared, and what waits for it.",
    )


def _finding(fault: Fault, section: str) -> Finding:
    sentence, source, remedy = _SENTENCES[fault]
    return Finding(fault=fault, section=section, sentence=sentence, source=source, remedy=remedy)


_CHECKS: Final = (
    _scope,
    _named("suicide", Fault.SUICIDE, _ABOUT_SUICIDE),
    _named("coercive_control", Fault.COERCIVE_CONTROL, _ABOUT_CONTROL),
    _characteristics,
    _family,
    _expert,
    _parallel,
)
