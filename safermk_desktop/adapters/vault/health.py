"""Whether a database is what its audit chain and the anchors say: pages, form, entries, rows, search tables."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from safermk_desktop.adapters.vault import chain, restores
from safermk_desktop.adapters.vault.connection import connect, engine_over
from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.declared import form_fault
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.schema import Schema
from safermk_desktop.adapters.vault.search_check import search_fault
from safermk_desktop.adapters.vault.search_pages import lookup_fault
from safermk_desktop.adapters.vault.standing import Rows, compared, last_of
from safermk_desktop.domain.anchors import Anchor, Compared
from safermk_desktop.domain.audit import AuditEntry, Walk, walk
from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.services.ports import Compartment, DatabaseHealth

SEAL: Final = re.compile(r"HMAC verification failed for page (\d+)")
TEXT: Final = partial(str, encoding="utf-8", errors="surrogateescape")
"""Text that is not UTF-8 fits no digest; it must not stop the check."""

NOTHING: Final = "Nothing in this database can be relied on. The latest proved backup holds what it held then."
WHOLE: Final = "The chain fits, and every row is as it left it."
PAGE: Final = "An index or a page that holds no row is damaged: restore the latest proved backup."
FORM: Final = "Do not work in this vault: restore the latest proved backup."
SEARCH: Final = "The search alone cannot be relied on."


@dataclass(slots=True)
class _Findings:
    """What the checks of one database found; empty sentences where all fits."""

    page: str = ""
    form: str = ""
    search: str = ""
    walk: Walk | None = None
    anchors: Compared | None = None
    rows: Rows | None = None
    row: str = ""
    alarm: str = ""


def health(opened: Opened, anchors: Sequence[Anchor] = ()) -> tuple[DatabaseHealth, ...]:
    """Check every open database. A fault names a page, an entry or a row by number or random id, never what it says.

    The check has a connection of its own, so that other work goes on beside it.
    """
    return tuple(
        _health(opened, name, [anchor for anchor in anchors if anchor.compartment == name.value])
        for name in opened.databases
    )


def _health(opened: Opened, name: Compartment, anchors: Sequence[Anchor]) -> DatabaseHealth:
    database = opened.databases[name]
    found = _Findings()
    try:
        with beside(opened, name) as connection:
            found.page = page_fault(connection) and _told(database.page_fault())  # confirmed with nobody else at work
            _check(found, connection, opened, name, anchors)
    except DatabaseDamaged as damage:
        found.page = found.page or _told(damage.detail or damage.what)
    found.alarm = " ".join(opened.alarms.get(name, ()))
    left = found.anchors.left if found.anchors is not None else ()
    return _verdict(name, found, has_anchors=len(anchors) > len(left))


@contextmanager
def beside(opened: Opened, name: Compartment) -> Generator[Connection]:
    """A second connection to a database, in a transaction for reading. Raises ``DatabaseDamaged``."""
    database = opened.databases[name]
    with database.reading() as first, translated():
        path = Path(str(first.exec_driver_sql("PRAGMA database_list").all()[0][2]))
    with translated():
        raw = connect(path, opened.keys[name], opened.header.salts[name])
        try:
            raw.text_factory = TEXT
            if not database.is_read_only:
                raw.execute("PRAGMA wal_checkpoint(PASSIVE)")  # the seals are checked in the file, not in the WAL
            raw.execute("PRAGMA query_only = ON")
            with engine_over(raw).connect() as connection:
                own = Database(database.schema, connection, path.parent)
                with own.reading() as reading:
                    yield reading
        finally:
            raw.close()


def page_fault(connection: Connection) -> str:
    """What is first wrong with the pages or the indexes, in the library's words, or nothing."""
    try:
        with translated():
            for check in ("cipher_integrity_check", "integrity_check(1)"):
                found = connection.exec_driver_sql(f"PRAGMA {check}").first()
                if found is not None and found[0] != "ok":
                    return str(found[0])
    except DatabaseDamaged as damage:
        return damage.detail or damage.what
    return ""


