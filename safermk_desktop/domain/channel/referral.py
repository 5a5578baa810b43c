"""How a case begins: the referral, the police gateway, the partners asked, the decision of section 36 (domain 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import PreventRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(PreventRecord):
    """What the referrer said. ``sector`` and ``concern_type`` are of the regime's editable lists.

    ``prompts`` are ``prompt: answer`` of the Department for Education's list, for what was answered of it.
    ``source`` is the form or the reference it came under, ``safeguarding`` the referral made beside this one, if any.
    """

    received_on: date
    sector: str
    referrer_agency: str
    referrer_name: str
    referrer_role: str
    referrer_contact: str
    person_consulted: bool
    concern_type: str
    concern: str
    prompts: tuple[str, ...]
    immediate_risk: bool
    safeguarding: str
    source: str


class GatewayAnswer(StrEnum):
    """What the police answer. Of a live counter-terrorism matter no more is kept than that it was not progressed."""

    PROGRESS = "progress"
    NO_CONCERN = "no_concern"
    POLICE_LED = "police_led"
    NOT_PROGRESSED = "not_progressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayOutcome(PreventRecord):
    """The outcome of the police gateway; the police may change their view at any later point."""

    answer: GatewayAnswer
    answered_on: date
    note: str


class ReturnState(StrEnum):
    """How a partner's return stands. One that was chased does not hold up the decision any longer."""

    ASKED = "asked"
    CHASED = "chased"
    RECEIVED = "received"
    NOTHING_HELD = "nothing_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRequest(PreventRecord):
    """What a partner of Schedule 7 was asked for (s.38): never for what comes from the intelligence services."""

    organisation: str
    asked_on: date
    due_on: date
    state: ReturnState
    returned_on: date | None
    note: str


class Decider(StrEnum):
    """Who may refer to the panel: a chief officer of police or, since 12 April 2019, a local authority (s.36(3))."""

    POLICE = "police"
    LOCAL_AUTHORITY = "local_authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section36Decision(PreventRecord):
    """Whether there are reasonable grounds to believe that the person is vulnerable (s.36(3)), and who decided it."""

    decided_on: date
    decider: Decider
    decided_by: str
    is_reasonable: bool
    grounds: str
