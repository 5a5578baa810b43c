"""An unlocked vault: its databases, who is at work, and the lock on its folder."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from safermk_desktop.adapters.vault import chain
from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.header import Slot
from safermk_desktop.adapters.vault.health import health
from safermk_desktop.adapters.vault.views import ReadingView, WritingView
from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import VaultLocked
from safermk_desktop.services.ports import Act, Clock, Compartment, DatabaseHealth, Role


class SqlCipherVault:
    """The vault as services see it. It holds open databases and no key: the keys are with SQLCipher."""

    def __init__(
        self, folder: Path, slot: Slot, databases: Mapping[Compartment, Database], *, clock: Clock, held: ExitStack
    ) -> None:
        self._folder = folder
        self._slot = slot
        self._databases = databases
        self._clock = clock
        self._held = held

    @property
    def folder(self) -> Path:
        """The folder ``NAME.smkv``."""
        return self._folder

    @property
    def person(self) -> str:
        """Who opened it, as on the key slot."""
        return self._slot.person

    @property
    def role(self) -> Role:
        """What they are here."""
        return self._slot.role

    @property
    def compartments(self) -> frozenset[Compartment]:
        """What this person may open."""
        return frozenset(self._databases)

    @contextmanager
    def reading(self, compartment: Compartment) -> Generator[ReadingView]:
        """A view for reading. Raises ``VaultLocked`` for a compartment this person has no key to."""
        database = self._database(compartment)
        with database.reading() as connection:
            view = ReadingView(database.schema, connection)
            try:
                yield view
            finally:
                view.end()

    @contextmanager
    def writing(self, compartment: Compartment, act: Act) -> Generator[WritingView]:
        """A transaction; leaving the block keeps it together with its audit entry, an exception undoes it."""
        database = self._database(compartment)
        with database.writing() as connection:
            view = WritingView(database.schema, connection, database.assert_room)
            try:
                yield view
                rows = view.written()
                chain.append(connection, database.schema.audit, act, at=self._clock.now(), rows=rows)
            finally:
                view.end()

    def health(self) -> tuple[DatabaseHealth, ...]:
        """Check every database this person may open: pages, rows, audit chain."""
        return tuple(health(database) for database in self._databases.values())

    def trail(self, compartment: Compartment, case_id: CaseId | None = None) -> tuple[AuditEntry, ...]:
        """The audit entries, oldest first, of one case or of the whole compartment."""
        database = self._database(compartment)
        with database.reading() as connection:
            return chain.entries(connection, database.schema.audit, case_id)

    def close(self) -> None:
        """Close the databases, fold the WAL back and let go of the folder. A second call does nothing."""
        for database in self._databases.values():
            database.assert_idle()
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def _database(self, compartment: Compartment) -> Database:
        try:
            return self._databases[compartment]
        except KeyError:
            raise VaultLocked from None
