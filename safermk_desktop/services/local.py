"""What the partnership set for itself: who it is, its bank holidays, and from when a review is a DARDR.

It is read when the vault is unlocked, and again by whatever changes it, so that a page never asks the vault for a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Final

from safermk_desktop.domain.deadlines import WorkingCalendar
from safermk_desktop.domain.keeping import Setting
from safermk_desktop.domain.partnership import Partnership
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.ports import Vault

ABOUT: Final = "partnership."
"""Begins the names of the settings that say who the partnership is."""
DARDR_FROM: Final = "dardr_from"
HOLIDAY: Final = "bank_holiday."
"""Begins the names of the changes to the table of bank holidays; the day follows."""
ADDED: Final = "added"
REMOVED: Final = "removed"


class Local:
    """Holds what was last read; until then, what the application brings."""

    def __init__(self, shipped: WorkingCalendar, standard: Partnership) -> None:
        self.shipped: Final = shipped
        self.standard: Final = standard
        self._partnership = standard
        self._calendar = shipped
        self._dardr_from: date | None = None

    @property
    def partnership(self) -> Partnership:
        """Who holds the reviews."""
        return self._partnership

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days, with the days that were added and without those that were taken out."""
        return self._calendar

    @property
    def dardr_from(self) -> date | None:
        """The day from which a notified death is reviewed under s.8A; ``None`` while the old rules hold."""
        return self._dardr_from

    def read(self, vault: Vault) -> None:
        """Read it from the vault; what cannot be is left as the application brings it."""
        with vault.reading(Compartment.COMMON) as work:
            kept = {str(one.id): one.value for one in work.every(Setting)}
        self._partnership = _partnership(self.standard, kept)
        self._dardr_from = day_of(kept.get(DARDR_FROM, ""))
        changed = {day_of(name.removeprefix(HOLIDAY)): text for name, text in kept.items() if name.startswith(HOLIDAY)}
        added = {day for day, text in changed.items() if day and text.startswith(ADDED)}
        removed = {day for day, text in changed.items() if day and text.startswith(REMOVED)}
        self._calendar = WorkingCalendar((self.shipped.holidays | added) - removed)


def day_of(text: str) -> date | None:
    """The day of an ISO 8601 text; ``None`` for any other."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _partnership(standard: Partnership, kept: Mapping[str, str]) -> Partnership:
    names = {field.name for field in fields(standard)}
    found = {name.removeprefix(ABOUT): text for name, text in kept.items() if name.startswith(ABOUT)}
    return replace(standard, **{name: text for name, text in found.items() if name in names})
