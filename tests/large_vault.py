"""A vault as large as the bench asks for: generated cases, written below the services, with a chain that fits.

What it holds is drawn from a seed; the words are invented. Writing it through the services would take an hour.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Any, Final, TypeVar, cast, get_type_hints

from sqlalchemy import Connection, insert

from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.mapper import to_row
from safermk_desktop.adapters.vault.schema import CHUNK_BYTES, table_name
from safermk_desktop.adapters.vault.search_rows import follow
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.actions import Action, ActionUpdate, Recommendation
from safermk_desktop.domain.audit import AuditEntry, as_values, digest, entry_hash
from safermk_desktop.domain.case import Case, CaseStatus, Decision, Fact, Notification, OwnDate, Stream
from safermk_desktop.domain.copies import CopySent
from safermk_desktop.domain.documents import Document, Export, Letter, PaperKind, RedactedCopy
from safermk_desktop.domain.family import FamilyComment, FamilyContact
from safermk_desktop.domain.home_office import QaCondition, QaLetter, Submission
from safermk_desktop.domain.identities import IdentityEntry, RegisterRule
from safermk_desktop.domain.panel import PanelMember, PanelRole, Seat
from safermk_desktop.domain.panel_work import Declaration, PanelMeeting
from safermk_desktop.domain.parallel import ParallelProcess
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId, Record, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.domain.steps import CriteriaCheck, Delay, HomeOfficeAnswer, NotPublished, Pause, Scan, StateEvent
from safermk_desktop.domain.terms import TermsSection, TermsVersion
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.registers import digest_of

R = TypeVar("R", bound=Record)
TODAY: Final = date(2026, 11, 17)
COMMON: Final = tuple("the and of to a in was that she he had with for her his on by at were from not is it".split())
STATES: Final = tuple(state.id for state in REGIMES["dhr_2016"].states if not state.returns)
MANY: Final = (
    (Fact, 62),
    (Letter, 14),
    (Document, 18),
    (Export, 6),
    (InformationRequest, 8),
    (IdentityEntry, 14),
    (Recommendation, 7),
    (Action, 12),
    (ActionUpdate, 40),
    (Seat, 9),
    (PanelMember, 9),
    (TermsSection, 10),
)
"""How many records of a kind a case has; of the other kinds it has one or none."""
LONG: Final = (
    (Fact, 120),
    (Letter, 24),
    (QaCondition, 12),
    (CopySent, 12),
    (ParallelProcess, 2),
    (FamilyContact, 12),
    (FamilyComment, 6),
    (Declaration, 9),
    (PanelMeeting, 8),
    (ActionUpdate, 100),
)
"""How many it has of these where the history is long."""


def vocabulary(rng: random.Random, size: int = 6000) -> tuple[str, ...]:
    """Invented words, the first much used and the last seldom."""
    made: dict[str, None] = {}
    while len(made) < size:
        made["".join(rng.choice("bcdfghklmnprstvw") + rng.choice("aeiou") for _ in range(rng.randint(1, 4)))] = None
    return tuple(made)


@cache
def hints_of(kind: type[Record]) -> Mapping[str, Any]:
    """The types of the fields of a record."""
    return get_type_hints(kind)


@dataclass(frozen=True, slots=True)
class Writer:
    """Draws texts and records from a seed."""

    rng: random.Random
    words: Sequence[str]
    years: int = 2

    def text(self, least: int, most: int) -> str:
        """Some words, near half of them common ones."""
        rng, words = self.rng, self.words
        count = rng.randint(least, most)
        return " ".join(
            rng.choice(COMMON) if rng.random() < 0.45 else words[min(int(rng.paretovariate(0.6)), len(words) - 1)]
            for _ in range(count)
        )

    def day(self) -> date:
        """A day in the years before today or the one after."""
        return TODAY + timedelta(days=self.rng.randint(-365 * self.years, 365))

    def record(self, kind: type[R], case_id: CaseId, number: int, /, **given: object) -> R:
        """A record with every field filled, but for those given."""
        hints = hints_of(kind)
        values: dict[str, Any] = {"id": RecordId(f"{table_name(kind)}-{case_id}-{number}"), "case_id": case_id}
        values |= {item.name: self._value(hints[item.name]) for item in fields(kind) if item.name not in values}
        return kind(**cast("dict[str, Any]", values | given))

    def _value(self, hint: Any) -> object:
        if hint in (date, date | None):
            return self.day() if hint == date else self.rng.choice((None, self.day()))
        if hint == tuple[str, ...]:
            return tuple(self.text(1, 4) for _ in range(self.rng.randint(0, 3)))
        if hint is bool:
            return self.rng.random() < 0.5
        if hint is int:
            return self.rng.randint(0, 3)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return self.rng.choice(tuple(cast("type[StrEnum]", hint)))
        return self.text(2, 8)

    def case(self, number: int, *, scale: float = 1.0, closed: float = 0.0) -> list[Record]:
        """A case and all its records, in the order of entry; ``scale`` makes it smaller."""
        rng = self.rng
        regime = rng.choice(tuple(REGIMES.values()))
        case_id = CaseId(f"{number:032x}")
        is_closed = rng.random() < closed
        stage = rng.choice(regime.stages)
        case = self.record(
            Case,
            case_id,
            0,
            id=RecordId(case_id),
            reference=f"DHR-{2020 + number % 7}-{number:03}",
            label=f"Case {number} ({2020 + number % 7})",
            stream=Stream.DHR,
            regime=regime.id,
            stage=stage.id,
            state=rng.choice(stage.states).id,
            status=CaseStatus.CLOSED if is_closed else CaseStatus.OPEN,
            closed_on=self.day() if is_closed else None,
        )
        made: list[Record] = [
            case,
            *self._ones(case_id),
            *(
                one
                for kind, most in (dict(MANY) | dict(LONG if self.years > 2 else ())).items()
                for one in self._some(kind, case_id, round(most * scale), regime)
            ),
        ]
        rng.shuffle(rest := made[1:])
        return [case, *rest, *self._copies(rest, case_id)]

    def _copies(self, made: Sequence[Record], case_id: CaseId) -> Iterator[Record]:
        """Copies of the latest report, made with the register as it stands or with another."""
        reports = [one for one in made if isinstance(one, Document) and one.kind is PaperKind.OVERVIEW_REPORT]
        if reports and self.rng.random() < 0.7:
            entries = [one for one in made if isinstance(one, IdentityEntry)]
            stands = digest_of(entries, [one for one in made if isinstance(one, RegisterRule)])
            for number in range(self.rng.randint(1, 3)):
                against = self.rng.choice((stands, "of another register"))
                source = self.rng.choice((reports[0], reports[-1])).id
                approved = self.rng.choice(("", self.text(1, 1)))
                given = {"source_id": source, "register_digest": against, "approved_by": approved}
                yield self.record(RedactedCopy, case_id, number, **given)

    def _ones(self, case_id: CaseId) -> Iterator[Record]:
        kinds: tuple[tuple[type[Record], float], ...] = (
            (Notification, 1.0),
            (Decision, 0.9),
            (OwnDate, 0.5),
            (TermsVersion, 0.8),
            (RegisterRule, 0.9),
            (Submission, 0.5),
            (QaLetter, 0.4),
            (Publication, 0.2),
            (StateEvent, 0.9),
            (Pause, 0.3),
            (Delay, 0.3),
            (HomeOfficeAnswer, 0.2),
            (NotPublished, 0.1),
            (CriteriaCheck, 0.8),
            (Scan, 0.3),
        )
        for kind, likely in kinds:
            for number in range(2):
                if self.rng.random() < (likely if number == 0 else 0.2):
                    yield self._known(self.record(kind, case_id, number))

    def _some(self, kind: type[Record], case_id: CaseId, count: int, regime: Regime) -> Iterator[Record]:
        for number in range(count):
            yield self._known(self.record(kind, case_id, number), regime, number)

    def _known(self, made: Record, regime: Regime | None = None, number: int = 0) -> Record:
        """The fields that mean something to a gate or a duty get values that do."""
        rng = self.rng
        kinds = [fact.kind for fact in regime.facts] if regime else []
        meant: Mapping[type[Record], Callable[[], Mapping[str, object]]] = {
            Fact: lambda: {
                "kind": rng.choice((*kinds, "pause_started", "note")) if rng.random() < 0.3 else "note",
                "detail": self.text(15, 50),
            },
            StateEvent: lambda: {"was": rng.choice(STATES), "now": rng.choice(STATES)},
            OwnDate: lambda: {"rule": rng.choice(REGIMES["dhr_2016"].rules).id},
            Document: lambda: {
                "kind": PaperKind.OVERVIEW_REPORT if number < 4 and rng.random() < 0.5 else PaperKind.OTHER
            },
            TermsSection: lambda: {
                "position": number + 1,
                "text": self.text(60, 160) if rng.random() < 0.97 else " ",
            },
            TermsVersion: lambda: {"texts": tuple(self.text(60, 160) for _ in range(8))},
            PanelMember: lambda: {"role": PanelRole.CHAIR if number < 2 else PanelRole.MEMBER},
            IdentityEntry: lambda: {
                "position": number,
                "kind": rng.choice(("person", "person", "place")),
                "role": rng.choice(("subject", "witness", "child")),
                "names": (self.text(2, 2).title(), self.text(1, 1).title()),
            },
            Recommendation: lambda: {"text": self.text(20, 50), "number": number + 1},
            Action: lambda: {
                "recommendation_id": f"recommendation-{made.case_id}-{rng.randint(0, 6)}",
                "text": self.text(15, 40),
                "evidence": self.text(10, 30),
            },
            ActionUpdate: lambda: {
                "action_id": f"action-{made.case_id}-{rng.randint(0, 11)}",
                "text": self.text(15, 45),
            },
        }
        given = meant.get(type(made))
        return replace(made, **cast("dict[str, Any]", given())) if given else made


def write(database: Database, records: Sequence[Record], *, acts: int) -> None:
    """Write records in one transaction: as many audit entries as ``acts``, each with its share of the rows."""
    schema = database.schema
    with database.writing() as connection:
        digests: dict[str, str] = {}
        by_kind: dict[type[Record], list[Record]] = {}
        for record in records:
            by_kind.setdefault(type(record), []).append(record)
        for kind, found in by_kind.items():
            table = schema.records[kind]
            first = connection.exec_driver_sql(f'SELECT ifnull(max(entered), 0) + 1 FROM "{table.table.name}"').scalar()
            rows = [{"entered": at, **to_row(table.fields, record)} for at, record in enumerate(found, int(first or 1))]
            connection.execute(insert(table.table), rows)
            follow(connection, schema, table.table.name, touched=[], rows=rows)
            digests.update({f"{table.table.name}:{row['id']}": digest(row) for row in rows})
        named = [f"{table_name(type(record))}:{record.id}" for record in records]
        share = max(1, -(-len(named) // acts))
        parts = [{name: digests[name] for name in named[at : at + share]} for at in range(0, len(named), share)]
        parts += [dict[str, str]() for _ in range(acts - len(parts))]  # what only looked or exported wrote no row
        chained(connection, database, parts, case_of=lambda part: _case_of(part, records))


def _case_of(part: Mapping[str, str], records: Sequence[Record]) -> str:
    return records[0].case_id if part or records else ""


def chained(
    connection: Connection,
    database: Database,
    parts: Sequence[Mapping[str, str]],
    *,
    case_of: Callable[[Mapping[str, str]], str],
) -> None:
    """Append an entry for each part."""
    audit = database.schema.audit
    last = connection.exec_driver_sql("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").first()
    seq, previous = (0, "0" * 64) if last is None else (int(last[0]), str(last[1]))
    values: list[dict[str, object]] = []
    for part in parts:
        seq += 1
        entry = AuditEntry(
            seq=seq,
            at="2026-05-04T09:30:00+00:00",
            who="Marguerite Oduya",
            what="record_fact",
            case_id=case_of(part),
            subject="",
            why="",
            rows=part,
            previous=previous,
            hash="",
        )
        previous = entry_hash(as_values(entry))
        text = json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        values.append({**as_values(entry), "rows": text, "hash": previous})
    if values:
        connection.execute(insert(audit), values)


def fill_large(
    vault: SqlCipherVault,
    *,
    cases: int,
    entries: int,
    seed: int = 20261117,
    scale: float = 1.0,
    closed: float = 0.0,
    years: int = 2,
) -> int:
    """Write so many cases, whose records and audit entries are ``entries`` in all. Gives the number of records.

    Where the records are more than ``entries``, each case is written by one act.
    """
    rng = random.Random(seed)
    writer = Writer(rng, vocabulary(rng), years)
    database = vault._opened.databases[Compartment.REVIEWS]
    written = 0
    made = [writer.case(number, scale=scale, closed=closed) for number in range(1, cases + 1)]
    records = sum(map(len, made))
    left = max(cases, entries - records)
    for number, found in enumerate(made):
        acts = left // (cases - number)
        left -= acts
        write(database, found, acts=acts)
        written += len(found)
    return written


def fill_notes(vault: SqlCipherVault, count: int, *, cases: int, seed: int = 3) -> None:
    """Add so many file notes, a hundred to an act, to the cases in turn."""
    rng = random.Random(seed)
    writer = Writer(rng, vocabulary(rng))
    database = vault._opened.databases[Compartment.REVIEWS]
    for start in range(0, count, 5000):
        notes = [
            replace(
                writer.record(Fact, CaseId(f"{number % cases + 1:032x}"), 10_000 + number), detail=writer.text(15, 50)
            )
            for number in range(start, min(count, start + 5000))
        ]
        write(database, notes, acts=50)


def fill_papers(vault: SqlCipherVault, megabytes: int, *, each: int = 50) -> None:
    """Keep papers of ``each`` MiB until there are so many MiB of them."""
    database = vault._opened.databases[Compartment.REVIEWS]
    rng = random.Random(7)
    block = rng.randbytes(CHUNK_BYTES)
    writer = Writer(rng, vocabulary(rng, 100))
    case_id = CaseId(f"{1:032x}")
    numbers = iter(range(megabytes))
    paper = 0
    while found := list(islice(numbers, each)):
        paper += 1
        whole = hashlib.sha256()
        rows: list[dict[str, object]] = []
        digests: dict[str, str] = {}
        record = writer.record(Document, case_id, 10_000 + paper, kind=PaperKind.OTHER, size=len(found) * CHUNK_BYTES)
        for at, number in enumerate(found):
            data = number.to_bytes(8, "big") + block[8:]
            whole.update(data)
            rows.append({"document_id": record.id, "number": at, "data": data})
            described = {"document_id": record.id, "number": at, "sha256": hashlib.sha256(data).hexdigest()}
            digests[f"chunk:{record.id}/{at}"] = digest(described)
        write(database, [replace(record, sha256=whole.hexdigest())], acts=1)
        with database.writing() as connection:
            connection.execute(insert(database.schema.chunk), rows)
            chained(connection, database, [digests], case_of=lambda _part: case_id)
