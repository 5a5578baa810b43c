"""Paragraphs that terms of reference begin from: aims, standard clauses, and 24 lines of enquiry (domain 3.4).

In our own plain words. A partnership changes any of them for itself; a case keeps what it took.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

REVIEW_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {"dhr_2016": "domestic homicide review", "dardr_2024": "domestic abuse related death review"}
)
"""What a review is called in a sentence, by its regime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryClause:
    """A paragraph to take over. ``section`` is the kind of section it belongs to; ``is_standard`` starts a draft."""

    key: str
    section: str
    title: str
    text: str
    is_standard: bool = False


_AIMS: Final = (
    (
        "aim_learn",
        "Learn from the work done",
        "To learn how professionals and organisations worked, alone and together, to protect the people in this case.",
    ),
    (
        "aim_lessons",
        "Say what the lessons are",
        "To say plainly what the lessons are, who will act on them and by when, and what should be different then.",
    ),
    (
        "aim_apply",
        "Put them into practice",
        "To put these lessons into policy and daily practice, here and where they reach further across the country.",
    ),
    (
        "aim_prevent",
        "Prevent abuse and deaths",
        "To help to prevent domestic abuse and deaths by acting earlier and together, for adults and for children.",
    ),
    (
        "aim_understand",
        "Understand domestic abuse",
        "To add to what is understood about domestic abuse.",
    ),
    ("aim_good_practice", "Show good practice", "To show where practice was good, so that others can follow it."),
    (
        "aim_is_not",
        "What the review is not",
        (
            "This {review} does not ask how anybody died or who is guilty: that is for the coroner and the courts. It "
            "is no disciplinary process."
        ),
    ),
)
_STANDARD: Final = (
    (
        "agencies_required",
        "agencies_asked",
        "What is asked",
        (
            "Each agency secures its records now and sends what is asked of it below, written by somebody who had no "
            "part in the case."
        ),
    ),
    (
        "equality_and_diversity",
        "nine_characteristics",
        "Nine characteristics",
        "Each of the nine protected characteristics was considered for everybody in scope, as below.",
    ),
    (
        "confidentiality_security_marking_data_protection",
        "marking",
        "Marking and pseudonyms",
        (
            "All papers are OFFICIAL-SENSITIVE until the report is published. People are called by their pseudonyms "
            "alone, and papers go only to those who are named as panel members."
        ),
    ),
    (
        "family_and_community_involvement",
        "family_offer",
        "What the family is offered",
        (
            "The chair offers the family an advocate, the Home Office leaflet, and time to comment on these terms, to "
            "choose pseudonyms and to read the draft report."
        ),
    ),
    (
        "parallel_processes_and_disclosure",
        "disclosure",
        "Disclosure",
        (
            "A log is kept of everything that the panel makes and of what is shown to the police or the coroner. The "
            "report is not published while criminal proceedings are live."
        ),
    ),
    (
        "methodology",
        "method",
        "How the panel works",
        (
            "The chronologies of the agencies are put together and compared. Facts are kept apart from opinion, and "
            "every agency checks the draft for accuracy."
        ),
    ),
    (
        "media_and_communications",
        "media",
        "Questions from the press",
        "Questions from the press go to one person of the partnership. The family is told before anything is said.",
    ),
    (
        "publication_and_dissemination",
        "publication",
        "Publication",
        (
            "The report is published once the Home Office has cleared it, unless that would harm somebody concerned. "
            "The family is told the day, which is neither a birthday nor an anniversary."
        ),
    ),
)
_STARTING: Final = frozenset({"agencies_asked", "nine_characteristics", "marking"})
_LINES: Final = (
    (
        "recognition",
        "Recognising abuse and coercive control",
        "Did anybody recognise domestic abuse, coercive control included, and what did they do next?",
    ),
    (
        "risk_assessment",
        "Risk assessment and referral",
        "Was risk assessed with the right tool, how well, and was a referral to MARAC or to an adviser considered?",
    ),
    (
        "information_sharing",
        "Sharing information",
        "What did each agency know, what was passed on, and where were the gaps?",
    ),
    (
        "voice",
        "The victim's voice",
        "When could the person have told somebody, were they seen alone, what did they want, and what held them back?",
    ),
    (
        "perpetrator",
        "The risk from the perpetrator",
        "What was known of the risk from the person who caused harm, and how was it managed?",
    ),
    ("children", "Children", "What was daily life like for the children of the household, and who asked them?"),
    (
        "mental_health",
        "Mental health",
        "How did anybody's mental health bear on risk, and was abuse asked about where distress was treated?",
    ),
    (
        "substance_use",
        "Alcohol and drugs",
        "What part did alcohol or drugs play, for whom, and was help offered that could be used?",
    ),
    ("suicide_risk", "Risk of suicide", "Was the risk of suicide seen as linked to abuse, and acted on?"),
    (
        "separation",
        "Separation and stalking",
        "Were separation, stalking and abuse after separation understood as times of greater danger?",
    ),
    ("economic_abuse", "Economic abuse", "Was control over money, work, documents or belongings seen as abuse?"),
    (
        "honour_and_status",
        "Honour-based abuse, forced marriage, immigration",
        (
            "Did so-called honour, forced marriage, immigration status or having no recourse to public funds keep "
            "anybody from help?"
        ),
    ),
    (
        "caring",
        "Caring, older people, adult family",
        "Was violence between adult relatives, or around caring or old age, seen as domestic abuse?",
    ),
    (
        "technology",
        "Abuse by technology",
        "Were telephones, accounts, cameras or trackers used to watch or to threaten, and did anybody ask?",
    ),
    ("housing", "Housing", "Did housing, tenancy or homelessness shape what was possible, and what was offered?"),
    ("employers", "Employers", "What did employers see, and how did they answer?"),
    (
        "capacity",
        "Policy, training and management",
        "Were policies, training, supervision, staffing and oversight good enough for the work that was asked?",
    ),
    (
        "equality",
        "Equality",
        "Did the protected characteristics of anybody, one or several together, change how they were seen or served?",
    ),
    ("prior_learning", "Earlier learning", "Was the learning from earlier local reviews put into practice?"),
    ("good_practice", "Good practice", "What was done well, and can it be done elsewhere?"),
    (
        "community",
        "Family, friends and community",
        "What did family, friends, colleagues and neighbours know, and where could they have turned?",
    ),
    ("cross_border", "Work across borders", "How did agencies of different areas or countries work together?"),
    ("weapons", "Weapons and licences", "Were weapons, firearms or their licences known of, and were they dealt with?"),
    (
        "exceptional",
        "Exceptional times",
        "Did a pandemic or another exceptional time change how services could be reached?",
    ),
)

LIBRARY: Final = (
    *(
        LibraryClause(key=key, section="purpose", title=title, text=text, is_standard=True)
        for key, title, text in _AIMS
    ),
    *(
        LibraryClause(key=key, section=section, title=title, text=text, is_standard=key in _STARTING)
        for section, key, title, text in _STANDARD
    ),
    *(LibraryClause(key=key, section="key_lines_of_enquiry", title=title, text=text) for key, title, text in _LINES),
)
"""Everything that can be taken over, in the order in which it is offered."""


def standard_text(regime: str, section: str) -> tuple[str, ...]:
    """The paragraphs that a section of a new draft begins with under a regime."""
    return tuple(worded(one.text, regime) for one in LIBRARY if one.is_standard and one.section == section)


def worded(text: str, regime: str) -> str:
    """A paragraph with the review called as its regime calls it."""
    return text.replace("{review}", REVIEW_NAMES.get(regime, "review"))
