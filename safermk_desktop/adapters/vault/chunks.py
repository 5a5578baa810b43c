"""The bytes of a paper as rows of 1 MiB: cut as they come, and each compared with its digest before it is given out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from sqlalchemy import CursorResult, Executable, func, select

from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import CHUNK_BYTES, Schema
from safermk_desktop.domain.audit import digest
from safermk_desktop.errors import DatabaseDamaged


class Run(Protocol):
    """Runs a statement in the transaction of a view."""

    def __call__(self, statement: Executable, /) -> CursorResult[Any]: ...


class Paper(Protocol):
    """A record whose bytes are kept in chunks."""

    @property
    def id(self) -> str: ...

    @property
    def case_id(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def sha256(self) -> str: ...


def chunk_row(document_id: str, number: object) -> str:
    """What the audit entry calls a chunk."""
    return f"chunk:{document_id}/{number}"


def chunk_digest(document_id: str, number: int, data: bytes) -> str:
    """The digest of a chunk in the audit entry."""
    return digest({"document_id": document_id, "number": number, "sha256": hashlib.sha256(data).hexdigest()})


def cut(data: bytes | Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of 1 MiB; the last may be shorter, and none is empty."""
    if isinstance(data, bytes):
        view = memoryview(data)
        yield from (bytes(view[start : start + CHUNK_BYTES]) for start in range(0, len(view), CHUNK_BYTES))
        return
    held = bytearray()
    for piece in data:
        held += piece
        while len(held) >= CHUNK_BYTES:
            yield bytes(held[:CHUNK_BYTES])
            del held[:CHUNK_BYTES]
    if held:
        yield bytes(held)


def stored(schema: Schema, run: Run, document: Paper) -> int:
    """How many chunks a paper has. Raises ``DatabaseDamaged`` where one is missing, too many or of a wrong size.

    Only the lengths are read.
    """
    chunk = schema.chunk
    statement = (
        select(chunk.c.number, func.length(chunk.c.data))
        .where(chunk.c.document_id == document.id)
        .order_by(chunk.c.number)
    )
    with translated():
        found = [tuple(row) for row in run(statement)]
    if found != [
        (number, min(CHUNK_BYTES, document.size - start))
        for number, start in enumerate(range(0, document.size, CHUNK_BYTES))
    ]:
        raise DatabaseDamaged
    return len(found)


def chunk_at(schema: Schema, run: Run, document: Paper, number: int) -> bytes:
    """One chunk as it stands, compared with nothing. Raises ``DatabaseDamaged`` where there is none."""
    chunk = schema.chunk
    statement = select(chunk.c.data).where(chunk.c.document_id == document.id, chunk.c.number == number)
    with translated():
        found = run(statement).scalar()
    if not isinstance(found, bytes):
        raise DatabaseDamaged
    return found


def chained(schema: Schema, run: Run, document: Paper) -> Mapping[str, str]:
    """What the audit chain says of the chunks of a paper: the digests that the last act upon each left."""
    audit = schema.audit
    named = func.instr(audit.c.rows, f'"{chunk_row(document.id, "")}') > 0
    found: dict[str, str] = {}
    # Its case has an index; only a paper that was kept under no case or another is looked for in the whole log.
    for narrowed in ((audit.c.case_id == document.case_id,), ()):
        with translated():
            rows = run(select(audit.c.rows).where(*narrowed, named).order_by(audit.c.seq)).scalars().all()
        for text in rows:
            found.update(_digests(str(text), chunk_row(document.id, "")))
        if found:
            break
    return found


def checked(schema: Schema, run: Run, document: Paper, first: int) -> Iterator[bytes]:
    """The pieces of a paper from number ``first``, each compared with what the audit chain says of it.

    From the first piece on, all of them are compared with the digest of the paper too. Raises ``DatabaseDamaged``.
    """
    count = stored(schema, run, document)
    digests = chained(schema, run, document)
    whole = hashlib.sha256()
    for number in range(first, count):
        piece = chunk_at(schema, run, document, number)
        if digests.get(chunk_row(document.id, number)) != chunk_digest(document.id, number, piece):
            raise DatabaseDamaged
        whole.update(piece)
        if number == count - 1 and first == 0 and whole.hexdigest() != document.sha256:
            raise DatabaseDamaged
        yield piece
    if count == 0 and whole.hexdigest() != document.sha256:
        raise DatabaseDamaged


def _digests(text: str, prefix: str) -> dict[str, str]:
    try:
        rows: object = json.loads(text)
    except (ValueError, RecursionError):
        raise DatabaseDamaged from None
    if not isinstance(rows, dict):
        raise DatabaseDamaged
    named = cast("dict[str, object]", rows)
    return {name: str(value) for name, value in named.items() if name.startswith(prefix)}
