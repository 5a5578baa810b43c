"""The searched text of each record, written in the transaction that writes the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert

from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import Schema
from safermk_desktop.adapters.vault.search_tables import ALL_SEARCHED, SEARCH_ROW, text_of

ENTER: Final = text(
    "INSERT OR REPLACE INTO search_index (rowid, text) SELECT entered, :text FROM search_row "
    "WHERE kind = :kind AND record_id = :record_id "
    "AND :text IS NOT (SELECT text FROM search_index WHERE rowid = search_row.entered)"
)
FORGET: Final = (
    text(
        "DELETE FROM search_index WHERE rowid = (SELECT entered FROM search_row WHERE kind = :kind AND record_id = :id)"
    ),
    text("DELETE FROM search_row WHERE kind = :kind AND record_id = :id"),
)


def follow(
    connection: Connection, schema: Schema, kind: str, *, touched: Iterable[str], rows: Sequence[Mapping[Any, Any]]
) -> None:
    """Make the texts of the ``touched`` records of table ``kind`` those of their ``rows``; one without row goes."""
    table = schema.metadata.tables.get(SEARCH_ROW)
    if table is None or kind not in ALL_SEARCHED:
        return
    standing = [
        {"case_id": row["case_id"], "kind": kind, "record_id": row["id"], "text": text_of(kind, row)} for row in rows
    ]
    gone = [{"kind": kind, "id": record_id} for record_id in sorted(set(touched) - {row["id"] for row in rows})]
    place = insert(table)
    place = place.on_conflict_do_update(
        index_elements=["kind", "record_id"],
        set_={"case_id": place.excluded.case_id},
        where=table.c.case_id != place.excluded.case_id,
    )
    with translated():
        if standing:
            places = [{name: row[name] for name in ("case_id", "kind", "record_id")} for row in standing]
            connection.execute(place, places)
            connection.execute(ENTER, standing)
        if gone:
            for statement in FORGET:
                connection.execute(statement, gone)
