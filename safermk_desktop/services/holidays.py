"""The table of bank holidays: what the application brings, and what the head added or took out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.deadlines import SATURDAY, table_ends_soon
from safermk_desktop.domain.keeping import Setting
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import need
from safermk_desktop.services.headship import assert_heads
from safermk_desktop.services.local import ADDED, HOLIDAY, REMOVED
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

CHANGED: Final = "bank holidays changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow:
    """One day of the table. ``change`` is empty for a day as it came, else ``added`` or ``removed``.

    ``who`` and ``at`` (ISO 8601 UTC) say by whom and when, as the audit chain has it.
    """

    day: date
    change: str = ""
    why: str = ""
    who: str = ""
    at: str = ""


def holidays(session: Session) -> tuple[HolidayRow, ...]:
    """Every day of the table that falls on Monday to Friday, and every change to it, by day."""
    with session.vault.reading(Compartment.COMMON) as work:
        kept = {str(one.id): one.value for one in work.every(Setting) if str(one.id).startswith(HOLIDAY)}
    entries = {entry.subject: entry for entry in session.vault.trail(Compartment.COMMON) if entry.what == CHANGED}
    rows = {day: HolidayRow(day=day) for day in session.local.shipped.holidays if day.weekday() < SATURDAY}
    for name, text in kept.items():
        day = date.fromisoformat(name.removeprefix(HOLIDAY))
        change, _, why = text.partition(": ")
        entry = entries.get(name)
        rows[day] = HolidayRow(
            day=day, change=change, why=why, who=entry.who if entry else "", at=entry.at if entry else ""
        )
    return tuple(rows[day] for day in sorted(rows))


def add_holiday(session: Session, day: date, *, why: str) -> None:
    """Add a proclaimed day. Raises ``RoleRefused``, ``EntryMissing``, ``EntryInvalid`` for no working day."""
    if day.weekday() >= SATURDAY:
        raise EntryInvalid(f"{long_date(day)} is a {day:%A}: no working day as it is.")
    if day in session.calendar.holidays:
        raise EntryInvalid(f"{long_date(day)} is a bank holiday already.")
    _change(session, day, ADDED, why)


def remove_holiday(session: Session, day: date, *, why: str) -> None:
    """Take a day out. Raises ``RoleRefused``, ``EntryMissing``, ``EntryInvalid`` for one that is no bank holiday."""
    if day not in session.calendar.holidays:
        raise EntryInvalid(f"{long_date(day)} is no bank holiday.")
    _change(session, day, REMOVED, why)


def table_end(session: Session) -> date:
    """The last day of the last year that the table knows."""
    return date(max(session.calendar.holidays).year, 12, 31)


def end_warning(session: Session) -> str:
    """The sentence where the table ends within six months of today; empty before."""
    end = table_end(session)
    if not table_ends_soon(end, session.clock.today()):
        return ""
    return (
        f"The table of bank holidays ends on {long_date(end)}. Dates after it may fall on bank holidays that it does "
        "not know: add them under Settings, or install a newer version."
    )


def _change(session: Session, day: date, change: str, why: str) -> None:
    """Write the change, or take an earlier one back where the day then stands as it came."""
    assert_heads(session.vault)
    need(why=why)
    is_shipped = day in session.local.shipped.holidays
    name = RecordId(f"{HOLIDAY}{day.isoformat()}")
    told = f"{day.isoformat()} {change}: {why.strip()}"
    with session.vault.writing(Compartment.COMMON, session.act(CHANGED, CaseId(""), subject=name, why=told)) as work:
        if is_shipped == (change == ADDED):
            work.remove(Setting, name)
        else:
            work.put(Setting(id=name, case_id=CaseId(""), value=f"{change}: {why.strip()}"))
    session.local.read(session.vault)
