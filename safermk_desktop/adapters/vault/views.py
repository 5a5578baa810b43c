"""What services hold inside a transaction: records, papers as chunks, and what the audit entry needs."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, Select, Table, delete, insert, or_, select

from safermk_desktop.adapters.vault import chunks
from safermk_desktop.adapters.vault.belonging import REFERENCES, assert_own
from safermk_desktop.adapters.vault.choosing import choosing
from safermk_desktop.adapters.vault.chunks import chunk_row
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.mapper import from_row, parts_of, to_row
from safermk_desktop.adapters.vault.schema import CHUNK_BYTES, RecordTable, Schema
from safermk_desktop.adapters.vault.search_rows import follow
from safermk_desktop.domain.audit import digest
from safermk_desktop.domain.record import AnyCase, RecordId, Row
from safermk_desktop.domain.undo import Overwritten
from safermk_desktop.errors import DatabaseDamaged, EntryInvalid, RecordUnknown

R = TypeVar("R", bound=Row)

__all__ = ["REMOVED", "ReadingView", "WritingView", "chunk_row"]

Before = dict[str, str | int | None] | None
CHANGED_SINCE: Final = "What it wrote was changed since: correct it where it stands."
LEANED_ON: Final = "Something that was recorded since rests on it: undo that first, or correct it where it stands."
OTHER_VERSION: Final = "An earlier version of the application recorded it: correct it where it stands."
ROOM_EVERY: Final = 16
"""Chunks, after which the disk is asked again whether it has room, where nobody knew how many would come."""

BATCH: Final = 500
REMOVED: Final = digest({})
"""A row that was removed has the digest of an empty row in the audit entry."""


class ReadingView:
    """A consistent view of one compartment; of no use once its block has ended.

    Where it is ``of`` a case, a record of another case is not found by its id.
    """

    def __init__(self, schema: Schema, connection: Connection, *, of: AnyCase | None = None) -> None:
        self._schema = schema
        self._open: Connection | None = connection
        self._of = of

    def end(self) -> None:
        """The block has ended."""
        self._open = None

    def get(self, kind: type[R], record_id: RecordId) -> R:
        """The record of that id. Raises ``RecordUnknown``, for one of another case as for none."""
        found = self._records(kind, self._table(kind).by_id, id=record_id)
        if not found:
            raise RecordUnknown
        assert_own(kind, found[0].case_id, self._of)
        return found[0]

    def of_case(self, kind: type[R], case_id: AnyCase) -> tuple[R, ...]:
        """All records of ``kind`` of a case, in the order of entry."""
        return self._records(kind, self._table(kind).by_case, case_id=case_id)

    def every(self, kind: type[R]) -> tuple[R, ...]:
        """All records of ``kind`` in the compartment, in the order of entry."""
        return self._records(kind, self._table(kind).every)

    def kinds(self) -> tuple[type[Row], ...]:
        """Every kind of record that the compartment has."""
        return tuple(self._schema.records)

    def chosen(self, kind: type[R], fields: Sequence[str], /, **among: Sequence[str | None]) -> tuple[R, ...]:
        """The records of ``kind`` whose fields hold one of the values named, in the order of entry; see the port."""
        columns, statement, given = choosing(self._table(kind), fields, among)
        with translated():
            rows = self._run(statement, given).all()
        return parts_of(columns, kind, rows)

    def content(self, document_id: RecordId) -> bytes:
        """The bytes of a kept paper. Raises ``RecordUnknown``, or ``DatabaseDamaged`` if its digest does not fit."""
        document = self.get(self._schema.paper, document_id)
        held, whole = io.BytesIO(), hashlib.sha256()  # joining a list of chunks would hold everything twice
        for number in range(chunks.stored(self._schema, self._run, document)):
            piece = chunks.chunk_at(self._schema, self._run, document, number)
            whole.update(piece)
            held.write(piece)
        if whole.hexdigest() != document.sha256:
            raise DatabaseDamaged
        return held.getvalue()

    def pieces(self, document_id: RecordId, *, first: int = 0) -> Iterator[bytes]:
        """The bytes of a kept paper in pieces of 1 MiB, from piece ``first``, each compared with its digest.

        Raises ``RecordUnknown``, or ``DatabaseDamaged`` instead of giving a piece that does not fit.
        """
        return chunks.checked(self._schema, self._run, self.get(self._schema.paper, document_id), first)

    def _records(self, kind: type[R], statement: Select[Any], **given: str) -> tuple[R, ...]:
        columns = self._table(kind).fields
        with translated():
            rows = self._run(statement, given).all()
        return tuple(from_row(columns, kind, row) for row in rows)

    def _run(self, statement: Executable, given: Mapping[str, object] | None = None) -> CursorResult[Any]:
        if self._open is None:
            raise RuntimeError("this view of the vault has ended with its block")
        return self._open.execute(statement, given)

    def _table(self, kind: type[Row]) -> RecordTable:
        return self._schema.records[kind]


class WritingView(ReadingView):
    """A transaction in the making. It remembers which rows it touched, for the audit entry.

    Where it is ``of`` a case, rows of another case cannot be written, nor named in what is.
    """

    def __init__(
        self,
        schema: Schema,
        connection: Connection,
        room: Callable[[int], None],
        *,
        of: AnyCase | None = None,
        remembers: bool = False,
    ) -> None:
        super().__init__(schema, connection, of=of)
        self._room = room
        self._named: set[tuple[type[Row], str]] = set()
        self._before: dict[tuple[str, str], Before] | None = {} if remembers else None
        self._touched: dict[type[Row], dict[str, None]] = {}
        self._chunks: dict[str, str] = {}

    def put(self, record: Row) -> None:
        """Add the record, or replace the one of the same id (its place in the order of entry stays).

        Raises ``RecordUnknown`` where it or a record that it names is of another case, or would leave its case.
        """
        found = self._table(type(record))
        assert_own(found.kind, record.case_id, self._of)
        self._refuse_strangers(found, record)
        self._remember(found.table, record.id)
        with translated():
            if not self._run(found.put, to_row(found.fields, record)).rowcount:
                raise RecordUnknown
        self._touched.setdefault(type(record), {})[record.id] = None

    def remove(self, kind: type[Row], record_id: RecordId) -> None:
        """Remove a record, and with a document its bytes. Raises ``RecordUnknown``."""
        table = self._table(kind).table
        own = self._case_of(kind, record_id)
        if own is None:
            raise RecordUnknown
        assert_own(kind, own, self._of)
        self._remember(table, record_id)
        with translated():
            self._run(delete(table).where(table.c.id == record_id))
        self._touched.setdefault(kind, {})[record_id] = None
        if kind is self._schema.paper:
            self._forget(record_id)

    def keep(self, document_id: RecordId, data: bytes | Iterable[bytes], *, size: int = 0) -> None:
        """Keep the bytes of a paper, in 1 MiB chunks. Raises ``DiskFull`` before the disk is.

        ``size`` is how many bytes will come, where that is known before they do. Raises ``RecordUnknown`` for a paper
        of another case.
        """
        self._refuse_stranger(self._schema.paper, document_id)
        known = len(data) if isinstance(data, bytes) else size
        self._room(known)
        self._forget(document_id)
        for number, piece in enumerate(chunks.cut(data)):
            if number * CHUNK_BYTES >= known and number % ROOM_EVERY == 0:
                self._room(ROOM_EVERY * CHUNK_BYTES)
            values = {"document_id": document_id, "number": number, "data": piece}
            with translated():
                self._run(insert(self._schema.chunk), values)
            self._chunks[chunk_row(document_id, number)] = chunks.chunk_digest(document_id, number, piece)

    def restore(self, rows: Sequence[Overwritten]) -> None:
        """Put rows back as they were before an act.

        Raises ``EntryInvalid`` where one was changed since, is gone then while another that stands points at it, or
        was written by an earlier version, ``RecordUnknown`` for one of another case, ``DatabaseDamaged``.
        """
        kinds = {found.table.name: found for found in self._schema.records.values()}
        for row in rows:
            found = kinds[row.table]
            standing = self._row(found.table, row.row_id)
            for held in filter(None, (standing, row.before)):
                assert_own(found.kind, str(held["case_id"]), self._of)
            if digest(standing or {}) != row.after:
                raise EntryInvalid(CHANGED_SINCE)
            with translated():
                self._run(delete(found.table).where(found.table.c.id == row.row_id))
            if row.before is not None:
                if set(row.before) != set(found.table.columns.keys()):
                    raise EntryInvalid(OTHER_VERSION)
                from_row(found.fields, found.kind, [row.before[item.name] for item in found.fields])
                with translated():
                    self._run(insert(found.table), dict(row.before))
            self._touched.setdefault(found.kind, {})[row.row_id] = None
        self._refuse_leaned_on([row.row_id for row in rows if row.before is None])

    def _refuse_leaned_on(self, gone: Sequence[str]) -> None:
        for table in (found.table for found in self._schema.records.values()):
            pointing = [column for column in table.columns if column.name.endswith("_id") and column.name != "case_id"]
            if gone and pointing:
                leaning = select(table.c.id).where(or_(*(column.in_(gone) for column in pointing))).limit(1)
                with translated():
                    if self._run(leaning).first() is not None:
                        raise EntryInvalid(LEANED_ON)

    def overwritten(self, rows: Mapping[str, str]) -> tuple[Overwritten, ...]:
        """What was remembered of the rows that this act wrote over; ``rows`` are their digests as they now stand."""
        return tuple(
            Overwritten(table=table, row_id=row_id, after=rows[f"{table}:{row_id}"], before=before)
            for (table, row_id), before in (self._before or {}).items()
        )

    def written(self) -> dict[str, str]:
        """``table:id`` of every row put or removed, with its digest as it now stands; their searched texts follow."""
        rows = dict(self._chunks)
        for kind in self._touched:
            rows.update(self.written_of(kind))
        return rows

    def written_of(self, kind: type[Row]) -> dict[str, str]:
        """The same for the rows of one kind."""
        table, ids = self._table(kind).table, self._touched.get(kind, {})
        rows = {f"{table.name}:{row_id}": REMOVED for row_id in ids}
        return {**rows, **self._standing(table, iter(ids))}

    def _standing(self, table: Table, ids: Iterator[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        while batch := list(islice(ids, BATCH)):
            with translated():
                rows = self._run(select(table).where(table.c.id.in_(batch))).mappings().all()
            found.update({f"{table.name}:{row['id']}": digest(dict(row)) for row in rows})
            if self._open is not None:
                follow(self._open, self._schema, table.name, touched=batch, rows=rows)
        return found

    def _refuse_strangers(self, found: RecordTable, record: Row) -> None:
        """Raises ``RecordUnknown`` where the record names one of another case."""
        for item in found.fields:
            for kind in REFERENCES.get(item.name, ()):
                if kind in self._schema.records:
                    self._refuse_stranger(kind, getattr(record, item.name))

    def _refuse_stranger(self, kind: type[Row], record_id: str) -> None:
        if record_id and (kind, record_id) not in self._named:
            case_id = self._case_of(kind, record_id)
            if case_id is not None:
                assert_own(kind, case_id, self._of)
            self._named.add((kind, record_id))

    def _case_of(self, kind: type[Row], record_id: str) -> str | None:
        column = self._table(kind).table.c
        with translated():
            found = self._run(select(column.case_id).where(column.id == record_id)).scalar()
        return None if found is None else str(found)

    def _remember(self, table: Table, row_id: str) -> None:
        if self._before is not None and (table.name, row_id) not in self._before:
            self._before[table.name, row_id] = self._row(table, row_id)

    def _row(self, table: Table, row_id: str) -> Before:
        with translated():
            found = self._run(select(table).where(table.c.id == row_id)).mappings().first()
        return None if found is None else dict(found)

    def _forget(self, document_id: RecordId) -> None:
        chunk = self._schema.chunk
        with translated():
            numbers = self._run(select(chunk.c.number).where(chunk.c.document_id == document_id)).scalars().all()
            self._run(delete(chunk).where(chunk.c.document_id == document_id))
        self._chunks.update({chunk_row(document_id, number): REMOVED for number in numbers})
