"""Domestic abuse related death reviews under section 8A of the Act of 2004 (Victims and Prisoners Act 2024, s.19).

No commencement of s.19 and no final guidance were known when this was written. Until there is guidance, the clocks
are those of ``dhr_2016``, carried over with the same basis (domain 2.4).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from safermk_desktop.domain.deadlines import Basis, DeadlineRule
from safermk_desktop.domain.regimes.dhr_2016 import DHR_2016

CARRIED_OVER: Final = "carried over from the December 2016 guidance until guidance for s.8A is published"
ACT: Final = "Domestic Violence, Crime and Victims Act 2004, s.8A"


def _carried(rule: DeadlineRule) -> DeadlineRule:
    if rule.basis is Basis.STATUTE:
        return replace(
            rule,
            duty="Send the report to the Secretary of State and the Domestic Abuse Commissioner",
            source=f"{ACT}(4) and (5)",
        )
    return replace(rule, source=f"{rule.source} ({CARRIED_OVER})")


DARDR_2024: Final = replace(
    DHR_2016,
    id="dardr_2024",
    edition="2024.0",
    act=ACT,
    guidance="No guidance for s.8A is published yet",
    display_name="DARDR",
    rules=tuple(_carried(rule) for rule in DHR_2016.rules),
    note=f"Clocks {CARRIED_OVER}. Check that s.19 is in force before a case is opened under it.",
)
