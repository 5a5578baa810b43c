"""Finding records by their words, on a connection that only reads, beside whatever else the vault does."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Final

from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault import search_prevent
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.excerpts import Mask, excerpt, mask_of, words_of
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.search_tables import SEARCH_ROW
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import CompartmentClosed, VaultLocked
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.ports import Found
from safermk_desktop.services.progress import Cancelled

INTERRUPTED: Final = 9  # SQLITE_INTERRUPT
STEP: Final = 0.001
"""Seconds between two askings of an earlier search to stop."""
MOST_WORDS: Final = 12
MOST_LETTERS: Final = 40
PRIVATE: Final = frozenset({"identity_entry", search_prevent.PRIVATE})
NO_FORM: Final = "No published form yet"

# By rowid and not by rank: to rank a common word, every one of its rows would have to be read.
FIND: Final = """
SELECT place.case_id, place.kind, place.record_id, search_index.text, ifnull("case".reference, ''), entry.replacement
FROM search_index JOIN search_row AS place ON place.entered = search_index.rowid
LEFT JOIN "case" ON "case".id = place.case_id
LEFT JOIN identity_entry AS entry ON place.kind = 'identity_entry' AND entry.id = place.record_id
WHERE search_index MATCH ? ORDER BY search_index.rowid DESC LIMIT ?
"""
NAMES: Final = "SELECT case_id, kind, names, replacement FROM identity_entry WHERE case_id IN ({0})"


def query_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The query in the index's language, in which every word is quoted, and the words; empty without any word."""
    words = tuple(word[:MOST_LETTERS] for word in words_of(text)[:MOST_WORDS])
    return " ".join(f'"{word}"*' for word in words), words


class Searches:
    """The searches of an open vault, one lane for each compartment."""

    def __init__(self, opened: Opened) -> None:
        self._lanes = {name: SearchLane(opened, name) for name in opened.databases}

    def find(self, compartment: Compartment, text: str, *, limit: int, ticket: int) -> tuple[Found, ...]:
        """See ``services.ports.Vault.search``. Raises ``CompartmentClosed``, ``VaultLocked``, ``Cancelled``."""
        lane = self._lanes.get(compartment)
        if lane is None:
            raise CompartmentClosed
        return lane.find(text, limit, ticket)

    def close(self) -> None:
        """Stop what runs and close the connections."""
        for lane in self._lanes.values():
            lane.close()


class SearchLane:
    """One search at a time in one database; a later one stops the one that runs."""

    def __init__(self, opened: Opened, name: Compartment) -> None:
        self._opened = opened
        self._name = name
        is_prevent = name is Compartment.PREVENT
        self._find = search_prevent.FIND if is_prevent else FIND
        self._names = search_prevent.NAMES if is_prevent else NAMES
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._raw: dbapi2.Connection | None = None
        self._latest = 0
        self._running: int | None = None
        self._is_closed = False

    def find(self, text: str, limit: int, ticket: int) -> tuple[Found, ...]:
        """The records that hold all the words, the newest first."""
        query, words = query_of(text)
        with self._state:
            self._latest = max(self._latest, ticket)
        while not self._turn.acquire(timeout=STEP):
            self._assert_wanted(ticket)
            self._interrupt(ticket)
        try:
            self._assert_wanted(ticket)
            if not words or SEARCH_ROW not in self._opened.databases[self._name].schema.metadata.tables:
                return ()
            with translated():
                rows, masks = self._rows(query, limit, ticket)
            return tuple(_as_found(row, words, masks[str(row[0])]) for row in rows)
        except dbapi2.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) != INTERRUPTED:
                raise
            self._assert_wanted(ticket)
            raise Cancelled from None
        finally:
            self._turn.release()

    def close(self) -> None:
        """Stop what runs and close the connection; from then on ``find`` raises ``VaultLocked``."""
        self._is_closed = True
        while not self._turn.acquire(timeout=STEP):
            self._interrupt(None)
        try:
            with self._state:
                raw, self._raw = self._raw, None
            if raw is not None:
                raw.close()
        finally:
            self._turn.release()

    def _rows(self, query: str, limit: int, ticket: int) -> tuple[list[dbapi2.SqliteRow], Mapping[str, Mask]]:
        """The rows found and the masks of their cases, from one state of the database."""
        raw = self._connection()
        raw.execute("BEGIN")
        try:
            self._mark(ticket)
            rows = raw.execute(self._find, (query, limit)).fetchall()
            return rows, _masks(raw, self._names, sorted({str(row[0]) for row in rows}))
        finally:
            self._mark(None)  # from here on nobody interrupts
            raw.execute("ROLLBACK")

    def _mark(self, running: int | None) -> None:
        with self._state:
            self._running = running

    def _connection(self) -> dbapi2.Connection:
        """Opened at the first search."""
        if self._raw is None:
            header = self._opened.header
            path = self._opened.folder / header.files[self._name]
            with translated():
                raw = connect(path, self._opened.keys[self._name], header.salts[self._name])
                raw.execute("PRAGMA query_only = ON")
            with self._state:
                self._raw = raw
        return self._raw

    def _assert_wanted(self, ticket: int) -> None:
        if self._is_closed:
            raise VaultLocked
        if ticket < self._latest:
            raise Cancelled

    def _interrupt(self, ticket: int | None) -> None:
        """Stop the search that runs if it is an earlier one, or whichever it is. Asked again until it has stopped."""
        with self._state:
            running = self._running
            if self._raw is not None and running is not None and (ticket is None or running < ticket):
                self._raw.interrupt()


def _masks(raw: dbapi2.Connection, names_of: str, case_ids: Sequence[str]) -> Mapping[str, Mask]:
    entries: dict[str, list[tuple[str, str, str]]] = {case_id: [] for case_id in case_ids}
    marks = ", ".join(f"?{number}" for number in range(1, len(case_ids) + 1))  # one value may stand at many places
    for case_id, kind, names, form in raw.execute(names_of.format(marks), case_ids):
        entries[str(case_id)].append((str(kind), str(names), str(form)))
    return {case_id: mask_of(found) for case_id, found in entries.items()}


def _as_found(row: dbapi2.SqliteRow, words: tuple[str, ...], mask: Mask) -> Found:
    case_id, kind, record_id, text, reference, form = row
    shown = str(form or NO_FORM) if kind in PRIVATE else excerpt(str(text), words, mask)
    return Found(
        case_id=CaseId(str(case_id)),
        kind=str(kind),
        record_id=RecordId(str(record_id)),
        excerpt=shown,
        reference=str(reference),
    )
