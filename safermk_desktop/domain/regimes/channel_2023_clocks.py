"""The clocks of Channel under sections 36 to 41 of the Counter-Terrorism and Security Act 2015.

Confirmed in public text: the reviews 6 and 12 months after exit. The rest is a setting of local practice (domain 10.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.deadlines import Basis, DeadlineRule, Unit
from safermk_desktop.domain.regimes.channel_2023_lists import CHAIR, COORDINATOR, GUIDANCE, LOCAL, POLICE, SETTINGS

EVENTS: Final = ("referred", "section36", "consented", "adopted", "exited")
SET_BY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gateway": "gateway_days",
        "first_panel": "first_panel_days",
        "consent": "consent_days",
        "reassessment": "reassess_months",
    }
)
"""The setting that a rule counts by."""
RECURS: Final[Mapping[str, str]] = MappingProxyType({"panel_review": "reviewed", "reassessment": "assessed"})
"""The event from which a rule counts again, each time its duty was done."""


def _rule(
    name: str,
    duty: str,
    base: str,
    clock: tuple[Unit, int],
    *,
    why: str,
    basis: Basis,
    done: str,
    act: str,
    owner: str = CHAIR,
    needs: str = "",
) -> DeadlineRule:
    return DeadlineRule(
        id=name,
        duty=duty,
        base=base,
        unit=clock[0],
        count=clock[1],
        basis=basis,
        source=GUIDANCE if basis is Basis.GUIDANCE else LOCAL,
        why=why,
        done=done,
        act=act,
        owner=owner,
        needs=needs,
    )


CHANNEL_2023_RULES: Final = (
    _rule(
        "gateway",
        "Receive the outcome of the police gateway assessment",
        "referred",
        (Unit.WORKING_DAYS, SETTINGS["gateway_days"]),
        why="Five working days after the referral; national training material speaks of five days on average.",
        basis=Basis.LOCAL,
        done="gateway_answered",
        act="record_gateway",
        owner=POLICE,
    ),
    _rule(
        "first_panel",
        "Discuss the person at a Channel panel",
        "section36",
        (Unit.WORKING_DAYS, SETTINGS["first_panel_days"]),
        why="Twenty working days after the section 36 decision; the panel meets monthly.",
        basis=Basis.LOCAL,
        done="panel_discussed",
        act="decide",
        needs="grounds_found",
    ),
    _rule(
        "consent",
        "Obtain consent to the support, or take it back to the panel",
        "adopted",
        (Unit.DAYS, SETTINGS["consent_days"]),
        why="Four weeks after the panel adopted the person; then it goes back to the panel.",
        basis=Basis.LOCAL,
        done="consent_answered",
        act="record_consent",
        owner=COORDINATOR,
    ),
    _rule(
        "panel_review",
        "Review the support at panel",
        "consented",
        (Unit.MONTHS, 1),
        why="The panel reviews running support every month.",
        basis=Basis.LOCAL,
        done="support_over",
        act="decide",
        needs="support_runs",
    ),
    _rule(
        "reassessment",
        "Reassess the person in support",
        "adopted",
        (Unit.MONTHS, SETTINGS["reassess_months"]),
        why="At least every three months, from the adoption or the last assessment.",
        basis=Basis.GUIDANCE,
        done="support_over",
        act="assess",
        owner=COORDINATOR,
    ),
    _rule(
        "exit_review_6",
        "Review the person six months after exit",
        "exited",
        (Unit.MONTHS, 6),
        why="Six months after the person left the programme.",
        basis=Basis.GUIDANCE,
        done="review_6_held",
        act="review_after_exit",
    ),
    _rule(
        "exit_review_12",
        "Review the person twelve months after exit",
        "exited",
        (Unit.MONTHS, 12),
        why="Twelve months after the person left the programme.",
        basis=Basis.GUIDANCE,
        done="review_12_held",
        act="review_after_exit",
    ),
)
