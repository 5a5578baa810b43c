"""What was recorded afterwards, of cases that came in under way: marked by rule, wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.taking_over import DAY_OF, TakenOver, marks
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

NONE: Final[Mapping[str, str]] = MappingProxyType({})


def case_marks(session: Session, case_id: CaseId) -> Mapping[str, str]:
    """The mark of each record of a case that tells of a time before it came in, by id; none of a case opened here."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        taken = work.of_case(TakenOver, case_id)
        if not taken:
            return NONE
        records = tuple(chain.from_iterable(work.of_case(kind, case_id) for kind in DAY_OF))
    return marks(taken, records, session.vault.trail(Compartment.REVIEWS, case_id))


def all_marks(session: Session) -> Mapping[str, str]:
    """The same of all cases of the reviews; none where this person does not open them."""
    if Compartment.REVIEWS not in session.vault.compartments:
        return NONE
    with session.vault.reading(Compartment.REVIEWS) as work:
        taken = work.every(TakenOver)
        if not taken:
            return NONE
        records = tuple(chain.from_iterable(work.every(kind) for kind in DAY_OF))
    return marks(taken, records, session.vault.trail(Compartment.REVIEWS))
