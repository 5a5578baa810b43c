"""An index by which the facts of a kind are found over all cases without reading what is told of each."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_fact_kind", "fact", ["kind", "case_id", "happened_on"])
