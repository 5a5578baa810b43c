"""An unlocked vault: its databases, who is at work, and the lock on its folder."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from safermk_desktop.adapters.vault import anchoring, chain
from safermk_desktop.adapters.vault.backing_up import VaultBackups
from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.health import health
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.adapters.vault.orphans import orphans
from safermk_desktop.adapters.vault.remembering import remember
from safermk_desktop.adapters.vault.rules import assert_may_write
from safermk_desktop.adapters.vault.search import Searches
from safermk_desktop.adapters.vault.slots import SqlCipherKeySlots
from safermk_desktop.adapters.vault.views import ReadingView, WritingView
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.record import AnyCase
from safermk_desktop.domain.undo import UNDOABLE, UndoStep
from safermk_desktop.errors import CompartmentClosed
from safermk_desktop.services.ports import Act, Compartment, DatabaseHealth, Found, Role


class SqlCipherVault:
    """The vault as services see it. Its keys end with the process (architecture, decision 7)."""

    def __init__(self, opened: Opened, *, held: ExitStack) -> None:
        self._opened = opened
        self._held = held
        self._searches = Searches(opened)
        held.callback(self._searches.close)

    @property
    def folder(self) -> Path:
        """The folder ``NAME.smkv``."""
        return self._opened.folder

    @property
    def person(self) -> str:
        """Who opened it, as on the key slot."""
        return self._opened.slot.person

    @property
    def role(self) -> Role:
        """What they are here."""
        return self._opened.slot.role

    @property
    def vault_id(self) -> str:
        """32 hexadecimal digits, the same in every copy of the vault."""
        return self._opened.header.vault_id

    @property
    def compartments(self) -> frozenset[Compartment]:
        """What this person may open."""
        return frozenset(self._opened.databases)

    @property
    def is_read_only(self) -> bool:
        """Whether a newer version wrote it: then every ``writing`` raises ``VaultReadOnly``."""
        return any(database.is_read_only for database in self._opened.databases.values())

    @property
    def slots(self) -> SqlCipherKeySlots:
        """Who has a key slot."""
        return SqlCipherKeySlots(self._opened, self.close)

    @property
    def backups(self) -> VaultBackups:
        """Making and proving backups."""
        return VaultBackups(self._opened)

    @contextmanager
    def reading(self, compartment: Compartment, of: AnyCase | None = None) -> Generator[ReadingView]:
        """A view for reading. Raises ``CompartmentClosed`` for a compartment this person has no key to."""
        database = self._database(compartment)
        with database.reading() as connection:
            view = ReadingView(database.schema, connection, of=of)
            try:
                yield view
            finally:
                view.end()

    @contextmanager
    def writing(self, compartment: Compartment, act: Act) -> Generator[WritingView]:
        """A transaction; leaving the block keeps it together with its audit entry, an exception undoes it."""
        database = self._database(compartment)
        with database.writing() as connection:
            remembers = act.what in UNDOABLE and bool(act.case_id) and UndoStep in database.schema.records
            view = WritingView(database.schema, connection, database.assert_room, of=act.case_id, remembers=remembers)
            try:
                yield view
                at, rows = self._opened.means.clock.now(), view.written()
                if remembers and rows:
                    rows = remember(view, connection, database.schema, act, at=at, rows=rows)
                assert_may_write(self._opened.slot, act.what, rows)
                chain.append(connection, database.schema.audit, act, at=at, rows=rows)
            finally:
                view.end()

    def health(self, anchors: Sequence[Anchor] = ()) -> tuple[DatabaseHealth, ...]:
        """Check every database this person may open: pages, form, audit chain, anchors, rows, search tables."""
        return health(self._opened, anchors)

    @property
    def alarms(self) -> tuple[str, ...]:
        """What the opening found that does not fit, in sentences for the person; empty as a rule."""
        return tuple(alarm for alarms in self._opened.alarms.values() for alarm in alarms)

    def heads(self) -> tuple[Anchor, ...]:
        """The heads of the chains of every open database, to be kept elsewhere."""
        return anchoring.heads(self._opened)

    def misfits(self, anchors: Sequence[Anchor]) -> tuple[str, ...]:
        """What the anchors say against the chains, a sentence for each database; quick, no check of the rest."""
        return anchoring.misfits(self._opened, anchors)

    def links(self, compartment: Compartment) -> tuple[Anchor, ...]:
        """Every entry of a chain as an anchor, oldest first."""
        self._database(compartment)
        return anchoring.links(self._opened, compartment)

    def search(self, compartment: Compartment, text: str, *, limit: int = 50, ticket: int = 0) -> tuple[Found, ...]:
        """Records that hold all the words, the newest first, found beside any other work; see the port."""
        return self._searches.find(compartment, text, limit=limit, ticket=ticket)

    def orphans(self) -> int:
        """How many records and papers have lost what they belong to, in all that this person may open."""
        return sum(orphans(database) for database in self._opened.databases.values())

    def last_entry(self, compartment: Compartment) -> AuditEntry | None:
        """The last entry of a compartment's chain; ``None`` for an empty one."""
        database = self._database(compartment)
        with database.reading() as connection:
            return chain.last(connection, database.schema.audit)

    def trail(self, compartment: Compartment, case_id: AnyCase | None = None) -> tuple[AuditEntry, ...]:
        """The audit entries, oldest first, of one case or of the whole compartment."""
        database = self._database(compartment)
        with database.reading() as connection:
            return chain.entries(connection, database.schema.audit, case_id)

    def close(self) -> None:
        """Close the databases, fold the WAL back and let go of the folder. A second call does nothing."""
        for database in self._opened.databases.values():
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
            return self._opened.databases[compartment]
        except KeyError:
            raise CompartmentClosed from None
