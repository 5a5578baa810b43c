"""Finding cases by what may be said of them, and records by their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safermk_desktop.domain.board_plan import BoardPlan
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services.caseloads import subjects
from safermk_desktop.services.ports import Compartment, Found
from safermk_desktop.services.session import Session

FIRST_PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCase:
    """A case by its reference, working title and the published form of its subject."""

    case_id: CaseId
    reference: str
    label: str
    subject: str


def cases(session: Session, text: str) -> tuple[FoundCase, ...]:
    """The cases, closed ones too, whose reference, working title or published form of the subject holds ``text``."""
    wanted = text.casefold().strip()
    if not wanted or Compartment.REVIEWS not in session.vault.compartments:
        return ()
    with session.vault.reading(Compartment.REVIEWS) as work:
        named = subjects(work)
        found = [
            FoundCase(
                case_id=case.case_id,
                reference=case.reference,
                label=case.label,
                subject=named.get(case.case_id, ""),
            )
            for case in work.every(Case)
        ]
    return tuple(each for each in found if wanted in f"{each.reference} {each.label} {each.subject}".casefold())


def plans(session: Session) -> Mapping[CaseId, str]:
    """The names of the plans that belong to no review."""
    if Compartment.REVIEWS not in session.vault.compartments:
        return {}
    with session.vault.reading(Compartment.REVIEWS) as work:
        return {plan.case_id: plan.label for plan in work.every(BoardPlan)}


def records(session: Session, text: str, ticket: int) -> tuple[Found, ...]:
    """The newest records that hold all the words of ``text``. A later ``ticket`` stops it: ``Cancelled``."""
    if Compartment.REVIEWS not in session.vault.compartments:
        return ()
    found = session.vault.search(Compartment.REVIEWS, text, limit=FIRST_PAGE, ticket=ticket)
    return tuple(each for each in found if each.kind != "case")
