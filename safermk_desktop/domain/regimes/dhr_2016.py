"""Domestic homicide reviews under section 9 of the Domestic Violence, Crime and Victims Act 2004.

Guidance: multi-agency statutory guidance of December 2016. Numbers that only local practice sets are marked
``Basis.LOCAL``; the partnership checks every guidance paragraph before a real case is opened (domain 10.15).
"""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.deadlines import Basis, DeadlineRule, Unit
from safermk_desktop.domain.process import GateCondition, Regime, Stage
from safermk_desktop.domain.regimes.dhr_2016_lists import ACT, FACTS, GUIDANCE, SEATS, TERMS_HEADINGS

LOCAL: Final = "Local practice, set by the partnership"


def _met(
    test: str, unmet: str, met: str, act: str, *, source: str = GUIDANCE, basis: Basis = Basis.GUIDANCE
) -> GateCondition:
    return GateCondition(test=test, unmet=unmet, met=met, source=source, basis=basis, act=act)


def _told(kind: str, unmet: str, met: str, source: str = GUIDANCE, basis: Basis = Basis.GUIDANCE) -> GateCondition:
    return _met(f"fact:{kind}", unmet, met, f"fact:{kind}", source=source, basis=basis)


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
        done="decision_recorded",
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

STAGES: Final = (
    Stage(
        id="notification",
        name="Notification",
        states=("D0", "D1"),
        waiting="Waits for a written notification",
        gate=(
            _told(
                "acknowledged", "The notification is not acknowledged.", "Notification acknowledged", LOCAL, Basis.LOCAL
            ),
            _told(
                "conflicts_checked", "Conflicts of interest are not checked.", "Conflicts checked", LOCAL, Basis.LOCAL
            ),
            _told("hold_note_sent", "Agencies are not told to keep their records.", "Records secured"),
            _told("scoping_replies_in", "The agencies' scoping replies are not all in.", "Scoping replies in"),
        ),
    ),
    Stage(
        id="decision",
        name="Decision",
        states=("D2", "D3"),
        waiting="After scoping",
        gate=(
            _met(
                "decision_recorded",
                "The decision whether to hold a review is not recorded.",
                "Decision recorded",
                "record_decision",
            ),
            _met(
                "letter:decision_letter",
                "No decision letter to the Home Office is logged as sent.",
                "Decision letter sent",
                "letter:decision_letter",
            ),
            _told("home_office_told_decision", "The Home Office is not told of the decision.", "Home Office told"),
            _told("family_informed", "There is no record that the family was told of the decision.", "Family told"),
        ),
    ),
    Stage(
        id="terms",
        name="Terms of reference",
        states=("D5",),
        waiting="After the decision",
        gate=(
            _met(
                "terms_drafted", "The terms of reference are not drafted.", "Terms of reference drafted", "draft_terms"
            ),
            _met(
                "terms_agreed",
                "No version of the terms of reference is agreed.",
                "Terms of reference agreed",
                "agree_terms",
            ),
            _told(
                "bmg_noted_terms",
                "The Business Management Group has not noted the terms of reference.",
                "Noted by the Business Management Group",
                LOCAL,
                Basis.LOCAL,
            ),
        ),
    ),
    Stage(
        id="panel",
        name="Panel",
        states=("D4",),
        waiting="After the terms of reference",
        gate=(
            _met("chair_appointed", "No independent chair is appointed.", "Chair appointed", "appoint"),
            _met(
                "seats_settled",
                "The required seats are not settled.",
                "Every required seat settled",
                "appoint",
                source=f"{ACT}(4)",
                basis=Basis.STATUTE,
            ),
            _told("first_panel_meeting", "The first panel meeting is not recorded.", "Panel has met"),
            _told(
                "advocacy_offered",
                "There is no record that the family was told about the advocacy service.",
                "Advocacy offered to the family",
            ),
        ),
    ),
    Stage(
        id="information",
        name="Information gathering",
        states=("D6", "D6h"),
        waiting="After the panel is set up",
        gate=(
            _met(
                "agencies_asked",
                "No agency was asked for an individual management review yet.",
                "Agencies asked",
                "ask_agency",
            ),
            _met("returns_in", "The agencies' returns are not all in.", "Every return in", "record_return"),
            _told("chronology_combined", "The combined chronology is not built.", "Chronology combined"),
            _told(
                "family_contribution",
                "The family's contribution, or that it was declined, is not recorded.",
                "Family's contribution recorded",
            ),
        ),
    ),
    Stage(
        id="report",
        name="Report",
        states=("D7", "D8", "D9"),
        waiting="After the information is in",
        gate=(
            _met(
                "report_in_vault",
                "The overview report is not in the vault.",
                "Overview report imported",
                "import_report",
            ),
            _met(
                "recommendations_recorded",
                "The recommendations are not recorded.",
                "Recommendations recorded",
                "add_recommendation",
            ),
            _told("accuracy_checked", "The agencies have not checked the draft for accuracy.", "Accuracy checked"),
            _told(
                "draft_shared_with_family",
                "There is no record that the family saw the draft.",
                "Draft seen by the family",
            ),
            _told("panel_approved_report", "The panel's approval is not recorded.", "Approved by the panel"),
            _told(
                "partnership_agreed_report",
                "The partnership has not agreed the report and its recommendations.",
                "Agreed by the partnership",
            ),
            _met(
                "redacted_copy_proved",
                "There is no redacted copy of the report with both proofs clean.",
                "Redacted copy proved",
                "make_redacted_copy",
            ),
        ),
    ),
    Stage(
        id="home_office",
        name="Home Office QA",
        states=("D10", "D11"),
        waiting="After the report is approved",
        gate=(
            _met(
                "submitted",
                "The submission to the Home Office is not recorded.",
                "Submitted to the Home Office",
                "record_submission",
            ),
            _met(
                "cleared_by_home_office",
                "No letter of the Quality Assurance Panel that clears the review is recorded.",
                "Cleared by the Quality Assurance Panel",
                "record_qa_letter",
            ),
        ),
    ),
    Stage(
        id="publication",
        name="Publication",
        states=("D12", "D13"),
        waiting="After the QA Panel letter",
        gate=(
            _told(
                "family_told_publication",
                "There is no record that the family was told the date of publication.",
                "Family told the date",
            ),
            _met(
                "no_live_proceedings",
                "Criminal proceedings are not recorded as ended.",
                "No live proceedings",
                "fact:criminal_proceedings_ended",
            ),
            _met(
                "second_person_approved",
                "No second person has approved the redacted copy.",
                "Approved by a second person",
                "approve_copy",
                source=LOCAL,
                basis=Basis.LOCAL,
            ),
            _met("published", "The publication is not recorded.", "Published", "record_publication"),
            _told(
                "commissioner_copy_sent",
                "The Domestic Abuse Commissioner has no copy yet.",
                "Commissioner has a copy",
                f"{ACT}(3B)",
                Basis.STATUTE,
            ),
            _told("copies_sent", "The copies to the agencies are not logged.", "Copies sent", LOCAL, Basis.LOCAL),
        ),
    ),
    Stage(
        id="action_plan",
        name="Action plan",
        states=("D14",),
        waiting="Tracked until every action closes",
        gate=(
            _met("actions_finished", "The actions are not all finished.", "Every action finished", "update_action"),
            _told(
                "final_report_to_partnership",
                "The final report to the partnership is not recorded.",
                "Final report to the partnership",
                LOCAL,
                Basis.LOCAL,
            ),
            _told(
                "learning_shared",
                "There is no record that the learning was shared.",
                "Learning shared",
                LOCAL,
                Basis.LOCAL,
            ),
        ),
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
