"""What the Channel regime names: its sources, who owes what, its lists that a panel may change, its settings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.governance import Heading
from safermk_desktop.domain.states import FactKind

ACT: Final = "Counter-Terrorism and Security Act 2015"
S36: Final = f"{ACT}, s.36"
S37: Final = f"{ACT}, s.37"
S38: Final = f"{ACT}, s.38"
GUIDANCE: Final = "Channel duty guidance, December 2023"
LOCAL: Final = "Local practice; check against the Channel duty guidance"

CHAIR: Final = "Chair of the Channel panel"
COORDINATOR: Final = "Channel coordinator of the local authority"
POLICE: Final = "Police case officer"

SECTORS: Final = (
    "education",
    "police",
    "local authority",
    "health",
    "probation or prison",
    "community",
    "family or friends",
    "Home Office body",
)
CONCERNS: Final = (
    "no identified ideology",
    "extreme right-wing",
    "Islamist",
    "fascination with extreme violence or mass-casualty attacks",
    "incel",
    "left-wing, anarchist or single-issue",
    "conflicted or mixed",
    "other",
    "not recorded",
)
"""The national tracker has changed its categories before; a panel sets its own list in the settings."""

SEXES: Final = ("female", "male")
ETHNICITIES: Final = (
    "Asian or Asian British",
    "Black, Black British, Caribbean or African",
    "mixed or multiple ethnic groups",
    "White",
    "other ethnic group",
)
"""The groups of the census of England and Wales."""

PROMPTS: Final = (
    "How the concern arose",
    "A specific event",
    "Indicators",
    "Sympathy with hate crime, extremism or mass-casualty attacks",
    "Worrying use of phone, internet or social media",
    "Contacts",
    "Wish to cause harm, threats",
    "Additional needs",
    "Other safeguarding concerns",
    "What was discussed with the person or the parents",
    "Support at home",
    "What may happen if needs are not met",
)
"""What the Department for Education asks a referrer to think of, in our own words (domain 6.1)."""

NEEDS: Final = ("mental health", "neurodiversity", "learning disability", "substance use", "none known")

HEADINGS: Final[Mapping[Heading, str]] = MappingProxyType(
    {
        Heading.PARTNERSHIP: "Multi-agency partnership",
        Heading.RISK_ASSESSMENT: "Local risk assessment",
        Heading.PLAN: "Partnership plan",
        Heading.REFERRAL_PATHWAY: "Referral pathway",
        Heading.CHANNEL_PANEL: "Channel panel",
        Heading.TRAINING: "Training",
        Heading.PERMISSIVE_ENVIRONMENTS: "Reducing permissive environments",
        Heading.COMMUNICATIONS: "Communications and engagement",
    }
)
"""The eight headings of the plan."""

STANDARDS: Final = (
    ("The panel", "The local authority chairs the panel; chair and deputy are senior and named."),
    ("The panel", "The police, and the force for where the person lives, are present for every decision."),
    ("The panel", "Members are invited to the cases that they can help with, and sign the statement each time."),
    ("Referral", "Every referral is screened, and its safeguarding needs are met at once."),
    ("Referral", "A person referred more than once is looked at with the whole history."),
    ("Assessment", "Each person is assessed before the panel meets, and again at least every three months."),
    ("Decision", "Each decision is recorded with its route, its reasons and any dissent."),
    ("Consent", "No support starts without consent; of a child the parent or guardian consents."),
    ("Support", "Each plan states what the Act asks for, and what was delivered is recorded."),
    ("Support", "The panel reviews each person in support every month."),
    ("Exit", "A case is closed on evidence for each objective, with support that goes on where it is needed."),
    ("Exit", "Each person is reviewed 6 and 12 months after exit."),
    ("Records", "Records are kept apart, agree with the national tracker, and are disposed of when they are due."),
)
"""Area and standard of our own annual statement; a panel changes the words in the statement itself."""

FACTS: Final = (
    FactKind(kind="safeguarding_checked", sentence="It was checked whether the person needs safeguarding now."),
    FactKind(kind="known_checked", sentence="It was checked whether the person was referred before."),
    FactKind(kind="services_considered", sentence="Referral to health, social care or others was considered."),
    FactKind(kind="outcome_logged", sentence="The outcome was logged and the referrer told, where appropriate."),
    FactKind(kind="handed_over", sentence="The case was handed over to the police."),
    FactKind(kind="panel_informed", sentence="The panel was told."),
    FactKind(kind="taken_back", sentence="The panel took the case back from the police."),
    FactKind(kind="file_note", sentence="File note"),
)

SETTINGS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "gateway_days": 5,
        "return_days": 10,
        "first_panel_days": 20,
        "consent_days": 28,
        "drift_days": 35,
        "reassess_months": 3,
        "retention_years": 6,
    }
)
"""What a panel may set for itself, with what holds until it does (domain 5.2 and 10.5)."""

MOST_SET: Final[Mapping[str, int]] = MappingProxyType(
    {
        "gateway_days": 60,
        "return_days": 60,
        "first_panel_days": 60,
        "consent_days": 90,
        "drift_days": 366,
        "reassess_months": SETTINGS["reassess_months"],
        "retention_years": 100,
    }
)
"""The most that a panel may set. The guidance asks for an assessment at least every three months: never later."""

SETTING_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "gateway_days": ("Answer of the police gateway", "working days after the referral"),
        "return_days": ("Return of a partner, where no day is set", "working days after it was asked"),
        "first_panel_days": ("First discussion at panel", "working days after the section 36 decision"),
        "consent_days": ("Consent, or back to the panel", "days after the adoption"),
        "drift_days": ("Alarm where no contact is delivered", "days after the adoption or the last contact"),
        "reassess_months": ("Next assessment", "months after the adoption or the last assessment"),
        "retention_years": ("Kept", "years after the person left, or the case was closed"),
    }
)
"""What each setting is of, and what its number counts."""
