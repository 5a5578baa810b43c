"""Domestic homicide reviews under section 9 of the Domestic Violence, Crime and Victims Act 2004.

Guidance: multi-agency statutory guidance of December 2016. Numbers that only local practice sets are marked
``Basis.LOCAL``; the partnership checks every guidance paragraph before a real case is opened (domain 10.15).
"""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.regimes.dhr_2016_clocks import RULES
from safermk_desktop.domain.regimes.dhr_2016_gates import ENDS, STAGES
from safermk_desktop.domain.regimes.dhr_2016_lists import ACT, FACTS, GUIDANCE, SEATS, TERMS_HEADINGS
from safermk_desktop.domain.regimes.dhr_2016_papers import (
    CHAIR_CRITERIA,
    CRITERIA,
    LETTERS,
    OVERVIEW_OUTLINE,
    RECIPIENTS,
    SUMMARY_OUTLINE,
)
from safermk_desktop.domain.regimes.dhr_2016_side_steps import SIDE_STEPS

DHR_2016: Final = Regime(
    id="dhr_2016",
    edition="2016.4",
    act=ACT,
    guidance=GUIDANCE,
    display_name="DHR",
    stages=STAGES,
    ends=ENDS,
    rules=RULES,
    seats=SEATS,
    facts=FACTS,
    terms_headings=TERMS_HEADINGS,
    side_steps=SIDE_STEPS,
    criteria=CRITERIA,
    chair_criteria=CHAIR_CRITERIA,
    recipients=RECIPIENTS,
    letters=LETTERS,
    overview_outline=OVERVIEW_OUTLINE,
    summary_outline=SUMMARY_OUTLINE,
)
