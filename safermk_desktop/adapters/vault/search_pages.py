"""Whether the full-text index leads a search to the right page of it.

SQLite's own check reads every page of the index in turn, and so does not see that the table by which a search finds
its page (``search_index_idx``) is an older one. The format is that of SQLite's ``fts5_index.c``: a structure record,
segments of leaf pages, and for each leaf on which a term begins a row with a term between the last one before it and
its first one.
"""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator
from typing import Final

from sqlalchemy import Connection

from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import Schema

STRUCTURE: Final = 10
"""The row of the structure record."""

SEGMENT: Final = 37
"""The row of a leaf is its segment, shifted by so many bits, and its number."""

NEWER: Final = b"\xff\x00\x00\x01"
LEAVES: Final = "SELECT id, block FROM search_index_data WHERE id BETWEEN ? AND ? ORDER BY id"
PLACES: Final = "SELECT segid, term, pgno >> 1 FROM search_index_idx ORDER BY segid, term"
FAULT: Final = "The search index leads to other words than those that are searched for."

Places = list[tuple[bytes, int]]


def lookup_fault(connection: Connection, schema: Schema) -> str:
    """Whether a search could miss its page, as a sentence, or nothing. It only reads."""
    if "search_row" not in schema.metadata.tables:
        return ""
    places: dict[int, Places] = {}
    with translated():
        for segment, term, page in connection.exec_driver_sql(PLACES):
            places.setdefault(segment, []).append((term.encode() if isinstance(term, str) else bytes(term), page))
        record = connection.exec_driver_sql("SELECT block FROM search_index_data WHERE id = ?", (STRUCTURE,)).scalar()
        try:
            segments = _segments(bytes(record or b""))
            fits = places.keys() <= segments.keys() and all(
                _leads_right(_leaves(connection, segment, first, last), places.get(segment, []), first)
                for segment, (first, last) in segments.items()
            )
        except (IndexError, ValueError, struct.error):
            return FAULT
    return "" if fits else FAULT


def _leads_right(leaves: Iterator[tuple[int, bytes]], places: Places, first: int) -> bool:
    """``first`` may be a leaf that a merge has begun to empty; what leads before it leads to it."""
    pages = [page for _, page in places]
    if pages != sorted(set(pages)):
        return False
    to = {page: term for term, page in places if page > first}
    before = b""
    for page, block in leaves:
        terms = _terms(block)
        opening = next(terms, None)
        if opening is None:
            continue
        if page == first:
            if not places or places[0][0] > opening:
                return False
        elif not before < to.pop(page, b"") <= opening:
            return False
        before = opening
        for term in terms:
            before = term
    return not to


def _leaves(connection: Connection, segment: int, first: int, last: int) -> Generator[tuple[int, bytes]]:
    start = segment << SEGMENT
    for row, block in connection.exec_driver_sql(LEAVES, (start + first, start + last)):
        yield row - start, bytes(block)


def _terms(block: bytes) -> Generator[bytes]:
    """The terms that begin on a leaf, in their order."""
    (end,) = struct.unpack_from(">H", block, 2)
    place, at, term = 0, end, b""
    while at < len(block):
        step, at = _number(block, at)
        kept, read = 0, place + step
        if place:
            kept, read = _number(block, read)
        place += step
        size, read = _number(block, read)
        term = term[:kept] + block[read : read + size]
        yield term


def _segments(record: bytes) -> dict[int, tuple[int, int]]:
    """The first and the last leaf of each segment."""
    at, extra = 4, 0
    if record[4:8] == NEWER:
        at, extra = 8, 5
    levels, at = _number(record, at)
    _, at = _number(record, at)
    _, at = _number(record, at)
    found: dict[int, tuple[int, int]] = {}
    for _ in range(levels):
        _, at = _number(record, at)
        count, at = _number(record, at)
        for _ in range(count):
            values: list[int] = []
            for _ in range(3 + extra):
                value, at = _number(record, at)
                values.append(value)
            found[values[0]] = (values[1], values[2])
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number as SQLite writes it (sqlite.org/fileformat2.html, 1.6), and where the next thing begins."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
