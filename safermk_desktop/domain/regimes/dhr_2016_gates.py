"""The stages of the regime of 2016 and the gate out of each.

Guidance is what the December 2016 guidance is known to ask for; local is what the partnership asks of itself (domain
2.3 marks which). Every condition says what is missing, where that comes from, and the act that meets it.
"""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.process import GateCondition, Stage
from safermk_desktop.domain.regimes.dhr_2016_lists import ACT, GUIDANCE

LOCAL: Final = "Local practice, set by the partnership"
RESOLUTION: Final = "Local practice: a resolution of the partnership"


def _guidance(test: str, unmet: str, met: str, act: str = "") -> GateCondition:
    return GateCondition(test=test, unmet=unmet, met=met, source=GUIDANCE, basis=Basis.GUIDANCE, act=act or test)


def _local(test: str, unmet: str, met: str, act: str = "", *, source: str = LOCAL) -> GateCondition:
    return GateCondition(test=test, unmet=unmet, met=met, source=source, basis=Basis.LOCAL, act=act or test)


STAGES: Final = (
    Stage(
        id="notification",
        name="Notification",
        states=("D0", "D1"),
        waiting="Waits for a written notification",
        gate=(
            _local("fact:acknowledged", "The notification is not acknowledged.", "Notification acknowledged"),
            _local("fact:conflicts_checked", "Conflicts of interest are not checked.", "Conflicts checked"),
            _local("fact:hold_note_sent", "Agencies are not told to keep their records.", "Records secured"),
            _local("fact:scoping_replies_in", "The agencies' scoping replies are not all in.", "Scoping replies in"),
        ),
    ),
    Stage(
        id="decision",
        name="Decision",
        states=("D2", "D3"),
        waiting="After scoping",
        gate=(
            _guidance("fact:partners_consulted", "Partners are not consulted on the decision.", "Partners consulted"),
            _guidance(
                "decision_recorded",
                "The decision whether to hold a review is not recorded.",
                "Decision recorded",
                "record_decision",
            ),
            _guidance(
                "letter:decision_letter",
                "No decision letter to the Home Office is logged as sent.",
                "Decision letter sent",
            ),
            _guidance(
                "fact:home_office_told_decision", "The Home Office is not told of the decision.", "Home Office told"
            ),
            _guidance(
                "fact:family_informed", "There is no record that the family was told of the decision.", "Family told"
            ),
            _guidance("fact:coroner_told", "There is no record that the coroner was told.", "Coroner told"),
        ),
    ),
    Stage(
        id="terms",
        name="Terms of reference",
        states=("D5",),
        waiting="After the decision",
        gate=(
            _guidance(
                "terms_drafted", "The terms of reference are not drafted.", "Terms of reference drafted", "draft_terms"
            ),
            _guidance(
                "terms_agreed",
                "No version of the terms of reference is agreed.",
                "Terms of reference agreed",
                "agree_terms",
            ),
            _local(
                "fact:bmg_noted_terms",
                "The Business Management Group has not noted the terms of reference.",
                "Noted by the Business Management Group",
            ),
        ),
    ),
    Stage(
        id="panel",
        name="Panel",
        states=("D4",),
        waiting="After the terms of reference",
        gate=(
            _guidance("chair_appointed", "No independent chair is appointed.", "Chair appointed", "appoint"),
            GateCondition(
                test="seats_settled",
                unmet="The required seats are not settled.",
                met="Every required seat settled",
                source=f"{GUIDANCE}; the bodies named in {ACT}(4)",
                basis=Basis.GUIDANCE,
                act="appoint",
            ),
            _local("fact:first_panel_meeting", "The first panel meeting is not recorded.", "Panel has met"),
            _guidance(
                "fact:advocacy_offered",
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
            _guidance(
                "agencies_asked",
                "No agency was asked for an individual management review yet.",
                "Agencies asked",
                "ask_agency",
            ),
            _guidance("returns_in", "The agencies' returns are not all in.", "Every return in", "record_return"),
            _guidance("fact:chronology_combined", "The combined chronology is not built.", "Chronology combined"),
            _guidance(
                "fact:family_contribution",
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
            _guidance(
                "report_in_vault",
                "The overview report is not in the vault.",
                "Overview report imported",
                "import_report",
            ),
            _guidance(
                "recommendations_recorded",
                "The recommendations are not recorded.",
                "Recommendations recorded",
                "add_recommendation",
            ),
            _guidance(
                "actions_planned",
                "The action plan is not drafted.",
                "Every recommendation has an action",
                "update_action",
            ),
            _local(
                "fact:accuracy_checked", "The agencies have not checked the draft for accuracy.", "Accuracy checked"
            ),
            _guidance(
                "fact:draft_shared_with_family",
                "There is no record that the family saw the draft.",
                "Draft seen by the family",
            ),
            _guidance("fact:panel_approved_report", "The panel's approval is not recorded.", "Approved by the panel"),
            _local(
                "fact:partnership_agreed_report",
                "The partnership has not agreed the report and its recommendations.",
                "Agreed by the partnership",
                source=RESOLUTION,
            ),
            _guidance(
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
            _guidance(
                "letter:submission_letter",
                "No letter with the submission is logged as sent.",
                "Submission letter sent",
                "record_submission",
            ),
            _guidance(
                "submitted",
                "The submission to the Home Office is not recorded.",
                "Submitted to the Home Office",
                "record_submission",
            ),
            _guidance(
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
            _guidance(
                "fact:family_told_publication",
                "There is no record that the family was told the date of publication.",
                "Family told the date",
            ),
            _guidance(
                "no_live_proceedings",
                "It is not on the file that criminal proceedings ended, or that none are live.",
                "No live proceedings",
                "fact:criminal_proceedings_ended",
            ),
            _local(
                "second_person_approved",
                "No second person has approved the redacted copy as it stands.",
                "Approved by a second person",
                "approve_copy",
            ),
            _guidance("published", "The publication is not recorded.", "Published", "record_publication"),
            GateCondition(
                test="fact:commissioner_copy_sent",
                unmet="The Domestic Abuse Commissioner has no copy yet.",
                met="Commissioner has a copy",
                source=f"{ACT}(3B)",
                basis=Basis.STATUTE,
                act="fact:commissioner_copy_sent",
            ),
            _local("fact:copies_sent", "The copies to the agencies are not logged.", "Copies sent"),
        ),
    ),
    Stage(
        id="action_plan",
        name="Action plan",
        states=("D14",),
        waiting="Tracked until every action closes",
        gate=(
            _guidance(
                "actions_finished", "The actions are not all finished.", "Every action finished", "update_action"
            ),
            _local(
                "fact:final_report_to_partnership",
                "The final report to the partnership is not recorded.",
                "Final report to the partnership",
            ),
            _local("fact:learning_shared", "There is no record that the learning was shared.", "Learning shared"),
        ),
    ),
)
