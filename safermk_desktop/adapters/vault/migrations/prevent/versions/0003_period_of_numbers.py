"""Of which days the numbers of a paper are, and the digest of what they show."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns. A paper of earlier numbers is written anew: nothing says which days it was of."""
    op.add_column("document", sa.Column("since", sa.Text, nullable=True))
    op.add_column("document", sa.Column("until", sa.Text, nullable=True))
    op.add_column("document", sa.Column("numbers", sa.Text, nullable=False, server_default=""))
