"""The tables of the three databases: one for each kind of record, the chunks of the papers, and the audit chain.

The migrations build them; these are what statements are made from. A test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Select, Table, Text, bindparam, select
from sqlalchemy.dialects.sqlite import Insert, insert

from safermk_desktop.adapters.vault.mapper import Field, fields_of
from safermk_desktop.adapters.vault.search_tables import declare_search
from safermk_desktop.domain.actions import (
    Action,
    ActionEvidence,
    ActionUpdate,
    Recommendation,
    RecommendationSent,
    TargetRevision,
)
from safermk_desktop.domain.board_plan import BoardPlan
from safermk_desktop.domain.calendar_entries import CalendarEntry
from safermk_desktop.domain.case import Case, Decision, Fact, Notification, OwnDate
from safermk_desktop.domain.channel.assessment import Assessment, AssessmentTemplate, FactorRating
from safermk_desktop.domain.channel.case import ChannelCase, ChannelFact, ChannelPerson, ChannelStep, HistoryLook
from safermk_desktop.domain.channel.exits import Exit, PostExitReview, Retention, RetentionHold, Transfer
from safermk_desktop.domain.channel.governance import (
    AssuranceItem,
    AssuranceStatement,
    PreventDraft,
    PreventPlanItem,
    PreventPlanUpdate,
    PreventSetting,
    TrackerCheck,
)
from safermk_desktop.domain.channel.panel import (
    AgendaItem,
    CaseAction,
    ChannelAttendance,
    ChannelMeeting,
    ChannelMember,
    ItemGuest,
    PanelDecision,
    PanelReview,
)
from safermk_desktop.domain.channel.papers import ChannelExport, ChannelPaper
from safermk_desktop.domain.channel.referral import GatewayOutcome, PartnerRequest, Referral, Section36Decision
from safermk_desktop.domain.channel.support import Consent, Objective, SupportContact, SupportPlan
from safermk_desktop.domain.copies import CopySent
from safermk_desktop.domain.data_sheet import DataSheet
from safermk_desktop.domain.documents import (
    Approval,
    Certificate,
    Document,
    Export,
    Letter,
    RedactedCopy,
    RedactionItem,
)
from safermk_desktop.domain.family import FamilyComment, FamilyContact, FamilyPerson, FamilyReason, PublicationDay
from safermk_desktop.domain.home_office import QaCondition, QaLetter, Submission
from safermk_desktop.domain.identities import FindingDecision, FindingsLook, IdentityEntry, RegisterRule
from safermk_desktop.domain.keeping import Backup, Draft, Drill, Setting
from safermk_desktop.domain.notes import FileNote
from safermk_desktop.domain.organisations import Organisation, Post
from safermk_desktop.domain.panel import PanelMember, Seat
from safermk_desktop.domain.panel_work import (
    Attendance,
    ChairCheck,
    Declaration,
    PanelMeeting,
    PastEmployment,
    Quorum,
    SeatExpertise,
    Substitute,
)
from safermk_desktop.domain.parallel import DisclosureItem, ParallelProcess, PublicationHold
from safermk_desktop.domain.period_report import PeriodReport
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import Row
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.domain.self_check import SelfCheck
from safermk_desktop.domain.steps import CriteriaCheck, Delay, HomeOfficeAnswer, NotPublished, Pause, Scan, StateEvent
from safermk_desktop.domain.taking_over import TakenOver
from safermk_desktop.domain.terms import (
    TermsAgency,
    TermsApproval,
    TermsComment,
    TermsFacts,
    TermsSection,
    TermsVersion,
)
from safermk_desktop.domain.undo import UndoStep
from safermk_desktop.services.ports import Compartment

ENTERED: Final = "entered"
"""The column that keeps the order of entry."""

CHUNK_BYTES: Final = 1 << 20

ACTION_KINDS: Final[tuple[type[Row], ...]] = (
    Recommendation,
    Action,
    ActionUpdate,
    RecommendationSent,
    TargetRevision,
    ActionEvidence,
)
"""What the action plan of a review is made of."""

REVIEW_KINDS: Final[tuple[type[Row], ...]] = (
    Case,
    Notification,
    Decision,
    Fact,
    OwnDate,
    Seat,
    PanelMember,
    TermsSection,
    TermsVersion,
    InformationRequest,
    Document,
    Letter,
    RedactedCopy,
    Export,
    IdentityEntry,
    RegisterRule,
    Submission,
    QaLetter,
    Publication,
    *ACTION_KINDS,
    Draft,
    RedactionItem,
    Certificate,
    StateEvent,
    Pause,
    Delay,
    HomeOfficeAnswer,
    NotPublished,
    CriteriaCheck,
    Scan,
    FindingDecision,
    FindingsLook,
    TermsFacts,
    TermsAgency,
    TermsComment,
    TermsApproval,
    QaCondition,
    SelfCheck,
    CopySent,
    Approval,
    ParallelProcess,
    DisclosureItem,
    PublicationHold,
    SeatExpertise,
    ChairCheck,
    PastEmployment,
    Declaration,
    Substitute,
    PanelMeeting,
    Attendance,
    Quorum,
    FamilyPerson,
    FamilyContact,
    FamilyReason,
    FamilyComment,
    PublicationDay,
    CalendarEntry,
    FileNote,
    UndoStep,
    TakenOver,
    DataSheet,
    PeriodReport,
    BoardPlan,
)

PREVENT_KINDS: Final[tuple[type[Row], ...]] = (
    ChannelCase,
    ChannelPerson,
    ChannelStep,
    ChannelFact,
    HistoryLook,
    Referral,
    GatewayOutcome,
    PartnerRequest,
    Section36Decision,
    AssessmentTemplate,
    Assessment,
    FactorRating,
    Consent,
    SupportPlan,
    Objective,
    SupportContact,
    ChannelMember,
    ChannelMeeting,
    ChannelAttendance,
    AgendaItem,
    ItemGuest,
    PanelDecision,
    PanelReview,
    CaseAction,
    Exit,
    PostExitReview,
    Transfer,
    Retention,
    RetentionHold,
    PreventPlanItem,
    PreventPlanUpdate,
    AssuranceStatement,
    AssuranceItem,
    TrackerCheck,
    PreventSetting,
    PreventDraft,
    ChannelPaper,
    ChannelExport,
)

OVER_ALL_CASES: Final[tuple[tuple[type[Row], str], ...]] = (
    (Fact, "kind case_id happened_on"),
    (Action, "status case_id id recommendation_id number lead_agency target_on"),
    (InformationRequest, "state case_id id organisation due_on"),
    (FamilyComment, "answered_on case_id id received_on answer_by"),
    (FamilyContact, "matter case_id person_id happened_on outcome"),
    (IdentityEntry, "role case_id replacement"),
)
"""What clocks, gates and the caseload ask for over all cases, as indexes: the texts of these tables stay unread."""

COMMON_KINDS: Final[tuple[type[Row], ...]] = (Setting, Backup, Drill, Organisation, Post)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A kind of record, its fields, its table, and its statements, built once since building costs more than running.

    They select the fields in their order. ``by_id`` takes ``id``, ``by_case`` takes ``case_id``, ``put`` takes a row.
    """

    kind: type[Row]
    fields: tuple[Field, ...]
    table: Table
    by_id: Select[Any]
    by_case: Select[Any]
    every: Select[Any]
    put: Insert


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of one database. ``head`` is the revision that its migrations end at.

    ``paper`` is the kind of record whose bytes lie in the chunks, ``case`` the one that all others belong to.
    """

    compartment: Compartment
    head: str
    metadata: MetaData
    records: Mapping[type[Row], RecordTable]
    paper: type[Document | ChannelPaper] = Document
    case: type[Case | ChannelCase] = Case

    @property
    def audit(self) -> Table:
        """The audit chain."""
        return self.metadata.tables["audit"]

    @property
    def chunk(self) -> Table:
        """The bytes of the kept papers, in chunks of 1 MiB."""
        return self.metadata.tables["chunk"]


def table_name(kind: type[Row]) -> str:
    """``QaLetter`` is kept in ``qa_letter``, a paper of any kind in ``document``."""
    if kind is ChannelPaper:
        return "document"  # a paper of any compartment, for whoever reads a backup without the application
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def _audit(metadata: MetaData) -> None:
    names = ("at", "who", "what", "case_id", "subject", "why", "rows", "previous", "hash")
    columns = [Column(name, Text, nullable=False) for name in names]
    Table("audit", metadata, Column("seq", Integer, primary_key=True), *columns, Index("ix_audit_case_id", "case_id"))


def _chunks(metadata: MetaData) -> None:
    Table(
        "chunk",
        metadata,
        Column("document_id", Text, primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("data", LargeBinary, nullable=False),
    )


def _record(metadata: MetaData, kind: type[Row]) -> RecordTable:
    name, columns = table_name(kind), fields_of(kind)
    table = Table(
        name,
        metadata,
        Column(ENTERED, Integer, primary_key=True, autoincrement=True),
        *(
            Column(
                item.name, Integer if item.number else Text, nullable=item.optional, unique=item.name == "id" or None
            )
            for item in columns
        ),
        Index(f"ix_{name}_case_id", "case_id"),
        sqlite_autoincrement=True,
    )
    every = select(*(table.c[item.name] for item in columns)).order_by(table.c[ENTERED])
    put = insert(table)
    changed = {item.name: put.excluded[item.name] for item in columns if item.name != "id"}
    return RecordTable(
        kind=kind,
        fields=columns,
        table=table,
        by_id=every.where(table.c.id == bindparam("id")),
        by_case=every.where(table.c.case_id == bindparam("case_id")),
        every=every,
        # A row never goes over to another case.
        put=put.on_conflict_do_update(
            index_elements=["id"], set_=changed, where=table.c.case_id == put.excluded.case_id
        ),
    )


def _common() -> Schema:
    metadata = MetaData()
    records: dict[type[Row], RecordTable] = {kind: _record(metadata, kind) for kind in COMMON_KINDS}
    names = ("name", "role")
    Table(
        "person",
        metadata,
        Column("slot", Text, primary_key=True),
        *(Column(name, Text, nullable=False) for name in names),
    )
    _audit(metadata)
    return Schema(Compartment.COMMON, "0003", metadata, MappingProxyType(records))


def _reviews() -> Schema:
    metadata = MetaData()
    records: dict[type[Row], RecordTable] = {kind: _record(metadata, kind) for kind in REVIEW_KINDS}
    for kind, columns in OVER_ALL_CASES:
        table, names = records[kind].table, columns.split()
        Index(f"ix_{table.name}_{names[0]}", *(table.c[name] for name in names))
    Index("ix_recommendation_number", *(records[Recommendation].table.c[name] for name in ("case_id", "id", "number")))
    _chunks(metadata)
    _audit(metadata)
    declare_search(metadata)
    return Schema(Compartment.REVIEWS, "0020", metadata, MappingProxyType(records))


def _prevent() -> Schema:
    metadata = MetaData()
    records: dict[type[Row], RecordTable] = {kind: _record(metadata, kind) for kind in PREVENT_KINDS}
    _chunks(metadata)
    _audit(metadata)
    declare_search(metadata)
    return Schema(Compartment.PREVENT, "0002", metadata, MappingProxyType(records), ChannelPaper, ChannelCase)


SCHEMAS: Final[Mapping[Compartment, Schema]] = MappingProxyType(
    {Compartment.COMMON: _common(), Compartment.REVIEWS: _reviews(), Compartment.PREVENT: _prevent()}
)
