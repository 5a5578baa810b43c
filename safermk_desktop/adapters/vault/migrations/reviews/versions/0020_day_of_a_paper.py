"""The day that a paper bears itself, where it came from outside; none was recorded before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column("document", sa.Column("dated_on", sa.Text, nullable=True))
