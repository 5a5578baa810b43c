"""What can be found by its words: the text of each record in a full-text index, and which record each text is of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

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
    for kind, fields in SEARCHED:
        for batch in _texts(connection, kind, fields.split()):
            places = [{"case_id": case_id, "kind": kind, "record_id": row_id} for row_id, case_id, _ in batch]
            connection.execute(table.insert(), places)
            connection.execute(sa.text(FILL), [{"kind": kind, "id": row_id, "text": text} for row_id, _, text in batch])


def _texts(connection: sa.Connection, kind: str, fields: Sequence[str]) -> Iterator[list[tuple[str, str, str]]]:
    """The id, case and text of every record of a table, in the order of entry, in batches."""
    columns: list[sa.ColumnClause[str]] = [
        sa.column(name, sa.Text()) for name in ("id", "case_id", *(field.rstrip("*") for field in fields))
    ]
    found = sa.select(*columns).select_from(sa.table(kind)).order_by(sa.column("entered"))
    for rows in connection.execute(found).partitions(BATCH):
        yield [(str(row[0]), str(row[1]), _text(fields, row[2:])) for row in rows]


def _text(fields: Sequence[str], values: Sequence[str]) -> str:
    parts = (
        ", ".join(json.loads(value)) if field.endswith("*") else value
        for field, value in zip(fields, values, strict=True)
    )
    return "\n".join(part for part in parts if part)
