"""Whether the searched texts and their index are what the records make them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import Schema
from safermk_desktop.adapters.vault.search_tables import ALL_SEARCHED, SEARCH_ROW, text_of
from safermk_desktop.errors import DatabaseDamaged

COMPARED: Final = "PRAGMA integrity_check(search_index)"
"""Every word of every text looked for in the index, and the other way round (sqlite.org/fts5.html, 6.4)."""

COUNTS: Final = "SELECT (SELECT count(*) FROM search_row), (SELECT count(*) FROM search_index)"

JOINED: Final = """
SELECT found.id, found.case_id, place.case_id, search_index.text, {fields} FROM "{kind}" AS found
LEFT JOIN search_row AS place ON place.kind = '{kind}' AND place.record_id = found.id
LEFT JOIN search_index ON search_index.rowid = place.entered
"""


def search_fault(connection: Connection, schema: Schema) -> str:
    """What is first wrong with the searched texts or their index, as a sentence without anything personal, or nothing.

    It only reads. Raises ``DatabaseDamaged`` for what cannot be read.
    """
    if SEARCH_ROW not in schema.metadata.tables:
        return ""
    with translated():
        return _text_fault(connection, schema) or _index_fault(connection)


def _text_fault(connection: Connection, schema: Schema) -> str:
    expected = 0
    for kind, names in ALL_SEARCHED.items():
        if kind not in schema.metadata.tables:
            continue
        statement = JOINED.format(kind=kind, fields=", ".join(f'found."{name}"' for name in names))
        for row_id, case_id, found_case, found_text, *values in connection.exec_driver_sql(statement):
            expected += 1
            if found_case != case_id or found_text != _text(kind, dict(zip(names, values, strict=True))):
                return f"The search entry of row {kind}:{row_id} is not what the row says."
    if tuple(connection.exec_driver_sql(COUNTS).one()) != (expected, expected):
        return "There is a search entry of a row that is not there."
    return ""


def _text(kind: str, values: dict[str, object]) -> str:
    try:
        return text_of(kind, values)
    except (ValueError, TypeError, RecursionError):
        raise DatabaseDamaged from None


def _index_fault(connection: Connection) -> str:
    found = connection.exec_driver_sql(COMPARED).scalar()
    return "" if found == "ok" else "The search index does not hold the words of the records."
