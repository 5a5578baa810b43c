"""What must hold of a panel before the review goes on: its chair's independence and its members' declarations."""

from __future__ import annotations

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelRole
from safermk_desktop.domain.regimes.editions import REGIMES


def chair_checked(file: CaseFile) -> str | None:
    """Whether the chair in office has evidence for each criterion of their edition, and works for no agency here."""
    chair = file.chair
    check = file.panel.check_of(chair.id) if chair else None
    if chair is None or check is None:
        return ""
    evidence = check.evidence()
    asked = REGIMES[file.case.regime].chair_criteria
    missing = [item.question for item in asked if not evidence.get(item.id)]
    if missing:
        return f"No evidence for the chair on: {'; '.join(missing)}."
    agencies = {one.organisation.casefold() for one in file.requests}
    agencies |= {one.organisation.casefold() for one in file.members if one.role is PanelRole.MEMBER}
    tied = [
        one.organisation
        for one in file.panel.employments
        if one.member_id == chair.id and one.until is None and one.organisation.casefold() in agencies
    ]
    return f"The chair still works for an agency of this review: {', '.join(tied)}." if tied else None


def members_declared(file: CaseFile) -> str | None:
    """Whether every member declared that they have no part in the case and manage nobody who had."""
    if not file.members:
        return ""
    sitting = [one for one in file.members if one.role is PanelRole.MEMBER and one.left_on is None]
    silent = [one.name for one in sitting if file.panel.declared(one.id) is None]
    if silent:
        return f"Members who have not declared their independence: {', '.join(silent)}."
    given = [(one.name, file.panel.declared(one.id)) for one in sitting]
    tied = [name for name, said in given if said and not (said.is_independent and said.manages_no_one)]
    if tied:
        return f"Members who are not independent of the case: {', '.join(tied)}. Appoint others to their seats."
    return None
