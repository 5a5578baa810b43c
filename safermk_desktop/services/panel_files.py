"""The work of a panel and the family of a review as the vault holds them."""

from __future__ import annotations

from safermk_desktop.domain.family import (
    FamilyComment,
    FamilyContact,
    FamilyFile,
    FamilyPerson,
    FamilyReason,
    PublicationDay,
)
from safermk_desktop.domain.panel_work import (
    Attendance,
    ChairCheck,
    Declaration,
    PanelMeeting,
    PanelWork,
    PastEmployment,
    Quorum,
    SeatExpertise,
    Substitute,
)
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services.ports import Reading


def panel_work(work: Reading, case_id: CaseId) -> PanelWork:
    """What is on file of the work of a panel."""
    return PanelWork(
        expertise=work.of_case(SeatExpertise, case_id),
        checks=work.of_case(ChairCheck, case_id),
        employments=work.of_case(PastEmployment, case_id),
        declarations=work.of_case(Declaration, case_id),
        substitutes=work.of_case(Substitute, case_id),
        meetings=work.of_case(PanelMeeting, case_id),
        attendance=work.of_case(Attendance, case_id),
        quorums=work.of_case(Quorum, case_id),
    )


def family_file(work: Reading, case_id: CaseId) -> FamilyFile:
    """What is on file of the family and friends of a review."""
    return FamilyFile(
        people=work.of_case(FamilyPerson, case_id),
        contacts=work.of_case(FamilyContact, case_id),
        reasons=work.of_case(FamilyReason, case_id),
        comments=work.of_case(FamilyComment, case_id),
        publication_days=work.of_case(PublicationDay, case_id),
    )
