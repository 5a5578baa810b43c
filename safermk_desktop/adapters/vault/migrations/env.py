"""The environment of all three migration folders: a connection that is open, in a transaction of the caller's."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
