"""What was recommended before in other reviews of this vault, for who writes a recommendation or reads one."""

from __future__ import annotations

from safermk_desktop.domain.actions import Recommendation
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.repeats import Earlier, Finder
from safermk_desktop.services.board_plans import plan_labels
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session


def finder(session: Session, case_id: CaseId) -> Finder:
    """Finds repeats among the recommendations of every other review or board, open or closed, under its label alone."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        labels = plan_labels(work)
        items = work.chosen(Recommendation, ("id", "number", "text"))
    earlier = (
        Earlier(id=one.id, case_id=one.case_id, label=labels.get(one.case_id, ""), number=one.number, text=one.text)
        for one in items
        if one.case_id != case_id
    )
    return Finder.of(earlier, session.readings)
