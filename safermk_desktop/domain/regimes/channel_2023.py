"""Channel under sections 36 to 41 of the Counter-Terrorism and Security Act 2015: its clocks.

The stages of Channel come with the Channel work; the clocks stand here so that ``deadlines`` knows them. Confirmed
in public text: the reviews 6 and 12 months after exit. The rest is a setting of local practice (domain 10.5).
"""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.deadlines import Basis, DeadlineRule, Unit

GUIDANCE: Final = "Channel duty guidance, December 2023"
LOCAL: Final = "Local practice; check against the Channel duty guidance"
PANEL: Final = "Chair of the Channel panel"


def _rule(name: str, duty: str, base: str, clock: tuple[Unit, int], *, why: str, basis: Basis) -> DeadlineRule:
    return DeadlineRule(
        id=name,
        duty=duty,
        base=base,
        unit=clock[0],
        count=clock[1],
        basis=basis,
        source=GUIDANCE if basis is Basis.GUIDANCE else LOCAL,
        why=why,
        done=name,
        owner=PANEL,
    )


CHANNEL_2023_RULES: Final = (
    _rule(
        "gateway",
        "Receive the outcome of the police gateway assessment",
        "referred",
        (Unit.WORKING_DAYS, 5),
        why="Five working days after the referral; national training material speaks of five days on average.",
        basis=Basis.LOCAL,
    ),
    _rule(
        "first_panel",
        "Discuss the person at a Channel panel",
        "section36",
        (Unit.WORKING_DAYS, 20),
        why="Twenty working days after the section 36 decision; the panel meets monthly.",
        basis=Basis.LOCAL,
    ),
    _rule(
        "consent",
        "Obtain consent to the support, or take it back to the panel",
        "adopted",
        (Unit.DAYS, 28),
        why="Four weeks after the panel adopted the person; then it goes back to the panel.",
        basis=Basis.LOCAL,
    ),
    _rule(
        "panel_review",
        "Review the support at panel",
        "consented",
        (Unit.MONTHS, 1),
        why="The panel reviews running support every month.",
        basis=Basis.LOCAL,
    ),
    _rule(
        "reassessment",
        "Reassess the person in support",
        "adopted",
        (Unit.MONTHS, 3),
        why="At least every three months after adoption; this is the first.",
        basis=Basis.GUIDANCE,
    ),
    _rule(
        "exit_review_6",
        "Review the person six months after exit",
        "exited",
        (Unit.MONTHS, 6),
        why="Six months after the person left the programme.",
        basis=Basis.GUIDANCE,
    ),
    _rule(
        "exit_review_12",
        "Review the person twelve months after exit",
        "exited",
        (Unit.MONTHS, 12),
        why="Twelve months after the person left the programme.",
        basis=Basis.GUIDANCE,
    ),
)
