"""The Alembic migrations, run over an open SQLCipher connection. Imported only where there is something to run."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from safermk_desktop.services.ports import Compartment

MIGRATIONS: Final = Path(__file__).with_name("migrations")


def configuration(compartment: Compartment) -> Config:
    """Alembic's settings for one database; the three share one environment."""
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", _escaped(MIGRATIONS))
    config.set_main_option("version_locations", _escaped(MIGRATIONS / compartment.value / "versions"))
    return config


def upgrade(compartment: Compartment, connection: Connection) -> None:
    """Bring the database to the newest revision, inside the transaction that is open on ``connection``."""
    config = configuration(compartment)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
