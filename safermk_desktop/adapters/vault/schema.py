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
from safermk_desktop.domain.record import Record
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

ACTION_KINDS: Final[tuple[type[Record], ...]] = (
    Recommendation,
    Action,
    ActionUpdate,
    RecommendationSent,
    TargetRevision,
    ActionEvidence,
)
"""What an action plan is made of, in whichever compartment it lies."""

REVIEW_KINDS: Final[tuple[type[Record], ...]] = (
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

OVER_ALL_CASES: Final[tuple[tuple[type[Record], str], ...]] = (
    (Fact, "kind case_id happened_on"),
    (Action, "status case_id id recommendation_id number lead_agency target_on"),
    (InformationRequest, "state case_id id organisation due_on"),
    (FamilyComment, "answered_on case_id id received_on answer_by"),
    (FamilyContact, "matter case_id person_id happened_on outcome"),
    (IdentityEntry, "role case_id replacement"),
)
"""What clocks, gates and the caseload ask for over all cases, as indexes: the texts of these tables stay unread."""

COMMON_KINDS: Final[tuple[type[Record], ...]] = (Setting, Backup, Drill, Organisation, Post)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A kind of record, its fields, its table, and its statements, built once since building costs more than running.

    They select the fields in their order. ``by_id`` takes ``id``, ``by_case`` takes ``case_id``, ``put`` takes a row.
    """

    kind: type[Record]
    fields: tuple[Field, ...]
    table: Table
    by_id: Select[Any]
    by_case: Select[Any]
    every: Select[Any]
    put: Insert


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of one database. ``head`` is the revision that its migrations end at."""

    compartment: Compartment
    head: str
    metadata: MetaData
    records: Mapping[type[Record], RecordTable]

    @property
    def audit(self) -> Table:
        """The audit chain."""
        return self.metadata.tables["audit"]

    @property
    def chunk(self) -> Table:
        """The bytes of the kept papers, in chunks of 1 MiB."""
        return self.metadata.tables["chunk"]


def table_name(kind: type[Record]) -> str:
    """``QaLetter`` is kept in ``qa_letter``."""
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


def _record(metadata: MetaData, kind: type[Record]) -> RecordTable:
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
    records: dict[type[Record], RecordTable] = {kind: _record(metadata, kind) for kind in COMMON_KINDS}
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
    records: dict[type[Record], RecordTable] = {kind: _record(metadata, kind) for kind in REVIEW_KINDS}
    for kind, columns in OVER_ALL_CASES:
        table, names = records[kind].table, columns.split()
        Index(f"ix_{table.name}_{names[0]}", *(table.c[name] for name in names))
    Index("ix_recommendation_number", *(records[Recommendation].table.c[name] for name in ("case_id", "id", "number")))
    _chunks(metadata)
    _audit(metadata)
    declare_search(metadata)
    return Schema(Compartment.REVIEWS, "0019", metadata, MappingProxyType(records))


def _prevent() -> Schema:
    metadata = MetaData()
    _chunks(metadata)
    _audit(metadata)
    return Schema(Compartment.PREVENT, "0001", metadata, MappingProxyType({}))


SCHEMAS: Final[Mapping[Compartment, Schema]] = MappingProxyType(
    {Compartment.COMMON: _common(), Compartment.REVIEWS: _reviews(), Compartment.PREVENT: _prevent()}
)