def _check(
    found: _Findings, connection: Connection, opened: Opened, name: Compartment, anchors: Sequence[Anchor]
) -> None:
    """All checks but that of the pages; on damaged pages as far as they can be read."""
    database = opened.databases[name]
    schema = database.schema
    cut: list[DatabaseDamaged] = []
    entries = _until_damage(chain.stream(connection, schema.audit), cut)
    found.walk = walk(entries, {anchor.seq for anchor in anchors})
    found.anchors = restores.compared(opened, name, anchors, found.walk.hashes, last=found.walk.fits)
    if cut:
        found.walk.broken = found.walk.broken or found.walk.fits + 1
        raise cut[0]
    if not database.is_read_only:
        found.form = form_fault(connection, schema)
    if found.walk.broken is None:
        found.rows = compared(connection, schema, found.walk.left)
        found.row = _row_told(connection, schema, found.rows)
    if not (found.page or found.row or database.is_read_only):  # a row that was changed fits no search table
        found.search = search_fault(connection, schema) or lookup_fault(connection, schema)


def _until_damage(entries: Iterable[AuditEntry], cut: list[DatabaseDamaged]) -> Generator[AuditEntry]:
    try:
        yield from entries
    except DatabaseDamaged as damage:
        cut.append(damage)


def _row_told(connection: Connection, schema: Schema, rows: Rows) -> str:
    if not rows.misfits:
        return ""
    left_so, last = last_of(chain.stream(connection, schema.audit), rows.first, rows.digest)
    if last is None:
        how = "is in no entry of the audit chain."
    elif left_so is not None:
        how = f"stands as entry {left_so} left it, and entry {last} wrote it after that: an older page was put back."
    else:
        how = f"is not as entry {last} of the audit chain left it."
    return f"{rows.name} {how}"


def _verdict(name: Compartment, found: _Findings, *, has_anchors: bool) -> DatabaseHealth:
    walked = found.walk
    broken = walked.broken if walked is not None else None
    compared_with = found.anchors
    entry = f"Entry {broken} of the audit chain does not fit." if broken is not None else ""
    anchor = compared_with.fault if compared_with is not None else ""
    fits = walked is not None and broken is None and found.rows is not None and not found.rows.misfits
    faults = (found.page, found.form, entry, anchor, found.row, found.search, found.alarm)
    return DatabaseHealth(
        name=name.value,
        pages=not (found.page or found.form or found.search),
        chain=fits,
        rows=found.rows.rows if found.rows else 0,
        first_fault=next(filter(None, faults), ""),
        anchors=_is_anchored(found) if has_anchors or found.alarm else None,
        trustworthy=_trustworthy(found),
        left=compared_with.left if compared_with is not None else (),
    )


def _is_anchored(found: _Findings) -> bool:
    return found.anchors is not None and not found.anchors.fault and not found.alarm


def _trustworthy(found: _Findings) -> str:
    """What may still be relied on, in a sentence or two; empty where all fits."""
    if found.walk is None:
        return NOTHING
    if found.walk.broken is not None:
        return _up_to_the_break(found.walk.fits, found.anchors)
    if found.anchors is not None and found.anchors.fault:
        return found.anchors.trustworthy
    if found.rows is None:
        return f"The {found.walk.fits} entries of the chain can be read and fit; not all rows can be read."
    if found.rows.misfits:
        return _other_rows(found.rows)
    beside_the_rows = ((found.page, PAGE), (found.form, FORM), (found.search, SEARCH))
    return next((f"{WHOLE} {sentence}" for fault, sentence in beside_the_rows if fault), "")


def _other_rows(rows: Rows) -> str:
    others = "another row" if rows.misfits == 2 else f"{rows.misfits - 1} other rows"
    more = f", and {others} with it" if rows.misfits > 1 else ""
    name = rows.name[0].lower() + rows.name[1:]
    return f"The chain itself fits; {name} was changed behind it{more}. All others are as the chain left them."


def _up_to_the_break(fits: int, anchors: Compared | None) -> str:
    if not fits:
        return NOTHING
    spoken = ""
    if anchors is not None and anchors.fits is not None and anchors.fits.seq:
        spoken = f", and {anchors.fits.source or 'an anchor'} holds entry {anchors.fits.seq} alike"
    return f"Entries 1 to {fits} fit{spoken}; what was written later cannot be relied on."


def _told(fault: str) -> str:
    page = SEAL.search(fault)
    if page:
        return f"Page {page[1]} of the file was damaged or changed: its seal does not fit."
    return fault and f"The file does not fit together: {fault.rstrip('.')}."
