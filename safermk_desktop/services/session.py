"""An unlocked vault with what is needed to work in it. Made once at unlock and passed on; it never changes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from safermk_desktop.domain.deadlines import WorkingCalendar
from safermk_desktop.domain.meanings.readings import Readings
from safermk_desktop.domain.partnership import Partnership
from safermk_desktop.domain.record import AnyCase, RecordId
from safermk_desktop.services.calendar_port import CalendarMaker
from safermk_desktop.services.key_slots import Keychain
from safermk_desktop.services.local import Local
from safermk_desktop.services.ports import Act, Clock, Files, PaperMaker, Redactor, Vault
from safermk_desktop.services.tables import SheetMaker, TableReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One person at work in one vault."""

    vault: Vault
    clock: Clock
    papers: PaperMaker
    files: Files
    redactor: Redactor
    calendars: CalendarMaker
    local: Local
    tables: TableReader
    sheets: SheetMaker
    keychain: Keychain | None = None
    readings: Readings = field(default_factory=Readings)

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days, as the partnership set them."""
        return self.local.calendar

    @property
    def partnership(self) -> Partnership:
        """Who holds the reviews, as the partnership set it."""
        return self.local.partnership

    @property
    def person(self) -> str:
        """Who is at work, as on the key slot."""
        return self.vault.person

    def act(self, what: str, case_id: AnyCase, *, subject: str = "", why: str = "") -> Act:
        """The act about to be recorded, by the person at work."""
        return Act(who=self.person, what=what, case_id=case_id, subject=subject, why=why)


def new_id() -> RecordId:
    """A new random identifier (UUID 4, RFC 9562), as 32 hexadecimal digits."""
    return RecordId(uuid.uuid4().hex)
