"""The lists of the regime of 2016: the seats of its panel, its dated facts, the headings of its terms of reference."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.states import FactKind, RequiredSeat

ACT: Final = "Domestic Violence, Crime and Victims Act 2004, s.9"
GUIDANCE: Final = "Multi-agency statutory guidance for domestic homicide reviews, December 2016"

SEATS: Final = tuple(
    RequiredSeat(agency_kind=kind, reason=reason, source=source)
    for kind, reason, source in (
        ("Police", "A body named in the Act", f"{ACT}(4)"),
        ("Local authority", "A body named in the Act", f"{ACT}(4)"),
        ("Probation", "A body named in the Act", f"{ACT}(4)"),
        ("Integrated care board", "A body named in the Act", f"{ACT}(4)"),
        ("NHS trust", "A body named in the Act", f"{ACT}(4)"),
        (
            "Specialist domestic abuse service",
            "Knowledge of domestic abuse independent of the statutory bodies",
            GUIDANCE,
        ),
    )
)

FACTS: Final = tuple(
    FactKind(kind=kind, sentence=sentence)
    for kind, sentence in (
        ("acknowledged", "The notification was acknowledged"),
        ("access_list_set", "It was settled who may see the case"),
        ("conflicts_checked", "Conflicts of interest were checked"),
        ("hold_note_sent", "Agencies were told to keep their records"),
        ("scoping_letters_sent", "The agencies were asked what they know"),
        ("scoping_replies_in", "The agencies' scoping replies are in"),
        ("partners_consulted", "Partners were consulted on the decision"),
        ("notifier_told", "The notifier was told of the decision"),
        ("family_informed", "The family was told of the decision"),
        ("advocacy_offered", "The family was told about the advocacy service"),
        ("home_office_told_decision", "The Home Office was told of the decision"),
        ("coroner_told", "The coroner was told"),
        ("police_and_cps_told", "The senior investigating officer and the prosecution were told"),
        ("first_panel_set", "The day of the first panel meeting was set"),
        ("first_panel_meeting", "The panel met for the first time"),
        ("bmg_noted_terms", "The Business Management Group noted the terms of reference"),
        ("family_commented_terms", "The family commented on the terms of reference"),
        ("chronology_combined", "The combined chronology was built"),
        ("genogram_done", "The genogram was drawn"),
        ("family_contribution", "The family's contribution was recorded"),
        ("draft_shared_with_family", "The family saw the draft report"),
        ("accuracy_checked", "The agencies checked the draft for accuracy"),
        ("panel_approved_report", "The panel approved the report"),
        ("leads_accepted_actions", "The lead agencies accepted their actions"),
        ("action_plan_to_group", "The action plan went to the Business Management Group"),
        ("partnership_agreed_report", "The partnership agreed the report and its recommendations"),
        ("submission_received", "The Home Office confirmed receipt of the submission"),
        ("pause_started", "The review was paused"),
        ("pause_ended", "The pause ended"),
        ("criminal_proceedings_ended", "Criminal proceedings ended"),
        ("no_proceedings", "It was confirmed that no criminal proceedings are live"),
        ("early_learning_issued", "Early learning was issued"),
        ("family_told_publication", "The family was told the date of publication"),
        ("third_parties_considered", "The risk of publication to children and others was considered"),
        ("agencies_briefed", "The agencies were briefed before publication"),
        ("media_plan_agreed", "The plan for the media was agreed"),
        ("accessibility_checked", "The public files were checked for accessibility"),
        ("home_office_told_link", "The Home Office was told where it is published"),
        ("link_checked", "The published link was checked"),
        ("commissioner_copy_sent", "The Domestic Abuse Commissioner was sent a copy"),
        ("copies_sent", "Copies were sent to the agencies"),
        ("final_report_to_partnership", "The final report went to the partnership"),
        ("learning_shared", "The learning was shared"),
        ("action_plan_reviewed", "The Business Management Group looked at the action plan"),
        ("retention_set", "It was recorded how long the working papers are kept"),
        ("gate_override", "A gate was passed by override"),
        ("file_note", "File note"),
    )
)

TERMS_HEADINGS: Final = (
    "Purpose",
    "Brief circumstances",
    "Period in scope",
    "People in scope",
    "Agencies and what each is asked for",
    "Key lines of enquiry",
    "Equality and diversity",
    "Family and community involvement",
    "Parallel processes and disclosure",
    "Panel membership and chair",
    "Confidentiality and data protection",
    "Methodology",
    "Timetable",
    "Media and communications",
    "Legal advice",
    "Publication and dissemination",
    "Versions and approvals",
)
