"""With which text of a paper somebody looked for findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column; looks of before were at the text as it is without any choice."""
    op.add_column("findings_look", sa.Column("read_with", sa.Text, nullable=False, server_default=""))
