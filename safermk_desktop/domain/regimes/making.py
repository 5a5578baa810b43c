"""How the data of an edition are written down: a condition by what it rests on, and who sees to it (domain 2.2)."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.regimes.dhr_2016_lists import GUIDANCE
from safermk_desktop.domain.roles import OFFICER, PANEL_CHAIR
from safermk_desktop.domain.states import GateCondition

LOCAL: Final = "Local practice, set by the partnership"
RESOLUTION: Final = "Local practice: a resolution of the partnership"


def by_guidance(test: str, unmet: str, met: str, act: str = "", *, owner: str = OFFICER) -> GateCondition:
    """What the statutory guidance is known to ask for. Without an ``act`` the test names the fact to be recorded."""
    return GateCondition(
        test=test, unmet=unmet, met=met, source=GUIDANCE, basis=Basis.GUIDANCE, act=act or test, owner=owner
    )


def by_custom(
    test: str, unmet: str, met: str, act: str = "", *, source: str = LOCAL, owner: str = OFFICER
) -> GateCondition:
    """What the partnership asks of itself."""
    return GateCondition(
        test=test, unmet=unmet, met=met, source=source, basis=Basis.LOCAL, act=act or test, owner=owner
    )


def by_family(test: str, unmet: str, met: str, *, owner: str = PANEL_CHAIR) -> GateCondition:
    """What is owed to the family: a contact, or the recorded reason to go on without. No override passes it."""
    return GateCondition(
        test=test,
        unmet=unmet,
        met=met,
        source=GUIDANCE,
        basis=Basis.GUIDANCE,
        act=test,
        owner=owner,
        is_owed_always=True,
    )


def by_statute(test: str, unmet: str, met: str, *, source: str, act: str = "", owner: str = OFFICER) -> GateCondition:
    """What the Act itself asks for."""
    return GateCondition(
        test=test, unmet=unmet, met=met, source=source, basis=Basis.STATUTE, act=act or test, owner=owner
    )
