"""What the regime of 2016 asks and writes: criteria, recipients, letters, outlines of its reports (domain 3)."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.regimes.dhr_2016_lists import ACT, GUIDANCE
from safermk_desktop.domain.regimes.making import LOCAL
from safermk_desktop.domain.states import Criterion, LetterKind, Recipient

CRITERIA: Final = (
    Criterion(id="aged_16", question="Was the person who died aged 16 or over?", source=f"{ACT}(1)"),
    Criterion(
        id="cause",
        question="Has the death, or does it appear to have, resulted from violence, abuse or neglect?",
        source=f"{ACT}(1)",
    ),
    Criterion(
        id="relationship",
        question="Was it by a relative, a present or former intimate partner, or a member of the same household?",
        source=f"{ACT}(1)(a) and (b)",
    ),
    Criterion(
        id="suicide",
        question="If it was suicide: is there concern such as coercive control, whether or not anyone is charged?",
        source=GUIDANCE,
    ),
    Criterion(id="residence", question="Did the person who died normally live in the area?", source=GUIDANCE),
    Criterion(id="other_review", question="Does the death call for another statutory review?", source=GUIDANCE),
)

CHAIR_CRITERIA: Final = tuple(
    Criterion(id=name, question=question, source=f"{GUIDANCE}, section 4")
    for name, question in (
        ("not_associated", "Not directly associated with any agency involved in the review"),
        ("knowledge", "Enhanced knowledge of domestic abuse, so-called honour-based abuse, the research and the law"),
        ("agencies", "Understands the role and context of the main agencies"),
        ("managerial", "Managerial expertise and strategic vision"),
        ("skills", "Good investigative, interviewing and communication skills"),
        ("disciplinary", "Understands the disciplinary regimes of the agencies"),
        ("training", "Has completed the Home Office online learning for chairs"),
    )
)
"""What is asked of an independent chair, each with evidence (domain 2.6)."""

RECIPIENTS: Final = (
    Recipient(name="Domestic Abuse Commissioner", basis=Basis.STATUTE, source=f"{ACT}(3B) and (3C)"),
    Recipient(name="Home Office", basis=Basis.GUIDANCE, source=GUIDANCE),
    Recipient(name="Police and Crime Commissioner", basis=Basis.LOCAL, source=LOCAL),
    Recipient(name="Chief officer of each agency on the panel", basis=Basis.GUIDANCE, source=GUIDANCE),
    Recipient(name="The partnership", basis=Basis.GUIDANCE, source=GUIDANCE),
    Recipient(name="Safeguarding boards", basis=Basis.LOCAL, source=LOCAL),
    Recipient(name="The family and their advocate", basis=Basis.GUIDANCE, source=GUIDANCE),
    Recipient(name="Coroner, where there is an inquest", basis=Basis.LOCAL, source=LOCAL),
    Recipient(name="Library of domestic homicide reviews", basis=Basis.LOCAL, source=LOCAL),
)

LETTERS: Final = (
    LetterKind(id="decision_letter", name="Decision to hold a review", to="Home Office", source=GUIDANCE),
    LetterKind(
        id="no_review_letter", name="Decision not to hold a review, with reasons", to="Home Office", source=GUIDANCE
    ),
    LetterKind(id="delay_letter", name="Delay, with reasons and a new date", to="Home Office", source=GUIDANCE),
    LetterKind(id="submission_letter", name="Letter with the submission", to="Home Office", source=GUIDANCE),
    LetterKind(id="qa_response", name="Answer to the Quality Assurance Panel", to="Home Office", source=GUIDANCE),
    LetterKind(id="publication_notice", name="Notice of publication, with the link", to="Home Office", source=GUIDANCE),
    LetterKind(id="not_publishing", name="Request not to publish, with reasons", to="Home Office", source=GUIDANCE),
)

OVERVIEW_OUTLINE: Final = (
    "Preface",
    "Introduction",
    "Timescales",
    "Confidentiality",
    "Terms of reference",
    "Methodology",
    "Involvement of family, friends, work colleagues, neighbours and wider community",
    "Contributors to the review",
    "Review panel members",
    "Author of the overview report",
    "Parallel reviews",
    "Equality and diversity",
    "Dissemination",
    "Background information",
    "Chronology",
    "Overview",
    "Analysis",
    "Conclusions",
    "Lessons to be learnt",
    "Recommendations",
    "Appendices",
)

SUMMARY_OUTLINE: Final = (
    "The review process",
    "Contributors",
    "Panel members",
    "Author",
    "Terms of reference",
    "Summary chronology",
    "Key issues",
    "Conclusions",
    "Lessons",
    "Recommendations",
)
