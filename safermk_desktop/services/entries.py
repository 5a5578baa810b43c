"""The checks that every act shares on what a person entered."""

from __future__ import annotations

from datetime import date

from safermk_desktop.domain.documents import same_person
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing


def need(**entries: str) -> None:
    """Refuse an act whose entries are empty. Raises ``EntryMissing`` naming the fields, not their values."""
    empty = [name.replace("_", " ") for name, value in entries.items() if not value.strip()]
    if empty:
        raise EntryMissing(f"Missing: {', '.join(empty)}.")


def approved_by_another(approver: str, person: str) -> None:
    """Refuse an approval of what ``person`` does by that person. Raises ``EntryInvalid``."""
    if same_person(approver, person):
        raise EntryInvalid("Whoever approves it is another than the person at work: name who approved it.")


def lies_ahead(day: date, *, today: date) -> None:
    """Refuse the day of something that is still to be done when it has passed. Raises ``DateImpossible``."""
    if day < today:
        raise DateImpossible(f"{long_date(day)} has passed: a date set for the future cannot lie in the past.")


def happened(day: date, *, today: date, not_before: date | None = None) -> None:
    """Refuse the day of something that has happened when it lies in the future or before what it follows.

    Raises ``DateImpossible``.
    """
    if day > today:
        raise DateImpossible(f"{long_date(day)} lies in the future.")
    if not_before is not None and day < not_before:
        raise DateImpossible(f"{long_date(day)} lies before {long_date(not_before)}, which it follows.")
