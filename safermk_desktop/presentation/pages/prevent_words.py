"""The words of the Prevent pages for what the domain keeps as values."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.panel import Outcome, Route
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.services.channel.showing import ConsentStanding

SHUT: Final = "Your key slot does not open Prevent. Ask the head of the service if you need it for your work."
OUTCOMES: Final = MappingProxyType(
    {
        Outcome.ADOPT: "Adopt",
        Outcome.NOT_SUITABLE: "Not suitable for Channel",
        Outcome.DEFER: "Defer for information",
        Outcome.POLICE_LED: "The police lead",
        Outcome.CONTINUE: "Continue as it is",
        Outcome.AMEND: "Amend the plan",
        Outcome.INCREASE: "Increase support",
        Outcome.STEP_DOWN: "Step support down",
        Outcome.EXIT: "Exit",
        Outcome.TRANSFER: "Transfer",
        Outcome.FURTHER_ASSESSMENT: "Assess further",
        Outcome.CLOSE: "Close",
    }
)
ROUTES: Final = MappingProxyType(
    {Route.UNANIMOUS: "unanimous", Route.MAJORITY: "by majority", Route.CHAIR: "decided by the chair"}
)
CONSENT: Final = MappingProxyType(
    {
        ConsentStanding.NOT_YET: ("grey", "Not asked yet"),
        ConsentStanding.MISSING: ("red", "Missing"),
        ConsentStanding.GIVEN: ("green", "Given"),
        ConsentStanding.REFUSED: ("amber", "Refused"),
        ConsentStanding.WITHDRAWN: ("amber", "Withdrawn"),
    }
)
"""Tone and word of how consent stands."""
BASES: Final = MappingProxyType({Basis.STATUTE: "Statute", Basis.GUIDANCE: "Guidance", Basis.LOCAL: "Local"})
EXPLAINED_WORDS: Final = MappingProxyType(
    {"support": "the support", "information_sharing": "sharing information", "school": "the school taking part"}
)


def said(value: str) -> str:
    """A value of the domain as words: ``needs_met`` is ``needs met``."""
    return value.replace("_", " ")
