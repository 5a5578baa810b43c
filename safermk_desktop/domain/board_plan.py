"""The action plan of a board: what the Prevent board, an assurance exercise or the management group recommended.

It belongs to no review and lies beside them. Actions about a person's own case under Prevent are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.actions import (
    SOURCE_WORDS,
    Action,
    ActionEvidence,
    ActionSource,
    ActionUpdate,
    Recommendation,
    RecommendationSent,
    TargetRevision,
)
from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.record import CaseId, Record
from safermk_desktop.domain.wording import long_date

BOARD_SOURCES: Final = (ActionSource.PREVENT_BOARD, ActionSource.ASSURANCE, ActionSource.BMG)
"""Where a recommendation comes from that no review made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPlan(Record):
    """A plan without a case. ``id`` equals ``case_id``, which its recommendations and actions bear.

    ``label`` is how lists and reports name it, ``mark`` its part of an action's reference; ``source`` is one of
    ``BOARD_SOURCES`` and offered for each new recommendation; ``body`` owns it. It names nobody whom a case is about.
    """

    label: str
    mark: str
    source: ActionSource
    body: str
    opened_on: date
    closed_on: date | None = None
    closed_reason: str = ""

    @property
    def closed_words(self) -> str:
        """Why nothing in it changes any more; empty while it is open."""
        if self.closed_on is None:
            return ""
        return f"Closed on {long_date(self.closed_on)}: {self.closed_reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """An action plan with everything on it, of a review or of a board. ``closed`` says why nothing in it changes.

    ``source`` is what a new recommendation most likely comes from. Sequences are in the order of entry.
    """

    case_id: CaseId
    label: str
    source: ActionSource
    closed: str
    is_board: bool
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()
    updates: tuple[ActionUpdate, ...] = ()
    sent: tuple[RecommendationSent, ...] = ()
    revisions: tuple[TargetRevision, ...] = ()
    evidence: tuple[ActionEvidence, ...] = ()
    documents: tuple[Document, ...] = ()


NO_PLAN: Final = PlanFile(
    case_id=CaseId(""), label="", source=ActionSource.BMG, closed="No plan is begun yet.", is_board=True
)
"""What stands where there is no plan of a board."""


def mark_of(body: str, taken: Collection[str]) -> str:
    """The letters that stand for a body in references, none of those ``taken``: ``PB`` for the Prevent Board."""
    words = re.findall(r"\w+", body)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    mark = capitals if len(capitals) > 1 else "".join(words)[:6].upper()
    mark = mark or "PLAN"
    number = 1
    while (mark if number == 1 else f"{mark}{number}") in taken:
        number += 1
    return mark if number == 1 else f"{mark}{number}"


def label_of(source: ActionSource, body: str, year: int) -> str:
    """What a plan is called where nobody says otherwise: ``Prevent Board (2026)``."""
    return f"{body.strip() or SOURCE_WORDS[source]} ({year})"
