"""The states D0 to D5 of the regime of 2016: from the notification to the terms of reference (domain 2.3)."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.regimes.dhr_2016_lists import ACT, GUIDANCE
from safermk_desktop.domain.regimes.making import by_custom, by_family, by_guidance
from safermk_desktop.domain.roles import CHAIR, GROUP, HEAD, OFFICER, PANEL_CHAIR
from safermk_desktop.domain.states import GateCondition, Stage, State, Way

NOTIFICATION: Final = Stage(
    id="notification",
    name="Notification",
    waiting="Waits for a written notification",
    states=(
        State(
            id="D0",
            name="Notified",
            ways=(Way("D1"),),
            gate=(
                by_custom("fact:acknowledged", "The notification is not acknowledged.", "Notification acknowledged"),
                by_custom(
                    "fact:access_list_set", "It is not settled who may see the case.", "Access list set", owner=HEAD
                ),
                by_custom("fact:conflicts_checked", "Conflicts of interest are not checked.", "Conflicts checked"),
                by_custom("fact:hold_note_sent", "Agencies are not told to keep their records.", "Records secured"),
            ),
        ),
        State(
            id="D1",
            name="Scoping",
            ways=(Way("D2"),),
            gate=(
                by_custom(
                    "fact:scoping_letters_sent", "The agencies are not asked what they know.", "Scoping letters sent"
                ),
                by_custom(
                    "fact:scoping_replies_in", "The agencies' scoping replies are not all in.", "Scoping replies in"
                ),
                by_guidance(
                    "criteria_checked",
                    "The criteria checklist is not filled in.",
                    "Criteria checked",
                    "check_criteria",
                ),
                by_guidance(
                    "fact:partners_consulted", "Partners are not consulted on the decision.", "Partners consulted"
                ),
            ),
        ),
    ),
)

DECISION: Final = Stage(
    id="decision",
    name="Decision",
    waiting="After scoping",
    states=(
        State(
            id="D2",
            name="Decision",
            ways=(Way("D3", "review_held"), Way("D2n")),
            gate=(
                by_guidance(
                    "decision_made",
                    "The decision whether to hold a review is not recorded.",
                    "Decision recorded",
                    "record_decision",
                    owner=CHAIR,
                ),
            ),
        ),
        State(
            id="D2n",
            is_aside=True,
            name="No review decided",
            ways=(Way("CLOSED_NO_REVIEW", "home_office_agrees"), Way("D3", "review_held")),
            gate=(
                by_guidance(
                    "letter:decision_letter",
                    "No decision letter to the Home Office is logged as sent.",
                    "Decision letter sent",
                    owner=HEAD,
                ),
                by_guidance(
                    "fact:home_office_told_decision", "The Home Office is not told of the decision.", "Home Office told"
                ),
                by_family(
                    "family:decision",
                    "There is no record that the family was told of the decision in writing, or why not.",
                    "Family told",
                    owner=OFFICER,
                ),
                by_family(
                    "family:leaflet",
                    "There is no record that the family was given the Home Office leaflet, or why not.",
                    "Leaflet given to the family",
                    owner=OFFICER,
                ),
                by_custom("fact:notifier_told", "The notifier is not told of the decision.", "Notifier told"),
                GateCondition(
                    test="home_office_answered",
                    unmet="The Home Office's answer to the decision is not recorded.",
                    met="Home Office's answer acted on",
                    source=f"{GUIDANCE}; the Secretary of State may direct that a review is held, {ACT}(2)",
                    basis=Basis.GUIDANCE,
                    act="record_answer",
                    owner=OFFICER,
                ),
            ),
        ),
        State(
            id="D3",
            name="Home Office told",
            ways=(Way("D4"),),
            gate=(
                by_guidance(
                    "decision_letter_current",
                    "No letter to the Home Office with the decision to hold a review is logged as sent.",
                    "Decision letter sent",
                    "letter:decision_letter",
                    owner=HEAD,
                ),
                by_guidance(
                    "fact:home_office_told_decision", "The Home Office is not told of the decision.", "Home Office told"
                ),
                by_family(
                    "family:decision",
                    "There is no record that the family was told of the decision, or why not.",
                    "Family told",
                    owner=OFFICER,
                ),
                by_family(
                    "family:leaflet",
                    "There is no record that the family was given the Home Office leaflet, or why not.",
                    "Leaflet given to the family",
                    owner=OFFICER,
                ),
                by_guidance("fact:coroner_told", "There is no record that the coroner was told.", "Coroner told"),
                by_guidance(
                    "fact:police_and_cps_told",
                    "There is no record that the senior investigating officer and the prosecution were told.",
                    "Police and prosecution told",
                ),
            ),
        ),
    ),
)

PANEL: Final = Stage(
    id="panel",
    name="Panel",
    waiting="After the decision",
    states=(
        State(
            id="D4",
            name="Commissioned",
            ways=(Way("D5"),),
            note="May begin before the Home Office answers: the panel is then marked as anticipatory.",
            gate=(
                by_guidance(
                    "chair_appointed", "No independent chair is appointed.", "Chair appointed", "appoint", owner=HEAD
                ),
                by_guidance(
                    "chair_checked",
                    "The checklist of the chair's independence is not filled in.",
                    "Chair's independence checked",
                    "check_chair",
                    owner=HEAD,
                ),
                GateCondition(
                    test="seats_settled",
                    unmet="The required seats are not settled.",
                    met="Every required seat settled",
                    source=f"{GUIDANCE}; the bodies named in {ACT}(4)",
                    basis=Basis.GUIDANCE,
                    act="appoint",
                    owner=PANEL_CHAIR,
                ),
                by_custom(
                    "first_panel_set",
                    "The day of the first panel meeting is not set.",
                    "First panel meeting set",
                    "fact:first_panel_set",
                ),
                by_guidance(
                    "members_declared",
                    "The members have not declared their independence.",
                    "Members independent of the case",
                    "declare",
                    owner=PANEL_CHAIR,
                ),
                by_family(
                    "family:advocacy",
                    "There is no record that the family was told about the advocacy service, or why not.",
                    "Advocacy offered to the family",
                ),
            ),
        ),
    ),
)

TERMS: Final = Stage(
    id="terms",
    name="Terms of reference",
    waiting="After the panel is set up",
    states=(
        State(
            id="D5",
            name="Terms of reference",
            ways=(Way("D6"),),
            gate=(
                by_family(
                    "family:terms",
                    "There is no record that the family was asked about the terms of reference, or why not.",
                    "Family asked about the terms",
                ),
                by_custom("fact:first_panel_meeting", "The first panel meeting is not recorded.", "Panel has met"),
                by_guidance(
                    "terms_drafted",
                    "The terms of reference are not drafted.",
                    "Terms of reference drafted",
                    "draft_terms",
                    owner=PANEL_CHAIR,
                ),
                by_guidance(
                    "terms_agreed",
                    "No version of the terms of reference is agreed.",
                    "Terms of reference agreed",
                    "agree_terms",
                    owner=PANEL_CHAIR,
                ),
                by_custom(
                    "fact:bmg_noted_terms",
                    "The Business Management Group has not noted the terms of reference.",
                    "Noted by the Business Management Group",
                    owner=GROUP,
                ),
            ),
        ),
    ),
)

OPENING: Final = (NOTIFICATION, DECISION, PANEL, TERMS)
