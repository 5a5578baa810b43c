"""The assessment templates that come with Channel: a default of our own, and the 22 factors kept for old cases.

The national form (PAF) is not public, and this is not it: the default is a list of our own that a panel changes. The
22 factors are those of the vulnerability assessment framework of 2012, in the short words of domain 6.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateText:
    """What a new vault's template says. ``factors`` are ``section|id|words``, as ``AssessmentTemplate`` keeps them."""

    name: str
    framework: str
    factors: tuple[str, ...]
    scale: tuple[str, ...]
    is_retired: bool = False


def _section(name: str, letter: str, *words: str) -> tuple[str, ...]:
    return tuple(f"{name}|{letter}{number}|{text}" for number, text in enumerate(words, 1))


SCALE: Final = ("Not present", "Partly present", "Significantly present")

OWN: Final = TemplateText(
    name="Assessment of susceptibility, risk, needs and protection",
    framework="own",
    factors=(
        *_section(
            "Susceptibility",
            "s",
            "Grievance or sense of injustice",
            "Need for identity, meaning or belonging",
            "A time of change or loss",
            "Influence of a group, a person or family",
            "Health, neurodiversity or trauma that bears on it",
            "Isolation, online life that replaces all other",
        ),
        *_section(
            "Risk",
            "r",
            "Sympathy with an extremist cause or with violence",
            "Fascination with attacks, attackers or weapons",
            "Them-and-us thinking, contempt for a group",
            "Words or acts that say harm is intended",
            "Contact with people who draw others in",
            "Knowledge, means or access to do harm",
        ),
        *_section(
            "Needs",
            "n",
            "Safe home and family relations",
            "Education, training or work",
            "Physical and mental health",
            "Safety online",
        ),
        *_section(
            "Protection",
            "p",
            "Trusted adults and friends",
            "Takes part, wants support",
            "Interests and plans of their own",
        ),
    ),
    scale=SCALE,
)

VAF: Final = TemplateText(
    name="Vulnerability assessment framework, 22 factors (cases begun before 2024)",
    framework="vaf",
    factors=(
        *_section(
            "Engagement",
            "e",
            "Grievance or injustice",
            "Threat",
            "Identity, meaning, belonging",
            "Status",
            "Excitement, comradeship, adventure",
            "Need to dominate",
            "Susceptibility to indoctrination",
            "Desire for political or moral change",
            "Opportunistic involvement",
            "Family or friends involved",
            "Transitional life stage",
            "Group influence or control",
            "Relevant mental health",
        ),
        *_section(
            "Intent",
            "i",
            "Over-identification with a group or ideology",
            "Them-and-us thinking",
            "Dehumanising",
            "Attitudes that justify offending",
            "Harmful means",
            "Harmful ends",
        ),
        *_section(
            "Capability",
            "c",
            "Knowledge and skills",
            "Access to networks, funding, equipment",
            "Criminal capability",
        ),
    ),
    scale=SCALE,
    is_retired=True,
)

TEMPLATES: Final = (OWN, VAF)
