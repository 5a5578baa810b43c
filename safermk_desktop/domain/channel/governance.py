"""Prevent governance: the partnership's plan, the annual assurance statement, the tracker checked (5.4, 6.5, 6.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.actions import FINISHED, ActionStatus
from safermk_desktop.domain.record import PreventRecord, RecordId


class Heading(StrEnum):
    """The eight headings of the Prevent toolkit for local authorities, under which the plan stands (5.4)."""

    PARTNERSHIP = "partnership"
    RISK_ASSESSMENT = "risk_assessment"
    PLAN = "plan"
    REFERRAL_PATHWAY = "referral_pathway"
    CHANNEL_PANEL = "channel_panel"
    TRAINING = "training"
    PERMISSIVE_ENVIRONMENTS = "permissive_environments"
    COMMUNICATIONS = "communications"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventPlanItem(PreventRecord):
    """One action of the plan; of no one case. It has the fields of an action of a review, and its rule of colours."""

    heading: Heading
    number: int
    text: str
    lead_agency: str
    lead_role: str
    target_on: date
    first_target_on: date
    created_on: date
    revisions: int = 0
    status: ActionStatus = ActionStatus.NOT_STARTED
    completed_on: date | None = None
    outcome: str = ""
    evidence: str = ""
    verified_by: str = ""
    milestones: tuple[str, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Complete and verified by another person, or closed with a reason and an approver."""
        return self.status in FINISHED

    @property
    def is_at_risk(self) -> bool:
        """An update on the plan reports no risk apart from its words: the dates and the silence give its colour."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventPlanUpdate(PreventRecord):
    """A dated update on an action of the plan; "nothing new to report" is one, and is not silence."""

    action_id: RecordId
    updated_on: date
    updated_by: str
    text: str


class Extent(StrEnum):
    """How far a standard is met."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceStatement(PreventRecord):
    """The Channel assurance statement of one year; of no one case. ``signed_on`` ends the work on it."""

    year: str
    begun_on: date
    signed_on: date | None = None
    signed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceItem(PreventRecord):
    """One standard of a statement: how far it is met, the evidence, and what is done about it. ``extent`` may be empty.

    The standard's words are kept, since the list of standards may change.
    """

    statement_id: RecordId
    number: int
    area: str
    standard: str
    extent: str = ""
    evidence: str = ""
    improvement: str = ""
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerCheck(PreventRecord):
    """The cases compared with the national tracker on a day, by reference number alone; of no one case.

    ``agreed`` are the references that stand in both, ``missing_here`` and ``missing_there`` those that do not,
    ``differing`` are ``reference: what is to be corrected``, without a name.
    """

    checked_on: date
    checked_by: str
    agreed: tuple[str, ...]
    missing_here: tuple[str, ...]
    missing_there: tuple[str, ...]
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventSetting(PreventRecord):
    """One setting of the panel's own. Its ``id`` is its name; ``case_id`` is empty."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventDraft(PreventRecord):
    """What a person had typed and not saved when the vault was locked; see ``keeping.Draft``."""

    form: str
    address: str
    title: str
    entries: str
    written_at: str
    who: str
