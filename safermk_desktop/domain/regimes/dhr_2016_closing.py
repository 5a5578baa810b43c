"""The states D6 to D15 of the regime of 2016: from the agencies' returns to the closed case (domain 2.3)."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.regimes.dhr_2016_lists import ACT
from safermk_desktop.domain.regimes.making import RESOLUTION, by_custom, by_family, by_guidance, by_statute
from safermk_desktop.domain.roles import BOARD, GROUP, HEAD, PANEL_CHAIR
from safermk_desktop.domain.states import Stage, State, Way

ACCESSIBLE: Final = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"

INFORMATION: Final = Stage(
    id="information",
    name="Information gathering",
    waiting="After the terms of reference",
    states=(
        State(
            id="D6",
            name="Information gathering",
            ways=(Way("D7"),),
            gate=(
                by_guidance(
                    "agencies_asked",
                    "No agency was asked for an individual management review yet.",
                    "Agencies asked",
                    "ask_agency",
                ),
                by_guidance("returns_in", "The agencies' returns are not all in.", "Every return in", "record_return"),
                by_guidance("fact:chronology_combined", "The combined chronology is not built.", "Chronology combined"),
                by_guidance("fact:genogram_done", "The genogram is not drawn.", "Genogram drawn"),
                by_family(
                    "family:contribution",
                    "The family's contribution, or that it was declined, is not recorded.",
                    "Family's contribution recorded",
                ),
            ),
        ),
        State(
            id="D6h",
            is_aside=True,
            name="Paused",
            ways=(Way("D6"), Way("D7")),
            returns=True,
            note="Goes back to the state that it was paused in. The clocks run on: a pause explains a late date.",
            gate=(
                by_guidance(
                    "pause_lifted", "The pause is not lifted.", "Pause lifted", "lift_pause", owner=PANEL_CHAIR
                ),
            ),
        ),
    ),
)

REPORT: Final = Stage(
    id="report",
    name="Report",
    waiting="After the information is in",
    states=(
        State(
            id="D7",
            name="Analysis and drafting",
            ways=(Way("D8"),),
            gate=(
                by_guidance(
                    "report_in_vault",
                    "The overview report is not in the vault.",
                    "Overview report imported",
                    "import_report",
                    owner=PANEL_CHAIR,
                ),
                by_guidance(
                    "summary_drafted",
                    "The draft executive summary is not in the vault.",
                    "Executive summary drafted",
                    "write_summary",
                    owner=PANEL_CHAIR,
                ),
                by_guidance(
                    "recommendations_recorded",
                    "The recommendations are not recorded.",
                    "Recommendations recorded",
                    "add_recommendation",
                    owner=PANEL_CHAIR,
                ),
                by_custom(
                    "round:accuracy_checked",
                    "The agencies have not checked the draft for accuracy.",
                    "Accuracy checked",
                    "fact:accuracy_checked",
                ),
                by_family(
                    "family:pseudonym",
                    "The family's wishes on the pseudonym are not recorded, or why there are none.",
                    "Wishes on the pseudonym recorded",
                ),
                by_family(
                    "family:draft",
                    "There is no record that the family saw the draft, or why not.",
                    "Draft seen by the family",
                ),
                by_family(
                    "family_answered",
                    "A comment of the family is not answered.",
                    "Every comment of the family answered",
                ),
            ),
        ),
        State(
            id="D8",
            name="Panel sign-off",
            ways=(Way("D9"),),
            gate=(
                by_guidance(
                    "round:panel_approved_report",
                    "The panel's approval is not recorded.",
                    "Approved by the panel",
                    "fact:panel_approved_report",
                    owner=PANEL_CHAIR,
                ),
                by_guidance(
                    "actions_planned",
                    "The action plan is not drafted.",
                    "Every recommendation has an action",
                    "update_action",
                ),
                by_guidance(
                    "fact:leads_accepted_actions",
                    "The lead agencies have not accepted their actions.",
                    "Actions accepted by their leads",
                ),
            ),
        ),
        State(
            id="D9",
            name="Partnership sign-off",
            ways=(Way("D10"),),
            gate=(
                by_family(
                    "family_answered",
                    "A comment of the family is not answered.",
                    "Every comment of the family answered",
                ),
                by_custom(
                    "round:partnership_agreed_report",
                    "The partnership has not agreed the report and its recommendations.",
                    "Agreed by the partnership",
                    "fact:partnership_agreed_report",
                    source=RESOLUTION,
                    owner=BOARD,
                ),
                by_custom(
                    "fact:action_plan_to_group",
                    "The action plan is not with the Business Management Group.",
                    "Action plan with the Business Management Group",
                    source=RESOLUTION,
                    owner=BOARD,
                ),
                by_guidance(
                    "points_done",
                    "The points of the Quality Assurance letter are not all done.",
                    "Every point of a Quality Assurance letter done",
                    "answer_points",
                ),
                by_guidance(
                    "redacted_copy_proved",
                    "There is no redacted copy of the report with both proofs clean.",
                    "Redacted copy proved",
                    "make_redacted_copy",
                ),
            ),
        ),
    ),
)

HOME_OFFICE: Final = Stage(
    id="home_office",
    name="Home Office QA",
    waiting="After the report is approved",
    states=(
        State(
            id="D10",
            name="Submission to the Home Office",
            ways=(Way("D11"),),
            gate=(
                by_guidance(
                    "letter:submission_letter",
                    "No letter with the submission is logged as sent.",
                    "Submission letter sent",
                    "record_submission",
                    owner=HEAD,
                ),
                by_guidance(
                    "submitted",
                    "The submission to the Home Office is not recorded.",
                    "Submitted to the Home Office",
                    "record_submission",
                    owner=HEAD,
                ),
                by_custom(
                    "submission_scanned",
                    "The files that were submitted have no clean scan for identities left in them.",
                    "Submitted files scanned",
                    "scan_submission",
                ),
                by_guidance(
                    "round:submission_received",
                    "The Home Office has not confirmed that it has the submission.",
                    "Receipt confirmed",
                    "fact:submission_received",
                ),
            ),
        ),
        State(
            id="D11",
            name="Quality Assurance outcome",
            ways=(Way("D7", "resubmission_asked"), Way("D12", "cleared_by_home_office")),
            gate=(
                by_guidance(
                    "quality_assured",
                    "No letter of the Quality Assurance Panel on this submission is recorded.",
                    "Quality Assurance letter recorded",
                    "record_qa_letter",
                ),
            ),
        ),
    ),
)

PUBLICATION: Final = Stage(
    id="publication",
    name="Publication",
    waiting="After the QA Panel letter",
    states=(
        State(
            id="D12",
            name="Preparing publication",
            ways=(Way("D13x", "not_published_decided"), Way("D13")),
            gate=(
                by_family(
                    "family:final_copy",
                    "There is no record that the family has the final copy, or why not.",
                    "Final copy with the family",
                ),
                by_family(
                    "family:publication",
                    "There is no record that the family agreed or was told the day of publication, or why not.",
                    "Family told the day",
                ),
                by_family(
                    "family_answered",
                    "A comment of the family is not answered.",
                    "Every comment of the family answered",
                ),
                by_guidance(
                    "no_live_proceedings",
                    "It is not on the file that criminal proceedings ended, or that none are live.",
                    "No live proceedings",
                    "fact:criminal_proceedings_ended",
                ),
                by_guidance(
                    "no_publication_hold", "Publication is held.", "No hold on publication", "lift_hold", owner=HEAD
                ),
                by_guidance(
                    "points_done",
                    "The points of the Quality Assurance letter are not all done.",
                    "Every point of the Quality Assurance letter done",
                    "answer_points",
                ),
                by_guidance(
                    "fact:third_parties_considered",
                    "The risk to children and other people from publication is not considered.",
                    "Risk to others considered",
                    owner=HEAD,
                ),
                by_custom(
                    "fact:agencies_briefed", "The agencies are not briefed before publication.", "Agencies briefed"
                ),
                by_custom("fact:media_plan_agreed", "There is no plan for the media.", "Media plan agreed", owner=HEAD),
                by_custom(
                    "fact:accessibility_checked",
                    "The public files are not checked for accessibility.",
                    "Accessibility checked",
                    source=ACCESSIBLE,
                ),
                by_custom(
                    "second_person_approved",
                    "No second person has approved the redacted copy as it stands.",
                    "Approved by a second person",
                    "approve_copy",
                    owner=HEAD,
                ),
            ),
        ),
        State(
            id="D13",
            name="Published",
            ways=(Way("D14"),),
            gate=(
                by_guidance("published", "The publication is not recorded.", "Published", "record_publication"),
                by_guidance(
                    "fact:home_office_told_link",
                    "The Home Office is not told where it is published.",
                    "Home Office told",
                ),
                by_statute(
                    "fact:commissioner_copy_sent",
                    "The Domestic Abuse Commissioner has no copy yet.",
                    "Commissioner has a copy",
                    source=f"{ACT}(3B)",
                    act="record_copy",
                ),
                by_custom(
                    "fact:copies_sent", "The copies to the agencies are not logged.", "Copies sent", "record_copy"
                ),
                by_custom("fact:link_checked", "The published link is not checked.", "Link checked"),
            ),
        ),
        State(
            id="D13x",
            is_aside=True,
            name="Not published",
            ways=(Way("D14"),),
            note="Exceptional. Looked at again every year.",
            gate=(
                by_guidance(
                    "not_published_decided",
                    "The reason not to publish, and that the Home Office was consulted, are not recorded.",
                    "Reason recorded, Home Office consulted",
                    "record_not_published",
                    owner=HEAD,
                ),
                by_statute(
                    "fact:commissioner_copy_sent",
                    "The Domestic Abuse Commissioner has no copy yet.",
                    "Commissioner has a copy",
                    source=f"{ACT}(3B)",
                    act="record_copy",
                ),
            ),
        ),
    ),
)

ACTION_PLAN: Final = Stage(
    id="action_plan",
    name="Action plan",
    waiting="Tracked until every action closes",
    states=(
        State(
            id="D14",
            name="Action plan",
            ways=(Way("D15"),),
            allows_side_steps=False,
            gate=(
                by_guidance(
                    "actions_finished",
                    "The actions are not all finished.",
                    "Every action finished",
                    "update_action",
                    owner=GROUP,
                ),
                by_custom(
                    "fact:final_report_to_partnership",
                    "The final report to the partnership is not recorded.",
                    "Final report to the partnership",
                    owner=GROUP,
                ),
                by_custom(
                    "fact:learning_shared", "There is no record that the learning was shared.", "Learning shared"
                ),
                by_custom(
                    "fact:retention_set",
                    "It is not recorded how long the working papers are kept.",
                    "Retention set",
                    source="Local practice: the retention schedule of the council",
                ),
            ),
        ),
        State(
            id="D15",
            name="Closed and kept",
            allows_side_steps=False,
            note="The published set is kept; working papers are destroyed by the schedule.",
        ),
    ),
)

CLOSING: Final = (INFORMATION, REPORT, HOME_OFFICE, PUBLICATION, ACTION_PLAN)
ENDS: Final = (
    State(id="CLOSED_NO_REVIEW", name="Closed: no review", allows_side_steps=False, may_reopen=True),
    State(id="WITHDRAWN", name="Closed: withdrawn", allows_side_steps=False, may_reopen=True),
    State(id="TRANSFERRED", name="Closed: transferred", allows_side_steps=False, may_reopen=True),
)
"""Where a case may end before its time. They stand beside the rail; new information opens them again."""
