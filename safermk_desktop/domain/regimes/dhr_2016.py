"""Domestic homicide reviews under section 9 of the Domestic Violence, Crime and Victims Act 2004.

Guidance: multi-agency statutory guidance of December 2016. Numbers that only local practice sets are marked
``Basis.LOCAL``; the partnership checks every guidance paragraph before a real case is opened (domain 10.15).
"""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.deadlines import Basis, DeadlineRule, Unit
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.regimes.dhr_2016_gates import LOCAL, STAGES
from safermk_desktop.domain.regimes.dhr_2016_lists import ACT, FACTS, GUIDANCE, SEATS, TERMS_HEADINGS

RULES: Final = (
    DeadlineRule(
        id="acknowledge",
        duty="Acknowledge the notification",
        base="notified",
        unit=Unit.WORKING_DAYS,
        count=5,
        basis=Basis.LOCAL,
        source=LOCAL,
        why="Five working days after the notification reached the partnership.",
        done="fact:acknowledged",
    ),
    DeadlineRule(
        id="scoping",
        duty="Receive the agencies' scoping replies",
        base="notified",
        unit=Unit.WORKING_DAYS,
        count=10,
        basis=Basis.LOCAL,
        source=LOCAL,
        why="Ten working days after the notification, so that the decision can rest on them.",
        done="fact:scoping_replies_in",
    ),
    DeadlineRule(
        id="decision",
        duty="Decide whether to hold a review",
        base="notified",
        unit=Unit.MONTHS,
        count=1,
        basis=Basis.GUIDANCE,
        source=f"{GUIDANCE}, timescales; duty: {ACT}(3)",
        why="One month from the notification, by corresponding date.",
        done="decision_made",
        act="record_decision",
    ),
    DeadlineRule(
        id="tell_home_office",
        duty="Tell the Home Office of the decision",
        base="decided",
        unit=Unit.WORKING_DAYS,
        count=5,
        basis=Basis.LOCAL,
        source=f"{LOCAL}; the guidance asks for it at the time of the decision",
        why="Five working days after the decision.",
        done="fact:home_office_told_decision",
    ),
    DeadlineRule(
        id="first_panel",
        duty="Hold the first panel meeting",
        base="decided",
        unit=Unit.MONTHS,
        count=2,
        basis=Basis.LOCAL,
        source=LOCAL,
        why="Two months from the decision, by corresponding date.",
        done="fact:first_panel_meeting",
        needs="review_held",
    ),
    DeadlineRule(
        id="report",
        duty="Complete the overview report",
        base="decided",
        unit=Unit.MONTHS,
        count=6,
        basis=Basis.GUIDANCE,
        source=f"{GUIDANCE}, timescales; duty: {ACT}(3)",
        why="Six months from the decision to hold the review, unless the panel formally agrees another timescale.",
        done="fact:partnership_agreed_report",
        needs="review_held",
    ),
    DeadlineRule(
        id="chase_quality_assurance",
        duty="Ask the Home Office for the Quality Assurance outcome",
        base="submitted",
        unit=Unit.MONTHS,
        count=3,
        basis=Basis.LOCAL,
        source=LOCAL,
        why="Three months after the submission, if no letter has come.",
        done="cleared_by_home_office",
    ),
    DeadlineRule(
        id="commissioner_copy",
        duty="Send the report to the Domestic Abuse Commissioner",
        base="completed",
        unit=Unit.NONE,
        count=0,
        basis=Basis.STATUTE,
        source="Domestic Violence, Crime and Victims Act 2004, s.9(3B) and (3C)",
        why="As soon as reasonably practicable after the report is completed; the Act names no day.",
        done="fact:commissioner_copy_sent",
    ),
)

DHR_2016: Final = Regime(
    id="dhr_2016",
    edition="2016.1",
    act=ACT,
    guidance=GUIDANCE,
    display_name="DHR",
    stages=STAGES,
    rules=RULES,
    seats=SEATS,
    facts=FACTS,
    terms_headings=TERMS_HEADINGS,
)
