"""Whose a row is: an act writes the rows of its own case, and names no record of another case in them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import Action, Recommendation
from safermk_desktop.domain.calendar_entries import CalendarEntry
from safermk_desktop.domain.channel.assessment import Assessment, AssessmentTemplate
from safermk_desktop.domain.channel.case import ChannelCase
from safermk_desktop.domain.channel.exits import Exit
from safermk_desktop.domain.channel.governance import AssuranceStatement, PreventPlanItem
from safermk_desktop.domain.channel.panel import AgendaItem, ChannelMeeting, ChannelMember, PanelDecision
from safermk_desktop.domain.channel.papers import ChannelPaper
from safermk_desktop.domain.channel.support import Objective
from safermk_desktop.domain.documents import Document, Export, Letter, RedactedCopy
from safermk_desktop.domain.family import FamilyPerson
from safermk_desktop.domain.home_office import QaLetter
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.organisations import Organisation
from safermk_desktop.domain.panel import PanelMember, Seat
from safermk_desktop.domain.panel_work import PanelMeeting
from safermk_desktop.domain.parallel import ParallelProcess
from safermk_desktop.domain.record import PreventRecord, Row
from safermk_desktop.domain.terms import TermsSection, TermsVersion
from safermk_desktop.errors import RecordUnknown

REFERENCES: Final[Mapping[str, tuple[type[Row], ...]]] = MappingProxyType(
    {
        "action_id": (Action, PreventPlanItem),
        "assessment_id": (Assessment,),
        "copy_id": (RedactedCopy,),
        "decision_id": (PanelDecision,),
        "document_id": (Document,),
        "entry_id": (IdentityEntry,),
        "export_id": (Export,),
        "exit_id": (Exit,),
        "item_id": (AgendaItem,),
        "json_id": (Document,),
        "letter_id": (Letter, QaLetter),
        "meeting_id": (PanelMeeting, ChannelMeeting),
        "member_id": (PanelMember, ChannelMember),
        "objective_id": (Objective,),
        "organisation_id": (Organisation,),
        "paper_id": (ChannelPaper,),
        "page_id": (Document,),
        "person_id": (FamilyPerson,),
        "process_id": (ParallelProcess,),
        "recommendation_id": (Recommendation,),
        "seat_id": (Seat,),
        "section_id": (TermsSection,),
        "source_id": (Document,),
        "statement_id": (AssuranceStatement,),
        "successor_id": (Organisation,),
        "template_id": (AssessmentTemplate,),
        "version_id": (TermsVersion,),
    }
)
"""The columns that name another record, by the kinds that they can name; the same name means the same everywhere."""

OTHER_IDS: Final = frozenset({"id", "case_id", "clause_id", "slot_id"})
"""Columns that end in ``_id`` and name no record: of a clause inside its section, of a key slot in the header."""

OF_ALL_CASES: Final[frozenset[type[Row]]] = frozenset({CalendarEntry})
"""What an act that concerns no case writes about many: the calendar file leaves with the days of all of them."""

OF_ONE_PERSON: Final[frozenset[type[Row]]] = frozenset({ChannelCase})
"""What an act on a Channel case reads and numbers anew in the other cases of the same person: that they are his."""


def is_own(kind: type[Row], case_id: str, act_case: str | None) -> bool:
    """Whether an act on ``act_case`` may write a record of ``case_id``; ``None`` binds it to no case.

    In the Prevent compartment members, meetings and forms are of no one case: an act on any of them names these.
    """
    if act_case is None or case_id == act_case or kind in OF_ONE_PERSON:
        return True
    if issubclass(kind, PreventRecord):
        return not case_id
    return not act_case and kind in OF_ALL_CASES


def assert_own(kind: type[Row], case_id: str, act_case: str | None) -> None:
    """Raises ``RecordUnknown`` for a record of another case: to the act it is not there."""
    if not is_own(kind, case_id, act_case):
        raise RecordUnknown
