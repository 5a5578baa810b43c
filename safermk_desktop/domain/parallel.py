"""Processes that run beside a review, what was disclosed to them, and the holds on publication (domain 2.8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.record import Record
from safermk_desktop.domain.wording import long_date


class ProcessStatus(StrEnum):
    """How far a parallel process is."""

    EXPECTED = "expected"
    LIVE = "live"
    ENDED = "ended"


class HoldCause(StrEnum):
    """What publication waits for."""

    CRIMINAL = "criminal"
    INQUEST = "inquest"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessKind:
    """A kind of process. ``holds`` is the cause of the hold that it places while it is live, where it places one.

    Criminal proceedings hold publication always; what else may hold it does so where somebody says so.
    """

    id: str
    name: str
    lead: str
    holds: HoldCause
    always_holds: bool = False


KINDS: Final = (
    ProcessKind(
        id="criminal",
        name="Criminal investigation or trial",
        lead="Senior investigating officer",
        holds=HoldCause.CRIMINAL,
        always_holds=True,
    ),
    ProcessKind(id="inquest", name="Coroner's inquest", lead="Coroner", holds=HoldCause.INQUEST),
    *(
        ProcessKind(id=kind, name=name, lead=lead, holds=HoldCause.OTHER)
        for kind, name, lead in (
            ("adult_review", "Safeguarding adults review (Care Act 2014, s.44)", "Safeguarding adults board"),
            ("child_review", "Child safeguarding practice review", "Safeguarding children partnership"),
            ("health_review", "Mental health homicide review or patient safety investigation", "NHS England"),
            ("police_conduct", "Independent Office for Police Conduct", "Independent Office for Police Conduct"),
            ("probation", "MAPPA serious case review or serious further offence review", "Probation"),
            ("weapons", "Offensive weapons homicide review (2022 Act, s.24)", "Review partners"),
            ("learning_disability", "LeDeR review", "Integrated care board"),
            ("substance_death", "Drug or alcohol related death review", "Public health"),
            ("family_court", "Family proceedings", "Family court"),
            ("disciplinary", "Disciplinary process of an agency", "The agency"),
            ("other_area", "Learning review in another area", "The other partnership"),
        )
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelProcess(Record):
    """A process beside the review. ``checked_on`` is when its status was last asked after."""

    kind: str
    lead: str
    contact: str
    status: ProcessStatus
    can_share: bool
    restrictions: str
    joint_approach: str
    checked_on: date

    @property
    def is_criminal(self) -> bool:
        """Whether publication waits for its end whatever anybody says."""
        return self.kind in _CRIMINAL

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.status is ProcessStatus.ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureItem(Record):
    """Something made by the panel while proceedings are live, which may have to be disclosed to them."""

    item: str
    created_on: date
    held_by: str
    given_to: str = ""
    given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationHold(Record):
    """Publication waits while it stands. It is lifted with a reason; ``process_id`` is empty where nobody's process."""

    cause: HoldCause
    reason: str
    placed_on: date
    placed_by: str
    process_id: str = ""
    lifted_on: date | None = None
    lifted_by: str = ""
    lifted_reason: str = ""

    @property
    def sentence(self) -> str:
        """What a hold that stands says."""
        return f"Publication is held since {long_date(self.placed_on)}: {self.reason}"


_CRIMINAL: Final = frozenset(kind.id for kind in KINDS if kind.always_holds)


def kind_of(kind_id: str) -> ProcessKind:
    """The kind of that id. Raises ``KeyError``."""
    return {kind.id: kind for kind in KINDS}[kind_id]


def standing(holds: Iterable[PublicationHold]) -> tuple[PublicationHold, ...]:
    """The holds that were not lifted."""
    return tuple(hold for hold in holds if hold.lifted_on is None)
