"""Consent to support, the support plan with its statutory fields, and what was delivered (domain 6.3 and 6.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.channel.case import is_under_18
from safermk_desktop.domain.record import PreventRecord, RecordId


class Consenter(StrEnum):
    """Who consents. For a person under 18 it is a parent or guardian (explanatory note 206 to s.36)."""

    PERSON = "person"
    PARENT = "parent"
    GUARDIAN = "guardian"


class ConsentAnswer(StrEnum):
    """What was answered. A refusal is recorded without pressure: taking part is voluntary."""

    GIVEN = "given"
    REFUSED = "refused"


EXPLAINED: Final = ("nature", "voluntary", "who_sees", "recording", "withdrawal", "retention")
"""What must have been explained before anybody can consent."""
SCOPES: Final = ("support", "information_sharing", "school")
"""What consent can be for. It is for support, and never the basis in data protection law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(PreventRecord):
    """One answer to the request for consent. ``withdrawn_on`` is when it ended, by whom and why stands beside it."""

    answer: ConsentAnswer
    answered_on: date
    consenter: Consenter
    name: str
    relationship: str
    capacity_note: str
    young_person_view: str
    explained: tuple[str, ...]
    scope: tuple[str, ...]
    method: str
    witness: str
    copy_held: bool
    reason: str = ""
    withdrawn_on: date | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""

    def is_live(self, on: date) -> bool:
        """Whether it holds on ``on``."""
        is_given = self.answer is ConsentAnswer.GIVEN and self.answered_on <= on and "support" in self.scope
        return is_given and (self.withdrawn_on is None or on < self.withdrawn_on)


def wrong_consenter(consent: Consent, born_on: date | None, on: date) -> str:
    """Why this person cannot consent for one born on ``born_on``, as a sentence; empty where they can."""
    if born_on is None:
        return "The date of birth is not recorded: it decides who has to consent."
    is_person = consent.consenter is Consenter.PERSON
    if is_under_18(born_on, on) and is_person:
        return "The person is under 18: a parent or guardian has to consent, and the young person's view is recorded."
    if not is_under_18(born_on, on) and not is_person:
        return "The person is 18 or over and consents for themselves; nobody else can."
    if is_under_18(born_on, on) and not consent.young_person_view.strip():
        return "The young person's own view is not recorded."
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPlan(PreventRecord):
    """One version of the plan of s.36(4)(a). The fields of s.36(5) are required.

    (a) ``consent_how``, ``consent_when`` and ``consent_by``: how, when and by whom consent is asked for; (b)
    ``nature`` of the support; (c) ``responsible`` for arranging it; (d) ``given_how`` and ``given_when``.
    """

    version: int
    made_on: date
    lead_professional: str
    consent_how: str
    consent_when: str
    consent_by: str
    nature: str
    responsible: str
    given_how: str
    given_when: str
    risk_to_self: str
    risk_to_others: str
    risk_online: str
    mitigation: str
    contingency: str
    escalation: str


STATUTORY: Final = (
    "consent_how",
    "consent_when",
    "consent_by",
    "nature",
    "responsible",
    "given_how",
    "given_when",
)
"""The fields of a plan that s.36(5)(a) to (d) asks for."""


class SupportKind(StrEnum):
    """What kind of support an objective is met by (domain 6.4)."""

    MENTORING = "mentoring"
    IDEOLOGICAL = "ideological"
    EDUCATION = "education"
    EMPLOYMENT = "employment"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE = "substance"
    HOUSING = "housing"
    FAMILY = "family"
    ONLINE_SAFETY = "online_safety"
    DIVERSION = "diversion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(PreventRecord):
    """One objective of the plan. ``closing_evidence`` says what was reached; without it no case exits (5.2)."""

    number: int
    need: str
    factor: str
    support: SupportKind
    provider: str
    starts_on: date
    how_often: str
    measure: str
    progress: str = ""
    ends_on: date | None = None
    closing_evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportContact(PreventRecord):
    """One contact of support that was delivered, or that failed since the person or the provider did not come."""

    objective_id: RecordId
    happened_on: date
    by: str
    was_delivered: bool
    note: str
