"""What can be found by its words: the text of each record in a full-text index, and which record each text is of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import cast

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Each table and its searched fields; ``*`` is a JSON list of texts. As they were at this revision.
SEARCHED = (
    ("case", "reference label lead residence_area"),
    ("notification", "notifier_agency notifier_role circumstances known_agencies* restricted_people*"),
    ("decision", "decided_by reasons source"),
    ("fact", "detail recorded_by"),
    ("own_date", "reason authoriser"),
    ("seat", "agency_kind reason source settled_reason"),
    ("panel_member", "name post organisation agency_kind independence"),
    ("terms_section", "heading text"),
    ("terms_version", "number agreed_by headings* texts*"),
    ("information_request", "organisation note"),
    ("document", "title file_name"),
    ("letter", "recipient signatory summary"),
    ("redacted_copy", "prepared_by approved_by"),
    ("export", "exported_by purpose recipient"),
    ("identity_entry", "replacement role names*"),
    ("register_rule", "keep*"),
    ("submission", "submitted_by method"),
    ("qa_letter", "points*"),
    ("publication", "where link published_by"),
    ("recommendation", "text"),
    ("action", "text lead_agency lead_role outcome evidence verified_by milestones*"),
    ("action_update", "updated_by text"),
)
INDEX = "CREATE VIRTUAL TABLE search_index USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
FILL = """
INSERT INTO search_index (rowid, text) SELECT entered, :text FROM search_row WHERE kind = :kind AND record_id = :id
"""
BATCH = 500


def upgrade() -> None:
    """Make the tables and fill them from the records."""
    table = op.create_table(
        "search_row",
        sa.Column("entered", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "record_id"),
        sqlite_autoincrement=True,
    )
    op.execute(INDEX)
    connection = op.get_bind()
    for batch in _batches(connection):
        texts: dict[tuple[str, str], str] = {}
        for kind, fields in SEARCHED:
            ids = [place["record_id"] for place in batch if place["kind"] == kind]
            texts.update({(kind, row_id): text for row_id, text in _texts(connection, kind, fields.split(), ids)})
        connection.execute(table.insert(), batch)
        filled = [
            {"kind": place["kind"], "id": place["record_id"], "text": texts[place["kind"], place["record_id"]]}
            for place in batch
        ]
        connection.execute(sa.text(FILL), filled)


def _batches(connection: sa.Connection) -> Iterator[list[dict[str, str]]]:
    """The place of every record, in the order of the acts that first wrote them: a search shows the newest first."""
    written = _first_acts(connection)
    columns: tuple[sa.ColumnClause[str], ...] = (sa.column("case_id", sa.Text()), sa.column("id", sa.Text()))
    places: list[tuple[int, dict[str, str]]] = []
    for kind, _ in SEARCHED:
        found = sa.select(*columns).select_from(sa.table(kind)).order_by(sa.column("entered"))
        for case_id, row_id in connection.execute(found):
            place = {"case_id": str(case_id), "kind": kind, "record_id": str(row_id)}
            places.append((written.get(f"{kind}:{row_id}", 0), place))
    places.sort(key=itemgetter(0))
    for start in range(0, len(places), BATCH):
        yield [place for _, place in places[start : start + BATCH]]


def _first_acts(connection: sa.Connection) -> dict[str, int]:
    """The number of the audit entry that first wrote each row; an entry that cannot be read says of none."""
    found: dict[str, int] = {}
    for seq, rows in connection.execute(sa.text('SELECT seq, "rows" FROM audit ORDER BY seq')):
        try:
            names: object = json.loads(rows)
        except (ValueError, TypeError, RecursionError):
            continue
        for name in cast("dict[str, object]", names) if isinstance(names, dict) else ():
            found.setdefault(name, int(seq))
    return found


def _texts(
    connection: sa.Connection, kind: str, fields: Sequence[str], ids: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The ids and texts of these records of a table."""
    columns: list[sa.ColumnClause[str]] = [
        sa.column(name, sa.Text()) for name in ("id", *(field.rstrip("*") for field in fields))
    ]
    if ids:
        for row in connection.execute(sa.select(*columns).select_from(sa.table(kind)).where(columns[0].in_(ids))):
            yield str(row[0]), _text(fields, row[1:])


def _text(fields: Sequence[str], values: Sequence[str]) -> str:
    parts = (
        ", ".join(json.loads(value)) if field.endswith("*") else value
        for field, value in zip(fields, values, strict=True)
    )
    return "\n".join(part for part in parts if part)
